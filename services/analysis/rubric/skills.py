"""Which listed skills the lines under roles and projects show in use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from libs.profile.model import Skill
from services.analysis.reading.vocabulary.listing import words
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.rewrite import past_of

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[./&'’-][^\W_]+)+)?", re.UNICODE)
_FILLER = words(
    """
a an and the of in for with to on basic advanced good strong excellent skills skill tools
proficiency proficient knowledge experience y de en et und or using fluent various
"""
)
# Words that name a kind of work rather than the work: a line shows them without saying them.
_GENERIC = words(
    """
management planning reporting development improvement administration coordination support service
services operations engineering methods techniques practices
"""
)
_EVERYDAY = words("time team work data people business general office")
# What may follow a shared stem; anything else makes another word (patience, patients).
_ENDINGS = words(
    """
s es d ed ing ings e er ers or ors ion ions ive ment ments al ally ly ation ations ies y
ying ied sis ses se sed sing ze zed zing st sts tics tical
"""
) | {""}
_SHORTEST_STEM = 5
_SHORTEST_GERUND = 6
_MOST_SKILLS = 200
_MANY = 5


@dataclass(frozen=True, slots=True)
class SkillUse:
    """A listed skill and the first line that shows it in use, if one does."""

    skill: Skill
    bullet: Bullet | None


def uses(listed: Sequence[Skill], bullets: Sequence[Bullet]) -> list[SkillUse]:
    """Every listed skill once, in its order, with the first line that shows it."""
    lines = [(bullet, _words(bullet.text)) for bullet in bullets]
    vocabulary: dict[str, list[str]] = {}  # by first letter, which kindred words share
    for word in set[str]().union(*(said for _, said in lines)):
        vocabulary.setdefault(word[:1], []).append(word)
    found: list[SkillUse] = []
    seen: set[str] = set()
    for skill in listed:
        name = skill.name.strip().casefold()
        if name in seen or len(seen) >= _MOST_SKILLS:
            continue
        seen.add(name)
        wanted = [_kindred(word, vocabulary.get(word[:1], ())) for word in _distinctive(skill.name)]
        shown = (bullet for bullet, words in lines if all(kin & words for kin in wanted))
        found.append(SkillUse(skill, next(shown, None) if wanted else None))
    return found


def named_in(skill: Skill, texts: Sequence[str]) -> bool:
    """Whether one of the texts, such as a title, holds all words of the skill's name."""
    wanted = _words(skill.name) - _FILLER
    return bool(wanted) and any(wanted <= _words(text) for text in texts)


def well_shown(used: int, every: int) -> bool:
    """Whether enough of the listed skills show at work to speak for the applicant.

    Half of them, or five: nobody shows all of thirty tools in the lines of three roles.
    """
    return used >= _MANY or (used >= 2 and used * 2 >= every)


def _distinctive(skill: str) -> set[str]:
    """The words a line must use to show the skill: of "KPI reporting", KPI.

    Where only everyday words would be left, as of "time management", all are wanted.
    """
    named = _words(skill) - _FILLER
    telling = named - _GENERIC
    return telling if telling - _EVERYDAY else named


def _words(text: str) -> set[str]:
    whole = {word.casefold() for word in _WORD.findall(text)}
    parts = {part for word in whole for part in re.split(r"[/&'’-]", word) if part}
    return whole | parts


def _kindred(word: str, vocabulary: Sequence[str]) -> set[str]:
    return {word} | {other for other in vocabulary if _kin(word, other)}


def _kin(one: str, other: str) -> bool:
    """Whether two words share a stem: troubleshoot and troubleshooting, analysis and analyzed.

    Short words must be equal, or differ by a plural s: Java isn't JavaScript.
    """
    if not (one.isalpha() and other.isalpha()):
        return False
    if one + "s" == other or other + "s" == one:
        return len(one) > 2  # "C" and "CS", "R" and "RS" differ
    if _does(one, other) or _does(other, one):
        return True
    shared = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def _does(name: str, verb: str) -> bool:
    """Whether the verb is what a skill in -ing is named for: bending and bent, welding and weld."""
    if not name.endswith("ing") or len(name) < _SHORTEST_GERUND:
        return False
    stem = name.removesuffix("ing")
    return verb in (stem, stem + "e", stem + "s", past_of(name))
