"""Single jobs: the current one, the one before another, in a year, the first, the longest."""

from __future__ import annotations

import re

from libs.profile import tenure
from libs.profile.tenure import Span
from libs.profile.wording import count, listed, quoted, tidy, years
from services.chat.engines.builtin.facts import Facts, Role, companies, how_long
from services.chat.engines.builtin.meaning import GENERAL
from services.chat.engines.builtin.names import titled
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import found, tools
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import STOP, cue, fold, word_list
from services.chat.engines.engine import Citation

HOW_LONG = found.HOW_LONG
_MOST_LINES = 4
_BEFORE = cue(r"before|prior to|previous to|preced\w+")
_AFTER = cue(r"after|follow\w+|next")
# What asks for all that was done in a job, and not for one thing of it.
_TELLING = r"""
        describe[ds]?|description of|summ?ar(?:y of|i[sz]e\w*)|sum(?:ming)? up|overview of
        (?:tell|say|more|something|know) (?:\w+ ){0,3}?about|walk .*through|entail\w*
        what (?:is|was|were) .* (?:about|like)
"""
TELL = cue(_TELLING)
DOING = cue(
    _TELLING
    + r"""
        responsib\w+|duties|tasks?|do i do|does \w+ do|doing|work(?:ed)? on|achiev\w+|accomplish\w*
        what .*(?:did|have|has|had) (?:\w+ ){1,3}(?:do|done)
        """
)
TECH = cue("skills?|technolog(?:y|ies)|tech stack|stack|tools?|software|frameworks?|languages")
_BEHIND = re.compile(
    r"\b(?:before|after|prior to) "
    r"(?:i |he |she |bec[ao]m(?:e|ing) |getting |being |was |an? |the )*(.+)"
)
_NO_WORK = cue(r"liv(?:e|es|ed|ing)|stud\w+|born|school|degree|graduat\w+|move[ds]?|travel\w*")
MOST_ROLES = 8


def told(facts: Facts, role: Role, most: int = _MOST_LINES) -> tuple[str, list[Citation]]:
    """What was done in a role: its lines, quoted."""
    lines = facts.highlights(role)[:most]
    if not lines:
        return "", []
    texts = [f"“{tidy(line.quote).rstrip('.;, ')}”" for line in lines]
    more = len(role.entry.highlights) - len(lines)
    rest = f", and {count(more, 'more line')}" if more > 0 else ""
    return f"{'; '.join(texts)}{rest}", lines


def placed(role: Role) -> str:
    """The role with its dates and place."""
    place = tidy(role.entry.location or "")
    return f"{role.dated}, {place}" if place and place not in role.dated else role.dated


def current(query: Query) -> Reply | None:
    """The job of today, or that no role is marked as current."""
    facts = query.facts
    if not facts.roles:
        return None
    now = [role for role in facts.ordered if role.current]
    if not now:
        last = facts.ordered[0]
        return _not_working(query, last)
    cites = [place for role in now for place in facts.cite(role)]
    elsewhere = _unknown_employer(query)
    if elsewhere:
        text = f"the resume doesn't mention {elsewhere}"
        return silent(
            text, f"it has as current {listed([since(role) for role in now])}", cites=cites
        )
    yes = "Yes: " if query.yes_no else ""
    noun = "the current role is" if len(now) == 1 else "the current roles are"
    text = f"{yes}{noun} {listed([since(role) for role in now[:4]])}"
    sentences = [text]
    if query.asks(HOW_LONG):
        sentences.append(
            f"that is {how_long([role for role in now if role.span])} so far"
            if any(role.span for role in now)
            else "the resume gives no date to count from"
        )
    of_tools = query.asks(TECH) and query.asks(TELL)  # "tell me about its tech stack"
    if query.asks(DOING) and not of_tools:
        lines, places = told(facts, now[0])
        sentences.append(lines)
        cites += places
    elif query.asks(TECH):
        used = tools.listed_at(query, now)
        sentences.append(used.text)
        cites += used.citations
    return said(*sentences, cites=cites)


def _unknown_employer(query: Query) -> str:
    """What "do I still work at ..." names and the resume doesn't."""
    at = re.search(r"\b(?:at|for) (.+)", query.text) if query.yes_no else None
    words = word_list(at[1]) if at else []
    unknown = [
        word
        for word in words
        if word in query.terms and word not in GENERAL and not query.facts.writes(word)
    ]
    return listed([quoted(found.as_typed(query, word)) for word in unknown])


