"""Words to segments (no wide gap inside) and rows (segments on one baseline)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from services.analysis.reading.layout_geometry import Word

# Ems. Words that follow each other in the file belong together over a wider gap than words that
# only happen to stand beside each other, as the ends of lines in two columns do.
_GAP_IN_SEQUENCE = 1.0
_GAP_OUT_OF_SEQUENCE = 0.6
_SAME_BASELINE = 0.25


@dataclass(slots=True)
class Segment:
    """Words side by side on one baseline."""

    words: list[Word]
    x0: float
    x1: float
    base: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def order(self) -> int:
        return self.words[0].order

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def y0(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def y1(self) -> float:
        return self.base + 0.2 * self.size


@dataclass(slots=True)
class Row:
    """Segments on one baseline, left to right."""

    segments: list[Segment]

    @property
    def base(self) -> float:
        return self.segments[0].base

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return max(segment.x1 for segment in self.segments)

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    @property
    def bold(self) -> bool:
        return all(segment.bold for segment in self.segments)


def segments_of(words: list[Word]) -> list[Segment]:
    """Segments from the top, then from the left."""
    segments: list[Segment] = []
    for line in _baselines(words):
        line.sort(key=lambda word: (word.x0, word.order))
        part = [line[0]]
        for word in line[1:]:
            if _parted(part[-1], word):
                segments.append(_segment(part))
                part = []
            part.append(word)
        segments.append(_segment(part))
    return segments


def rows_of(segments: Iterable[Segment]) -> list[Row]:
    """Rows from the top. A segment joins a row when their heights mostly overlap."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda segment: (segment.base, segment.x0)):
        last = rows[-1] if rows else None
        if last is not None and _beside(last.segments, segment):
            last.segments.append(segment)
        else:
            rows.append(Row([segment]))
    for row in rows:
        row.segments.sort(key=lambda segment: segment.x0)
    return rows


def blocks_of(rows: list[Row]) -> list[list[Row]]:
    """Rows that follow each other closely."""
    blocks: list[list[Row]] = []
    for row in rows:
        if blocks and row.base - blocks[-1][-1].base <= 1.7 * row.size:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def pitch_of(rows: list[Row]) -> float:
    """The usual distance from row to row, in points."""
    steps = sorted(below.base - above.base for above, below in pairwise(rows))
    least = rows[0].size if rows else 0.0
    return max(steps[len(steps) // 2], least) if steps else 1.2 * least


def _baselines(words: list[Word]) -> Iterable[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        tolerance = _SAME_BASELINE * min(word.size, line[0].size) if line else 0.0
        if line and word.base - line[0].base > max(tolerance, 0.5):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _parted(left: Word, right: Word) -> bool:
    gap = right.x0 - left.x1
    size = max(min(left.size, right.size), 1.0)
    in_sequence = right.order == left.order + 1
    return gap > (_GAP_IN_SEQUENCE if in_sequence else _GAP_OUT_OF_SEQUENCE) * size


def _segment(words: list[Word]) -> Segment:
    largest = max(words, key=lambda word: word.size)
    return Segment(words, words[0].x0, max(word.x1 for word in words), largest.base, largest.size)


def _beside(row: list[Segment], segment: Segment) -> bool:
    """On the row's height, and over none of its segments."""
    first = row[0]
    small = min(first.size, segment.size)
    if abs(segment.base - first.base) > 0.35 * small:
        centre = (segment.y0 + segment.y1) / 2 - (first.y0 + first.y1) / 2
        if abs(centre) > 0.2 * small or abs(segment.base - first.base) > 0.6 * small:
            return False
    return all(
        segment.x0 >= other.x1 - 0.3 * small or segment.x1 <= other.x0 + 0.3 * small
        for other in row
    )
