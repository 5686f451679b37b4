"""Finding many phrases in a line at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from services.analysis.reading.words import folded_words

T = TypeVar("T")

_LONGEST_LINE = 120  # words


class Index(Generic[T]):
    """Phrases of folded words, each with a value; those that end in `*` match beginnings."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._whole: dict[tuple[str, ...], list[T]] = {}
        self._begun: dict[str, list[T]] = {}
        for phrase, value in entries:
            if phrase.endswith("*"):
                self._begun.setdefault(phrase[:-1], []).append(value)
            else:
                words = tuple(map(_singular, folded_words(phrase)))
                self._whole.setdefault(words, []).append(value)
        self._longest = max(map(len, self._whole), default=1)
        self._lengths = sorted({len(beginning) for beginning in self._begun})

    def find(self, text: str) -> Iterator[tuple[str, T]]:
        """Every phrase that `text` says, with its value, in the order of the text."""
        words = list(_words(text))
        same = [_singular(word) for word in words]
        for at, word in enumerate(words):
            for length in self._lengths:
                for value in self._begun.get(word[:length], ()) if len(word) >= length else ():
                    yield word, value
            for end in range(at + 1, min(at + self._longest, len(words)) + 1):
                for value in self._whole.get(tuple(same[at:end]), ()):
                    yield " ".join(words[at:end]), value


def _words(text: str) -> Iterator[str]:
    """The folded words; "SQL/CQL" and "Javascript/React" are also their parts."""
    for word in folded_words(text)[:_LONGEST_LINE]:
        yield word
        if "/" in word and len(word) > 5:
            yield from word.split("/")


def _singular(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word
