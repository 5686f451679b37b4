"""Jobs by their place in the order of all: the previous one, the second, the first but one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from libs.profile.wording import listed
from services.chat.engines.builtin.facts import Facts, Role, how_long
from services.chat.engines.builtin.names import INTERNSHIPS, by_title
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import tools
from services.chat.engines.builtin.topics.roles import DOING, HOW_LONG, TECH, TELL, placed, told
from services.chat.engines.builtin.words import cue, fold

_JOB = (
    r"(?:job|role|position|employer|company|firm|title|post|employment|workplace|occupation|internship"
    r"|work place|place of work|place)"
)
_JOBS = r"(?:jobs|roles|positions|employers|companies|firms|titles|posts|internships)"
_WHOSE = r"(?:(?:my|the|his|her|their|this|that|\w+'s|very) ){0,2}"
_NOW = r"(?:current|present|existing|this)"
_LATEST = r"(?:latest|last|most recent|newest)"
_PREVIOUS = cue(
    rf"""
        (?:previous|prior|former|preceding|past|ex-?)(?: \w+)? ?{_JOB}
        {_JOB} (?:did|have|had) \w+ (?:have |hold )?previously
        (?:before|prior to|preceding) {_WHOSE}{_NOW}(?: (?:\w+ )?(?:{_JOB}|one))?$
        (?:before|prior to|preceding) {_WHOSE}{_NOW} (?:\w+ )?(?:{_JOB}|one)
        (?:work|working|do|doing|employed) before$
        before (?:now|this|(?:i|he|she|they|\w+) (?:started|joined|got|came|moved) (?:here|this))$
        (?:le(?:ft|ave)|quit) .*to (?:join|take|start|go to) {_WHOSE}{_NOW}
        """
)
_BEFORE_LATEST = cue(
    rf"""
        (?:before|prior to|preceding) {_WHOSE}{_LATEST} (?:\w+ )?(?:{_JOB}|one)
        (?:second|next|2nd)[ -](?:to[ -]last|last|most recent|latest) (?:\w+ )?{_JOB}
        {_JOB} before last|last but one (?:\w+ )?{_JOB}|last {_JOB} but one
        penultimate (?:\w+ )?{_JOB}|(?:one|1|a) {_JOB} ago
        """
)
_THIRD_LATEST = cue(
    rf"""
        (?:third|3rd)[ -](?:to[ -]last|last|most recent|latest) (?:\w+ )?{_JOB}|last but two {_JOB}
        (?:two|2) {_JOBS} ago
        """
)
_AFTER_FIRST = cue(
    rf"(?:after|follow(?:ed|ing|s)?|succeed(?:ed|ing)?) {_WHOSE}(?:first|earliest) (?:\w+ )?{_JOB}"
)
_BEFORE_FIRST = cue(rf"(?:before|prior to) {_WHOSE}(?:first|earliest) (?:\w+ )?{_JOB}")
_NUMBERS = ("one", "two", "three", "four", "five", "six")
_SEVERAL = re.compile(
    rf"\b(?:last|latest|most recent|first|earliest) ({'|'.join(_NUMBERS[1:])}|[2-6])"
    rf" (?:\w+ )?{_JOBS}\b"
)
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_NTH = re.compile(
    rf"\b({'|'.join(_PLACES[1:])}|2nd|3rd|4th|5th|6th) (?:\w+ )?{_JOB}\b(?! (?:at|with|in)\b)"
)
_EMPLOYER = cue("employers?|compan(?:y|ies)|firms?|workplace|place of work|work place")
_NOTHING_BEFORE = "the resume lists no job before it"


def by_order(query: Query) -> Reply | None:
    """The job at a place in the order of jobs that the question counts from one of its ends."""
    if not _jobs(query) or query.roles:
        return None
    for cues, answer in _WAYS:
        if query.asks(cues):
            return _noted(query.facts, answer(query))
    if several := _SEVERAL.search(query.text):
        return _noted(query.facts, _several(query, several[1], several[0]))
    nth = _NTH.search(query.text)
    return _noted(query.facts, _nth(query, nth[1])) if nth else None


def _previous(query: Query) -> Reply:
    """The latest job that is not today's; where none is, the latest and the one before it."""
    facts = query.facts
    now = [role for role in facts.ordered if role.current]
    steps = _steps(query)
    past = [step for step in steps if not any(role.current for role in step)]
    if not now:
        return _without_current(query, past)
    what = listed([role.label for role in now[:3]])
    if not past:
        text = f"the resume lists no job before {what}"
        return silent(text, cites=[place for role in now for place in facts.cite(role)])
    began = min((role.start.first for role in now if role.start), default=None)
    later = began and any(role.start and role.start.first > began for role in past[0])
    return _told(query, "the latest that has ended" if later else f"before {what}", past[0])


def _without_current(query: Query, steps: Sequence[Sequence[Role]]) -> Reply:
    """Nobody who has no job today means the last but one by "previous" for sure: both are told."""
    latest = steps[0]
    reply = _told(query, "no role is marked as current; the latest is", latest, colon=False)
    if len(steps) < 2:
        return reply
    more = _told(query, f"before {latest[-1].label}", steps[1])
    text = f"{reply.text} {more.text}"
    return Reply(text, reply.citations + more.citations, reply.grounded or more.grounded)


