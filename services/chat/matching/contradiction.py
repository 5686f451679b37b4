"""Whether two questions that look alike to a model ask for different things.

Embeddings score a question and its negation, its reversal, or the same about another employer as
alike. Here words decide, and in doubt they decide that the questions differ: an answer given anew
costs a second, a wrong one costs trust.
"""

from __future__ import annotations

from itertools import combinations

from services.chat.matching.asked import Kind
from services.chat.matching.reading import SELF, Reading
from services.chat.matching.vocabulary import (
    FLOATING,
    GENERAL,
    KNOW,
    MEANINGS,
    OPPOSED,
    PREPOSITIONS,
)

# Done at a time: the present of it is not its past.
_ACTIVITIES = frozenset({"work", "job", "company", "lead", "live", "study", "manager"})
# Directions that turn a question round on whatever they stand with; others do with names alone.
_DECISIVE = frozenset({"before", "after", "than", "except"})


def contradict(one: Reading, other: Reading) -> bool:
    """Whether an answer to one of these questions may be wrong for the other."""
    return (
        one.kind is not other.kind
        or one.matters != other.matters
        or bool(one.denied) != bool(other.denied)
        or (len(one.matters) > 1 and one.denied != other.denied)
        or _too_vague(one, other)
        or _turned(one, other)
        or _swapped(one, other)
        or _at_another_time(one, other)
        or _of_another_mood(one, other)
    )


def _too_vague(one: Reading, other: Reading) -> bool:
    """Nothing in them says what they ask for, but general words, and those differ."""
    if one.matters:
        return False
    if one.kind is Kind.DURATION and one.general:
        return not other.general
    if one.general or other.general:
        return one.general != other.general
    return one.light != other.light if one.light else one.said != other.said


def _turned(one: Reading, other: Reading) -> bool:
    """The same things in other roles: from A to B, from B to A; I told him, he told me."""
    if {*one.selves, *other.selves} == {"subject", "object"} and one.selves != other.selves:
        return True
    for meaning in one.rulers.keys() | other.rulers.keys():
        if frozenset((one.rulers.get(meaning, ""), other.rulers.get(meaning, ""))) in OPPOSED:
            return True
        directions = {PREPOSITIONS[each.rulers.get(meaning, "")] for each in (one, other)}
        directions.discard("")
        if len(directions) == 2:
            return True
        if _direction(one, meaning) != _direction(other, meaning):
            (direction,) = directions
            if direction in _DECISIVE or (direction != "from" and _kind(meaning) == "name"):
                return True
    return False


def _direction(reading: Reading, meaning: str) -> str:
    return PREPOSITIONS[reading.rulers.get(meaning, "")]


def _swapped(one: Reading, other: Reading) -> bool:
    """Two things of a kind in the other order, unless each keeps a preposition of its own."""
    shared = [meaning for meaning in one.places if meaning in other.places]
    for a, b in combinations(shared, 2):
        if _kind(a) != _kind(b) or "" in (_kind(a), _kind(b)):
            continue
        order = one.places[a] - one.places[b]
        if order * (other.places[a] - other.places[b]) < 0 and not _apart(one, other, a, b):
            return True
    return False


def _apart(one: Reading, other: Reading, a: str, b: str) -> bool:
    """Whether prepositions tell the two from each other, in the same way in both questions."""
    if SELF in (a, b):
        return bool({a, b} & (one.rulers.keys() | other.rulers.keys()))
    first, second = one.rulers.get(a, ""), one.rulers.get(b, "")
    same = (first, second) == (other.rulers.get(a, ""), other.rulers.get(b, ""))
    return same and first != second


def _kind(meaning: str) -> str:
    if meaning[0].isdigit():
        return "number"
    if meaning == SELF or meaning not in MEANINGS:
        return "name"
    return "" if meaning in FLOATING | GENERAL else "word"


def _at_another_time(one: Reading, other: Reading) -> bool:
    if KNOW in one.general | other.general:  # to have experience is to have done it
        return False
    activities = _ACTIVITIES & (one.matters | one.general) & (other.matters | other.general)
    return bool(activities) and {one.tense, other.tense} == {"present", "past"}


def _of_another_mood(one: Reading, other: Reading) -> bool:
    """Could I, do I: but who can speak a language speaks it."""
    if one.kind is not Kind.YES_OR_NO or one.possible == other.possible:
        return False
    return KNOW not in one.general | other.general and "speak" not in one.matters
