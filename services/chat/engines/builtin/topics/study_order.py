"""Studies in the order of their dates: the first, the last, those before others or before a job."""

from __future__ import annotations

from typing import NamedTuple

from libs.profile.wording import listed
from services.chat.engines.builtin.facts import Facts, Role, Study
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.order import AFTER, BEFORE, claimed
from services.chat.engines.builtin.topics.study import ASKED_LEVEL, of_level
from services.chat.engines.builtin.words import cue
from services.chat.engines.engine import Citation

_STUDIES = (
    r"(?:degrees?|school|universit(?:y|ies)|colleges?|studies|diploma|education|qualification"
    r"|alma mater|field of study)"
)
_STUDIED = r"(?:stud(?:y|ied)|graduat\w+|attend(?:ed)?|enroll?(?:ed)?|go to (?:school|university))"
_OF_A_JOB = r"(?! (?:\w+ )?(?:jobs?|roles?|positions?|employers?|compan(?:y|ies)|work\w*))"
_FIRST = cue(
    rf"""
        (?:first|earliest|oldest) {_STUDIES}|(?:first|originally|initially) {_STUDIED}
        (?:{_STUDIED}|{_STUDIES}) .*(?:first|earliest){_OF_A_JOB}
        {_STUDIED} (?:first|originally|initially)
        """
)
_LAST = cue(
    rf"""
        (?:last|latest|most recent|newest|final) {_STUDIES}|(?:last|most recently|lastly) {_STUDIED}
        (?:{_STUDIED}|{_STUDIES}) .*(?:last|latest|most recent(?:ly)?){_OF_A_JOB}
        """
)
_IN_ORDER = cue(rf"(?:what|which) order .*(?:{_STUDIED}|{_STUDIES})|order of .*{_STUDIES}")
_WHICH = cue("(?:which|what) .*(?:first|earlier|later|last)|came first|in (?:which|what) order")
_OF_STUDIES = cue(rf"{_STUDIED}|{_STUDIES}")


class _Named(NamedTuple):
    """What the question names: studies or jobs, and where it does."""

    studies: list[Study]
    roles: list[Role]
    start: int
    end: int


def order_of_studies(query: Query) -> Reply | None:
    """Which studies came first or last, or before others; None where no order is asked for."""
    named = _named(query)
    if len(named) == 2 and any(one.studies for one in named):
        return _two(query, *named)
    if len(named) == 1 and named[0].studies and query.asks(_OF_STUDIES) and not query.yes_no:
        return _beside(query, named[0].studies)
    return _among_all(query) if query.facts.studies and not named else None


def _among_all(query: Query) -> Reply | None:
    """The first or the last of all studies, or all in their order."""
    if query.asks(_IN_ORDER):
        return _told(query.facts, "", _by_date(query.facts))
    first, last = query.asks(_FIRST), query.asks(_LAST)
    return None if first == last else _end(query.facts, "first" if first else "latest")


def _named(query: Query) -> list[_Named]:
    """Degrees, schools and employers in the order of the question."""
    found: list[_Named] = []
    for name, words in ASKED_LEVEL:
        at = words.search(query.text)
        if at and (held := of_level(query.facts, name)):
            found.append(_Named(held, [], *at.span()))
    for study in query.studies:
        at = query.place_of(study.institution)
        if at and not any(study in one.studies for one in found):
            found.append(_Named([study], [], at.start, at.end))
    for role in query.roles:
        at = query.place_of(role.company)
        same = next((one for one in found if at and one.roles and one.start == at.start), None)
        if same:
            same.roles.append(role)
        elif at and not any(at.start < one.end and one.start < at.end for one in found):
            found.append(_Named([], [role], at.start, at.end))
    return sorted(found, key=lambda one: one.start)


