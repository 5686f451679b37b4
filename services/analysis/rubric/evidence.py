"""Finding the place in the canonical text that proves a claim."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from libs.profile.model import Evidence
from services.analysis.reading.document import Document, Line

# A quote longer than this is cut: evidence points at a place, it doesn't repeat the page.
_LONGEST_QUOTE = 600


class Locator:
    """Turns words of a resume into quotes with offsets.

    Values in a profile may have lost a line break, a hyphen at a line's end or a bullet's marker,
    so both sides are compared by their letters and digits alone.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._lines = document.lines
        self._line_starts = [line.start for line in document.lines]
        letters: list[str] = []
        places: list[int] = []
        folds = {character: _letters(character) for character in set(document.text)}
        for place, character in enumerate(document.text):
            folded = folds[character]
            if folded:
                letters.append(folded)
                places.extend([place] * len(folded))
        self._letters = "".join(letters)
        self._places = places

    def quote(self, start: int, end: int) -> Evidence:
        """The evidence for `text[start:end]`, without the blanks around it."""
        end = min(end, start + _LONGEST_QUOTE)
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        line = self.line_at(start)
        return Evidence(
            kind="quote",
            page=line.page if line else None,
            paragraph=line.paragraph if line else None,
            start=start,
            end=end,
            quote=self._text[start:end],
        )

    def find(self, words: str, after: int = 0) -> Evidence | None:
        """The first place at or after offset `after` that says `words`, else the first of all."""
        needle = "".join(folded for character in words for folded in _letters(character))
        if not needle:
            return None
        at = self._letters.find(needle, bisect_left(self._places, after)) if after else -1
        if at < 0:
            at = self._letters.find(needle)
        if at < 0:
            return None
        start, end = self._places[at], self._places[at + len(needle) - 1] + 1
        return self.quote(*self._with_signs(words, start, end))

    def line_at(self, offset: int) -> Line | None:
        """The line that holds `offset`, or the one before it where that is a line break."""
        at = bisect_right(self._line_starts, offset) - 1
        return self._lines[max(at, 0)] if self._lines else None

    def _with_signs(self, words: str, start: int, end: int) -> tuple[int, int]:
        """Widen to the signs that belong to the words, such as the $ of $4M and the % of 40%."""
        before = _signs(words)
        after = _signs(words[::-1])
        if before and self._text[:start].endswith(before):
            start -= len(before)
        if after and self._text.startswith(after[::-1], end):
            end += len(after)
        return start, end


def computed(how: str, sources: Iterable[Evidence]) -> Evidence:
    """Evidence for a value worked out from `sources`; `how` says in words what was done."""
    return Evidence(kind="computed", how=how, sources=list(sources))


def absence(looked_for: str) -> Evidence:
    """Evidence for something that isn't there; `looked_for` says what would have counted."""
    return Evidence(kind="absence", quote=looked_for)


def first_quotes(groups: Sequence[Sequence[Evidence]], most: int = 6) -> list[Evidence]:
    """The first quote of each group that has one, at most `most` in all, none twice."""
    quotes: list[Evidence] = []
    for group in groups:
        found = next((one for one in group if one.kind == "quote"), None)
        if found and found not in quotes:
            quotes.append(found)
    return quotes[:most]


def _letters(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(one for one in folded if one.isalnum())


def _signs(words: str) -> str:
    """The signs before the first letter or digit of `words`."""
    signs = ""
    for character in words:
        if character.isspace() or character.isalnum():
            break
        signs += character
    return signs
