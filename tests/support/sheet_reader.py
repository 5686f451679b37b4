"""Reads an exported CSV again, as docs/exports.md tells."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

Section = list[dict[str, str]]


def grid(content: bytes) -> list[list[str]]:
    """The cells as a spreadsheet gets them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def sections(content: bytes) -> dict[str, Section]:
    """Rows by the names of their columns, by section; apostrophes of ours are taken off."""
    found: dict[str, Section] = {}
    rows = iter(grid(content))
    for title, *_ in rows:
        columns = [name for name in next(rows) if name]
        found[title] = []
        for row in rows:
            if not any(row):
                break
            values = [re.sub(r"(^|[;\t\r\n])'", r"\1", cell) for cell in row]
            found[title].append(dict(zip(columns, values, strict=False)))
    return found


def entries(section: Section) -> list[dict[str, Any]]:
    """Rows of one number as one entry, with its highlights."""
    found: dict[str, dict[str, Any]] = {}
    for row in section:
        number, highlight = row.pop("no"), row.pop("highlight")
        entry = found.setdefault(number, {**row, "highlights": []})
        entry["highlights"] += [highlight] if highlight else []
    return list(found.values())
