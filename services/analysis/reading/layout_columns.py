"""Which parts of a page are columns, to be read one after the other.

A gutter is a vertical strip that stays free over several rows. Not every gutter parts columns: dates at the
right margin, labels at the left one and the cells of a table belong to the row they stand in. What tells
them apart is weighed in `_weigh`: the order of the file's content, whether lines on both sides share
baselines, how wide the smaller side's lines are, dates, and which edge is straight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import pstdev

from services.analysis.reading.layout_rows import Row, Segment, rows_of

_MIN_ROWS = 3  # on each side, to be columns
_MIN_GUTTER = 0.6  # ems
_MAX_DEPTH = 6
_DATE = re.compile(r"(?:19|20)\d\d|\b\d{1,2}/\d{2,4}\b|20XX", re.I)


@dataclass(slots=True)
class Region:
    """Segments to be read row by row, before whatever comes after. `side` tells columns apart."""

    rows: list[Row]
    x0: float
    x1: float
    side: bool = False  # one of several columns, not the whole width


@dataclass(slots=True)
class _Gutter:
    first: int  # rows first..last, both included
    last: int
    x: float
    left: list[Segment]
    right: list[Segment]


def regions_of(segments: list[Segment], depth: int = 0) -> list[Region]:
    """Regions in reading order; together they hold every segment once."""
    if not segments:
        return []
    rows = rows_of(segments)
    gutter = _best_gutter(rows) if depth < _MAX_DEPTH else None
    if gutter is None:
        x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
        return [Region(rows, x0, x1)]
    above = [s for row in rows[: gutter.first] for s in row.segments]
    below = [s for row in rows[gutter.last + 1 :] for s in row.segments]
    columns: list[Region] = []
    for part in (gutter.left, gutter.right):
        for region in regions_of(part, depth + 1):
            region.side = True
            columns.append(region)
    return [*regions_of(above, depth + 1), *columns, *regions_of(below, depth + 1)]


def _best_gutter(rows: list[Row]) -> _Gutter | None:
    """The tallest gutter that parts columns."""
    found: list[tuple[float, _Gutter]] = []
    seen: set[tuple[int, int, int, int]] = set()
    for x in sorted({round(s.x0) for row in rows for s in row.segments}):
        for gutter in _gutters_at(rows, x - 0.75):
            key = (gutter.first, gutter.last, len(gutter.left), len(gutter.right))
            if key in seen:
                continue
            seen.add(key)
            lines = min(len(rows_of(gutter.left)), len(rows_of(gutter.right)))
            if lines >= _MIN_ROWS and _weigh(gutter) > 0:
                height = rows[gutter.last].base - rows[gutter.first].base
                found.append((height * min(lines, 8), gutter))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _gutters_at(rows: list[Row], x: float) -> list[_Gutter]:
    """Every run of rows that leaves `x` free and has text on both sides of it."""
    gutters: list[_Gutter] = []
    start = 0
    for index, row in enumerate([*rows, None]):
        if row is not None and not any(s.x0 < x < s.x1 for s in row.segments):
            continue
        gutter = _gutter(rows, start, index - 1, x)
        if gutter is not None:
            gutters.append(gutter)
        start = index + 1
    return gutters


def _gutter(rows: list[Row], first: int, last: int, x: float) -> _Gutter | None:
    if last - first + 1 < _MIN_ROWS:
        return None
    first = _without_title(rows, first, last, x)
    left = [s for row in rows[first : last + 1] for s in row.segments if s.x1 <= x]
    right = [s for row in rows[first : last + 1] for s in row.segments if s.x0 >= x]
    if not left or not right:
        return None
    width = min(s.x0 for s in right) - max(s.x1 for s in left)
    if width < _MIN_GUTTER * min(left[0].size, right[0].size):
        return None
    return _Gutter(first, last, x, left, right)


def _without_title(rows: list[Row], first: int, last: int, x: float) -> int:
    """Leave a title block above the columns: lines on one side, before the other side begins."""
    sides = [
        (any(s.x1 <= x for s in row.segments), any(s.x0 >= x for s in row.segments))
        for row in rows[first : last + 1]
    ]
    lead = 0
    while lead < len(sides) and sides[lead] == sides[0] and sides[0] != (True, True):
        lead += 1
    if lead == 0 or lead == len(sides):
        return first
    largest = max(row.size for row in rows[first : last + 1])
    titles = [i for i in range(lead) if rows[first + i].size >= 0.98 * largest]
    return first + lead if titles and lead <= 6 else first


def _weigh(gutter: _Gutter) -> float:
    """Above 0: two columns. Below: one, with something beside its lines."""
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    small, large = (left, right) if _ink(left) <= _ink(right) else (right, left)
    paired = sum(any(abs(a.base - b.base) < 0.3 * a.size for b in large) for a in small) / len(small)
    turns = _turns(gutter) / (2 * len(small))
    length = sum(len(s.text) for row in small for s in row.segments) / len(small)
    dated = sum(bool(_DATE.search(s.text)) for row in small for s in row.segments) / len(small)
    score = 0.0
    score += 1.0 if turns < 0.2 else (-1.0 if turns > 0.6 else 0.0)
    score += -1.0 if paired > 0.9 else (1.0 if paired < 0.6 else 0.0)
    score += 0.5 if length > 18 else (-0.5 if length < 9 else 0.0)
    score += -1.5 if dated > 0.45 else 0.0
    score += -1.0 if small is right and _flush_right(small) else 0.0
    score += 0.5 if _headed(small) else 0.0
    return score


def _ink(rows: list[Row]) -> float:
    return sum(s.x1 - s.x0 for row in rows for s in row.segments)


def _turns(gutter: _Gutter) -> int:
    """How often the file's content changes sides."""
    sides = sorted([(s.order, 0) for s in gutter.left] + [(s.order, 1) for s in gutter.right])
    return sum(a[1] != b[1] for a, b in zip(sides, sides[1:], strict=False))


def _flush_right(rows: list[Row]) -> bool:
    """Ends in a straight edge and begins in a ragged one."""
    if len(rows) < 2:
        return False
    return pstdev(r.x1 for r in rows) < 2.0 < pstdev(r.x0 for r in rows)


def _headed(rows: list[Row]) -> bool:
    """Has a heading with lines of its own: a bigger, or the only bold, or the only upper-case line."""
    if len(rows) < 3:
        return False
    body = sorted(row.size for row in rows)[len(rows) // 2]
    marked = [
        row.size > 1.1 * body
        or all(s.bold for s in row.segments)
        or all(s.text.isupper() for s in row.segments)
        for row in rows
    ]
    return 0 < sum(marked) <= len(rows) / 2