_BREAK = cue("sabbatical|career break|parental leave|between jobs|gap year")


def since(role: Role) -> str:
    place = tidy(role.entry.location or "")
    where = f", {place}" if place and place not in role.label else ""
    return f"{role.label}{where}" + (f", since {role.start}" if role.start else "")


def _not_working(query: Query, last: Role) -> Reply:
    facts = query.facts
    cites = facts.cite(last)
    opening = "No: no" if query.yes_no else "No"
    text = f"{opening} role is marked as current; the latest is {last.dated}"
    pause = [whole(facts, line) for line in facts.lines if _BREAK.search(line.text.casefold())][:1]
    if pause:
        return said(text, f"the resume says: {quotes(facts, pause)}", cites=[*pause, *cites])
    return said(text, cites=cites)


def neighbour(query: Query) -> Reply | None:
    """Which job came before or after the one at a named employer."""
    roles = query.roles or _titled_after(query) or _placed_after(query)
    before = query.asks(_BEFORE)
    if not roles or query.period or not (before or query.asks(_AFTER)):
        return None
    facts = query.facts
    order = _by_start(facts)
    places = [order.index(role) for role in roles if role in order]
    names = {role.company for role in roles}
    edge = max(places) if before else min(places)
    index = edge + 1 if before else edge - 1
    while 0 <= index < len(order) and order[index].company in names:
        index += 1 if before else -1
    beside = companies(roles) if query.roles else order[edge].label
    if not 0 <= index < len(order):
        side = "before" if before else "after"
        cites = [place for role in roles for place in facts.cite(role)]
        return silent(f"the resume lists no job {side} {beside}", cites=cites)
    role = order[index]
    when = "before" if before else "after"
    text, places_told = told(facts, role, 2) if query.asks(DOING) else ("", [])
    lasted = f"that is {how_long([role])}" if query.asks(HOW_LONG) and role.span else ""
    return said(
        f"{when} {beside}: {placed(role)}", lasted, text, cites=[*facts.cite(role), *places_told]
    )


def _by_start(facts: Facts) -> list[Role]:
    """The jobs, the one begun last in front: a job begun later was none before, if over sooner."""
    if len(facts.dated) < len(facts.roles):
        return list(facts.ordered)
    return sorted(facts.ordered, key=lambda one: one.start.first if one.start else 0, reverse=True)


def _titled_after(query: Query) -> list[Role]:
    """The roles whose title the words behind "before" or "after" name."""
    at = _BEHIND.search(query.text)
    words = [word for word in word_list(at[1]) if word not in STOP] if at else []
    return titled(query.facts, words)


def _placed_after(query: Query) -> list[Role]:
    """The roles at the place that the words behind "before" or "after" name."""
    at = _BEHIND.search(query.text)
    words = {word for word in word_list(at[1]) if word not in STOP} if at else set[str]()
    if not words or query.yes_no or query.asks(_NO_WORK):
        return []
    return [
        role
        for role in query.facts.ordered
        if words <= {*word_list(fold(role.entry.location or ""))}
    ]


def in_period(query: Query) -> Reply | None:
    """Where the person was in a year or season."""
    span = query.period
    if span is None:
        return None
    facts = query.facts
    roles = [
        role
        for role in facts.dated
        if role.span and role.span.first <= span.last and span.first <= role.span.last
    ]
    studies = [
        study
        for study in facts.studies
        if study.end
        and study.end.last >= span.first
        and (study.start.first if study.start else study.end.first) <= span.last
    ]
    if not roles and not studies:
        return silent("the resume gives no job and no studies with dates in that time")
    texts = [placed(role) for role in roles[:MOST_ROLES]]
    cites = [place for role in roles for place in facts.cite(role)[:4]]
    if studies and (not roles or query.asks(cue(r"where (?:was|were|am)|doing|stud\w+"))):
        texts += [f"studies: {study.label}" for study in studies]
        cites += [place for study in studies for place in facts.cite_study(study)[:2]]
    yes = "Yes: " if query.yes_no else "In that time: "
    time = _within(roles, span) if query.asks(HOW_LONG) else 0
    long = f"of that time the dated roles cover {years(time)}" if time else ""
    return said(yes + listed(texts), long, cites=cites)


def _within(roles: list[Role], span: Span) -> int:
    """How many months of a time the roles cover."""
    parts = [
        Span(max(one.span.first, span.first), min(one.span.last, span.last))
        for one in roles
        if one.span
    ]
    return tenure.union_months(part for part in parts if part.first <= part.last)
