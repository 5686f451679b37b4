"""Which of two employers or titles came first, and whether it was as the question has it."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol, TypeVar

from libs.profile.wording import quoted, years
from services.chat.engines.builtin.facts import Role, companies, months
from services.chat.engines.builtin.names import titles_in
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.found import as_typed
from services.chat.engines.builtin.words import cue
from services.chat.engines.engine import Citation

BEFORE = cue("before|prior to|previous to|earlier than|preced\\w+")
AFTER = cue("after|following|later than|since leaving")
_MOVED = cue(
    "go|went|gone|mov(?:e|ed)|switch(?:ed)?|chang(?:e|ed)|leave|left|quit|transfer(?:red)?|from|join"
    "|joined"
)
_TOWARDS = re.compile(r"\b(?:to|for|into|join(?:ed)?)\b")
_WHICH = cue(
    """
    (?:which|what|who|where) .*(?:first|earlier|later|last|before|after)
    came first|in (?:which|what) order
    """
)
_COUNTED = cue("how (?:long|many|much)|years?|months?|gaps?|time")
_BETWEEN = cue("between")
_LONGER = cue("longer|more time|shorter|less time|longest|most time")
_SHORTER = cue("shorter|less time")
_ASKED = re.compile(r", (?:was|were|did|have|has|had|am|is) \w+ ")  # "Before A, was I at B?"


# What stands between two titles that are compared.
_COMPARED = cue("before|after|prior to|or|than|to")
_HELD = re.compile(
    r"\b(?:was|were|been|am|is|be|work(?:ed|ing)?) (?:\w+ )?(?:as )?an? ([\w -]+?)"
    r" (?:before|after|prior to) "
)


class _Named(NamedTuple):
    """An employer or title of the question: the roles, and where it is named."""

    roles: list[Role]
    start: int
    end: int


def of_two(query: Query) -> Reply | None:
    """Which of two named employers or titles came first, or lasted longer, and whether that is as
    the question has it; None where no two are compared.
    """
    named = _named(query)
    if len(named) != 2:
        named = _by_title(query, named)
    if len(named) != 2:
        return _never_held(query, named)
    if query.asks(_LONGER):
        return _longer(query, *named)
    counted = query.asks(_COUNTED)
    asked = not counted and (query.yes_no or query.asks(_ASKED))
    first = claimed(query, *named) if asked else None
    if first is None and not query.asks(_BETWEEN if counted else _WHICH):
        return None
    return _ordered(query, named, first, counted=counted)


def _ordered(query: Query, named: list[_Named], asked: _Named | None, *, counted: bool) -> Reply:
    first, second = sorted(named, key=lambda one: _began(one.roles))
    cites = _cites(query, named)
    early, late = _at(first), _at(second)
    if not all(role.start for one in named for role in one.roles):
        return silent(f"the resume gives too few dates to tell: {early}; {late}", cites=cites)
    if _began(first.roles) == _began(second.roles):
        return said(f"both began at the same time: {early}; {late}", cites=cites)
    if counted:
        return said(_pause(first, second), f"first {early}, then {late}", cites=cites)
    judged = "" if asked is None else "Yes: " if asked == first else "No: "
    return said(f"{judged}first {early}, then {late}", cites=cites)


def _cites(query: Query, named: list[_Named]) -> list[Citation]:
    return [place for one in named for role in one.roles[:3] for place in query.facts.cite(role)]


def _named(query: Query) -> list[_Named]:
    """The employers in the order of the question."""
    found: dict[int, _Named] = {}
    for role in query.roles:
        at = query.place_of(role.company)
        if at is not None:
            found.setdefault(at.start, _Named([], at.start, at.end)).roles.append(role)
    return sorted(found.values(), key=lambda one: one.start)


def _by_title(query: Query, employers: list[_Named]) -> list[_Named]:
    """Two titles, or a title and an employer, that the question compares."""
    if len(employers) > 1 or query.asks(cue(r"promot\w+")):
        return employers
    found = list(employers)
    for roles, at in sorted(titles_in(query.facts, query.text), key=lambda one: -one[1].weight):
        if any(at.start < one.end and one.start < at.end for one in found):
            continue
        # A senior baker is a baker too, and here the other of the two.
        rest = [role for role in roles if not any(role in one.roles for one in found)]
        if rest:
            found.append(_Named(rest, at.start, at.end))
    found.sort(key=lambda one: one.start)
    compared = len(found) == 2 and _COMPARED.search(query.text[found[0].end : found[1].start])
    return found if compared else found[:1]


def _never_held(query: Query, named: list[_Named]) -> Reply | None:
    """That no title says the one of the two that the resume lacks."""
    at = _HELD.search(query.text)
    if len(named) != 1 or not at or not query.yes_no or named[0].start < at.end(1):
        return None
    return silent(f"no title in the resume says {quoted(as_typed(query, at[1]))}")


class _Place(Protocol):
    """Where a question names one of two things."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Thing = TypeVar("_Thing", bound=_Place)


def claimed(query: Query, one: _Thing, other: _Thing) -> _Thing | None:
    """Which of the two the question has come first, `one` being named before `other`."""
    before, between = query.text[: one.start], query.text[one.end : other.start]
    if BEFORE.search(between):
        return one
    if AFTER.search(between):
        return other
    if BEFORE.search(before):
        return other
    if AFTER.search(before):
        return one
    return one if _MOVED.search(before) and _TOWARDS.search(between) else None


def _longer(query: Query, one: _Named, other: _Named) -> Reply | None:
    """Where the time was longer, or shorter; whether it was where the question says."""
    cites = [
        place
        for each in (one, other)
        for role in each.roles[:3]
        for place in query.facts.cite(role)
    ]
    if not all(role.span for each in (one, other) for role in each.roles):
        return silent(
            f"the resume gives too few dates to tell: {_at(one)}; {_at(other)}", cites=cites
        )
    first, second = sorted((one, other), key=lambda each: -months(each.roles))
    long, short = months(first.roles), months(second.roles)
    text = f"{years(long)} at {companies(first.roles)}, {years(short)} at {companies(second.roles)}"
    claimed = second if query.asks(_SHORTER) else first
    asked = query.yes_no and " or " not in query.text
    judged = "" if not asked else "Yes: " if claimed == one and long > short else "No: "
    return said(f"{judged}{text}", cites=cites)


def _pause(first: _Named, second: _Named) -> str:
    """The time between the two, where both dates have a month."""
    ends = [role.end for role in first.roles]
    starts = [role.start for role in second.roles if role.start]
    if not all(end and end.first == end.last for end in ends):
        return ""
    start = min(starts, key=lambda one: one.first)
    if start.first != start.last:
        return ""
    apart = start.first - max(end.last for end in ends if end) - 1
    return f"{years(apart)} between them" if apart > 0 else "no month between them"


def _began(roles: list[Role]) -> int:
    return min(role.start.first if role.start else 0 for role in roles)


def _at(one: _Named) -> str:
    return "; ".join(role.dated for role in sorted(one.roles, key=lambda role: _began([role]))[:3])
