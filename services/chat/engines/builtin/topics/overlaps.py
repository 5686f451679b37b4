"""What went on at the same time, by the dates: work and studies, or two jobs."""

from __future__ import annotations

from itertools import combinations

from libs.profile import tenure
from libs.profile.tenure import PartialDate, Span
from libs.profile.wording import listed
from services.chat.engines.builtin.facts import Facts, Role, Study
from services.chat.engines.builtin.names import by_title
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.roles import DOING, placed, told
from services.chat.engines.builtin.topics.study import asked_levels, of_level
from services.chat.engines.builtin.words import cue, fold
from services.chat.engines.engine import Citation

_MOST = 6
# What one was doing at once may be no jobs: then the dates of jobs prove neither.
_OF_JOBS = cue(r"jobs?|roles?|positions?|employ\w+|compan(?:y|ies)|firms?|places|moonlight\w*")
_SHARE = cue("(?:full|part)[- ]?time")
# A change of jobs in one month overlaps in it, and is no time of two jobs.
_CHANGEOVER = 1
# Studies whose start or end is not given are not taken to be longer than this.
_LONGEST_STUDY = 72


def held_while_studying(query: Query) -> Reply | None:
    """The same of the jobs under a title the question names."""
    return worked_while_studying(query) if by_title(query.facts, query.text) else None


def worked_while_studying(query: Query) -> Reply:
    """Jobs whose dates fall into those of studies; that the dates don't tell, where they don't."""
    facts = query.facts
    studies = [one for one in query.studies or facts.studies if one.start or one.end]
    meant = by_title(facts, query.text) or facts.dated
    jobs = [role for role in meant if role.span]
    if not studies or not jobs:
        return _no_dates(facts, "jobs" if studies else "studies")
    sure: list[str] = []
    unsure: list[str] = []
    cites: list[Citation] = []
    for study in studies:
        inside = [role for role in jobs if _meet(_surely(role), _surely_studying(study))]
        maybe = [role for role in jobs if _meet(_perhaps(role), _perhaps_studying(study))]
        found = inside or maybe
        if found:
            text = f"{listed([role.dated for role in found[:_MOST]])} and {study.label}"
            (sure if inside else unsure).append(text)
        cites += [place for role in found[:_MOST] for place in facts.cite(role)[:2]]
        cites += facts.cite_study(study)[:2]
    return _verdict(query, sure, unsure, cites)


def _verdict(query: Query, sure: list[str], unsure: list[str], cites: list[Citation]) -> Reply:
    if sure:
        full = query.asks(_SHARE)
        yes = "Yes: by" if query.yes_no and not query.negated and not full else "by"
        unsaid = "dates don't tell full time from part time" if full else ""
        return said(f"{yes} the dates, these overlap: {'; '.join(sure)}", unsaid, cites=cites)
    if unsure:
        text = "the resume doesn't say, and its dates can't tell whether these overlap"
        return silent(f"{text}: {'; '.join(unsure)}", cites=cites)
    no = "No: by" if query.yes_no and not query.negated else "By"
    return said(f"{no} the dates in the resume no job overlaps the studies", cites=cites)


def _no_dates(facts: Facts, undated: str) -> Reply:
    """Which of the two lacks what would tell."""
    if not facts.studies or not facts.roles:
        lacking = "any studies" if not facts.studies else "any job"
        return silent(f"the resume doesn't mention {lacking}")
    text = f"it can't be told: the resume gives no dates for the {undated}"
    labels = listed([one.label for one in facts.studies[:3]])
    cites = [place for one in facts.studies[:3] for place in facts.cite_study(one)]
    return silent(text, f"the studies it lists: {labels}", cites=cites)


