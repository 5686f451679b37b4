"""What is known of one resume, in the shape answers are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, takewhile

from libs.profile import tenure
from libs.profile.model import Education, Evidence, Experience, Skill
from libs.profile.tenure import PartialDate, Span
from libs.profile.wording import listed, tidy, years
from services.chat.engines.builtin.citing import MOST_CHARACTERS, Places, TextLine
from services.chat.engines.builtin.retrieval import Index
from services.chat.engines.builtin.technologies import patterns
from services.chat.engines.builtin.words import fold, word_list
from services.chat.engines.engine import Asked, Citation, Passage

MOST_LINES = 3_000


def dates(start: PartialDate | None, end: PartialDate | None, *, current: bool) -> str:
    """`Mar 2021 to today`; empty where no date is known."""
    until = "today" if current else str(end) if end else ""
    if start and until:
        return str(start) if str(start) == until else f"{start} to {until}"
    if current:
        return "to today"
    return f"from {start}" if start else f"until {end}" if end else ""


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """An entry of the resume's experience, with its time."""

    entry: Experience
    start: PartialDate | None
    end: PartialDate | None
    span: Span | None  # None where start or end is unknown

    @property
    def title(self) -> str:
        return tidy(self.entry.title or "")

    @property
    def company(self) -> str:
        return tidy(self.entry.company or "")

    @property
    def current(self) -> bool:
        return self.entry.current

    @property
    def label(self) -> str:
        """`Engineer at Acme`, or as much of it as is known."""
        return " at ".join(part for part in (self.title, self.company) if part) or "a role"

    @property
    def dates(self) -> str:
        return dates(self.start, self.end, current=self.current)

    @property
    def dated(self) -> str:
        """`Engineer at Acme (Mar 2021 to today)`."""
        return f"{self.label} ({self.dates})" if self.dates else self.label


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """An entry of the resume's education, with its time."""

    entry: Education
    start: PartialDate | None
    end: PartialDate | None

    @property
    def degree(self) -> str:
        degree, field = tidy(self.entry.degree or ""), tidy(self.entry.field or "")
        if not field or fold(field) in fold(degree):
            return degree or field
        if fold(field).startswith(("in ", "en ", "of ")):
            return f"{degree} {field}".strip()
        return f"{degree} in {field}" if degree else field

    @property
    def institution(self) -> str:
        return tidy(self.entry.institution or "")

    @property
    def label(self) -> str:
        """`B.S. in Physics, State University (2012 to 2016)`."""
        both = ", ".join(part for part in (self.degree, self.institution) if part)
        when = dates(self.start, self.end, current=False).removeprefix("until ")
        return f"{both} ({when})" if when and both else both or when


