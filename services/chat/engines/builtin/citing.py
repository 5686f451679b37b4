"""Places in the resume's text: from evidence, from offsets, or found by their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from libs.profile.model import Evidence
from services.chat.engines.engine import Citation, Resume

# Hardly any resume is longer; what lies behind it isn't searched, and the answer says so.
MOST_CHARACTERS = 200_000
_SHORTEST_FOUND = 3
# Signs that belong to the words they touch.
_BEFORE = "$€£¥~<>(“\"'"
_AFTER = "%+.)”\"'!?"


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """A line of the text, as far as it was read."""

    text: str
    start: int
    end: int
    index: int
    paragraph: int


class Places:
    """Makes citations of one resume: `quote == text[start:end]`, always."""

    def __init__(self, resume: Resume) -> None:
        self._text = resume.text
        self._lines = resume.lines
        self._starts = [line.start for line in resume.lines]

    def at(self, start: int, end: int) -> Citation:
        """The place of `text[start:end]`."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        line = self._lines[index] if self._lines else None
        page, paragraph = (line.page, line.paragraph) if line else (None, 0)
        return Citation(page, paragraph, start, end, self._text[start:end])

    def of(self, evidence: Iterable[Evidence]) -> list[Citation]:
        """The quotes among `evidence` and among what it was computed from, as far as they stand."""
        found: list[Citation] = []
        for one in evidence:
            if one.kind == "quote" and one.start is not None and one.end is not None:
                if 0 <= one.start < one.end and self._text[one.start : one.end] == one.quote:
                    found.append(self.at(one.start, one.end))
            else:
                found += self.of(one.sources)
        return found

    def find(self, phrase: str, after: int = 0) -> Citation | None:
        """Where the words stand, whatever the blanks, bullets and hyphens between their letters."""
        wanted = "".join(char for char in phrase.casefold() if char.isalnum())
        if len(wanted) < _SHORTEST_FOUND:
            return None
        letters, offsets = self._squeezed
        begin = bisect_right(offsets, after - 1)
        at = letters.find(wanted, begin)
        at = letters.find(wanted) if at < 0 else at
        if at < 0:
            return None
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        while start > 0 and self._text[start - 1] in _BEFORE:
            start -= 1
        while end < len(self._text) and self._text[end] in _AFTER:
            end += 1
        return self.at(start, end)

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The letters and digits of the text, casefolded, and where each stands in it."""
        letters: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate(self._text[:MOST_CHARACTERS]):
            if char.isalnum():
                small = char.casefold()
                letters.append(small)
                offsets += [offset] * len(small)
        return "".join(letters), offsets


def merged(citations: Iterable[Citation], most: int) -> tuple[Citation, ...]:
    """Each place once, in the order they were given, at most `most`."""
    kept: list[Citation] = []
    for one in citations:
        inside = any(other.start <= one.start and one.end <= other.end for other in kept)
        if not inside:
            kept.append(one)
    return tuple(kept[:most])
