"""Which listed skills the lines under roles and projects show in use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from libs.profile.model import Skill
from services.analysis.rubric.resume import Bullet, Resume

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[./&'’-][^\W_]+)+)?", re.UNICODE)  # noqa: RUF001
_FILLER = frozenset(
    "a an and the of in for with to on basic advanced good strong excellent skills skill tools"
    " proficiency proficient knowledge experience y de en et und or using fluent various".split()
)
_LONGEST_ENDING = 4
_SHORTEST_STEM = 5
_MOST_SKILLS = 200


@dataclass(frozen=True, slots=True)
class SkillUse:
    """A listed skill and the first line that shows it in use, if one does."""

    skill: Skill
    bullet: Bullet | None


def uses(resume: Resume) -> list[SkillUse]:
    """Every listed skill once, in the order of the profile."""
    lines = [(bullet, _words(bullet.text)) for bullet in resume.bullets]
    found: list[SkillUse] = []
    seen: set[str] = set()
    for skill in resume.profile.skills:
        name = skill.name.strip().casefold()
        if name in seen or len(seen) >= _MOST_SKILLS:
            continue
        seen.add(name)
        wanted = _words(skill.name) - _FILLER
        shown = next((bullet for bullet, words in lines if _shows(words, wanted)), None)
        found.append(SkillUse(skill, shown))
    return found


def _words(text: str) -> set[str]:
    whole = {word.casefold() for word in _WORD.findall(text)}
    parts = {part for word in whole for part in re.split(r"[/&'’-]", word) if part}  # noqa: RUF001
    return whole | parts


def _shows(words: set[str], wanted: set[str]) -> bool:
    return bool(wanted) and all(
        one in words or any(_kin(one, word) for word in words) for one in wanted
    )


def _kin(one: str, other: str) -> bool:
    """Whether two words share a stem: troubleshoot and troubleshooting, budget and budgets.

    Short words must be equal, or differ by a plural s: Java isn't JavaScript.
    """
    if abs(len(one) - len(other)) > _LONGEST_ENDING or not (one.isalpha() and other.isalpha()):
        return False
    if one + "s" == other or other + "s" == one:
        return len(one) > 2  # noqa: PLR2004 - "C" and "CS", "R" and "RS" differ
    shared = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        shared += 1
    return shared >= _SHORTEST_STEM and shared >= max(len(one), len(other)) - _LONGEST_ENDING