def _meet(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _surely(role: Role) -> Span | None:
    """The months a role covers whatever its dates mean."""
    if not role.start or not role.span:
        return None
    last = role.end.first if role.end else role.span.last
    return Span(role.start.last, last) if role.start.last <= last else None


def _perhaps(role: Role) -> Span | None:
    """The months a role can cover."""
    if not role.start or not role.span:
        return None
    return Span(role.start.first, role.end.last if role.end else role.span.last)


def _surely_studying(study: Study) -> Span | None:
    """With one date alone that month is sure, if it is a month."""
    first = study.start or study.end
    last = study.end or study.start
    if not first or not last:
        return None
    begins = first.last if study.start else first.first
    until = last.first if study.end else last.last
    known = _is_month(first) and _is_month(last)
    return Span(begins, until) if begins < until or (begins == until and known) else None


def _is_month(day: PartialDate) -> bool:
    return day.month is not None


def _perhaps_studying(study: Study) -> Span | None:
    if study.start and study.end:
        return Span(study.start.first, study.end.last)
    if study.end:
        return Span(study.end.last - _LONGEST_STUDY, study.end.last)
    if study.start:
        return Span(study.start.first, study.start.last + _LONGEST_STUDY)
    return None


def after_studies(query: Query) -> Reply | None:
    """The first job that began when studies had ended: the last ones, unless some are named."""
    facts = query.facts
    named = query.studies or [one for name in asked_levels(query) for one in of_level(facts, name)]
    if asked_levels(query) and not named:
        return None
    done = [
        one
        for one in named or facts.studies
        if one.end and one.end.first <= tenure.month_of(facts.today)
    ]
    if not done or not facts.dated:
        return None
    last = max(done, key=lambda one: one.end.last if one.end else 0)
    ended = last.end.first if last.end else 0
    later = [role for role in facts.dated if role.start and role.start.last >= ended]
    if not later:
        text = f"the resume lists no job that began after {last.label}"
        return silent(text, cites=facts.cite_study(last))
    first = min(later, key=lambda role: role.start.first if role.start else 0)
    text = f"the first job that began after {last.label}: {placed(first)}"
    lines, places = told(facts, first) if query.asks(DOING) else ("", [])
    return said(text, lines, cites=[*facts.cite(first), *facts.cite_study(last), *places])


def two_at_once(query: Query) -> Reply:
    """Pairs of jobs at different employers whose dates overlap."""
    facts = query.facts
    jobs = [role for role in facts.dated if role.span]
    if len(jobs) < 2:
        return silent("the resume gives too few dates to tell whether jobs overlap")
    pairs = [
        (one, other)
        for one, other in combinations(jobs, 2)
        if fold(one.company) != fold(other.company) and _shared_months(one, other) > _CHANGEOVER
    ]
    cites = [place for pair in pairs[:_MOST] for role in pair for place in facts.cite(role)[:2]]
    judged = query.yes_no and not query.negated and query.asks(_OF_JOBS)
    if not pairs:
        return said(
            f"{'No: by' if judged else 'By'} the dates in the resume no two jobs at different"
            " employers overlap",
            cites=[place for role in jobs[:_MOST] for place in facts.cite(role)[:2]],
        )
    texts = [f"{one.dated} and {other.dated}" for one, other in pairs[:_MOST]]
    yes = "Yes: by" if judged else "By"
    return said(f"{yes} the dates, these overlap: {'; '.join(texts)}", cites=cites)


def _shared_months(one: Role, other: Role) -> int:
    """Months that both cover, whatever their dates mean."""
    mine, its = _surely(one), _surely(other)
    if not mine or not its or not _meet(mine, its):
        return 0
    shared = Span(max(mine.first, its.first), min(mine.last, its.last))
    return tenure.union_months([shared])


def worked_at_school(query: Query) -> Reply | None:
    """Jobs at an institution that is among the studies too."""
    facts = query.facts
    if not facts.studies or not facts.roles:
        return None
    schools = [fold(one.institution) for one in facts.studies if one.institution]
    held = [
        role
        for role in facts.ordered
        if role.company
        and any(fold(role.company) in one or one in fold(role.company) for one in schools)
    ]
    if not held:
        text = "no employer in the resume is one of the schools it lists"
        cites = [place for one in facts.studies for place in facts.cite_study(one)[:2]]
        return said(f"No: {text}" if query.yes_no else text, cites=cites)
    cites = [place for role in held for place in facts.cite(role)[:3]]
    yes = "Yes: " if query.yes_no and not query.negated else ""
    return said(yes + listed([placed(role) for role in held[:_MOST]]), cites=cites)
