"""What a question says, as far as words tell: what it asks for, of what, and what is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chat.matching.asked import Kind, asked_for, main_clause_first
from services.chat.matching.phrases import with_phrases_joined
from services.chat.matching.vocabulary import (
    ALL,
    FUNCTION,
    GENERAL,
    KNOW,
    LIGHT,
    MEANING,
    MEANING_OF_FORM,
    NEGATORS,
    NUMBERS,
    PREPOSITIONS,
    RECEIVED,
    WORK,
)
from services.chat.matching.words import Word, listed, words

SELF = "(self)"
_SUBJECTS = listed("i he she we they")
_OBJECTS = listed("me him us them")
_SELVES = _SUBJECTS | _OBJECTS | listed("you candidate applicant")
_SIGNS = frozenset(",;:?!")
# What may stand between a preposition and what it rules.
_BETWEEN = listed("a an the my your his her their our this that be being am is are was were")
_COORDINATORS = frozenset({"and", "or", ","})
_PRESENT = listed("do does am is are")
_PAST = listed("did was were have has had")
_POSSIBLE = listed("can could would may might will")
# What the kind of a question says already.
_IMPLIED = {Kind.DURATION: ("year", "month"), Kind.ADVICE: ("should",)}


@dataclass(slots=True)
class Reading:
    """`matters`: what must stand in both of two questions that ask the same; `general` and `light`:
    what may stand in one. Of each, where it first stands (things joined by "and" together) and the
    preposition that rules it there, if one does.
    """

    kind: Kind
    said: tuple[str, ...] = ()  # every word
    matters: set[str] = field(default_factory=set[str])
    general: set[str] = field(default_factory=set[str])
    light: set[str] = field(default_factory=set[str])
    denied: set[str] = field(default_factory=set[str])
    places: dict[str, int] = field(default_factory=dict[str, int])
    rulers: dict[str, str] = field(default_factory=dict[str, str])
    selves: set[str] = field(default_factory=set[str])  # "subject", "object"
    tense: str = ""  # "present" or "past", of its first verb
    possible: bool = False  # whether it asks for what may be, not for what is


def read(question: str) -> Reading:
    """Reads a question; takes some twenty microseconds a word."""
    found = main_clause_first(with_phrases_joined(words(question)))
    reading = Reading(
        asked_for(found), tuple(word.stem for word in found if word.stem not in _SIGNS)
    )
    first = next((word.text for word in found if word.text in _PRESENT | _PAST | _POSSIBLE), "")
    reading.tense = "present" if first in _PRESENT else "past" if first in _PAST else ""
    reading.possible = first in _POSSIBLE
    _Reader(reading).run(found)
    if reading.matters & RECEIVED:
        reading.matters.discard("receive")
    return reading


@dataclass(slots=True)
class _Reader:
    """Goes over the words once, from left to right."""

    reading: Reading
    ruler: str = ""  # the preposition whose object comes
    ruling: bool = False  # whether the last word was a preposition
    joined: bool = False
    denying: bool = False
    place: int = 0
    counted: bool = False  # whether what is counted was named

    def run(self, found: Sequence[Word]) -> None:
        for at, word in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            if word.text in NEGATORS and not word.named:
                self.denying = not self.denying
            if _is_preposition(word, following):
                self._turn(word, last=all(one.text in _SIGNS for one in found[at + 1 :]))
                continue
            self.ruling = False
            if word.text in NEGATORS and not word.named:
                self.ruler = ""
            elif word.text in _SELVES and not word.named:
                self._self(word)
            elif word.text in _COORDINATORS:
                self.joined = True
            elif word.text not in _BETWEEN and word.text not in _SIGNS:
                self._word(word, following)
        if self.denying:
            self.reading.denied.add("")

    def _turn(self, word: Word, *, last: bool) -> None:
        """A preposition: of several in a row, the first with a direction counts. At the end of a
        question it says nothing: "Have I used it before?" asks for no time.
        """
        if not (self.ruling and PREPOSITIONS[self.ruler]):
            self.ruler = word.text
        self.ruling, self.joined = True, False
        if (meaning := MEANING.get(word.stem)) and not last:
            self.reading.matters.add(meaning)

    def _self(self, word: Word) -> None:
        if word.text in _SUBJECTS:
            self.reading.selves.add("subject")
        elif word.text in _OBJECTS:
            self.reading.selves.add("object")
        self._stand(SELF)
        self.ruler = ""

    def _word(self, word: Word, following: Word | None) -> None:
        reading = self.reading
        meaning = _meaning(word, following, reading.kind)
        if not meaning:
            self.ruler, self.joined = "", False
            return
        if meaning in GENERAL and (reading.kind is not Kind.COUNT or self.counted):
            reading.general.add(meaning)
        elif meaning == word.stem and word.stem in LIGHT and not word.named:
            reading.light.add(meaning)
            self.ruler, self.joined = "", False
            return
        else:
            reading.matters.add(meaning)
        self.counted = True
        if self.denying:
            reading.denied.add("" if meaning in GENERAL else meaning)
            self.denying = False
        self._stand(meaning)

    def _stand(self, meaning: str) -> None:
        """Notes where it stands, and keeps the ruler for the other words of a name."""
        if not self.joined:
            self.place += 1
        self.joined = False
        if meaning not in self.reading.places:
            self.reading.places[meaning] = self.place
            if self.ruler:
                self.reading.rulers[meaning] = self.ruler


def _is_preposition(word: Word, following: Word | None) -> bool:
    if word.named or word.text not in PREPOSITIONS:
        return False
    comparing = word.text in ("over", "under") and following is not None and _number(following)
    return not comparing


def _number(word: Word) -> str:
    return word.text if word.text[0].isdigit() else NUMBERS.get(word.text, "")


def _meaning(word: Word, following: Word | None, kind: Kind) -> str:
    """Empty where the word is grammar alone, or says what the kind of the question says."""
    meaning = _own_meaning(word, following)
    if kind is Kind.YES_OR_NO and word.text in ("all", "every", "each"):
        return ALL
    return "" if meaning in _IMPLIED.get(kind, ()) else meaning


def _own_meaning(word: Word, following: Word | None) -> str:
    if word.named and (word.text in FUNCTION or word.stem in LIGHT):
        return word.text
    if number := _number(word):
        return number
    if word.stem == WORK and following is not None and following.text == "with":
        return KNOW
    if meaning := MEANING_OF_FORM.get(word.text) or MEANING.get(word.stem):
        return meaning
    if word.text in ("over", "under"):  # before a number
        return "more" if word.text == "over" else "less"
    return "" if word.text in FUNCTION else word.stem
