"""Pieces of the document's text that remember where they stand, and the evidence they make."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from libs.profile.model import Evidence
from services.analysis.reading.document import Document, Line
from services.analysis.reading.words import squeeze

# What may stand around a value without belonging to it.
EDGES = (
    " \t\n\u00a0,;:|/\u00b7\u2022\u2219\u25cf\u25aa\u25e6\u2013\u2014\u2010\u2011\u00ad\u2012"
    "-~_*\u203a\u00bb\u2192"
)


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """`text` stands at `start` in `Document.text`, verbatim."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def value(self) -> str:
        """The text with its white space folded: what goes into the profile."""
        return squeeze(self.text)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The piece from `start` to `end`, counted within this piece."""
        end = len(self.text) if end is None else end
        return Piece(self.start + start, self.text[start:end])

    def strip(self, chars: str = EDGES) -> Piece:
        """Without the characters of `chars` at either end; a quotation stays closed."""
        left = len(self.text) - len(self.text.lstrip(chars))
        text = self.text.strip(chars)
        closed = self.text.startswith("»", left + len(text)) and text.rfind("«") > text.rfind("»")
        return Piece(self.start + left, text + "»" if closed else text)

    def split(self, separator: re.Pattern[str]) -> list[Piece]:
        """The stripped, non-empty pieces between the matches of `separator`."""
        return [piece for piece in (part.strip() for part in self.parts(separator)) if piece.text]

    def parts(self, separator: re.Pattern[str]) -> Iterator[Piece]:
        at = 0
        for match in separator.finditer(self.text):
            yield self.cut(at, match.start())
            at = match.end()
        yield self.cut(at)

    def without_brackets(self) -> Piece:
        """Without brackets that are closed or opened outside it, and without a pair around all."""
        piece = self.strip()
        for opening, closing in ("()", "[]"):
            text = piece.text
            if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
                piece = piece.cut(1, len(text) - 1).strip()
            elif text.endswith(opening) or (text.endswith(closing) and opening not in text):
                piece = piece.cut(0, len(text) - 1).strip()
            elif text.startswith(closing) or (text.startswith(opening) and closing not in text):
                piece = piece.cut(1).strip()
        return piece


def line_piece(line: Line) -> Piece:
    """The whole line as a piece."""
    return Piece(line.start, line.text)


@dataclass(frozen=True, slots=True)
class Quoter:
    """Makes evidence of pieces: knows on which line, page and paragraph an offset stands."""

    document: Document
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", [line.start for line in self.document.lines])

    def line_at(self, offset: int) -> Line:
        """The line that holds the offset."""
        return self.document.lines[max(0, bisect_right(self.starts, offset) - 1)]

    def joined(self, first: Piece, last: Piece) -> Piece:
        """Everything from `first` to `last`, both included."""
        return Piece(first.start, self.document.text[first.start : last.end])

    def quote(self, *pieces: Piece | None) -> list[Evidence]:
        """Evidence for the pieces in order, one for each line a piece touches, without doubles."""
        found: dict[tuple[int, int], Evidence] = {}
        for piece in pieces:
            for part in _by_line(piece):
                line = self.line_at(part.start)
                found[part.start, part.end] = Evidence(
                    kind="quote",
                    page=line.page,
                    paragraph=line.paragraph,
                    start=part.start,
                    end=part.end,
                    quote=part.text,
                )
        return list(found.values())


_NEWLINE = re.compile("\n")


def _by_line(piece: Piece | None) -> Iterable[Piece]:
    if piece is None:
        return ()
    return (part for part in (p.strip(" \t\n") for p in piece.parts(_NEWLINE)) if part.text)
