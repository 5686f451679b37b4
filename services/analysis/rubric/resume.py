"""A resume as the rules look at it: roles in time, their lines, and what the lines say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from libs.profile.model import Evidence, Experience, Profile, Project
from services.analysis.reading.document import Document
from services.analysis.reading.sections import Section, split_sections
from services.analysis.rubric import tenure, wording
from services.analysis.rubric.evidence import Locator
from services.analysis.rubric.figures import Measure, measure
from services.analysis.rubric.guards import is_instruction, is_placeholder
from services.analysis.rubric.lexicon import Language, Lexicon, detect, lexicon
from services.analysis.rubric.tenure import PartialDate, Span

# More lines than any resume has; what a hostile file has beyond is not looked at.
_MOST_LINES = 400
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
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
        return len(_WORD.findall(self.text))

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
        return f"since {self.start}" if self.current else f"{self.start} – {self.end}"  # noqa: RUF001


class Resume:
    """One document with the facts read from it. Everything derived is worked out once."""

    def __init__(self, document: Document, profile: Profile, today: date) -> None:
        self.document = document
        self.profile = profile
        self.today = today
        self.locator = Locator(document)
        self.language: Language | None = detect(document.text)
        self.words: Lexicon | None = lexicon(self.language)
        self.name = wording.person(profile.personal_info.name)
        labels = _labels(profile.experience)
        self.roles = tuple(
            _role(index, record, label, today)
            for index, (record, label) in enumerate(zip(profile.experience, labels, strict=True))
        )

    @property
    def subject(self) -> str:
        """Who a sentence is about."""
        return self.name or "The applicant"

    @cached_property
    def bullets(self) -> tuple[Bullet, ...]:
        """The lines under roles, then those under projects, in the order of the profile."""
        found: list[Bullet] = []
        for role, record in zip(self.roles, self.profile.experience, strict=True):
            found += self._bullets(record.highlights, record, role.label, role.index)
        for project in self.profile.projects:
            found += self._bullets(project.highlights, project, project.name, None)
        return tuple(found[:_MOST_LINES])

    @cached_property
    def role_bullets(self) -> tuple[Bullet, ...]:
        return tuple(bullet for bullet in self.bullets if bullet.role is not None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(split_sections(self.document))

    def has_section(self, kind: str) -> bool:
        """Whether a heading of that kind stands in the text, or words stand under one."""
        return any(section.kind == kind for section in self.sections)

    @cached_property
    def word_count(self) -> int:
        return len(_WORD.findall(self.document.text))

    @cached_property
    def dated(self) -> tuple[Role, ...]:
        """Roles with a span, latest first: by end, then by start; current roles come first."""
        spans = [(role, role.span) for role in self.roles if role.span]
        spans.sort(key=lambda pair: (not pair[0].current, -pair[1].last, -pair[1].first))
        return tuple(role for role, _ in spans)

    @property
    def latest(self) -> Role | None:
        """The role a reader looks at first: the latest dated one, else the first written."""
        return self.dated[0] if self.dated else self.roles[0] if self.roles else None

    def of(self, role: Role) -> list[Bullet]:
        return [bullet for bullet in self.bullets if bullet.role == role.index]

    def _bullets(
        self, highlights: list[str], record: Experience | Project, label: str, role: int | None
    ) -> list[Bullet]:
        after = min((e.start for e in record.evidence if e.start is not None), default=0)
        found: list[Bullet] = []
        for highlight in highlights:
            evidence = self.locator.find(highlight, after)
            text = wording.tidy(highlight)
            # Lines that speak to a program, or that a template left, say nothing of the person.
            if evidence is None or not text or is_instruction(text) or is_placeholder(text):
                continue
            after = evidence.end or after
            found.append(self._bullet(text, evidence, label, role))
        return found

    def _bullet(self, text: str, evidence: Evidence, label: str, role: int | None) -> Bullet:
        words = self.words
        weak = words.weak_opening.match(text) if words else None
        return Bullet(
            text=text,
            evidence=evidence,
            measure=measure(text, words),
            weak=weak[0] if weak else None,
            leads=bool(words and words.leading.search(text)),
            label=label,
            role=role,
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
    title = wording.shorten(record.title or "")
    company = wording.shorten(record.company or "")
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
