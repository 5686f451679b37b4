"""Which parts of a page are columns, to be read one after the other.

A gutter is a vertical strip that stays free over several rows. Not every gutter parts columns:
dates at the right margin, labels at the left one and the cells of a table belong to the row they
stand in. What tells them apart is weighed in `weigh`: the order of the file's content, whether
lines on both sides share baselines, how wide the smaller side's lines are, dates, and which edge is
straight.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import pstdev

from services.analysis.reading.characters import BULLETS
from services.analysis.reading.layout_rows import Row, Segment, blocks_of, pitch_of, rows_of

_MIN_ROWS = 3  # on each side, to be columns without further proof
_MIN_GUTTER = 0.6  # ems
_MAX_DEPTH = 6
_MAX_ROWS = 400  # beyond, the page is no resume, and the search would take long
_CELLS = 2  # gutters side by side that make a table
_NOTE = 3  # lines of a note in the margin, at most
_TABLE = 2.0  # how much it weighs that a table's cells stand in the file one after the other
_LEAD = 6  # rows of a title block, at most
_DATE = re.compile(r"(?:19|20)\d\d|\b\d{1,2}/\d{2,4}\b|20XX", re.IGNORECASE)


@dataclass(slots=True)
class Region:
    """Rows to be read one after the other, across."""

    rows: list[Row]
    x0: float
    x1: float
    side: bool = False  # in one of several columns, not over the whole width


@dataclass(slots=True)
class Columns:
    """Stacks of regions side by side, from the left."""

    stacks: list[list[Region | Columns]] = field(default_factory=list["list[Region | Columns]"])


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


def regions_of(
    segments: list[Segment], depth: int = 0, *, in_table: bool = False
) -> list[Region | Columns]:
    """What a page falls into, from the top; together the parts hold every segment once."""
    if not segments:
        return []
    rows = rows_of(segments)
    sought = depth < _MAX_DEPTH and len(rows) <= _MAX_ROWS
    gutter = _best_gutter(rows, in_table=in_table) if sought else None
    if gutter is None:
        x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
        return [Region(rows, x0, x1, side=depth > 0)]
    above = [s for row in rows[: gutter.first] for s in row.segments]
    below = [s for row in rows[gutter.last + 1 :] for s in row.segments]
    stacks = [
        regions_of(side, depth + 1, in_table=gutter.of_table)
        for side in (gutter.left, gutter.right)
    ]
    return [*regions_of(above, depth), Columns(stacks), *regions_of(below, depth)]


def gutters_of(rows: list[Row]) -> list[Gutter]:
    """Every free strip with text on both sides, each set of sides once."""
    gutters: list[Gutter] = []
    seen: set[tuple[int, int, int, int]] = set()
    for x in sorted({round(s.x0) for row in rows for s in row.segments}):
        for gutter in _gutters_at(rows, x - 0.75):
            key = (gutter.first, gutter.last, len(gutter.left), len(gutter.right))
            if key not in seen:
                seen.add(key)
                gutters.append(gutter)
    return gutters


def _best_gutter(rows: list[Row], *, in_table: bool) -> Gutter | None:
    """The tallest gutter that parts columns."""
    found: list[tuple[float, Gutter]] = []
    gutters = gutters_of(rows)
    cells = [_cells_of(rows, gutter) for gutter in gutters]
    distinct = {(c.shared, len(c.left), len(c.right)) for c in cells if c is not None}
    by_cell = Counter(shared for shared, _, _ in distinct)
    for gutter, cell in zip(gutters, cells, strict=True):
        if cell is not None and (in_table or by_cell[cell.shared] >= _CELLS):
            _consider(cell, weigh(cell) + _TABLE, rows, found)
        else:
            _consider(gutter, weigh(gutter), rows, found)
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _consider(
    gutter: Gutter, weight: float, rows: list[Row], found: list[tuple[float, Gutter]]
) -> None:
    lines = min(len(rows_of(gutter.left)), len(rows_of(gutter.right)))
    if lines >= 2 and weight > (0.0 if lines >= _MIN_ROWS else 1.0):
        height = rows[gutter.last].base - rows[gutter.first].base
        found.append((height * min(lines, 8), gutter))


def _cells_of(rows: list[Row], gutter: Gutter) -> Gutter | None:
    """The gutter over the rows with text on both sides, if the file holds all of its left side
    before all of its right, or after.
    """
    first, last = gutter.shared
    if last <= first:
        return None
    apart = 1.5 * pitch_of(rows[first : last + 1])
    while last < gutter.last and _step(rows, last) <= apart:
        last += 1
    within = {id(s) for row in rows[first : last + 1] for s in row.segments}
    left = [s for s in gutter.left if id(s) in within]
    right = [s for s in gutter.right if id(s) in within]
    cells = replace(gutter, first=first, last=last, left=left, right=right, of_table=True)
    return cells if left and right and _turns(cells) == 1 else None


def _gutters_at(rows: list[Row], x: float) -> list[Gutter]:
    """Every run of rows that leaves `x` free and has text on both sides of it."""
    gutters: list[Gutter] = []
    start = 0
    for index, row in enumerate([*rows, None]):
        if row is not None and not any(s.x0 < x < s.x1 for s in row.segments):
            continue
        gutter = _gutter(rows, start, index - 1, x)
        if gutter is not None:
            gutters.append(gutter)
        start = index + 1
    return gutters


def _gutter(rows: list[Row], first: int, last: int, x: float) -> Gutter | None:
    if last - first + 1 < 2:
        return None
    first, last = _without_ends(rows, first, last, x)
    left = [s for row in rows[first : last + 1] for s in row.segments if s.x1 <= x]
    right = [s for row in rows[first : last + 1] for s in row.segments if s.x0 >= x]
    if not left or not right:
        return None
    width = min(s.x0 for s in right) - max(s.x1 for s in left)
    if width < _MIN_GUTTER * min(left[0].size, right[0].size):
        return None
    both = [
        first + index
        for index, row in enumerate(rows[first : last + 1])
        if row.x0 < x and row.segments[-1].x0 > x
    ]
    return Gutter(first, last, x, left, right, (both[0], both[-1]) if both else (first, first))


def _without_ends(rows: list[Row], first: int, last: int, x: float) -> tuple[int, int]:
    """Leave out, above and below, lines on one side alone that belong to what spans the whole
    width: a title block, and whatever stands apart from the columns towards rows that cross them.
    """
    sides = [
        (any(s.x1 <= x for s in row.segments), any(s.x0 >= x for s in row.segments))
        for row in rows[first : last + 1]
    ]
    lead, tail = _lead(sides), _lead(sides[::-1])
    apart = 1.5 * pitch_of(rows[first + lead : last - tail + 1])
    if tail and last + 1 < len(rows):
        ended = last - tail
        last = next((i for i in range(ended, last) if _step(rows, i) > apart), last)
    if lead:
        largest = max((row.size for row in rows[first + lead : last + 1]), default=0.0)
        titled = any(rows[first + i].size > 1.15 * largest for i in range(lead))
        if titled and lead <= _LEAD:
            first += lead
        elif first > 0:
            begun = range(first + lead - 1, first - 1, -1)
            first = next((i + 1 for i in begun if _step(rows, i) > apart), first)
    return first, last


def _step(rows: list[Row], index: int) -> float:
    """The distance to the next row."""
    return rows[index + 1].base - rows[index].base


def _lead(sides: list[tuple[bool, bool]]) -> int:
    """How many rows at the start have text on one and the same side alone; 0 if all have."""
    lead = 0
    while lead < len(sides) and sides[lead] == sides[0] and sides[0] != (True, True):
        lead += 1
    return 0 if lead == len(sides) else lead


def weigh(gutter: Gutter) -> float:
    """Above 0: two columns. Below: one, with something beside its lines."""
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    small, large = (left, right) if ink(left) <= ink(right) else (right, left)
    pairs = [b for a in small for b in large if abs(a.base - b.base) < 0.3 * a.size]
    paired = min(len(pairs) / len(small), 1.0)
    # What stands beside a label or before a date begins something; a side bar, beside anything.
    broken = sum(row.segments[0].text[:1].islower() for row in pairs) / max(len(pairs), 1)
    turns = _turns(gutter) / (2 * len(small))
    length = sum(len(s.text) for row in small for s in row.segments) / len(small)
    dated = sum(bool(_DATE.search(s.text)) for row in small for s in row.segments) / len(small)
    score = 0.0
    score += 1.0 if _turns(gutter) == 1 or turns < 0.2 else (-1.0 if turns > 0.6 else 0.0)
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


def _turns(gutter: Gutter) -> int:
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
