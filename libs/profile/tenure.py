"""Time in a career: months of partial dates, the union of dated roles, and the gaps between them.

Months are integers, `year * 12 + month - 1`, and a span covers its first and its last month, as
people read "Jan 2020 - Mar 2020": three months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")
_EARLIEST_YEAR = 1930
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A gap shorter than this is ordinary between two jobs.
GAP_MONTHS = 6


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, and its month where the text gives one (1 to 12)."""

    year: int
    month: int | None

    @property
    def first(self) -> int:
        """The earliest month it can mean."""
        return self.year * 12 + (self.month or 1) - 1

    @property
    def last(self) -> int:
        """The latest month it can mean."""
        return self.year * 12 + (self.month or 12) - 1

    def __str__(self) -> str:
        return f"{_MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


@dataclass(frozen=True, slots=True)
class Span:
    """From one month to another, both included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Months no dated entry covers; `before` and `after` index the spans at its two edges."""

    months: int
    before: int
    after: int


def parse(value: str | None) -> PartialDate | None:
    """Read a partial ISO date; None where there is none or it can't be a date in a career."""
    match = _PARTIAL_DATE.fullmatch(value.strip()) if value else None
    if not match:
        return None
    year, month = int(match[1]), int(match[2]) if match[2] else None
    if year < _EARLIEST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    return PartialDate(year, month)


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def name_month(month: int) -> str:
    """`Mar 2021`."""
    return f"{_MONTHS[month % 12]} {month // 12}"


def worked(start: PartialDate, end: PartialDate) -> Span | None:
    """The months from `start` to `end`; None where the end lies before the start.

    A year without a month counts from or to its middle: the error is at most half a year either
    way, and "2020 - 2022" comes out as the two years people mean by it.
    """
    if end.last < start.first:
        return None
    first = start.first if start.month else start.year * 12 + 6
    last = end.last if end.month else end.year * 12 + 5
    return Span(first, max(first, last)) if last >= first else Span(last, first)


def union_months(spans: Iterable[Span]) -> int:
    """How many months at least one of the spans covers: overlapping ones count once."""
    total, reached = 0, -1
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        total += max(0, span.last - max(span.first, reached + 1) + 1)
        reached = max(reached, span.last)
    return total


def gaps(spans: list[Span], covered_too: Iterable[Span] = ()) -> list[Gap]:
    """Gaps of `GAP_MONTHS` or more between `spans`, where `covered_too` doesn't fill them.

    Latest first. `covered_too` is time well spent that isn't a role, such as study.
    """
    found: list[Gap] = []
    order = sorted(range(len(spans)), key=lambda index: (spans[index].first, spans[index].last))
    fillers = list(covered_too)
    for position, index in enumerate(order[1:], start=1):
        before = max(order[:position], key=lambda one: spans[one].last)
        hole = Span(spans[before].last + 1, spans[index].first - 1)
        if hole.months < GAP_MONTHS:
            continue
        filled = [
            Span(max(hole.first, one.first), min(hole.last, one.last))
            for one in fillers
            if one.first <= hole.last and one.last >= hole.first
        ]
        if hole.months - union_months(filled) >= GAP_MONTHS:
            found.append(Gap(hole.months, before, index))
    return found[::-1]
