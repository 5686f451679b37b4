"""A line as the reader of sections sees it: cells, without list marker or heading in the rail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.analysis.reading.cells import Cell, Style, cells
from services.analysis.reading.document import Line
from services.analysis.reading.pieces import Piece

_MARKER = re.compile(
    r"\s*(?:[•·▪◦‣●○■□◆◇►▶➢➤✓✔❖◻⁃∙»›➔▸★☆♦◾▫⚫–—*-]\s*|(?:\(?\d{1,2}[.)]|[a-z]\))\s+|o\s+(?=[A-Z]))"
)
_PLAIN_MARKER = re.compile(r"\s*[•▪◦‣●○■□◆◇►▶➢➤✓✔❖◻⁃∙➔▸♦◾▫⚫](?=\s*\S)")


@dataclass(frozen=True, slots=True)
class Row:
    """What a line holds beside a heading in its rail; `bullet` where it opens a list item."""

    line: Line
    cells: tuple[Cell, ...]
    bullet: bool

    @property
    def piece(self) -> Piece:
        start, end = self.cells[0].piece.start, self.cells[-1].piece.end
        return Piece(start, self.line.text[start - self.line.start : end - self.line.start])

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def style(self) -> Style:
        return self.cells[0].style

    @property
    def x0(self) -> float:
        return self.cells[0].x0 or self.line.x0


def row_of(line: Line, skip: int = 0) -> Row | None:
    """The line as a row, without its first `skip` cells; None where nothing is left."""
    found = cells(line)[skip:]
    if not found:
        return None
    first = found[0].piece
    marker = _MARKER.match(first.text) if line.bullet else _PLAIN_MARKER.match(first.text)
    if marker:
        rest = first.cut(marker.end()).strip(" \t")
        found[0:1] = [Cell(rest, found[0].style, found[0].x0, found[0].x1)] if rest.text else []
        if not found:
            return None
    return Row(line, tuple(found), line.bullet or marker is not None)
