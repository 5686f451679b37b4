"""The rows of a section as records: the head of each (who, what, when) and the body under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from services.analysis.reading.cells import Style
from services.analysis.reading.cues import company_cue, is_duration, title_cue
from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.locations import is_location
from services.analysis.reading.pieces import Piece
from services.analysis.reading.record_lines import (
    INDENT,
    continues,
    is_prose,
    is_template_line,
    margin_cells,
    only_date,
    opens_record,
    own_dates,
)
from services.analysis.reading.rows import Row
from services.analysis.reading.words import folded_words


@dataclass(slots=True)
class Record:
    """One entry of a section. `margin`: what stands beside its body, such as a place."""

    head: list[Row]
    body: list[Row] = field(default_factory=list[Row])
    dates: list[When] = field(default_factory=list[When])
    margin: list[Piece] = field(default_factory=list[Piece])

    @property
    def when(self) -> When | None:
        """What the record is about: from the first start to the last end; else its first date."""
        ranges = [when for when in self.dates if when.range]
        if len(ranges) < 2 or any(when.start is None for when in ranges):
            return (ranges or self.dates or [None])[0]
        current = any(when.current for when in ranges)
        ends = [when.end for when in ranges if when.end]
        start = min(when.start for when in ranges if when.start)
        return When(
            ranges[0].piece, start, None if current else max(ends, default=None), current, True
        )


@dataclass(slots=True)
class _Run:
    """Head lines that touch, and the body lines after them."""

    head: list[Row]
    body: list[Row]


def split_records(rows: Sequence[Row]) -> list[Record]:
    """The records of the rows, in order. Rows above the first head belong to no record."""
    runs = _runs(rows)
    dated = any(_dated_rows(run.head) or _margin_dates(run.body) for run in runs)
    styles = {run.head[0].style for run in runs if _dated_rows(run.head)}
    body_styles = {row.style for run in runs for row in run.body}
    records: list[Record] = []
    for run in runs:
        if not run.head:
            continue
        stray = dated and not _dated_rows(run.head) and not _margin_dates(run.body)
        if stray and records and not _stands_alone(run, styles - body_styles):
            records[-1].body += run.head + run.body
            continue
        records += _records_of(run)
    return records


def _runs(rows: Sequence[Row]) -> list[_Run]:
    """Head and body lines in turn."""
    listed = _dates_in_list(rows)
    runs = [_Run([], [])]
    previous: Row | None = None
    in_body, marker = False, None
    edge = max((row.line.x1 for row in rows), default=0.0)
    for row in rows:
        goes_on = bool(in_body and previous and continues(row, previous, marker, edge))
        head = opens_record(row, listed=listed, goes_on=goes_on) or not (
            row.bullet or goes_on or is_prose(row)
        )
        if head and in_body:
            runs.append(_Run([], []))
        (runs[-1].head if head else runs[-1].body).append(row)
        in_body = not head
        marker = row.line.x0 if row.bullet else (None if head else marker)
        previous = row
    return runs


def _dates_in_list(rows: Sequence[Row]) -> bool:
    """Whether the records themselves are list items: all ranges of dates stand in bullets."""
    ranged = [row.bullet for row in rows if any(when.range for when in own_dates(row))]
    return bool(ranged) and all(ranged)


def _dated_rows(rows: Sequence[Row]) -> list[int]:
    return [index for index, row in enumerate(rows) if own_dates(row)]


def _margin_dates(rows: Sequence[Row]) -> list[When]:
    return [when for row in rows for part in margin_cells(row) for when in find_dates(part)]


def _stands_alone(run: _Run, styles: set[Style]) -> bool:
    """Whether head lines without a date are a record or a banner, not stray body text."""
    first = run.head[0]
    if len(run.head) > 4:
        return False
    cue = max(title_cue(first.text), company_cue(first.text))
    return (first.style in styles and len(folded_words(first.text)) <= 10) or cue >= 1.5


def _records_of(run: _Run) -> list[Record]:
    """One record for each dated line of the head; one where at most one line is dated."""
    at = _dated_rows(run.head)
    if len(at) < 2 or _one_pair(run.head, at):
        return [_record(run.head, run.body)]
    gap = min(later - earlier for earlier, later in pairwise(at))
    lead = min(at[0], gap - 1)
    starts = [0] + [_past_places(run.head, max(index - lead, 1), index) for index in at[1:]]
    ends = [*starts[1:], len(run.head)]
    parts = [run.head[start:end] for start, end in zip(starts, ends, strict=True)]
    return [_record(part, []) for part in parts[:-1]] + [_record(parts[-1], run.body)]


def _past_places(head: Sequence[Row], start: int, dated: int) -> int:
    """A line that is only a place or a duration ends the record above it."""
    while start < dated and all(_aside(cell.piece.text) for cell in head[start].cells):
        start += 1
    return start


def _aside(text: str) -> bool:
    return is_location(text) or is_duration(text)


def _one_pair(head: Sequence[Row], at: Sequence[int]) -> bool:
    """Whether two dated lines are the two ends of one range, or one date said twice."""
    dates = [when for index in at for when in own_dates(head[index])]
    return (
        len(head) <= 4
        and len(dates) == 2
        and not any(when.range for when in dates)
        and (at[-1] - at[0] == 1 and all(only_date(head[index].piece) for index in at))
    )


def _record(head: list[Row], body: list[Row]) -> Record:
    dates = [when for row in head for when in own_dates(row)]
    if not dates:
        dates = _margin_dates(body)
    if not _says_more_than_dates(head) and body and _head_like(body[0]):
        head, body = [*head, body[0]], body[1:]  # a date on its own line, the post as a list item
    margin = [part for row in body for part in margin_cells(row)]
    return Record(list(head), list(body), dates, margin)


def _says_more_than_dates(head: Sequence[Row]) -> bool:
    return any(
        not (only_date(cell.piece) or is_location(cell.piece.text) or is_duration(cell.piece.text))
        for row in head
        for cell in row.cells
    )


def _head_like(row: Row) -> bool:
    text = row.cells[0].piece.text
    return (
        len(text) < 90 and not text.endswith(".") and max(title_cue(text), company_cue(text)) >= 1.5
    )


def body_items(rows: Sequence[Row]) -> list[list[Piece]]:
    """The body as list items or paragraphs, each as the pieces of its lines, margins left out.

    What a template tells its writer to put there is left out too.
    """
    items: list[list[Piece]] = []
    previous: Row | None = None
    for row in rows:
        margin = {piece.start for piece in margin_cells(row)}
        kept = [cell.piece for cell in row.cells if cell.piece.start not in margin]
        if not kept:
            continue
        piece = Piece(
            kept[0].start,
            row.line.text[kept[0].start - row.line.start : kept[-1].end - row.line.start],
        )
        same = previous is not None and previous.line.paragraph == row.line.paragraph
        deeper = previous is not None and previous.bullet and row.x0 > previous.line.x0 + INDENT
        goes_on = (
            not row.bullet
            and row.line.page is not None
            and (same or deeper or piece.text[:1].islower())
        )
        if goes_on and items:
            items[-1].append(piece)
        else:
            items.append([piece])
        previous = row if row.bullet or not goes_on else previous
    return [item for item in items if not is_template_line(" ".join(p.text for p in item))]
