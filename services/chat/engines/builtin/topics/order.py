"""Which of two employers came first, and whether it was as the question has it."""

from __future__ import annotations

import re
from typing import NamedTuple

from libs.profile.wording import years
from services.chat.engines.builtin.facts import Role, months
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.words import cue
from services.chat.engines.engine import Citation

_BEFORE = cue("before|prior to|previous to|earlier than|preced\\w+")
_AFTER = cue("after|following|later than|since leaving")
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


class _Named(NamedTuple):
    """An employer of the question: the roles there, and where it is named."""

    roles: list[Role]
    start: int
    end: int


def of_two(query: Query) -> Reply | None:
    """Which of two named employers came first, or lasted longer, and whether that is as the
    question has it; None where no two are compared.
    """
    named = _named(query)
    if len(named) != 2:
        return None
    if query.asks(_LONGER):
        return _longer(query, *named)
    counted = query.asks(_COUNTED)
    asked = not counted and (query.yes_no or query.asks(_ASKED))
    claimed = _claimed(query, *named) if asked else None
    if claimed is None and not query.asks(_BETWEEN if counted else _WHICH):
        return None
    return _ordered(query, named, claimed, counted=counted)


def _ordered(query: Query, named: list[_Named], claimed: _Named | None, *, counted: bool) -> Reply:
    first, second = sorted(named, key=lambda one: _began(one.roles))
    cites = _cites(query, named)
    early, late = _at(first), _at(second)
    if not all(role.start for one in named for role in one.roles):
        return silent(f"the resume gives too few dates to tell: {early}; {late}", cites=cites)
    if _began(first.roles) == _began(second.roles):
        return said(f"both began at the same time: {early}; {late}", cites=cites)
    if counted:
        return said(_pause(first, second), f"first {early}, then {late}", cites=cites)
    judged = "" if claimed is None else "Yes: " if claimed == first else "No: "
    return said(f"{judged}first {early}, then {late}", cites=cites)


def _cites(query: Query, named: list[_Named]) -> list[Citation]:
    return [place for one in named for role in one.roles[:3] for place in query.facts.cite(role)]


def _named(query: Query) -> list[_Named]:
    """The employers in the order of the question."""
    found: dict[str, _Named] = {}
    for role in query.roles:
        at = query.place_of(role)
        if role.company in found:
            found[role.company].roles.append(role)
        elif at is not None:
            found[role.company] = _Named([role], at.start, at.end)
    return sorted(found.values(), key=lambda one: one.start)


def _claimed(query: Query, one: _Named, other: _Named) -> _Named | None:
    """Which of the two the question has come first."""
    before, between = query.text[: one.start], query.text[one.end : other.start]
    if _BEFORE.search(between):
        return one
    if _AFTER.search(between):
        return other
    if _BEFORE.search(before):
        return other
    if _AFTER.search(before):
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
    text = f"{years(long)} at {first.roles[0].company}, {years(short)} at {second.roles[0].company}"
    claimed = second if query.asks(_SHORTER) else first
    judged = "" if not query.yes_no else "Yes: " if claimed == one and long > short else "No: "
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
