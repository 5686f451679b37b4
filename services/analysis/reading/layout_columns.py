"""Which parts of a page are columns, to be read one after the other.

A gutter is a vertical strip that stays free over several rows. Not every gutter parts columns:
dates at the right margin, labels at the left one and the cells of a table belong to the row they
stand in. What tells them apart is weighed in `layout_gutter.weigh`: the order of the file's
content, whether lines on both sides share baselines, how wide the smaller side's lines are, dates,
and which edge is straight.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from services.analysis.reading.layout_gutter import Gutter, turns_of, weigh
from services.analysis.reading.layout_rows import Row, Segment, pitch_of, rows_of

_MIN_ROWS = 3  # on each side, to be columns without further proof
_MIN_GUTTER = 0.6  # ems
_MAX_DEPTH = 6
_MAX_ROWS = 400  # beyond, the page is no resume, and the search would take long
_CELLS = 2  # gutters side by side that make a table
_TABLE = 2.0  # how much it weighs that a table's cells stand in the file one after the other
_LEAD = 6  # rows of a title block, at most


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
    return cells if left and right and turns_of(cells) == 1 else None


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
