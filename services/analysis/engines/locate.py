"""Finding what a model says in the text it is said of, and giving the place.

A model copies with small changes: other quotes and dashes, lost accents, joined lines. Those are
forgiven because the letters are the same. A value with other letters is not in the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from services.analysis.reading.pieces import Piece
from services.analysis.reading.words import squeeze

_MOST_PLACES = 200  # of one value
_LONGEST_VALUE = 4000
_EXACT_ONLY = 2  # letters: "Go" and "R" in another case are other words
_SHORTEST_SQUEEZED = 6  # letters: shorter ones turn up across the blanks of other words
# What may stand around a value that is not of it. A dot before one is: ".NET".
_BEFORE = (
    " \t\n\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2022\u25cf\u25aa*-\u2013\u2014,;:"
)
_AFTER = _BEFORE + "."
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
# Beside a one-letter word only these leave it one: "C" is not in "C++", nor "R" in "R&D".
_AROUND_ONE_LETTER = frozenset(",;:/|()[]\u00b7\u2022.")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a value stands, and how it is spelled there."""

    piece: Piece
    value: str

    def distance(self, other: Found) -> int:
        """Characters between the two."""
        first, last = sorted((self.piece, other.piece))
        return max(0, last.start - first.end)


class _View:
    """A simplified copy of the text that knows where each of its characters came from."""

    def __init__(self, text: str, simplify: Callable[[str], str]) -> None:
        letters: list[str] = []
        self._places: list[int] = []
        for place, character in enumerate(text):
            for letter in simplify(character):
                if letter == " " and letters and letters[-1] == " ":
                    continue
                letters.append(letter)
                self._places.append(place)
        self._letters = "".join(letters)
        self._simplify = simplify

    def needle(self, value: str) -> str:
        simple = "".join(map(self._simplify, value))
        return " ".join(simple.split()) if " " in simple else simple

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        at = self._letters.find(needle)
        while at >= 0:
            yield self._places[at], self._places[at + len(needle) - 1] + 1
            at = self._letters.find(needle, at + 1)


class Locator:
    """Finds values in one text. Offsets count code points of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = _View(text, _fold)
        self._squeezed = _View(text, _squeeze)

    def find(self, value: str) -> Found | None:
        """The first place that says `value`."""
        return next(iter(self.find_all(value)), None)

    def find_all(self, value: str) -> list[Found]:
        """Every place that says `value`, in order; the closest spelling that occurs at all."""
        for candidate in dict.fromkeys(
            (squeeze(value), squeeze(value).lstrip(_BEFORE).rstrip(_AFTER))
        ):
            if any(map(str.isalnum, candidate)) and len(candidate) <= _LONGEST_VALUE:
                for places, own_spelling in self._spellings(candidate):
                    found = [
                        self._found(start, end, candidate if own_spelling else None)
                        for start, end in self._bounded(places)
                    ]
                    if found:
                        return found
        return []

    def absent(self, term: str) -> bool:
        """Whether the text has no word that begins with `term`; False where `term` says nothing."""
        letters = self._squeezed.needle(term)
        if len(letters) <= _EXACT_ONLY:
            return bool(letters) and not self.find_all(term)
        return not any(
            not self._joined(start - 1, start) for start, _ in self._squeezed.find(letters)
        )

    def _spellings(self, value: str) -> Iterator[tuple[Iterator[tuple[int, int]], bool]]:
        """Places by ever looser comparison, and whether the value's own spelling is to be kept:
        letters set apart or parted by a hyphen at a line's end read better as one word.
        """
        yield self._exact(value), False
        letters = self._squeezed.needle(value)
        if len(letters) > _EXACT_ONLY:
            yield self._folded.find(self._folded.needle(value)), False
        if len(letters) >= _SHORTEST_SQUEEZED:
            yield self._squeezed.find(letters), True

    def _exact(self, value: str) -> Iterator[tuple[int, int]]:
        at = self._text.find(value)
        while at >= 0:
            yield at, at + len(value)
            at = self._text.find(value, at + 1)

    def _bounded(self, places: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The places that do not begin or end inside a word."""
        text = self._text
        for count, (start, end) in enumerate(places):
            if count == _MOST_PLACES:
                return
            whole = end
            while whole < len(text) and unicodedata.category(text[whole]) in ("Mn", "Cf"):
                whole += 1
            if self._joined(start - 1, start) or self._joined(whole - 1, whole):
                continue
            if end - start == 1 and not self._alone(start):
                continue
            yield start, whole

    def _joined(self, left: int, right: int) -> bool:
        """Whether the characters at `left` and `right`, which touch, are of one word."""
        if left < 0 or right >= len(self._text):
            return False
        before, after = self._text[left], self._text[right]
        return before.isalnum() and (after.isalnum() or after in "+#")

    def _alone(self, place: int) -> bool:
        around = self._text[max(place - 1, 0) : place] + self._text[place + 1 : place + 2]
        return all(char.isspace() or char in _AROUND_ONE_LETTER for char in around)

    def _found(self, start: int, end: int, spelling: str | None) -> Found:
        piece = Piece(start, self._text[start:end])
        parted = spelling and squeeze(spelling).casefold() != piece.value.casefold()
        return Found(piece, spelling if spelling and parted else piece.value)


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """For comparison: no case, accents or marks; one kind of quote, dash and blank."""
    if character.isspace():
        return " "
    if character in _SAME:
        return _SAME[character]
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_SAME.get(c, c) for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))


@lru_cache(maxsize=4096)
def _squeeze(character: str) -> str:
    """As `_fold`, without blanks and hyphens."""
    return _fold(character).replace(" ", "").replace("-", "")
