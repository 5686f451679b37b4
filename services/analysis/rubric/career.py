"""Roles in time and the lines under them, as the rules look at them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from libs.profile import tenure
from libs.profile.model import Evidence, Experience
from libs.profile.tenure import PartialDate, Span
from services.analysis.rubric import wording
from services.analysis.rubric.figures import Measure

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Bullet:
    """One thing said of a role or project, with the place it stands."""

    text: str
    evidence: Evidence
    measure: Measure
    weak: str | None  # its opening words, where they tell of presence instead of deeds
    leads: bool
    label: str  # of the role or project it belongs to
    role: int | None  # index into `Resume.roles`

    @property
    def words(self) -> int:
        return count_words(self.text)

    def said(self, most: int = 150) -> str:
        """The line in quotation marks; of a long one, the part with its weightiest figure."""
        return wording.telling(self.text, next(iter(self.measure.figures), None), most)


@dataclass(frozen=True, slots=True)
class Role:
    """One record of experience; `span` is None where its dates don't give one."""

    index: int
    title: str | None
    company: str | None
    label: str
    start: PartialDate | None
    end: PartialDate | None
    current: bool
    span: Span | None
    evidence: tuple[Evidence, ...]

    @property
    def period(self) -> str:
        """`Jun 2017 - Feb 2021`, `since Mar 2021`, or nothing."""
        if self.start is None:
            return ""
        return f"since {self.start}" if self.current else f"{self.start} – {self.end}"


def count_words(text: str) -> int:
    return len(_WORD.findall(text))


def roles_of(records: list[Experience], today: date) -> tuple[Role, ...]:
    """The records as roles, in their order; labels tell them apart."""
    labels = _labels(records)
    return tuple(
        _role(index, record, label, today)
        for index, (record, label) in enumerate(zip(records, labels, strict=True))
    )


def _role(index: int, record: Experience, label: str, today: date) -> Role:
    start, end = tenure.parse(record.start), tenure.parse(record.end)
    return Role(
        index=index,
        title=record.title,
        company=record.company,
        label=label,
        start=start,
        end=end,
        current=record.current,
        span=_span(start, end, current=record.current, today=today),
        evidence=tuple(record.evidence),
    )


def _labels(records: list[Experience]) -> list[str]:
    """`title at company` for each record; those that would be alike get their start as well."""
    labels = [_label(record) for record in records]
    alike = Counter(labels)
    for index, record in enumerate(records):
        start = tenure.parse(record.start)
        if alike[labels[index]] > 1 and start:
            labels[index] += f" from {start}"
    return labels


def _label(record: Experience) -> str:
    title = wording.shorten(record.title or "").removesuffix(" …")
    company = wording.shorten(record.company or "", 36).removesuffix(" …")
    if title and company:
        return f"{title} at {company}"
    return title or company or wording.clip(next(iter(record.highlights), "an unnamed role"), 50)


def _span(
    start: PartialDate | None, end: PartialDate | None, *, current: bool, today: date
) -> Span | None:
    """The months worked so far; an end still to come is cut at today's month."""
    now = tenure.month_of(today)
    if start is None or start.first > now or (end is None and not current):
        return None
    if end is None or current:
        return Span(min(start.first if start.month else start.year * 12 + 6, now), now)
    span = tenure.worked(start, end)
    return Span(min(span.first, now), min(span.last, now)) if span else None
