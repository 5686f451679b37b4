"""What the lines of an education section hold, in order: degrees, schools, subjects, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.analysis.reading.cells import Style
from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.degree_words import (
    degree_strength,
    field_of,
    is_note,
    names_field,
    part_at_school,
    school_strength,
)
from services.analysis.reading.locations import COMMA
from services.analysis.reading.pieces import Piece
from services.analysis.reading.record_lines import is_prose, own_dates
from services.analysis.reading.rows import Row
from services.analysis.reading.segments import Segment, take_apart
from services.analysis.reading.vocabulary.listing import words
from services.analysis.reading.words import folded_words

_MAX_NAME = 70
_GRADE = re.compile(r"\s*\([^()]*\d[^()]*\)$")
_TABLE_HEADS = words(
    """
degree institution institute university school college board year grade percentage marks cgpa gpa
course qualification specialization exam examination passing division result major date name of the
"""
)

Kind = Literal["degree", "school", "date", "field", "unknown"]


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a record; `unknown` is a phrase that no word tells."""

    kind: Kind
    row: int
    piece: Piece
    style: Style
    when: When | None = None
    tail: bool = False  # a comma parts it from the degree before it
    first: bool = False  # of its line
    tabular: bool = False  # its line has three cells or more


def elements_of(rows: Sequence[Row]) -> list[Element]:
    """The elements of the rows, in order; of list items only where there is nothing else."""
    return _promote(_elements(rows))


def _elements(rows: Sequence[Row]) -> list[Element]:
    """What the lines hold, in order; list items only where there is nothing else."""
    listed = all(row.bullet for row in rows)
    found: list[Element] = []
    for index, row in enumerate(rows):
        if row.bullet and not listed:
            margin = [when for cell in row.cells[1:] for when in find_dates(cell.piece)]
            found += [Element("date", index, when.piece, row.style, when) for when in margin]
            continue
        if is_note(row.text) or _is_remark(row):
            continue
        if len(row.cells) > 2 and all(word in _TABLE_HEADS for word in folded_words(row.text)):
            continue
        if row.text[:1].islower() and degree_strength(row.text) < 2:
            continue
        found += _of_row(index, row)
    return found


def _is_remark(row: Row) -> bool:
    """Whether the line is a sentence about a study, not a part of its record."""
    dates = own_dates(row)
    if dates and dates[0].piece.start == row.piece.start:  # "Graduated 1995"
        return False
    return is_prose(row) and degree_strength(row.text) < 1.5 > school_strength(row.text)


def _of_row(index: int, row: Row) -> list[Element]:
    found = [
        element
        for segment in take_apart([row]).segments
        for part in part_at_school(segment.piece)
        for element in _of_segment(index, replace(segment, piece=part))
    ]
    found += [Element("date", index, when.piece, row.style, when) for when in own_dates(row)]
    found.sort(key=lambda element: element.piece.start)
    tabular = len(row.cells) > 2
    return [
        replace(element, first=number == 0, tabular=tabular) for number, element in enumerate(found)
    ]


def _of_segment(index: int, segment: Segment) -> Iterable[Element]:
    """The degree, the school and the subject in a phrase that commas divide."""
    piece, style = segment.piece, segment.style
    groups: list[tuple[Kind, Piece, Piece, bool]] = []  # kind, first and last part, tail
    for part in (part.strip() for part in piece.parts(COMMA)):
        kind = kind_of(part.text)
        if not part.text or is_note(part.text):
            continue
        before = groups[-1][0] if groups else None
        subject = kind == "school" and groups and groups[-1][3]  # "BFA, Painting, Some College"
        if before is not None and not subject and _joins(before, kind):
            merged = before if kind in ("unknown", "field") else kind
            groups[-1] = (merged, groups[-1][1], part, groups[-1][3])
        else:
            open_degree = before == "degree" and field_of(groups[-1][1]) is None
            groups.append((kind, part, part, open_degree))
    for kind, first, last, tail in groups:
        whole = piece.cut(first.start - piece.start, last.end - piece.start).without_brackets()
        if (grade := _GRADE.search(whole.text)) and grade.start():
            whole = whole.cut(0, grade.start()).strip()
        yield Element(kind, index, whole, style, tail=tail)


def _joins(before: Kind, kind: Kind) -> bool:
    """Whether a comma part belongs to the one before it."""
    if kind == "unknown":
        return before in ("school", "field", "unknown")
    if kind == "field":  # the subject follows the degree it belongs to
        return before in ("degree", "field", "unknown")
    if kind == "degree":  # "Computer Science, PhD"
        return before == "field"
    return before in ("unknown", "school") and kind == "school"


def kind_of(text: str) -> Kind:
    """What a phrase of an education section is, by its words."""
    degree, school = degree_strength(text), school_strength(text)
    if degree >= 1.5 and degree >= school:
        return "degree"
    if school >= 1.5:
        return "school"
    if degree >= 1.25:
        return "degree"
    return "field" if names_field(text) else "unknown"


def _promote(elements: list[Element]) -> list[Element]:
    """Unknown phrases at the head of a line, set like the schools of the section, are schools."""
    schools = Counter(element.style for element in elements if element.kind == "school")
    others = {element.style for element in elements if element.kind == "degree"}
    others |= {
        element.style for element in elements if element.kind == "unknown" and not element.first
    }
    styles = {style for style in schools if style not in others and style.size}
    table = (
        sum(element.kind == "degree" and element.first and element.tabular for element in elements)
        > 1
    )
    return [
        replace(element, kind=kind)
        if element.kind == "unknown"
        and element.first
        and (kind := _promoted(element, styles, table=table))
        else element
        for element in elements
    ]


def _promoted(element: Element, styles: set[Style], *, table: bool) -> Kind | None:
    if table and element.tabular:
        return "degree"
    return "school" if element.style in styles and len(element.piece.text) < _MAX_NAME else None
