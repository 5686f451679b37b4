"""The jobs together: years, lists, counts, titles, promotions, gaps."""

from __future__ import annotations

import re

from libs.profile.wording import count, listed, quoted, tidy, years
from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.facts import Facts, Role, months
from services.chat.engines.builtin.names import located
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import whole
from services.chat.engines.builtin.topics.roles import placed
from services.chat.engines.builtin.words import cue, fold, word_list
from services.chat.engines.engine import Citation

_MOST = 12
_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|a decade"
)
_STATED = re.compile(
    rf"\b(?:(?:\d{{1,2}}\+?|{_NUMBER_WORD})\s+years?\b|a decade\b|\d{{1,2}}\+?\s+años\b)",
    re.IGNORECASE,
)
_PAST = cue("previous|past|former|earlier|prior")


def _cites(facts: Facts, roles: list[Role] | tuple[Role, ...]) -> list[Citation]:
    return [place for role in roles for place in facts.cite(role)[:3]]


def total_years(query: Query) -> Reply | None:
    """How long the dated roles cover, and what the resume itself says of it."""
    facts = query.facts
    timed = [role for role in facts.dated if role.span]
    stated = [
        whole(facts, line)
        for line in facts.lines
        if _STATED.search(line.text)
        and facts.owner(line) is None
        and _is_opening(facts, line)
        and not line.text.lstrip().startswith(("•", "·"))
    ][:1]
    own = f"the resume itself says {quoted(stated[0].quote, 160)}" if stated else ""
    if not timed:
        text = "the resume gives no dates that years of experience could be counted from"
        return (
            said(own, text, cites=stated)
            if stated
            else silent(text, cites=_cites(facts, facts.roles[:3]))
        )
    first = min(role.start.first for role in timed if role.start)
    last = "today" if any(role.current for role in timed) else _last(timed)
    where = listed(list(dict.fromkeys(role.company for role in timed if role.company))[:8])
    when = f"from {_month(timed, first)} to {last}, each month counted once"
    text = f"{_reached(query, months(timed))}{years(months(timed))} of dated work, {when}"
    at = f", at {where}" if where else ""
    undated = len(facts.roles) - len(timed)
    left = f"{count(undated, 'role')} without dates can't be counted" if undated else ""
    return said(text + at, left, own, cites=[*stated, *_cites(facts, timed)])


_AT_LEAST = re.compile(r"(?<!less than )(?<!under )\b(\d{1,2})\+? years")


def _reached(query: Query, total: int) -> str:
    """A "yes" where so many years are asked for and the dates cover them; else they speak alone:
    there may be work without dates.
    """
    asked = _AT_LEAST.search(query.text)
    return "Yes: " if asked and query.yes_no and total >= int(asked[1]) * 12 else ""


def _is_opening(facts: Facts, line: TextLine) -> bool:
    """Whether it stands above the jobs, or speaks of experience."""
    head = min((place.start for role in facts.roles for place in facts.cite(role)), default=0)
    return line.start < head or "experience" in line.text.casefold()


def _last(timed: list[Role]) -> str:
    return str(max((role.end for role in timed if role.end), key=lambda end: end.last))


def _month(timed: list[Role], first: int) -> str:
    return next(str(role.start) for role in timed if role.start and role.start.first == first)


def companies(query: Query) -> Reply | None:
    """All employers, or those in a place, with the roles there."""
    facts = query.facts
    if not facts.roles:
        return silent("the resume lists no job")
    roles, place = located(facts, query.text)
    chosen = roles or _past(query)
    names = list(dict.fromkeys(role.company or role.label for role in chosen))
    cites = _cites(facts, chosen)
    labels = listed([role.dated for role in chosen[:_MOST]])
    if query.asks(cue("how many|number of")):
        return said(f"{count(len(names), 'employer')}: {listed(names[:_MOST])}", cites=cites)
    yes = "Yes, in" if query.yes_no else "In"
    return said(f"{yes} {place}: {labels}" if place else labels, cites=cites)


def _past(query: Query) -> list[Role]:
    """All jobs; without those of today where earlier ones are asked for."""
    every = list(query.facts.ordered)
    past = [role for role in every if not role.current]
    return past if past and query.asks(_PAST) else every


