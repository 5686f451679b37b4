"""A line as cells: what stands apart from its neighbours by a tab, a wide gap, or a rail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from services.analysis.reading.document import Line, Span
from services.analysis.reading.pieces import Piece

_WIDE = re.compile(r"\t+|[ \u00a0]{2,}")
_GAP_EMS = 1.2  # a gap wider than this many font sizes is not a space between words


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks, as far as the format says."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line that stands for itself."""

    piece: Piece
    style: Style
    x0: float = 0.0
    x1: float = 0.0


def cells(line: Line) -> list[Cell]:
    """The cells of the line, left to right, without empty ones."""
    found: list[Cell] = []
    whole = Piece(line.start, line.text)
    for start, end in _apart(line):
        for part in whole.cut(start, end).parts(_WIDE):
            trimmed = part.strip(" \t\u00a0")
            if trimmed.text:
                found.append(_cell(line, trimmed))
    return found


def style_of(line: Line, piece: Piece) -> Style:
    """The typeface of the first word of the piece; the line's own where no span says more."""
    for span in line.spans:
        if span.start <= piece.start < span.end:
            return Style(span.size or line.size, span.bold, span.italic)
    return Style(line.size, line.bold)


def _apart(line: Line) -> list[tuple[int, int]]:
    """Where to cut the line because two spans of it stand far apart."""
    cuts: list[int] = []
    inked = [
        span
        for span in line.spans
        if line.text[span.start - line.start : span.end - line.start].strip()
    ]
    for left, right in pairwise(inked):
        if right.x0 - left.x1 > _GAP_EMS * max(left.size, right.size, 6.0) and right.x0 > 0:
            cuts.append(right.start - line.start)
    edges = [0, *cuts, len(line.text)]
    return list(pairwise(edges))


def _cell(line: Line, piece: Piece) -> Cell:
    touched: list[Span] = [s for s in line.spans if s.start < piece.end and s.end > piece.start]
    x0 = touched[0].x0 if touched else line.x0
    x1 = touched[-1].x1 if touched else line.x1
    return Cell(piece, style_of(line, piece), x0, x1)
