"""Cuts the canonical text into passages that fit an embedding model, without losing a character.

Chunks are cut at the best boundary in reach (paragraph, then line, sentence, word, and only then
anywhere) and overlap a little, so that a fact at a cut stands whole in one of its two chunks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from services.analysis.reading.document import Document

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|[。！？]")
_WORD_END = re.compile(r"\s+")
_ZERO_WIDTH_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: `text == document.text[start:end]`; pages are 1-based, None in DOC/DOCX."""

    ordinal: int  # 0-based
    start: int
    end: int
    page: int | None  # where the passage begins
    page_end: int | None  # where it ends
    text: str


def chunk(document: Document, size: int = 1000, overlap: int = 200) -> list[Chunk]:
    """Cut `document.text` into chunks of at most `size` code points, in order.

    Every chunk begins at or before the end of the one before it, and at most `overlap` code points
    before, so the chunks cover the whole text. A blank text has none. Takes time linear in the
    length of the text. Raises ValueError unless `0 <= overlap < size`.
    """
    if not 0 <= overlap < size:
        raise ValueError("overlap must be at least 0 and less than size")
    if not document.text.strip():
        return []
    cutter = _Cutter(document)
    spans: list[tuple[int, int]] = []
    start = 0
    while True:
        end = cutter.cut(start, size, overlap)
        spans.append((start, end))
        if end == len(document.text):
            break
        start = cutter.restart(start, end, overlap)
    return [cutter.chunk(ordinal, start, end) for ordinal, (start, end) in enumerate(spans)]


class _Cutter:
    """Knows the boundaries of one document, each an offset where something begins."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._lines = document.lines
        self._line_starts = [line.start for line in document.lines]
        paragraphs = [
            line.start
            for before, line in zip(document.lines, document.lines[1:], strict=False)
            if line.paragraph != before.paragraph
        ]
        self._structure = (paragraphs, self._line_starts)

    def cut(self, start: int, size: int, overlap: int) -> int:
        """Where the chunk that begins at `start` ends: the last boundary of the best kind in reach.

        Only the second half of what lies beyond the overlap is searched: it bounds the number of
        chunks, and a passage cut far too short would say too little to be found by.
        """
        limit = start + size
        if limit >= len(self._text):
            return len(self._text)
        floor = start + overlap + (size - overlap + 1) // 2
        for boundaries in self._structure:
            at = bisect_right(boundaries, limit) - 1
            if at >= 0 and boundaries[at] >= floor:
                return boundaries[at]
        for pattern in (_SENTENCE_END, _WORD_END):
            ends = [found.end() for found in pattern.finditer(self._text, floor - 1, limit)]
            # A run of spaces that reaches the limit goes on behind it: cut there all the same.
            if ends:
                return ends[-1]
        while limit > floor and self._joins_previous(limit):
            limit -= 1
        return limit

    def restart(self, start: int, end: int, overlap: int) -> int:
        """Where the next chunk begins: the first boundary of the best kind inside the overlap."""
        floor = max(start + 1, end - overlap)
        if floor >= end:
            return end
        for boundaries in self._structure[::-1]:
            at = bisect_left(boundaries, floor)
            if at < len(boundaries) and boundaries[at] < end:
                return boundaries[at]
        for pattern in (_SENTENCE_END, _WORD_END):
            found = pattern.search(self._text, floor - 1, end)
            if found and floor <= found.end() < end:
                return found.end()
        while floor < end and self._joins_previous(floor):
            floor += 1
        return floor

    def _joins_previous(self, offset: int) -> bool:
        """Whether a cut here would part a letter from its accent, or an emoji from its parts."""
        here, before = self._text[offset], self._text[offset - 1]
        joined = unicodedata.combining(here) != 0 or _ZERO_WIDTH_JOINER in (
            here,
            before,
        )
        return joined or unicodedata.category(here) == "Mn"  # variation selectors

    def chunk(self, ordinal: int, start: int, end: int) -> Chunk:
        return Chunk(
            ordinal,
            start,
            end,
            self._page(start),
            self._page(end - 1),
            self._text[start:end],
        )

    def _page(self, offset: int) -> int | None:
        at = bisect_right(self._line_starts, offset) - 1
        return self._lines[max(at, 0)].page if self._lines else None
