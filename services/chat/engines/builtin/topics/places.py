"""Where the jobs were: towns and countries, work and study abroad."""

from __future__ import annotations

import re

from libs.profile.wording import count, listed, tidy
from services.chat.engines.builtin.facts import Facts, Role, Study
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import cue, fold
from services.chat.engines.engine import Citation

_MOST = 8
_MOST_LINES = 3
_ABROAD = re.compile(
    r"\babroad\b|\boverseas\b|\bforeign countr\w+|\bexpat\w*|\berasmus\b|\bsecondment\b"
    r"|\bexchange (?:student|program\w*|semester|year|term)\b"
    r"|\binternational(?:ly)? (?:exchange|assignment|experience|student)\b|\bintercambio\b"
)
_STUDYING = cue(r"stud(?:y|ied|ying|ies)|degrees?|universit\w+|school|semester|exchange|educat\w+")
_WORKING = cue(r"work\w*|jobs?|employ\w*|experience")
_NO_JOB = "the resume doesn't say whether any job was abroad"
_COUNTRIES = cue("countr(?:y|ies)|states?")
_HOW_MANY = cue("how many|number of")


def cities(query: Query) -> Reply | None:
    """The places the resume gives for jobs, each with its roles."""
    facts = query.facts
    if query.roles or not facts.roles:
        return None
    groups = _by_place(facts)
    if not groups:
        return silent("the resume doesn't say where its jobs were", _own(facts))
    cites = [place for roles in groups.values() for role in roles for place in facts.cite(role)]
    # A town doesn't say its country: those aren't counted.
    counted = query.asks(_HOW_MANY) and not query.asks(_COUNTRIES)
    number = f"{count(len(groups), 'place')}: " if counted else ""
    return said(f"{number}{_told(groups)}", _unplaced(facts), cites=cites)


def _by_place(facts: Facts) -> dict[str, list[Role]]:
    """The roles by their places, as the resume writes these, the latest first."""
    groups: dict[str, list[Role]] = {}
    shown: dict[str, str] = {}
    for role in facts.ordered:
        place = tidy(role.entry.location or "")
        if place:
            name = shown.setdefault(fold(place), place)
            groups.setdefault(name, []).append(role)
    return groups


def _told(groups: dict[str, list[Role]]) -> str:
    texts = [
        f"{place} ({listed([role.label for role in roles[:3]])})"
        for place, roles in list(groups.items())[:_MOST]
    ]
    return "; ".join(texts)


def _unplaced(facts: Facts) -> str:
    """How many roles give no place."""
    number = sum(1 for role in facts.roles if not tidy(role.entry.location or ""))
    verb = "gives" if number == 1 else "give"
    return f"{count(number, 'role')} {verb} no place" if number else ""


def _own(facts: Facts) -> str:
    home = tidy(facts.profile.personal_info.location or "")
    return f"the person's own location is {home}" if home else ""


def abroad(query: Query) -> Reply | None:
    """Lines that speak of abroad; else the places there are, and no verdict: whose home is where
    isn't in a resume.
    """
    facts = query.facts
    lines = [line for line in facts.lines if _ABROAD.search(fold(line.text))]
    places = [whole(facts, line) for line in lines[:_MOST_LINES]]
    if places:
        above = list(dict.fromkeys(one for place in places if (one := _study_above(facts, place))))
        under = f"that stands under {listed([one.label for one in above])}" if above else ""
        cites = [*places, *(place for one in above for place in facts.cite_study(one))]
        head = "the resume says"
        if above and query.asks(_WORKING):
            head = f"{_NO_JOB}; of studies it says"
        return said(f"{head}: {quotes(facts, places)}", under, cites=cites)
    if query.asks(_STUDYING):
        return _schools(facts)
    groups = _by_place(facts)
    if not groups:
        return silent(_NO_JOB, _own(facts))
    cites: list[Citation] = [
        place for roles in groups.values() for role in roles for place in facts.cite(role)
    ]
    given = f"the places it gives for jobs: {_told(groups)}"
    return silent(_NO_JOB, given, _own(facts), cites=cites)


def _study_above(facts: Facts, place: Citation) -> Study | None:
    """The studies in whose lines, or right under them, a place lies."""
    line = facts.lines_of(place)[0].index
    for one in facts.studies:
        for own in facts.cite_study(one):
            below = line - facts.lines_of(own)[-1].index
            if 0 <= below <= 1:
                return one
    return None


def _schools(facts: Facts) -> Reply:
    text = "the resume doesn't say whether any studies were abroad"
    if not facts.studies:
        return silent(text)
    labels = listed([one.label for one in facts.studies])
    cites = [place for one in facts.studies for place in facts.cite_study(one)]
    return silent(text, f"the studies it lists: {labels}", cites=cites)
