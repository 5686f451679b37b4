"""Pages of words in, lines in reading order out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from services.analysis.reading.assemble import Draft, Run
from services.analysis.reading.characters import is_marker, starts_as_bullet
from services.analysis.reading.layout_columns import Columns, Region, regions_of
from services.analysis.reading.layout_geometry import Page, Word
from services.analysis.reading.layout_rails import settle
from services.analysis.reading.layout_rows import Row, segments_of

_WIDE = 1.5  # ems between two words that become a tab
_ALIGNED = 0.6  # the same, where other lines begin on the same edge
_SAME_COLUMN = 40.0  # points between left edges of one column on different pages


def drafts_of(pages: list[Page]) -> list[Draft]:
    """The lines of all pages, in reading order."""
    parts = [regions_of(segments_of(page.words)) for page in pages]
    edges = _edges(parts)
    drafts: list[Draft] = []
    for number, page in enumerate(pages):
        following = parts[number + 1] if number + 1 < len(pages) else []
        for region in _in_order(parts[number], following):
            _append(drafts, page, region, _column(region, edges))
        for words in page.turned:
            for region in _flat(regions_of(segments_of(words))):
                _append(drafts, page, region, 0)
    return drafts


def _in_order(parts: list[Region | Columns], following: list[Region | Columns]) -> Iterator[Region]:
    """Columns from the left; but the column that goes on at the top of the next page comes last."""
    for index, part in enumerate(parts):
        if isinstance(part, Region):
            yield part
            continue
        stacks = list(part.stacks)
        if index == len(parts) - 1 and following:
            goes_on = _continued(stacks, following[0])
            stacks.sort(key=lambda stack: stack is goes_on)
        for stack in stacks:
            yield from _flat(stack)


def _continued(
    stacks: list[list[Region | Columns]], following: Region | Columns
) -> list[Region | Columns] | None:
    """The stack that the next page's first lines share their left edge with, if only one does."""
    if isinstance(following, Columns):
        return None
    for stack in stacks:
        if abs(_left(stack) - following.x0) < _SAME_COLUMN and following.x1 < _right(stack) + 10:
            return stack
    return None


def _flat(parts: Iterable[Region | Columns]) -> Iterator[Region]:
    for part in parts:
        if isinstance(part, Region):
            yield part
        else:
            for stack in part.stacks:
                yield from _flat(stack)


def _left(parts: list[Region | Columns]) -> float:
    return min(region.x0 for region in _flat(parts))


def _right(parts: list[Region | Columns]) -> float:
    return max(region.x1 for region in _flat(parts))


def _edges(pages: list[list[Region | Columns]]) -> list[float]:
    """Left edges of the columns of the document."""
    edges: list[float] = []
    found = sorted(region.x0 for parts in pages for region in _flat(parts) if region.side)
    for edge in found:
        if not edges or edge - edges[-1] > _SAME_COLUMN:
            edges.append(edge)
    return edges


