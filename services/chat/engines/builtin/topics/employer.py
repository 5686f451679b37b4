"""Everything asked of a named employer: what, when, how long, with which tools."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.wording import listed, years
from services.chat.engines.builtin.facts import Role, companies, how_long, months
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import found, lookup, tools
from services.chat.engines.builtin.topics.lines import quotes
from services.chat.engines.builtin.topics.roles import HOW_LONG, MOST_ROLES, TELL, placed, told
from services.chat.engines.builtin.words import STUDY, cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_STUDY = cue(STUDY)
_WHEN = cue("when|(?:which|what) (?:years?|dates?|months?|period)|dates?|until when")
_NOW = cue("still|currently|now|today|at the moment|these days|any ?more|no longer")
_WHERE = cue("where|(?:which|what) (?:city|town|country|location)|located")
_TECH = cue("technolog(?:y|ies)|tech stack|stack|tools?|software|frameworks?|languages")
_ROLE = cue("(?:what|which) (?:role|position|title|job)|titles?|position|as what")
_FILLERS = frozenset(
    stem(word)
    for word in entries(
        """
        do did job jobs work worked working role roles position positions title titles company
        employer employed employ firm responsible responsibilities responsibility duty duties task
        tasks achieve achieved achievements accomplish accomplished time years year months month
        long start started begin began leave left finish finished end ended join joined stay stayed
        last since until spend spent total experience happen main day doing technology technologies
        tools stack tool software where when located location city often times career describe there
        career-wise mainly exactly overall summarize summarise summary overview sum walk through
        entail look looked like impressive thing best important proud first earliest involved
        include included previous earlier current currently then stint period dates date have had
        hold held hired intern internship return inside within still now today anymore longer quit
        resign resigned depart departed
        """
    )
)


def at_employer(query: Query) -> Reply | None:
    """The first of the ways to answer that applies to the question."""
    roles = _meant(query)
    if not roles or _of_studies(query):
        return None
    terms = _terms(query, roles)
    elsewhere = terms and lookup.asks_for_section(query)
    if elsewhere and not found.best_places(query, terms, roles):
        return None
    for answer in (_still, _lasted, _in_time, tools.used_at, _specific, _technologies, _outline):
        if reply := answer(query, roles):
            return reply
    return None


def undone(query: Query) -> Reply:
    """A resume has no end of things that were not done."""
    where = f" at {companies(query.roles)}" if query.roles else ""
    return silent(f"the resume says what was done{where}, and doesn't say what was not")


def _meant(query: Query) -> Sequence[Role]:
    """The roles at the employer; one of them where the first or the last is asked for."""
    if query.asks(cue("first|earliest")):
        return query.roles[-1:]
    if query.asks(cue("last|latest|most recent|newest")):
        return query.roles[:1]
    return query.roles


def _of_studies(query: Query) -> bool:
    """Whether it asks for studies: an employer may be called a school, and be none of ours."""
    if query.studies:
        return query.asks(_STUDY)
    spans = [at for role in query.roles if (at := query.place_of(role.company))]
    text = query.text
    for at in spans:
        text = text[: at.start] + "_" * (at.end - at.start) + text[at.end :]
    return _STUDY.search(text) is not None


def _cites(query: Query, roles: Sequence[Role]) -> list[Citation]:
    return [place for role in roles for place in query.facts.cite(role)]


def _lasted(query: Query, roles: Sequence[Role]) -> Reply | None:
    """How long the roles took together, and how that is counted."""
    if not query.asks(HOW_LONG):
        return None
    cites, what = _cites(query, roles), f"at {companies(roles)}"
    dated = [role for role in roles if role.span]
    if not dated:
        label = listed([role.dated for role in roles[:4]])
        return silent(
            f"the resume gives no dates to count the time {what} by: {label}", cites=cites
        )
    if len({role.company for role in dated}) > 1:  # a question may name what two are called
        own = ([one for one in dated if one.company == role.company] for role in dated)
        each = [f"{how_long(one)} at {companies(one)}" for one in own]
        return said("; ".join(dict.fromkeys(each)), cites=cites)
    text = f"{how_long(dated)} {what}"
    if len(dated) == 1:
        return said(f"{text}, as {dated[0].title}" if dated[0].title else text, cites=cites)
    each = [f"{role.label}, {years(months([role]))}" for role in dated[:MOST_ROLES]]
    return said(text, f"that is {listed(each)}", cites=cites)


def _still(query: Query, roles: Sequence[Role]) -> Reply | None:
    """Whether the work there goes on."""
    if not (query.yes_no and query.asks(_NOW)) or query.terms_beside(_FILLERS, employers=True):
        return None
    now = [role for role in roles if role.current]
    labels = listed([placed(role) for role in (now or roles)[:MOST_ROLES]])
    cites = _cites(query, roles)
    if not now and not all(role.end for role in roles):
        return silent(f"the resume doesn't say whether that goes on: {labels}", cites=cites)
    yes = now if not query.negated else not now
    return said(f"{'Yes' if yes else 'No'}: {labels}", cites=cites)


def _in_time(query: Query, roles: Sequence[Role]) -> Reply | None:
    """Whether somebody was there in a year."""
    time = query.period
    beside = query.terms_beside(_FILLERS, employers=True)
    if not (time and query.yes_no) or not all(one.isdigit() or one in _SIDES for one in beside):
        return None
    if not all(role.span for role in roles):
        return None
    cites = _cites(query, roles)
    there = [r for r in roles if r.span and r.span.first <= time.last and time.first <= r.span.last]
    if there:
        return said(f"Yes: {listed([placed(role) for role in there[:MOST_ROLES]])}", cites=cites)
    return said(f"No: {listed([placed(role) for role in roles[:MOST_ROLES]])}", cites=cites)


def _terms(query: Query, roles: Sequence[Role]) -> list[str]:
    """What the question asks beside the employer; when it was the dates say, and not the lines."""
    terms = query.terms_beside(_FILLERS | _own_titles(query, roles), employers=True)
    if not query.period:
        return terms
    return [term for term in terms if not term.isdigit() and term not in _SIDES]


def _specific(query: Query, roles: Sequence[Role]) -> Reply | None:
    """The lines of the roles that say what the question asks beside the employer."""
    terms = _terms(query, roles)
    if not terms or query.asks(_ROLE):
        return None
    places = found.best_places(query, terms, roles)
    if not places:
        return found.nothing(query, terms)
    yes = "Yes. " if query.yes_no and not query.negated else ""
    return said(f"{yes}The resume says: {quotes(query.facts, places)}", cites=places)


_SIDES = entries("before after since until during prior in by")
_AS = re.compile(r"\bas (?:an? |the )?")


def _own_titles(query: Query, roles: Sequence[Role]) -> frozenset[str]:
    """The stems of the roles' titles, where the question says "as an analyst at …"."""
    if not query.asks(_AS):
        return frozenset()
    return frozenset(stem(word) for role in roles for word in word_list(fold(role.title)))


def _technologies(query: Query, roles: Sequence[Role]) -> Reply | None:
    return tools.listed_at(query, roles) if query.asks(_TECH) else None


def _outline(query: Query, roles: Sequence[Role]) -> Reply:
    """The roles with dates and places; what was done in them, unless only those were asked for."""
    cites = _cites(query, roles)
    yes = "Yes: " if query.yes_no and not query.negated else ""
    head = yes + listed([placed(role) for role in roles[:MOST_ROLES]])
    if not any(role.dates for role in roles) and query.asks(_WHEN):
        return silent(f"{head}: the resume gives no dates for it", cites=cites)
    asked = query.asks(_WHEN) or query.asks(_WHERE) or query.asks(_ROLE)
    if asked and not query.asks(TELL):
        return said(head, cites=cites)
    lines: list[str] = []
    for role in roles[:3]:
        text, places = told(query.facts, role)
        if text:
            lines.append(f"as {role.title}: {text}" if len(roles) > 1 and role.title else text)
            cites = [*cites[:4], *places] if len(roles) == 1 else [*cites, *places]
    return said(head, *lines, cites=cites)
