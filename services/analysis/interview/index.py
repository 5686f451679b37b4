"""Finding many phrases in a line at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from services.analysis.reading.words import folded_words

T = TypeVar("T")

_LONGEST_LINE = 120  # words


class Index(Generic[T]):
    """Phrases of folded words, each with a value; of those that end in `*` the last word may be
    only begun.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[tuple[str, ...], list[T]] = {}
        self._begun: dict[tuple[tuple[str, ...], str], list[T]] = {}  # words before, beginning
        for phrase, value in entries:
            if phrase.endswith("*"):
                *before, last = phrase[:-1].split(" ")
                lead = _same(before)
                self._begun.setdefault((lead, last), []).append(value)
            else:
                self._whole.setdefault(_same(folded_words(phrase)), []).append(value)
        self._longest = max(map(len, self._whole), default=1)
        self._shapes = sorted({(len(lead), len(last)) for lead, last in self._begun})

    def find(self, text: str) -> Iterator[tuple[str, T]]:
        """Every phrase that `text` says, with its value, in the order of the text."""
        words = list(_words(text))
        same = _same(words)
        for at in range(len(words)):
            for before, length in self._shapes:
                last = at + before
                if last < len(words) and len(words[last]) >= length:
                    for value in self._begun.get((same[at:last], words[last][:length]), ()):
                        yield " ".join(words[at : last + 1]), value
            for end in range(at + 1, min(at + self._longest, len(words)) + 1):
                for value in self._whole.get(same[at:end], ()):
                    yield " ".join(words[at:end]), value


def _words(text: str) -> Iterator[str]:
    """The folded words; "SQL/CQL" and "Javascript/React" are also their parts."""
    for word in folded_words(text)[:_LONGEST_LINE]:
        yield word
        if "/" in word and len(word) > 5:
            yield from word.split("/")


def _same(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_singular, words))


def _singular(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word
