"""How long jobs lasted one by one, which less than a time, and which employers come up twice."""

from __future__ import annotations

import re

from libs.profile.wording import count, listed, years
from services.chat.engines.builtin.facts import Role, months
from services.chat.engines.builtin.names import INTERNSHIPS, by_title
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.titles import AVERAGE, lasted
from services.chat.engines.builtin.words import fold

_MOST = 8


def changes(query: Query) -> Reply | None:
    """How many jobs in how much time: what is often, is not in a resume."""
    facts = query.facts
    if query.roles or query.asks(INTERNSHIPS):
        return None
    if query.asks(AVERAGE) and (held := by_title(facts, query.text)):
        return lasted(query, held)
    timed = [role for role in facts.dated if role.span]
    cites = [place for role in facts.ordered[:_MOST] for place in facts.cite(role)[:3]]
    if not timed:
        text = "the resume doesn't say how long its jobs lasted: it gives no dates for them"
        return silent(text, listed([role.label for role in facts.ordered[:_MOST]]), cites=cites)
    names = {fold(role.company) for role in timed if role.company}
    head = f"{count(len(timed), 'dated role')} at {count(len(names), 'employer')}"
    text = f"{head} in {years(months(timed))} of dated work: {listed([_lasted(r) for r in timed])}"
    mean = round(sum(months([role]) for role in timed) / len(timed))
    average = f"on average {years(mean)} in a role" if query.asks(AVERAGE) else ""
    verdict = (
        "" if average or not query.yes_no else "whether that is often is for the reader to say"
    )
    return said(average, text, verdict, cites=cites)


def _lasted(role: Role) -> str:
    return f"{role.label}, {years(months([role]))}"


def again(query: Query) -> Reply | None:
    """Employers with more than one role."""
    facts = query.facts
    groups: dict[str, list[Role]] = {}
    for role in facts.ordered:
        if role.company:
            groups.setdefault(fold(role.company), []).append(role)
    several = [roles for roles in groups.values() if len(roles) > 1]
    if not several:
        no = "No: each" if query.yes_no and not query.negated else "Each"
        cites = [place for role in facts.ordered[:_MOST] for place in facts.cite(role)[:3]]
        return said(f"{no} employer in the resume has one role", cites=cites) if groups else None
    texts = [
        f"{roles[0].company} has {count(len(roles), 'role')}: {listed([r.dated for r in roles])}"
        for roles in several
    ]
    cites = [place for roles in several for role in roles for place in facts.cite(role)[:3]]
    yes = "Yes: " if query.yes_no and not query.negated else ""
    return said(yes + "; ".join(texts), cites=cites)


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LIMIT = re.compile(
    r"\b(less than|under|shorter than|at most|more than|over|longer than|at least)"
    rf" (an?|\d{{1,2}}|{'|'.join(_NUMBERS)}) (years?|months?)\b"
)


def by_length(query: Query) -> Reply | None:
    """The jobs that lasted less, or more, than a time."""
    facts = query.facts
    limit = _LIMIT.search(query.text)
    timed = [role for role in facts.dated if role.span]
    if not limit or not timed or query.roles:
        return None
    time = _number(limit[2]) * (12 if limit[3].startswith("year") else 1)
    chosen = [role for role in timed if _within(limit[1], months([role]), time)]
    cites = [place for role in chosen or timed[:_MOST] for place in facts.cite(role)[:3]]
    if not chosen:
        return said(f"no dated role took {limit[0]}", cites=cites)
    labels = listed([f"{role.dated}, {years(months([role]))}" for role in chosen[:_MOST]])
    yes = "Yes: " if query.yes_no and not query.negated else ""
    return said(yes + labels, cites=cites)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def _within(side: str, time: int, limit: int) -> bool:
    if side in ("less than", "under", "shorter than"):
        return time < limit
    if side == "at most":
        return time <= limit
    return time >= limit if side == "at least" else time > limit
