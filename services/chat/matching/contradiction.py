"""Whether two questions that look alike to a model ask for different things.

Embeddings score a question and its negation, its reversal, or the same about another employer as
alike. Here words decide, and in doubt they decide that the questions differ: an answer given anew
costs a second, a wrong one costs trust.
"""

from __future__ import annotations

from services.chat.matching.asked import Kind
from services.chat.matching.reading import SELF, Reading
from services.chat.matching.vocabulary import KNOW, MEANINGS

# Done at a time: the present of it is not its past.
_ACTIVITIES = frozenset({"work", "job", "company", "lead", "live", "study", "manager"})


def contradict(first: Reading, second: Reading) -> bool:
    """Whether an answer to one of these questions may be wrong for the other."""
    return (
        first.kind is not second.kind
        or first.matters != second.matters
        or bool(first.denied) != bool(second.denied)
        or (len(first.matters) > 1 and first.denied != second.denied)
        or _too_vague(first, second)
        or _reversed(first, second)
        or _at_another_time(first, second)
        or _of_another_mood(first, second)
    )


def _too_vague(one: Reading, other: Reading) -> bool:
    """Nothing in them says what they ask for, but general words, and those differ."""
    if one.matters:
        return False
    if one.kind is Kind.DURATION:
        return bool(one.general) != bool(other.general)
    return one.general != other.general or (not one.general and one.light != other.light)


def _reversed(one: Reading, other: Reading) -> bool:
    """The same things in other roles: from A to B, from B to A; I told him, he told me."""
    for meaning in one.roles.keys() | other.roles.keys():
        role, counterpart = one.roles.get(meaning), other.roles.get(meaning)
        if role == counterpart:
            continue
        if role and counterpart:
            return True
        direction = role or counterpart
        if direction and direction != "from" and _names(meaning):
            return True
    return _order(one, other) != _order(other, one)


def _names(meaning: str) -> bool:
    return meaning == SELF or meaning not in MEANINGS


def _order(one: Reading, other: Reading) -> list[frozenset[str]]:
    """The names without a preposition, in order, as far as the other has them so, too."""
    shared = {name for group in other.bare for name in group}
    return [group & shared for group in one.bare if group & shared]


def _at_another_time(one: Reading, other: Reading) -> bool:
    activities = _ACTIVITIES & (one.matters | one.general) & (other.matters | other.general)
    if KNOW in one.general | other.general:  # to have experience is to have done it
        return False
    return bool(activities) and {one.tense, other.tense} == {"present", "past"}


def _of_another_mood(one: Reading, other: Reading) -> bool:
    """Could I, do I: but who can speak a language speaks it."""
    if one.kind is not Kind.YES_OR_NO or one.possible == other.possible:
        return False
    return KNOW not in one.general | other.general and "speak" not in one.matters
