"""The trade a resume speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from libs.profile import tenure
from libs.profile.model import Education, Profile
from services.analysis.interview.bank import Profession
from services.analysis.interview.index import Index
from services.analysis.interview.professions import PLAIN, PROFESSIONS, STUDENT
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.resume import Resume

# What a word in a place weighs for the trade: what somebody is called says most.
_TITLE, _LATEST_TITLE, _SKILL, _LINE, _STUDY, _CERTIFICATE = 6, 14, 2, 1, 3, 4
_MOST_OF_LINES = 12
# Of somebody who studies: a job beside it, as long as it is short, and being a student.
_CASUAL_TITLE, _STUDENT = 2, 10
_CASUAL_MONTHS = 24
_LEAST_SECOND = 0.4  # of the first trade's weight


def trades(profile: Profile, resume: Resume, lines: Sequence[Bullet]) -> tuple[Profession, ...]:
    """The trade the resume speaks of, and a second where it nearly speaks as much of it."""
    weights: dict[str, float] = {}
    for trade, weight in _signs(profile, resume, lines):
        weights[trade] = weights.get(trade, 0) + weight
    ranked = sorted(PROFESSIONS, key=lambda one: -weights.get(one.key, 0))
    first = weights.get(ranked[0].key, 0)
    if first < _TITLE:
        return (PLAIN,)
    near = weights.get(ranked[1].key, 0) >= first * _LEAST_SECOND
    return (ranked[0], ranked[1]) if near else (ranked[0],)


def _signs(
    profile: Profile, resume: Resume, lines: Sequence[Bullet]
) -> Iterator[tuple[str, float]]:
    """Trades with the weight of each word that speaks for them."""
    learned = _learned(profile, resume)
    yield from ((trade, _LATEST_TITLE) for trade in learned)
    if _studies(profile, resume):
        yield STUDENT.key, _STUDENT
    yield from _titles(resume, learned)
    for skill in profile.skills:
        yield from ((trade, _SKILL) for trade in _worded(skill.name))
    for one in profile.certifications:
        yield from ((trade, _CERTIFICATE) for trade in _worded(one.name))
    for one in profile.education:
        yield from ((trade, _STUDY) for trade in _fields(one))
    counted: dict[str, int] = {}
    for bullet in lines:
        for trade in _worded(bullet.text):
            counted[trade] = min(counted.get(trade, 0) + _LINE, _MOST_OF_LINES)
    yield from counted.items()


def _titles(resume: Resume, learned: set[str]) -> Iterator[tuple[str, float]]:
    """What somebody was called; beside what they study for, other jobs say little of them."""
    titles = {(role.title or "").casefold(): role for role in resume.roles}
    if latest := resume.latest:
        titles[(latest.title or "").casefold()] = latest
    for role in titles.values():
        named = named_in(role.title or "")
        weight = _LATEST_TITLE if role is latest else _TITLE
        if learned and not named & learned:
            weight = _CASUAL_TITLE
        yield from ((trade, weight) for trade in named)


def _learned(profile: Profile, resume: Resume) -> set[str]:
    """The trades that somebody studies for, or has just studied for and done no other for long."""
    last = max(profile.education, key=_ended, default=None)
    worked = max((role.span.last for role in resume.dated if role.span), default=0)
    undated = len(resume.dated) < len(resume.roles)
    if last is None or not _ended(last):
        return set()
    if not _studies(profile, resume) and (undated or _ended(last) < worked):
        return set()
    # Of a field without a sheet there is still the student's own.
    fields = _fields(last) or ({STUDENT.key} if _studies(profile, resume) else set[str]())
    others = [role for role in resume.dated if not named_in(role.title or "") & fields]
    long = any(role.span and role.span.months > _CASUAL_MONTHS for role in others)
    return set() if long else fields


def _studies(profile: Profile, resume: Resume) -> bool:
    """Whether a study ends only after today."""
    today = tenure.month_of(resume.today)
    return any(_ended(one) > today for one in profile.education)


def _ended(study: Education) -> int:
    """The latest month in which a study can end; 0 where the resume doesn't say."""
    end = tenure.parse(study.end)
    return end.last if end else 0


def _fields(study: Education) -> set[str]:
    return _worded(f"{study.degree or ''} {study.field or ''}")


@lru_cache(maxsize=1)
def _by_title() -> Index[str]:
    return Index((title, trade.key) for trade in PROFESSIONS for title in trade.titles)


@lru_cache(maxsize=1)
def _by_word() -> Index[str]:
    return Index((word, trade.key) for trade in PROFESSIONS for word in trade.words)


def named_in(title: str) -> set[str]:
    """The trades of a title: of "Data Engineer", data rather than engineering."""
    found = list(_by_title().find(title))
    longest = max((words.count(" ") for words, _ in found), default=0)
    return {trade for words, trade in found if words.count(" ") == longest}


def _worded(text: str) -> set[str]:
    return {trade for _, trade in _by_word().find(text)}
