"""Reads a sheet that LibreOffice has saved as flat ODS: what each cell is, and what it shows."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WIDEST = 64  # columns; behind them a sheet repeats an empty one to its edge


@dataclass(frozen=True, slots=True)
class SheetCell:
    """`kind` is "string", "float", "date" …, empty for an empty cell."""

    shown: str
    kind: str = ""
    formula: str = ""


def cells(path: Path) -> list[list[SheetCell]]:
    """Every row up to the last that has something in it."""
    sheet = ET.parse(path).getroot().find(f".//{_TABLE}table")
    assert sheet is not None
    found: list[list[SheetCell]] = []
    for row in sheet.iter(f"{_TABLE}table-row"):
        made = list(_cells_of(row))
        empty = not any(cell.shown for cell in made)
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        found += [made] * (min(repeated, 2) if empty else repeated)
    while found and not any(cell.shown for cell in found[-1]):
        found.pop()
    return found


def _cells_of(row: ET.Element) -> Iterator[SheetCell]:
    for cell in row.iter(f"{_TABLE}table-cell"):
        shown = "\n".join("".join(_said(line)) for line in cell.findall(f"{_TEXT}p"))
        kind, formula = cell.get(f"{_OFFICE}value-type", ""), cell.get(f"{_TABLE}formula", "")
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        yield from [SheetCell(shown, kind, formula)] * min(repeated, _WIDEST)


def _said(part: ET.Element) -> Iterator[str]:
    """The text of a line; blanks and tabs are elements there."""
    yield part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        else:
            yield from _said(child)
        yield child.tail or ""
