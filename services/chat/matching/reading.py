"""What a question says, as far as words tell: what it asks for, of what, and what is denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.chat.matching.asked import Kind, asked_for
from services.chat.matching.phrases import with_phrases_joined
from services.chat.matching.vocabulary import (
    DIRECTIONS,
    FUNCTION,
    GENERAL,
    KNOW,
    LIGHT,
    MEANING,
    MEANING_OF_FORM,
    MEANINGS,
    NEGATORS,
    NUMBERS,
    PREPOSITIONS,
    WORK,
)
from services.chat.matching.words import Word, listed, words

SELF = "(self)"
_SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
_OBJECTS = frozenset({"me", "him", "us", "them"})
_SIGNS = frozenset(",;:?!")
_ARTICLES = listed("a an the my your his her their our this that")
_COORDINATORS = frozenset({"and", "or", ","})
_PRESENT = frozenset({"do", "does", "am", "is", "are"})
_PAST = frozenset({"did", "was", "were", "have", "has", "had"})
# What the kind of a question says already.
_IMPLIED = {Kind.DURATION: ("year", "month"), Kind.ADVICE: ("should",)}
_POSSIBLE = frozenset({"can", "could", "would", "may", "might", "will"})


@dataclass(slots=True)
class Reading:
    """`matters`: what must stand in both of two questions that ask the same. `general`: what may
    stand in one. `roles`: the direction something stands in, where it does. `bare`: names and the
    asker, where no preposition rules them, in order; those joined by "and" together.
    """

    kind: Kind
    matters: set[str] = field(default_factory=set[str])
    general: set[str] = field(default_factory=set[str])
    light: set[str] = field(default_factory=set[str])
    denied: set[str] = field(default_factory=set[str])
    roles: dict[str, str] = field(default_factory=dict[str, str])
    bare: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    tense: str = ""  # "present" or "past", of its first verb
    possible: bool = False  # whether it asks for what may be, not for what is


def read(question: str) -> Reading:
    """Reads a question. Takes some ten microseconds a word."""
    found = with_phrases_joined(words(question))
    reading = Reading(asked_for(found))
    first = next((word.text for word in found if word.text in _PRESENT | _PAST | _POSSIBLE), "")
    reading.tense = "present" if first in _PRESENT else "past" if first in _PAST else ""
    reading.possible = first in _POSSIBLE
    _Reader(reading, found).run()
    return reading


@dataclass(slots=True)
class _Reader:
    """Goes over the words once, from left to right."""

    reading: Reading
    found: Sequence[Word]
    role: str | None = None  # "" after a preposition that gives no direction
    ruling: bool = False  # whether the last word was a preposition
    joined: bool = False
    denying: bool = False

    def run(self) -> None:
        for at, word in enumerate(self.found):
            after = self.found[at + 1 : at + 2]
            following = after[0] if after else None
            if word.text in NEGATORS and not word.named:
                self._deny(word)
            elif word.text in _SUBJECTS | _OBJECTS and not word.named:
                self._argument(SELF)
            elif self._is_preposition(word, following):
                self._turn(
                    word, last=not any(one.text not in _SIGNS for one in self.found[at + 1 :])
                )
                continue
            elif word.text in _COORDINATORS:
                self.joined = True
            elif word.text not in _ARTICLES and word.text not in _SIGNS:
                self._word(word, following)
            self.ruling = False
        if self.denying:
            self.reading.denied.add("")

    def _deny(self, word: Word) -> None:
        self.denying = not self.denying
        self.role = "" if word.text == "without" else None

    @staticmethod
    def _is_preposition(word: Word, following: Word | None) -> bool:
        if word.named or (word.text not in DIRECTIONS and word.text not in PREPOSITIONS):
            return False
        comparing = word.text in ("over", "under") and following is not None
        return not (comparing and following and _number(following))

    def _turn(self, word: Word, *, last: bool) -> None:
        """A preposition: of several in a row, the one with a direction counts. At the end of a
        question it says nothing: "Have I used it before?" asks for no time.
        """
        direction = DIRECTIONS.get(word.text, "")
        self.role = (self.role or direction) if self.ruling else direction
        self.ruling, self.joined = True, False
        if (meaning := MEANING.get(word.stem)) and not last:
            self.reading.matters.add(meaning)

    def _word(self, word: Word, following: Word | None) -> None:
        for meaning in _meanings(word, following, self.reading.kind):
            self._place(meaning, word)
            return
        self._leave()

    def _leave(self) -> None:
        self.role, self.joined = None, False

    def _place(self, meaning: str, word: Word) -> None:
        reading = self.reading
        if meaning in GENERAL and reading.kind is not Kind.COUNT:
            reading.general.add(meaning)
        elif word.stem in LIGHT and meaning == word.stem:
            reading.light.add(meaning)
            self._leave()
            return
        else:
            reading.matters.add(meaning)
        if self.denying:
            reading.denied.add("" if meaning in GENERAL else meaning)
            self.denying = False
        known = meaning in GENERAL or meaning in MEANINGS
        if known:
            self._known_argument(meaning)
        else:
            self._argument(meaning)

    def _known_argument(self, meaning: str) -> None:
        if self.role:
            self.reading.roles.setdefault(meaning, self.role)
        self._leave()

    def _argument(self, meaning: str) -> None:
        """A name, or the asker: its role, or its place among those that have none."""
        if self.role is not None:
            self.reading.roles.setdefault(meaning, self.role)
        elif self.joined and self.reading.bare:
            self.reading.bare[-1] |= {meaning}
        else:
            self.reading.bare.append(frozenset({meaning}))
        self.joined = False


def _number(word: Word) -> str:
    return word.text if word.text[0].isdigit() else NUMBERS.get(word.text, "")


def _meanings(word: Word, following: Word | None, kind: Kind) -> Iterator[str]:
    """At most one meaning; none where the word is grammar alone."""
    if word.named and (word.text in FUNCTION or word.stem in LIGHT):
        yield word.text
    elif number := _number(word):
        yield number
    elif word.stem == WORK and following is not None and following.text == "with":
        yield KNOW
    elif meaning := MEANING_OF_FORM.get(word.text) or MEANING.get(word.stem):
        if meaning not in _IMPLIED.get(kind, ()):
            yield meaning
    elif word.text in ("over", "under"):
        yield "more" if word.text == "over" else "less"
    elif word.text not in FUNCTION:
        yield word.stem