def _two(query: Query, one: _Named, other: _Named) -> Reply | None:
    first_claimed = claimed(query, one, other) if query.yes_no else None
    if first_claimed is None and not query.asks(_WHICH):
        return None
    cites = [*_cites(query.facts, one), *_cites(query.facts, other)]
    first = _earlier(one, other)
    if first is None:
        text = f"the dates don't tell which came first: {_label(one)}; {_label(other)}"
        return silent(text, cites=cites)
    second = other if first is one else one
    judged = "" if first_claimed is None else "Yes: " if first_claimed is first else "No: "
    return said(f"{judged}first {_label(first)}, then {_label(second)}", cites=cites)


def _earlier(one: _Named, other: _Named) -> _Named | None:
    """The one that had begun and ended before the other did."""
    mine, its = _bounds(one), _bounds(other)
    if one.roles or other.roles:  # a job may lie within studies: one must end before the other
        if mine[1] is not None and its[0] is not None and mine[1] <= its[0]:
            return one
        late = its[1] is not None and mine[0] is not None and its[1] <= mine[0]
        return other if late else None
    pairs = [(a, b) for a, b in zip(mine, its, strict=True) if a is not None and b is not None]
    if pairs and all(a < b for a, b in pairs):
        return one
    return other if pairs and all(b < a for a, b in pairs) else None


def _bounds(one: _Named) -> tuple[int | None, int | None]:
    """The first and the last month, as far as the dates tell them."""
    things = [*one.studies, *one.roles]
    starts = [each.start.first for each in things if each.start]
    ends = [each.end.first for each in things if each.end]
    return (
        min(starts) if len(starts) == len(things) else None,
        max(ends) if len(ends) == len(things) else None,
    )


def _beside(query: Query, studies: list[Study]) -> Reply | None:
    """The studies before or after the named ones."""
    before, after = query.asks(BEFORE), query.asks(AFTER)
    if before == after:
        return None
    facts = query.facts
    ordered = _by_date(facts)
    places = [ordered.index(one) for one in studies if one in ordered]
    side = "before" if before else "after"
    name = listed([one.label for one in studies])
    if not places:
        return silent(f"the resume gives no dates to tell what came {side} {name}")
    chosen = ordered[: min(places)] if before else ordered[max(places) + 1 :]
    if not chosen:
        cites = [place for one in studies for place in facts.cite_study(one)]
        return silent(f"the resume lists no studies {side} {name}", cites=cites)
    return _told(facts, f"{side} {name}: ", chosen)


def _end(facts: Facts, which: str) -> Reply:
    """The first or the latest studies of all."""
    ordered = _by_date(facts)
    every = list(facts.studies)
    if len(every) == 1:
        return _told(facts, "the resume lists one course of studies: ", every)
    if len(ordered) < 2:
        cites = [place for one in every for place in facts.cite_study(one)]
        text = f"the resume gives too few dates to tell: {listed([one.label for one in every])}"
        return silent(text, cites=cites)
    chosen = ordered[:1] if which == "first" else ordered[-1:]
    dated = "" if len(ordered) == len(every) else " with a date"
    return _told(facts, f"the {which} studies{dated} are ", chosen)


def _told(facts: Facts, head: str, studies: list[Study]) -> Reply:
    undated = [one.label for one in facts.studies if not (one.start or one.end)]
    lacks = f"the resume gives no date for {listed(undated)}" if len(facts.studies) > 1 else ""
    cites = [place for one in studies for place in facts.cite_study(one)]
    labels = ", then ".join(one.label for one in studies)
    return said(f"{head}{labels}", lacks if undated else "", cites=cites)


def _by_date(facts: Facts) -> list[Study]:
    """The dated studies, the first to end or, where no end is given, to begin in front."""
    dated = [one for one in facts.studies if one.start or one.end]
    return sorted(dated, key=_when)


def _when(study: Study) -> int:
    day = study.end or study.start
    return day.first if day else 0


def _label(one: _Named) -> str:
    return listed([*(each.label for each in one.studies), *(each.dated for each in one.roles)])


def _cites(facts: Facts, one: _Named) -> list[Citation]:
    studied = [place for each in one.studies for place in facts.cite_study(each)]
    return studied + [place for each in one.roles for place in facts.cite(each)[:3]]