def in_place(query: Query) -> Reply | None:
    """Whether there was work in a town or country, by the places of the roles."""
    facts = query.facts
    roles, _ = located(facts, query.text)
    if roles:
        return companies(query)
    home = facts.profile.personal_info.location or ""
    near = next(
        (
            part.strip()
            for part in re.split(r"[,/|]", home)
            if len(part.strip()) > 2
            and re.search(rf"\b{re.escape(fold(part.strip()))}\b", query.text)
        ),
        None,
    )
    if near is None:
        return _nowhere(query)
    text = f"the resume doesn't say that a job was in {near}"
    own = f"{tidy(home)} is the person's own location"
    cites = facts.places.of(facts.proof("personal_info.location"))
    return silent(text, own, cites=cites)


_PLACE = re.compile(r"\b[Ii]n ((?:[A-Z][\w-]+ ?){1,3})")


def _nowhere(query: Query) -> Reply | None:
    """That no job is said to be in a place the resume never writes."""
    at = _PLACE.search(query.typed)
    words = word_list(fold(at[1])) if at else []
    if not at or query.tools or query.period or any(query.facts.writes(word) for word in words):
        return None
    return silent(f"the resume doesn't say that a job was in {at[1].strip()}")


def jobs(query: Query) -> Reply | None:
    """How many roles, and which."""
    facts = query.facts
    if not facts.roles:
        return silent("the resume lists no job")
    names = list(dict.fromkeys(role.company for role in facts.ordered if role.company))
    labels = listed([role.dated for role in facts.ordered[:_MOST]])
    text = f"{count(len(facts.roles), 'role')} at {count(len(names), 'employer')}: {labels}"
    return said(text, cites=_cites(facts, facts.ordered))


def titles(query: Query) -> Reply | None:
    facts = query.facts
    held = [role for role in facts.ordered if role.title]
    if not held:
        return silent("the resume gives no job titles")
    return said(listed([role.dated for role in held[:_MOST]]), cites=_cites(facts, held))


def promotions(query: Query) -> Reply | None:
    """Titles at one employer in their order, or how titles rose over the career."""
    facts = query.facts
    by_company: dict[str, list[Role]] = {}
    for role in reversed(facts.ordered):
        if role.company and role.title:
            by_company.setdefault(fold(role.company), []).append(role)
    named = {fold(role.company) for role in query.roles}
    steps = [
        group
        for company, group in by_company.items()
        if len({fold(role.title) for role in group}) > 1 and (not named or company in named)
    ]
    stated = [
        whole(facts, line)
        for line in facts.lines
        if re.search(
            r"\b(?:was|been|got|am) promoted\b|^\W*promoted (?:to|from|twice)", line.text.casefold()
        )
    ][:2]
    if stated:
        return said(
            f"Yes. The resume says: {listed([quoted(one.quote) for one in stated])}", cites=stated
        )
    if steps:
        texts = [
            f"at {group[0].company} the titles went from "
            + ", then ".join(_titled(role) for role in group)
            for group in steps
        ]
        text = f"the resume doesn't use the word promoted, but {'; '.join(texts)}"
        cites = [place for group in steps for place in _cites(facts, group)]
        return said(
            f"Yes, by its titles: {texts[0]}" if query.yes_no else text, *texts[1:], cites=cites
        )
    held = [role for role in reversed(facts.ordered) if role.title]
    opening = "No: the" if query.yes_no else "The"
    text = f"{opening} resume names no promotion inside one employer"
    if len(held) > 1:
        rise = f"from job to job the titles went from {held[0].dated} to {held[-1].dated}"
        return said(text, rise, cites=_cites(facts, [held[0], held[-1]]))
    return silent(text, cites=_cites(facts, held))


def _titled(role: Role) -> str:
    return f"{role.title} ({role.dates})" if role.dates else role.title


def founded(query: Query) -> Reply | None:
    """Roles as founder."""
    facts = query.facts
    roles = [
        role
        for role in facts.ordered
        if re.search(r"\bfound(?:er|ing)\b|\bcofounder\b", fold(role.title))
    ]
    if not roles:
        return None
    yes = "Yes: " if query.yes_no else ""
    return said(yes + listed([placed(role) for role in roles]), cites=_cites(facts, roles))
