"""Misspelt words of a question, put right where only one word that matters is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from services.chat.engines.builtin.meaning import UNDERSTOOD
from services.chat.engines.builtin.technologies import KNOWN
from services.chat.engines.builtin.words import STOP, entries

_WORD = re.compile(r"[a-z][a-z'-]+")
_SHORTEST = 5
_TWO_ERRORS_FROM = 9
_EXCHANGED_FROM = 6
# What intents look for, as far as people misspell it.
CUES = entries(
    """
    address email phone telephone number contact location linkedin github website skills skill
    experience experiences experienced years company companies employer employers employee
    employees position
    positions currently current university college degree degrees education graduate graduated
    graduation certificate certificates certification certifications certified languages language
    programming database databases project projects strength strengths weakness weaknesses improve
    improvement recommendation recommendations summary summarize achievement achievements
    accomplishments technologies technology responsibilities responsibility leadership manager
    promoted promotion promotions longest shortest latest first previous before after between score
    rating employed unemployed employment internship internships career salary references hobbies
    interests publications patents awards volunteer objective thesis suitable candidate worked
    working studied study master bachelor frameworks framework cloud software tools where which
    background profile resume speak spoken gaps should titles title
    """
)
# Words that are near to one of ours and mean something else.
_OTHERS = entries(
    """
    managed manages manage colleague colleagues contract contracts contractor monitor monitoring
    monitored patient patients positive positives prompted prospect prospects looked looks looking
    worker workers wording studies studying summarise still shift shifts scale state states store
    stores reach reached later string space scope schema matter packed styles looser embed prolong
    superuser progress process processes private priority native active captain certain
    married carried divided directed directly resign resigned design designed designs designer
    relative relatives report reported reports reporting people perfect product products produce
    service services server salaries celery factory history story stories country countries county
    cities citizen students student teacher teachers trainer trainers training trained driver
    drivers painter printer hospital personal personnel medical manual material mission missions
    position session passion pension tension version mention attention detail details decide decided
    decision explain express impress impact intern interns international internal external national
    nation nationality rational regional religion religious
    """
)
_RIGHT = CUES | {word for word in KNOWN if " " not in word and len(word) >= _SHORTEST}


def corrected(folded: str, names: Iterable[str], is_written: Callable[[str], bool]) -> str:
    """The folded question with near misses of our cues, known tools and `names` spelt right.

    Words that the resume writes too are right as they are.
    """
    own = {word for word in names if len(word) >= _SHORTEST}
    right = _RIGHT | own

    def fix(found: re.Match[str]) -> str:
        word = found[0]
        known = word in right or word in STOP or word.rstrip("s") in right
        if len(word) < _SHORTEST or known or word in _OTHERS or word in UNDERSTOOD:
            return word
        most = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        near = [one for one in right if one[0] == word[0] and distance(word, one, most) <= most]
        best = min(near, key=lambda one: (distance(word, one, most), one), default=word)
        return best if _misspelt(word, best) and not is_written(word) else word

    return _WORD.sub(fix, folded)


def _misspelt(word: str, best: str) -> bool:
    """Whether it is an error and not another form of the word: "certify", "studies"."""
    if len(word) == len(best) <= _EXCHANGED_FROM and sorted(word) != sorted(best):
        return False  # "reach" and "react", "scale" and "Scala": a letter makes another word
    return not (best.startswith(word) or word.startswith(best)) or word == best + "t"


def distance(one: str, other: str, most: int) -> int:
    """Letters left out, put in, exchanged or swapped between two words; `most` + 1 where more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, right in enumerate(other, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]