class Facts:
    """One resume, seen from the day of the question."""

    def __init__(self, asked: Asked, today: date) -> None:
        self.profile = asked.resume.profile
        self.text = asked.resume.text
        self.today = today
        self.places = Places(asked.resume)
        self.passages: tuple[Passage, ...] = asked.passages
        self.lines = tuple(
            TextLine(self.text[line.start : line.end], line.start, line.end, index, line.paragraph)
            for index, line in enumerate(asked.resume.lines[:MOST_LINES])
            if line.end <= MOST_CHARACTERS
        )
        # Whether there is more of the resume than was read for words.
        self.cut = len(self.lines) < len(asked.resume.lines) or len(self.text) > MOST_CHARACTERS
        self._starts = [line.start for line in self.lines]
        self._highlights: dict[int, list[Citation]] = {}
        self.roles = tuple(self._role(entry) for entry in self.profile.experience)
        self.studies = tuple(
            Study(entry, tenure.parse(entry.start), tenure.parse(entry.end))
            for entry in self.profile.education
        )

    def _role(self, entry: Experience) -> Role:
        start, end = tenure.parse(entry.start), tenure.parse(entry.end)
        until = PartialDate(self.today.year, self.today.month) if entry.current else end
        span = tenure.worked(start, until) if start and until else None
        return Role(entry, start, None if entry.current else end, span)

    @cached_property
    def index(self) -> Index:
        named = [role.company for role in self.roles] + [one.institution for one in self.studies]
        return Index(self.lines, self.passages, map(fold, named))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The folded words of the person's name."""
        return frozenset(word_list(fold(self.profile.personal_info.name or "")))

    @cached_property
    def dated(self) -> tuple[Role, ...]:
        """Roles with a start, the latest first; as the resume orders them where they are alike."""
        known = [role for role in self.roles if role.start]
        return tuple(sorted(known, key=_recency, reverse=True))

    @cached_property
    def ordered(self) -> tuple[Role, ...]:
        """All roles, the latest first: by date, or as the resume orders them where dates lack."""
        return self.dated if len(self.dated) == len(self.roles) else self.roles

    @cached_property
    def _owners(self) -> dict[int, Role]:
        """Line index → the role whose evidence or highlights stand in it."""
        owners: dict[int, Role] = {}
        for role in self.roles:
            for place in [*self.places.of(role.entry.evidence), *self.highlights(role)]:
                for line in self.lines_of(place):
                    owners.setdefault(line.index, role)
        return owners

    @cached_property
    def _told(self) -> dict[int, Citation]:
        """Line index → the highlight that stands in it."""
        told: dict[int, Citation] = {}
        for role in self.roles:
            for place in self.highlights(role):
                for line in self.lines_of(place):
                    told.setdefault(line.index, place)
        return told

    def highlight_at(self, line: TextLine) -> Citation | None:
        """The whole highlight a line is part of."""
        return self._told.get(line.index)

    def writes(self, word: str) -> bool:
        """Whether the text holds the folded word."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word_list(fold(self.text[:MOST_CHARACTERS])))

    def owner(self, line: TextLine) -> Role | None:
        """The role a line belongs to."""
        return self._owners.get(line.index)

    def highlights(self, role: Role) -> list[Citation]:
        """Where the role's highlights stand in the text."""
        if id(role) not in self._highlights:
            self._highlights[id(role)] = self._find_highlights(role)
        return self._highlights[id(role)]

    def _find_highlights(self, role: Role) -> list[Citation]:
        own = self.places.of(role.entry.evidence)
        after = min((place.start for place in own), default=0)
        found = (self.places.find(text, after) for text in role.entry.highlights)
        return [place for place in found if place]

    def cite(self, role: Role) -> list[Citation]:
        """Where the role's title, employer and dates stand."""
        texts = {fold(text) for text in role.entry.highlights}
        own = [
            place
            for place in self.places.of(role.entry.evidence)
            if not any(fold(place.quote) in text for text in texts)
        ]
        if not own and (place := self.places.find(role.company or role.title)):
            own = [place]
        return own[:4]

    def cite_study(self, study: Study) -> list[Citation]:
        own = self.places.of(study.entry.evidence)
        if not own and (place := self.places.find(study.institution or study.degree)):
            own = [place]
        return own[:4]

    def proof(self, path: str) -> list[Evidence]:
        return self.profile.evidence_of.get(path, [])

    def skills_named(self, name: str) -> list[Skill]:
        """The listed skills that say the folded `name`, in any of its spellings."""
        found = patterns(name)
        return [
            skill
            for skill in self.profile.skills
            if fold(skill.name) == name or any(one.search(skill.name) for one in found)
        ]

    def mentions(self, name: str) -> list[Citation]:
        """Where the text says the folded `name`, at most twenty places."""
        places: list[Citation] = []
        for pattern in patterns(name):
            for found in pattern.finditer(self.text, 0, MOST_CHARACTERS):
                places.append(self.places.at(*found.span()))
                if len(places) >= 20:
                    return places
        return sorted(places, key=lambda place: place.start)

    def lines_of(self, place: Citation) -> list[TextLine]:
        """The lines a place lies in."""
        first = max(bisect_right(self._starts, place.start) - 1, 0)
        found = islice(self.lines, first, None)
        return list(takewhile(lambda line: line.start < place.end, found))

    def roles_naming(self, places: Iterable[Citation]) -> list[Role]:
        """The roles in whose lines any of the places lies, the latest first."""
        lines = [line for place in places for line in self.lines_of(place)]
        owners = {id(role) for line in lines if (role := self.owner(line))}
        return [role for role in self.ordered if id(role) in owners]


def months(roles: Iterable[Role]) -> int:
    """How many months at least one of the roles covers."""
    return tenure.union_months(role.span for role in roles if role.span)


def companies(roles: Iterable[Role]) -> str:
    """The employers of the roles, each once."""
    return listed(list(dict.fromkeys(role.company or role.label for role in roles)))


def how_long(roles: Sequence[Role]) -> str:
    """`5.1 years (Mar 2021 to today)`, or each role's dates where they are several."""
    total = years(months(roles))
    return f"{total} ({listed([role.dates for role in roles if role.span])})"


def _recency(role: Role) -> tuple[int, int]:
    """Sorts by end, then by start, as the analysis does: "2023 to 2024" is not over the whole of
    2024. A role of unknown end counts as its start says.
    """
    first = role.start.first if role.start else 0
    last = role.span.last if role.span else role.end.last if role.end else first
    return (10**9 if role.current else last, role.span.first if role.span else first)
