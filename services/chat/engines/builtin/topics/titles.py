"""Jobs under a title: how long, how often, where and when as an accountant, or an intern."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.wording import listed, years
from services.chat.engines.builtin.facts import Role, months
from services.chat.engines.builtin.names import by_title, titled
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.found import best_places, opening
from services.chat.engines.builtin.topics.lines import quotes
from services.chat.engines.builtin.topics.roles import DOING, HOW_LONG, placed, told
from services.chat.engines.builtin.words import STOP, cue, word_list

AVERAGE = cue("averages?|mean|typical(?:ly)?|usual(?:ly)?|generally|normally")
_REACHED = re.compile(
    r"(?:(?:i|he|she|they|\w+) )?(?:bec[oa]m(?:e|ing)|being|getting|was|were|turning|made) "
)
_MOST = 12


def as_title(query: Query) -> Reply | None:
    """How long, where and when under the title the question names."""
    facts = query.facts
    roles = by_title(facts, query.text)
    if not roles:
        return None
    cites = [place for role in roles for place in facts.cite(role)[:3]]
    if query.asks(HOW_LONG) or query.asks(AVERAGE):
        return lasted(query, roles)
    if query.asks(cue("how many|how often|number of")):
        return said(f"{len(roles)}: {listed([role.dated for role in roles[:_MOST]])}", cites=cites)
    yes = "Yes: " if query.yes_no else ""
    lines: list[str] = []
    for role in roles[:2] if query.asks(DOING) else []:
        text, places = told(facts, role)
        lines.append(text)
        cites += places
    return said(yes + listed([placed(role) for role in roles[:_MOST]]), *lines, cites=cites)


def before_title(query: Query) -> Reply | None:
    """How long under one title before another was reached: all jobs of it, not just the last."""
    head, found, tail = query.text.partition(" before ")
    reached = _REACHED.match(tail) if found else None
    later = titled(query.facts, _telling(tail[reached.end() :])) if reached else []
    begun = [role.start.first for role in later if role.start]
    if not begun:
        return None
    early = by_title(query.facts, head) or list(query.facts.dated)
    roles = [
        role for role in early if role not in later and role.start and role.start.first < min(begun)
    ]
    return lasted(query, roles) if roles else None


def _telling(text: str) -> list[str]:
    return [word for word in word_list(text) if word not in STOP]


def lasted(query: Query, roles: Sequence[Role]) -> Reply:
    """How long the roles took, each and together, or on average."""
    cites = [place for role in roles for place in query.facts.cite(role)[:3]]
    timed = [role for role in roles if role.span]
    if not timed:
        labels = listed([role.dated for role in roles[:_MOST]])
        return silent(f"the resume gives no dates for that: {labels}", cites=cites)
    mean = round(sum(months([role]) for role in timed) / len(timed))
    if len(timed) == 1:
        return said(f"{years(mean)}: {timed[0].dated}", cites=cites)
    each = listed([f"{role.dated}, {years(months([role]))}" for role in timed[:_MOST]])
    total = f"{years(months(timed))} in all"
    head = f"on average {years(mean)}" if query.asks(AVERAGE) else total
    return said(f"{head}: {each}", cites=cites)


def internships(query: Query) -> Reply | None:
    """Roles as an intern, or what the lines of the resume say of an internship."""
    if reply := as_title(query):
        return reply
    places = best_places(query, ["internship"])
    if places:
        return said(f"{opening(query)}: {quotes(query.facts, places)}", cites=places)
    no = "No: the" if query.yes_no and not query.negated else "The"
    return silent(f"{no} resume doesn't mention any internship")
