"""What a gutter is worth: whether it parts columns, or lines from what stands in their margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import pstdev

from services.analysis.reading.characters import BULLETS
from services.analysis.reading.layout_rows import Row, Segment, blocks_of, pitch_of, rows_of

_DATE = re.compile(r"(?:19|20)\d\d|\b\d{1,2}/\d{2,4}\b|20XX", re.IGNORECASE)
_NOTE = 3  # lines of a note in the margin, at most


@dataclass(slots=True)
class Gutter:
    """A free strip at `x` over rows `first` to `last`, both included, and what stands beside it."""

    first: int
    last: int
    x: float
    left: list[Segment]
    right: list[Segment]
    shared: tuple[int, int]  # first and last row with text on both sides
    of_table: bool = False


def weigh(gutter: Gutter) -> float:
    """Above 0: two columns. Below: one, with something beside its lines."""
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    small, large = (left, right) if ink(left) <= ink(right) else (right, left)
    pairs = [b for a in small for b in large if abs(a.base - b.base) < 0.3 * a.size]
    paired = min(len(pairs) / len(small), 1.0)
    # What stands beside a label or before a date begins something; a side bar, beside anything.
    broken = sum(row.segments[0].text[:1].islower() for row in pairs) / max(len(pairs), 1)
    turns = turns_of(gutter) / (2 * len(small))
    length = sum(len(s.text) for row in small for s in row.segments) / len(small)
    dated = sum(bool(_DATE.search(s.text)) for row in small for s in row.segments) / len(small)
    score = 0.0
    score += 1.0 if turns_of(gutter) == 1 or turns < 0.2 else (-1.0 if turns > 0.6 else 0.0)
    score += -1.0 if paired > 0.9 else (1.0 if paired < 0.6 else 0.0)
    score += 0.5 if length > 18 else (-0.5 if length < 9 else 0.0)
    score += -1.5 if dated > 0.45 else 0.0
    score += -1.0 if small is right and _flush_right(small) else 0.0
    score += 0.5 * min(_headings(small), 2)
    score += 1.5 if broken > 0.25 and len(pairs) > 3 else 0.0
    score += 2.5 if _is_headed(left) and _is_headed(right) else 0.0
    margin = small is left and not gutter.of_table and _is_margin(small, large)
    score += -3.0 if margin else 0.0
    return score


def is_anchored(notes: list[Row], content: list[Row]) -> bool:
    """Whether blocks of notes each begin beside a line that begins something itself."""
    blocks = blocks_of(notes)
    if len(blocks) < 2:
        return False
    starts = _starts(content)
    anchored = sum(any(_level(start, block[0]) for start in starts) for block in blocks)
    return anchored >= 0.9 * len(blocks)


def _is_margin(small: list[Row], large: list[Row]) -> bool:
    """Whether the small side is a margin: what stands there is beside the beginning of something,
    or in a gap as headings are, or goes on below what is. A side bar has lines amid the text.
    """
    starts = _starts(large)
    amid = 0
    noted = 0  # lines of the present note
    for above, row in pairwise([small[0], *small]):
        begins = any(_level(start, row) for start in starts)
        in_gap = not any(_overlap(row, other) for other in large)
        follows = 0 < noted < _NOTE and 0 < row.base - above.base <= 1.7 * row.size
        noted = 1 if begins else noted + 1 if follows else 0
        amid += not (begins or in_gap or follows)
    return amid <= 0.1 * len(small) and any(_level(start, row) for start in starts for row in small)


def _starts(rows: list[Row]) -> list[Row]:
    """Rows that begin something: after a gap, in bold, or with a list marker."""
    usual = 1.25 * pitch_of(rows)
    starts = rows[:1]
    for above, row in pairwise(rows):
        if (
            row.base - above.base > usual
            or (row.bold and not above.bold)
            or row.segments[0].text[0] in BULLETS
        ):
            starts.append(row)
    return starts


def _level(row: Row, other: Row) -> bool:
    return abs(row.base - other.base) < 0.3 * row.size


def _overlap(row: Row, other: Row) -> bool:
    """Whether the heights of two rows overlap by more than a hair."""
    top = max(row.base - 0.7 * row.size, other.base - 0.7 * other.size)
    return min(row.base, other.base) - top > 0.15 * min(row.size, other.size)


def _is_headed(rows: list[Row]) -> bool:
    """Whether the first row, and few others, stands out as a heading does."""
    if len(rows) < 3 or len(rows[0].segments) > 1:
        return False
    first, rest = rows[0], rows[1:]
    text = first.segments[0].text
    if text.isupper():
        return 2 * sum(row.segments[0].text.isupper() for row in rest) < len(rest)
    return first.size > 1.2 * sorted(row.size for row in rest)[len(rest) // 2]


def ink(rows: list[Row]) -> float:
    """The width of all that is written, in points."""
    return sum(s.x1 - s.x0 for row in rows for s in row.segments)


def turns_of(gutter: Gutter) -> int:
    """How often the file's content changes sides."""
    sides = sorted([(s.order, 0) for s in gutter.left] + [(s.order, 1) for s in gutter.right])
    return sum(a[1] != b[1] for a, b in pairwise(sides))


def _flush_right(rows: list[Row]) -> bool:
    """Ends in a straight edge and begins in a ragged one."""
    if len(rows) < 2:
        return False
    return pstdev(r.x1 for r in rows) < 2.0 < pstdev(r.x0 for r in rows)


def _headings(rows: list[Row]) -> int:
    """Headings with lines of their own: bigger, or alone bold, or alone in capitals."""
    if len(rows) < 3:
        return 0
    body = sorted(row.size for row in rows)[len(rows) // 2]
    marked = sum(
        row.size > 1.1 * body
        or all(s.bold for s in row.segments)
        or all(s.text.isupper() for s in row.segments)
        for row in rows
    )
    return marked if marked <= len(rows) / 2 else 0
