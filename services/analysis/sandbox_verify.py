"""What a child hands over is a stranger's word: checked to the last offset before anyone builds on
it.
"""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from services.analysis.reading.document import Document, FileFormat, Line

_MAX_TEXT = 2_200_000  # characters
_MAX_LINK = 4096
_documents = TypeAdapter(Document)


class InvalidDocument(ValueError):
    """A child returned something that is not a document."""


def verified(payload: bytes, kind: FileFormat) -> Document:
    """Parse and check a child's result. Raises `InvalidDocument`."""
    try:
        document = _documents.validate_json(payload)
    except ValidationError as error:
        # Never the message: it quotes what it got.
        raise InvalidDocument(f"{error.error_count()} errors of shape") from None
    if document.format != kind:
        raise InvalidDocument("another format")
    if len(document.text) > _MAX_TEXT:
        raise InvalidDocument("too long")
    _check_lines(document)
    if any(len(link) > _MAX_LINK for link in document.links):
        raise InvalidDocument("an endless link")
    return document


def _check_lines(document: Document) -> None:
    text, end, paragraph, page = document.text, -1, 0, 0
    for line in document.lines:
        if line.start != end + 1 or text[line.start : line.end] != line.text:
            raise InvalidDocument("a line stands elsewhere")
        if line.paragraph < paragraph or (line.page or 0) < page:
            raise InvalidDocument("lines out of order")
        _check_spans(line)
        end, paragraph, page = line.end, line.paragraph, line.page or 0
    if end != len(text) and document.lines:
        raise InvalidDocument("text beyond the lines")
    if page > (document.page_count or 0) and document.format == "pdf":
        raise InvalidDocument("a page beyond the last")


def _check_spans(line: Line) -> None:
    at = line.start
    for span in line.spans:
        if span.start != at or span.end < span.start or len(span.link or "") > _MAX_LINK:
            raise InvalidDocument("a span stands elsewhere")
        at = span.end
    if line.spans and at != line.end:
        raise InvalidDocument("spans do not cover their line")
