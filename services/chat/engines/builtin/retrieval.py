"""The resume's own lines that say most of what a question asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.meaning import CHANGES, concept
from services.chat.engines.builtin.words import STOP, entries, fold, stem, word_list
from services.chat.engines.engine import Passage

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty"
    r"|hundred)\b",
    re.IGNORECASE,
)
_WANTS_NUMBER = re.compile(
    r"\bhow (?:many|much|big|large|fast|often|old|far|high)\b|\bnumber of\b|\bpercent"
)
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:dollars|euros|usd|eur)\b", re.IGNORECASE)
_WANTS_MONEY = re.compile(r"\b(?:money|funds?|funding|budget|dollars?|cost|revenue)\b")
_ENOUGH = 0.5
# Then a line about another thing that changed is no answer.
_BY_HOW_MUCH = re.compile(
    r"\bby (?:how much|what|how many)\b|\bhow (?:much|many|far) (?:\w+ ){0,5}?"
    r"(?:dropped|drop|fell|rose|grew|increase[ds]?|decrease[ds]?|improved?|reduced?|cut)\b"
)
# "Yes" promises more than a quote does.
_ENOUGH_FOR_YES = 0.6
_YES_NO = re.compile(r"^(?:do|does|did|is|are|am|was|were|have|has|had|can|could)\b")
# Words of names that say what it is that is called so.
_INSTITUTIONS = entries("university universidad college school hospital museum bank clinic opera")
_PASSAGE_ALONE = 0.66
_PASSAGE_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Hit:
    """A line, and which part of what was asked it says (0 to 1, more with a near passage)."""

    line: TextLine
    score: float
    covered: float


class Index:
    """The words of the lines of one resume, weighed by how few lines say them."""

    def __init__(
        self, lines: Sequence[TextLine], passages: Sequence[Passage], names: Iterable[str] = ()
    ) -> None:
        """`names` (folded) are of employers and schools: their words mean themselves alone."""
        self._lines = lines
        self._passages = passages
        longest = sorted((name for name in names if len(name) > 2), key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    @cached_property
    def _bags(self) -> list[frozenset[str]]:
        rows = [self._words(fold(line.text)) for line in self._lines]
        concepts = {word: concept(word) for word in {word for row, _ in rows for word in row}}
        return [frozenset(concepts[word] for word in row) | names for row, names in rows]

    def _words(self, folded: str) -> tuple[list[str], frozenset[str]]:
        """The words of a line, and the stems of those that are parts of names: "Money Management"
        manages nothing.
        """
        named = [word for name in self._names.findall(folded) for word in word_list(name)]
        rest = self._names.sub(" ", folded) if named else folded
        plain = [w for w in word_list(rest) if w not in STOP]
        kinds = [word for word in named if word in _INSTITUTIONS]
        return plain + kinds, frozenset(map(stem, named))

    @cached_property
    def _spread(self) -> dict[str, int]:
        spread: dict[str, int] = {}
        for bag in self._bags:
            for one in bag:
                spread[one] = spread.get(one, 0) + 1
        return spread

    def weight(self, one: str) -> float:
        """A word few lines say weighs most; one that none says weighs as much as one of a line."""
        return math.log(1 + len(self._bags) / max(self._spread.get(one, 1), 1))

    def says(self, word: str) -> bool:
        return concept(word) in self._spread

    def search(
        self, terms: Sequence[str], text: str, within: frozenset[int] | None = None
    ) -> list[Hit]:
        """Lines that say enough of `terms`, best first; only lines of `within`, where given."""
        wanted = list(dict.fromkeys(concept(term) for term in terms))
        total = sum(self.weight(one) for one in wanted)
        if not total:
            return []
        enough = _ENOUGH_FOR_YES if _YES_NO.search(text) else _ENOUGH
        changed = frozenset(wanted) - CHANGES if _BY_HOW_MUCH.search(text) else None
        hits: list[Hit] = []
        for line, bag in zip(self._lines, self._bags, strict=True):
            if within is not None and line.index not in within:
                continue
            around = bag | self._next(line)
            own = sum(self.weight(one) for one in wanted if one in bag)
            if changed and not changed & bag:
                continue
            both = sum(self.weight(one) for one in wanted if one in around)
            covered = max(own, own + (both - own) * 0.9) / total if own else 0.0
            near = self._near(line)
            if covered < enough and not (near >= _PASSAGE_ALONE and covered > 0):
                continue
            score = covered + _PASSAGE_WEIGHT * near + self._fitting(line, text) + own / total * 0.1
            hits.append(Hit(line, score, covered))
        return sorted(hits, key=lambda hit: (-hit.score, hit.line.index))

    def _next(self, line: TextLine) -> frozenset[str]:
        """The words of the next line, where a sentence or a heading goes on in it."""
        index = line.index + 1
        if index >= len(self._bags):
            return frozenset()
        return self._bags[index]

    def _near(self, line: TextLine) -> float:
        """How near the best passage that holds the line is to the question."""
        holding = (one.similarity for one in self._passages if one.start <= line.start < one.end)
        return max(holding, default=0.0)

    def _fitting(self, line: TextLine, text: str) -> float:
        """More for a line that holds the kind of thing asked for: a number, an amount of money."""
        if _WANTS_MONEY.search(text) and _MONEY.search(line.text):
            return 0.3
        if _WANTS_NUMBER.search(text) and _NUMBER.search(line.text):
            return 0.2
        return 0.0
