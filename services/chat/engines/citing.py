"""From the names a model gives to the places they are of; where it gives none, from its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from services.chat.engines.engine import Citation, Line, Resume
from services.chat.engines.facts import Fact
from services.chat.engines.quoting import MOST, clipped

_MOST_BY_WORDS = 5
_MOST_SENTENCES = 50  # that are held against all lines
_WORD = re.compile(r"[^\W_]{3,}|\d{2,}")
# They point at no line.
_COMMON = frozenset(
    """
    the and for with you your are was were has have had from that this not but all any can did does
    its into over per who what when where which while about after also been being more most other
    some such than their them then there these they those through under using used use resume says
    say doesn line work worked working experience years year
    """.split()  # noqa: SIM905 - read as a list, it is a page
)
_ENOUGH = 2  # words a sentence and a line have in common
_RARE = 2  # lines: a word that stands in no more points at them by itself


class Places:
    """Where the lines and facts stand that a model was shown."""

    def __init__(
        self, resume: Resume, lines: Sequence[tuple[int, Line]], facts: Sequence[Fact]
    ) -> None:
        self._lines: dict[str, list[Citation]] = {}  # of a long line the parts that were shown
        for number, line in lines:
            self._lines.setdefault(str(number), []).append(_place(resume.text, line))
        self._facts = {f"F{number}": fact.places for number, fact in enumerate(facts, 1)}

    def named(self, names: Iterable[str], sentences: Iterable[str]) -> tuple[Citation, ...]:
        """The places of names, in their order; a name of nothing that was shown is ignored. Long
        ones are cut around the words of the sentences that were told.
        """
        found: dict[tuple[int, int], Citation] = {}
        for name in names:
            for place in self._lines.get(name) or self._facts.get(name, ()):
                found.setdefault((place.start, place.end), place)
        words = {word for sentence in sentences for word in _words(sentence)}
        return tuple(clipped(place, words) for place in list(found.values())[:MOST])

    def alike(self, sentences: Iterable[str]) -> tuple[Citation, ...]:
        """For each sentence the line that has most of its telling words, if any has enough."""
        lines = [
            (place, _words(place.quote)) for places in self._lines.values() for place in places
        ]
        common = Counter(word for _, words in lines for word in words)
        found: dict[int, Citation] = {}
        for sentence in islice(sentences, _MOST_SENTENCES):
            said = _words(sentence)
            weights = [
                (sum(1 / common[word] for word in said & words), -place.start, place)
                for place, words in lines
                if _tells(said & words, common)
            ]
            if weights:
                best = max(weights, key=lambda weight: weight[:2])[2]
                found.setdefault(best.start, clipped(best, said))
        return tuple(found.values())[:_MOST_BY_WORDS]


def _tells(shared: set[str], common: Counter[str]) -> bool:
    return len(shared) >= _ENOUGH or any(common[word] <= _RARE and len(word) > 3 for word in shared)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _place(text: str, line: Line) -> Citation:
    """A line without the white space around it."""
    said = text[line.start : line.end]
    start = line.start + len(said) - len(said.lstrip())
    quote = said.strip()
    return Citation(line.page, line.paragraph, start, start + len(quote), quote)
