"""What kind of thing a question asks for: a time, a place, a number, a yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from services.chat.matching.vocabulary import PREPOSITIONS
from services.chat.matching.words import Word, listed


class Kind(Enum):
    """Answers of two kinds answer no one question."""

    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    REASON = "reason"
    MANNER = "manner"
    ADVICE = "advice"
    COUNT = "count"
    AMOUNT = "amount"
    DURATION = "duration"
    YES_OR_NO = "yes or no"
    OPEN = "open"  # what, which, tell me, list


_KINDS = {
    "when": Kind.TIME,
    "where": Kind.PLACE,
    "who": Kind.PERSON,
    "whom": Kind.PERSON,
    "whose": Kind.PERSON,
    "why": Kind.REASON,
    "how": Kind.MANNER,
    "howmany": Kind.COUNT,
    "howmuch": Kind.AMOUNT,
    "howlong": Kind.DURATION,
    "howlarge": Kind.OPEN,
    "what": Kind.OPEN,
    "which": Kind.OPEN,
}
_IMPERATIVES = listed(
    """tell describe explain list name show give summarise summarize walk mention state provide
    share"""
)
_POLITE = listed("please hi hello hey , ! can could would will you kindly so and also ok okay")
_VERBS = listed(
    """am is are was were be do does did have has had can could will would shall should may might
    must"""
)
_ADVISING = listed("can could should do must")


def asked_for(found: Sequence[Word]) -> Kind:
    """By the first word that asks; by a verb's place where there is none."""
    texts = [word.text for word in found]
    for at, text in enumerate(texts):
        if text in _KINDS:
            kind = _KINDS[text]
            return Kind.ADVICE if _asks_advice(kind, texts[at + 1 : at + 3]) else kind
    orders = next((text for text in texts if text not in _POLITE), "")
    if orders in _IMPERATIVES:
        return Kind.OPEN
    return Kind.YES_OR_NO if any(text in _VERBS for text in texts) else Kind.OPEN


def main_clause_first(found: Sequence[Word]) -> list[Word]:
    """With the phrase that a question begins with put last: "In 2019, where did I work?", say."""
    beginning = next((at for at, word in enumerate(found) if _begins_clause(word)), 0)
    if not found or found[0].text not in PREPOSITIONS or beginning < 2:
        return list(found)
    front = [word for word in found[:beginning] if word.text != ","]
    return [*found[beginning:], *front]


def _begins_clause(word: Word) -> bool:
    return word.text in _KINDS or (word.text in _VERBS and not word.named)


def _asks_advice(kind: Kind, after: Sequence[str]) -> bool:
    """How can I …, what should I …"""
    if len(after) < 2 or after[1] not in ("i", "we", "one"):
        return False
    if kind is Kind.MANNER:
        return after[0] in _ADVISING
    return kind is Kind.OPEN and after[0] in ("can", "could", "should", "must")