def _second_latest(query: Query) -> Reply:
    return _from_latest(query, 1)


def _third_latest(query: Query) -> Reply:
    return _from_latest(query, 2)


def _from_latest(query: Query, back: int) -> Reply:
    steps = _steps(query)
    noun = _noun(query)
    if back >= len(steps):
        return _too_few(query, noun, len(steps))
    head = f"the {_PLACES[back]} most recent {noun}, before {steps[back - 1][-1].label}"
    return _told(query, head, steps[back])


def _after_first(query: Query) -> Reply:
    steps = _steps(query)
    if len(steps) < 2:
        return _too_few(query, _noun(query), len(steps))
    return _told(query, f"after {steps[-1][-1].label}", steps[-2])


def _before_first(query: Query) -> Reply:
    first = _jobs(query)[-1]
    return silent(
        f"the first {_noun(query)} in the resume is {placed(first)}",
        _NOTHING_BEFORE,
        cites=query.facts.cite(first),
    )


def _nth(query: Query, word: str) -> Reply:
    """The second job is counted from the earliest one on."""
    place = int(word[0]) - 1 if word[0].isdigit() else _PLACES.index(word)
    steps = _steps(query)
    noun = _noun(query)
    if place >= len(steps):
        return _too_few(query, noun, len(steps))
    return _told(query, f"the {_PLACES[place]} {noun}", steps[-1 - place])


def _several(query: Query, word: str, asked: str) -> Reply:
    """The last three, the first two: the latest first in any case, as everywhere."""
    number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    steps = _steps(query)
    chosen = steps[-number:] if asked.startswith(("first", "earliest")) else steps[:number]
    roles = [role for step in chosen for role in step]
    cites = [place for role in roles for place in query.facts.cite(role)[:3]]
    fewer = f"the resume lists no more than {len(steps)}" if len(steps) < number else ""
    return said(listed([role.dated for role in roles]), fewer, cites=cites)


def _too_few(query: Query, noun: str, number: int) -> Reply:
    jobs = _jobs(query)[:4]
    names = listed([role.dated for role in jobs])
    plural = noun if number == 1 else f"{noun}s"
    cites = [place for role in jobs for place in query.facts.cite(role)]
    return silent(f"the resume lists only {number} {plural}: {names}", cites=cites)


def _steps(query: Query) -> list[list[Role]]:
    """The jobs, the latest first, one by one; by employer where that is asked for."""
    if not query.asks(_EMPLOYER):
        return [[role] for role in _jobs(query)]
    groups: dict[str, list[Role]] = {}
    for number, role in enumerate(_jobs(query)):
        groups.setdefault(fold(role.company) or f"#{number}", []).append(role)
    return list(groups.values())


def _jobs(query: Query) -> Sequence[Role]:
    """All jobs, the latest first; the internships alone where those are counted."""
    facts = query.facts
    return by_title(facts, query.text) if query.asks(INTERNSHIPS) else facts.ordered


def _noun(query: Query) -> str:
    if query.asks(INTERNSHIPS):
        return "internship"
    return "employer" if query.asks(_EMPLOYER) else "role"


def _told(query: Query, head: str, roles: Sequence[Role], *, colon: bool = True) -> Reply:
    """The job, with what the question wants of it: how long, what was done, with which tools."""
    facts = query.facts
    text = f"{head}{':' if colon else ''} {listed([placed(role) for role in roles[:4]])}"
    own = [place for role in roles for place in facts.cite(role)]
    more = _wanted(query, roles)
    reply = said(text, more.text, cites=[*own, *more.citations])
    return Reply(reply.text, reply.citations, more.grounded)


def _wanted(query: Query, roles: Sequence[Role]) -> Reply:
    if query.asks(HOW_LONG):
        timed = [role for role in roles if role.span]
        if timed:
            return said(f"that is {how_long(timed)}")
        return silent("the resume gives no dates to count that time by")
    if query.asks(TECH):
        return tools.listed_at(query, roles)
    if query.asks(DOING):
        lines, places = told(query.facts, roles[0])
        if not lines:
            nothing = "the resume says nothing of what was done there"
            return said(nothing) if query.asks(TELL) else silent(nothing)
        return said(lines, cites=places)
    return Reply("")


def _noted(facts: Facts, reply: Reply) -> Reply:
    """Where dates lack, the order of the page stands in for them, and that is said."""
    if len(facts.dated) == len(facts.roles):
        return reply
    text = f"{reply.text} That is by the order of the resume, since not every role has dates."
    return Reply(text, reply.citations, reply.grounded)


_WAYS: tuple[tuple[re.Pattern[str], Callable[[Query], Reply]], ...] = (
    (_AFTER_FIRST, _after_first),
    (_BEFORE_FIRST, _before_first),
    (_THIRD_LATEST, _third_latest),
    (_BEFORE_LATEST, _second_latest),
    (_PREVIOUS, _previous),
)
