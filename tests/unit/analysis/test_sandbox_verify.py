"""What a child says is believed only where it holds together."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from services.analysis.reading.document import Document, Line, Span
from services.analysis.sandbox_verify import InvalidDocument, verified


def document() -> dict[str, Any]:
    lines = (
        Line("Ada Arden", 0, 9, 1, 0, spans=(Span(0, 4, 10.0, bold=True), Span(4, 9, 10.0))),
        Line("Analyst", 10, 17, 1, 1, spans=(Span(10, 17, 10.0, link="https://example.com"),)),
    )
    return Document("pdf", "Ada Arden\nAnalyst", lines, page_count=1, reader="test").to_json()


def test_right_document_passes_whole() -> None:
    raw = document()
    assert verified(orjson.dumps(raw), "pdf") == Document.from_json(raw)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "docx"),
        (("format",), "exe"),
        (("text",), "Ada Arden\nAnalysts"),
        (("text",), 7),
        (("lines", 0, "start"), 1),
        (("lines", 0, "text"), "Eve Arden"),
        (("lines", 1, "end"), 99),
        (("lines", 1, "page"), 0),
        (("lines", 0, "page"), 2),
        (("lines", 1, "page"), 2),
        (("lines", 0, "paragraph"), 3),
        (("lines", 0, "size"), "large"),
        (("lines", 0, "spans", 0, "end"), 12),
        (("lines", 0, "spans", 1, "start"), 2),
        (("lines", 1, "spans", 0, "link"), "x" * 5000),
        (("lines",), None),
        (("links",), ["x" * 5000]),
        (("warnings",), [{"code": "x"}]),
    ],
)
def test_anything_else_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    raw = document()
    place: Any = orjson.loads(orjson.dumps(raw))
    whole = place
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(InvalidDocument):
        verified(orjson.dumps(whole), "pdf")


@pytest.mark.parametrize(
    "payload", [b"", b"null", b"[]", b"{", b"[" * 100_000, b'{"format":"pdf"}']
)
def test_what_is_no_document_is_refused(payload: bytes) -> None:
    with pytest.raises(InvalidDocument):
        verified(payload, "pdf")


def test_refusal_quotes_nothing() -> None:
    raw = document()
    raw["lines"][0]["page"] = "canary"
    with pytest.raises(InvalidDocument) as refusal:
        verified(orjson.dumps(raw), "pdf")
    assert "canary" not in str(refusal.value)
