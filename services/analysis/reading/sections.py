"""The document as sections: headings, and the rows under each, across columns and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from services.analysis.reading.document import Document, Line
from services.analysis.reading.furniture import find_furniture
from services.analysis.reading.headings import Heading, find_headings
from services.analysis.reading.pieces import Piece
from services.analysis.reading.rows import Row, row_of
from services.analysis.reading.vocabulary.headings import SectionKind

_LEVEL = 1.8  # font sizes between lines that stand beside each other
MAX_CHARACTERS = 1500  # of a line
MAX_LINES = 3000  # a resume has hundreds; more than this is read no further


@dataclass(slots=True)
class Section:
    """A heading's words and the rows under it; `header` is what stands above any heading."""

    kind: SectionKind | Literal["header"]
    heading: Piece | None
    rows: list[Row] = field(default_factory=list[Row])


@dataclass(slots=True)
class _Flow:
    """The section a column is in, and where its last line stood."""

    section: Section
    x0: float


@dataclass(slots=True)
class _Rail:
    """A heading with nothing under it yet, which may have its section beside it."""

    section: Section
    line: Line


def split_sections(document: Document) -> list[Section]:
    """All sections in reading order."""
    seen = [_bounded(line) for line in document.lines[:MAX_LINES]]
    furniture = find_furniture(seen)
    lines = [line for i, line in enumerate(seen) if i not in furniture]
    headings = find_headings(lines)
    if moved := _headings_apart(lines, headings):
        lines = _by_height(lines, moved)
        headings = find_headings(lines)
    sections: list[Section] = []
    flows: dict[int, _Flow] = {}
    place: tuple[int | None, int] | None = None
    current: Section | None = None
    rails: list[_Rail] = []
    for index, line in enumerate(lines):
        heading = headings.get(index)
        if heading is not None:
            current = Section(heading.kind, heading.piece)
            sections.append(current)
            rails.append(_Rail(current, line))
        elif current is None or place != (line.page, line.column):
            beside = _beside(line, rails) if line.column not in flows else None
            current = beside or _continued(line, place, flows, sections)
        place = (line.page, line.column)
        flows[line.column] = _Flow(current, line.x0)
        _add(current, line, heading)
    return sections


def _bounded(line: Line) -> Line:
    """The line itself, or the beginning of one far longer than a resume's paragraphs."""
    if len(line.text) <= MAX_CHARACTERS:
        return line
    end = line.start + MAX_CHARACTERS
    spans = tuple(replace(s, end=min(s.end, end)) for s in line.spans if s.start < end)
    return replace(line, text=line.text[:MAX_CHARACTERS], end=end, spans=spans)


def _headings_apart(lines: Sequence[Line], headings: dict[int, Heading]) -> set[int]:
    """Headings that make up a column of their own, their sections standing in another one.

    Centred headings over wide lines come out like this.
    """
    columns: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        columns[line.page, line.column].append(index)
    return {
        index
        for (page, _), members in columns.items()
        if page is not None and all(index in headings for index in members)
        for index in members
    }


def _by_height(lines: Sequence[Line], moved: set[int]) -> list[Line]:
    """The lines with each moved one before the first line of its page that stands below it."""
    kept = [line for index, line in enumerate(lines) if index not in moved]
    for index in sorted(moved, key=lambda index: lines[index].y0):
        line = lines[index]
        below = (
            at for at, other in enumerate(kept) if other.page == line.page and other.y0 > line.y0
        )
        beside = [at for at, other in enumerate(kept) if other.page == line.page]
        at = next(below, beside[-1] + 1 if beside else len(kept))
        column = kept[at].column if at < len(kept) else line.column
        kept.insert(at, replace(line, column=column))
    return kept


def _beside(line: Line, rails: Sequence[_Rail]) -> Section | None:
    """The section whose heading stands alone to the left of a column without one."""
    for rail in reversed(rails):
        empty = all(row.line.column != rail.line.column for row in rail.section.rows)
        level = abs(rail.line.y0 - line.y0) < _LEVEL * max(line.size, 1.0)
        if empty and level and rail.line.page == line.page and rail.line.x0 < line.x0:
            return rail.section
    return None


def _continued(
    line: Line,
    place: tuple[int | None, int] | None,
    flows: dict[int, _Flow],
    sections: list[Section],
) -> Section:
    """The section a line without a heading belongs to, at the top of a column or page."""
    if place is not None and flows:
        if line.page != place[0]:  # a new page goes on where the column above it stopped
            return min(flows.values(), key=lambda flow: abs(flow.x0 - line.x0)).section
        if line.column in flows:
            return flows[line.column].section
    fresh = Section("header", None)
    sections.append(fresh)
    return fresh


def _add(section: Section, line: Line, heading: Heading | None) -> None:
    if heading is not None and heading.cells == 0:
        return
    row = row_of(line, heading.cells if heading else 0)
    if row is not None:
        section.rows.append(row)