def _column(region: Region, edges: list[float]) -> int:
    if not region.side:
        return 0
    return max((i for i, edge in enumerate(edges) if edge <= region.x0 + 1), default=0)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a region is set."""

    right: float  # where text ends, margin notes aside
    rights: dict[int, float]  # the same, for lines of one left edge
    starts: frozenset[int]  # where many lines, or cells in lines, begin
    pitch: float  # the usual distance of baselines

    def right_of(self, row: Row) -> float:
        return self.rights.get(round(row.x0), self.right)


def _append(drafts: list[Draft], page: Page, region: Region, column: int) -> None:
    rows = settle(region.rows)
    measure = _measure(rows)
    paragraph = drafts[-1].paragraph + 1 if drafts else 0
    previous: Row | None = None
    hanging: float | None = None  # where the lines of the present list item go on
    for row in rows:
        draft = _draft(row, page.number, column, measure)
        if draft.bullet:
            hanging = _hanging(row)
        elif _is_dotted(row, page):
            draft.bullet, hanging = True, row.x0
        if previous is not None and (draft.bullet or _breaks(previous, row, measure, hanging)):
            paragraph += 1
            hanging = hanging if draft.bullet else None
        draft.paragraph = paragraph
        drafts.append(draft)
        previous = row


def _measure(rows: list[Row]) -> _Measure:
    """Single segments say where text ends; a margin note at the right does not."""
    plain = [row for row in rows if len(row.segments) == 1 or is_marker(row.segments[0].text)]
    right = max((row.x1 for row in plain or rows), default=0.0)
    groups: dict[int, list[float]] = {}
    for row in plain:
        groups.setdefault(round(row.x0), []).append(row.x1)
    rights = {x0: max(ends) for x0, ends in groups.items() if len(ends) >= 3}
    starts = Counter(round(x) for row in rows for x in _starts(row))
    steps = sorted(b.base - a.base for a, b in pairwise(rows) if b.base > a.base)
    return _Measure(
        right,
        rights,
        frozenset(x for x, count in starts.items() if count >= 3),
        steps[len(steps) // 2] if steps else 0.0,
    )


def _starts(row: Row) -> Iterator[float]:
    """Where the row begins, and where it goes on after more than a space."""
    last: Word | None = None
    for segment in row.segments:
        for word in segment.words:
            if last is None or word.x0 - last.x1 > _ALIGNED * word.size:
                yield word.x0
            last = word


def _is_dotted(row: Row, page: Page) -> bool:
    """Whether a small shape stands right before the line, at half the height of its letters."""
    top, bottom = row.base - 0.9 * row.size, row.base + 0.1 * row.size
    return any(
        0 < row.x0 - x1 < 2.2 * row.size and top < (y0 + y1) / 2 < bottom
        for _, y0, x1, y1 in page.dots
    )


def _hanging(row: Row) -> float | None:
    words = [word for segment in row.segments for word in segment.words]
    return words[1].x0 if len(words) > 1 else None


def _breaks(previous: Row, row: Row, measure: _Measure, hanging: float | None) -> bool:
    """Whether a paragraph ends between two lines: also where one more word would have fitted."""
    step = row.base - previous.base
    if step < 0 or step > max(1.6 * row.size, 1.25 * measure.pitch):
        return True
    if abs(row.size - previous.size) > 0.6:
        return True
    if hanging is not None and abs(row.x0 - hanging) < 0.3 * row.size:
        return False
    ends_in_note = len(previous.segments) > 1 and not is_marker(previous.segments[0].text)
    if ends_in_note or _bold(row) != _bold(previous):
        return True
    first = row.segments[0].words[0]
    right = measure.right_of(previous)
    room = right - previous.x1
    goes_on = first.text[:1].islower() and not previous.segments[-1].text.endswith((".", ":", ";"))
    if goes_on and room < 0.35 * (right - previous.x0):
        return False
    return room > (first.x1 - first.x0) + 0.6 * row.size


def _bold(row: Row) -> bool:
    return all(segment.bold for segment in row.segments)


def _draft(row: Row, page: int, column: int, measure: _Measure) -> Draft:
    words = [word for segment in row.segments for word in segment.words]
    runs: list[Run] = []
    last: Word | None = None
    for word in words:
        if last is not None:
            runs[-1].text += _between(last, word, measure)
        style = (word.size, word.bold, word.italic, word.link)
        before = runs[-1] if runs else None
        if (
            before is not None
            and (before.size, before.bold, before.italic, before.link) == style
            and not before.text.endswith("\t")
        ):
            before.text += word.text
            before.x1 = word.x1
        else:
            runs.append(Run(word.text, *style, x0=word.x0, x1=word.x1))
        last = word
    box = (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )
    draft = Draft(runs, page, box=box, column=column)
    draft.bullet = starts_as_bullet(draft.text)
    return draft


def _between(left: Word, right: Word, measure: _Measure) -> str:
    """A tab where the gap is wide, or where another column of a table or a margin begins."""
    if is_marker(left.text):
        return " "
    gap = (right.x0 - left.x1) / max(min(left.size, right.size), 1.0)
    aligned = gap > _ALIGNED and round(right.x0) in measure.starts
    return "\t" if gap > _WIDE or aligned else " "
