"""Education: schools and degrees with their dates, in whichever order the document puts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from libs.profile.model import Education
from services.analysis.reading.cells import Style
from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.degree_words import (
    degree_strength,
    field_of,
    is_note,
    is_unit,
    names_field,
    part_at_school,
    school_strength,
)
from services.analysis.reading.locations import COMMA
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.record_lines import is_prose, own_dates
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import Section
from services.analysis.reading.segments import Segment, take_apart
from services.analysis.reading.vocabulary.listing import words
from services.analysis.reading.words import capitalised_share, folded_words

MAX_RECORDS = 30
_MAX_NAME = 70
_TOUCHING = 5  # characters between two halves of one degree

_GRADE = re.compile(r"\s*\([^()]*\d[^()]*\)$")
_TABLE_HEADS = words(
    """
degree institution institute university school college board year grade percentage marks cgpa gpa
course qualification specialization exam examination passing division result major date name of the
"""
)

Kind = Literal["degree", "school", "date", "field", "unknown"]


@dataclass(frozen=True, slots=True)
class _Element:
    kind: Kind
    row: int
    piece: Piece
    style: Style
    when: When | None = None
    first: bool = False  # of its line
    tabular: bool = False  # its line has three cells or more


@dataclass(slots=True)
class _Study:
    """One record on its way."""

    degree: Piece | None = None
    school: Piece | None = None
    dates: list[When] = field(default_factory=list[When])
    subject: Piece | None = None
    unknown: list[_Element] = field(default_factory=list[_Element])
    degree_row: int = -1


def read_education(sections: Sequence[Section], quoter: Quoter) -> list[Education]:
    """All studies, in the order of the document."""
    found: list[_Study] = []
    for section in sections:
        if section.kind == "education":
            found += _studies(section.rows, quoter)
    return [_education(study, quoter) for study in found[:MAX_RECORDS]]


def _studies(rows: Sequence[Row], quoter: Quoter) -> list[_Study]:
    elements = _promote(_elements(rows))
    if not elements:
        return []
    lead = _lead(elements)
    studies: list[_Study] = []
    current = _Study()
    for element in elements:
        if _begins(element, current, lead):
            studies.append(current)
            current = _Study()
        _put(element, current, quoter)
    studies.append(current)
    _complete(studies, lead)
    return [study for study in studies if study.school or study.degree]


def _elements(rows: Sequence[Row]) -> list[_Element]:
    """What the lines hold, in order; list items only where there is nothing else."""
    listed = all(row.bullet for row in rows)
    found: list[_Element] = []
    for index, row in enumerate(rows):
        if row.bullet and not listed:
            margin = [when for cell in row.cells[1:] for when in find_dates(cell.piece)]
            found += [_Element("date", index, when.piece, row.style, when) for when in margin]
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


def _of_row(index: int, row: Row) -> list[_Element]:
    found = [
        element
        for segment in take_apart([row]).segments
        for part in part_at_school(segment.piece)
        for element in _of_segment(index, replace(segment, piece=part))
    ]
    found += [_Element("date", index, when.piece, row.style, when) for when in own_dates(row)]
    found.sort(key=lambda element: element.piece.start)
    tabular = len(row.cells) > 2
    return [
        replace(element, first=number == 0, tabular=tabular) for number, element in enumerate(found)
    ]


def _of_segment(index: int, segment: Segment) -> Iterable[_Element]:
    """The degree, the school and the subject in a phrase that commas divide."""
    piece, style = segment.piece, segment.style
    groups: list[tuple[Kind, Piece, Piece]] = []  # kind, first and last part
    for part in (part.strip() for part in piece.parts(COMMA)):
        kind = kind_of(part.text)
        if not part.text or is_note(part.text):
            continue
        before = groups[-1][0] if groups else None
        if before is not None and _joins(before, kind) and not _complete_degree(groups[-1], kind):
            merged = before if kind in ("unknown", "field") else kind
            groups[-1] = (merged, groups[-1][1], part)
        else:
            groups.append((kind, part, part))
    for kind, first, last in groups:
        whole = piece.cut(first.start - piece.start, last.end - piece.start).without_brackets()
        if (grade := _GRADE.search(whole.text)) and grade.start():
            whole = whole.cut(0, grade.start()).strip()
        yield _Element(kind, index, whole, style)


def _complete_degree(group: tuple[Kind, Piece, Piece], kind: Kind) -> bool:
    """Whether a degree already names its subject: what follows it is no part of it."""
    return group[0] == "degree" and kind == "unknown" and field_of(group[1]) is not None


def _joins(before: Kind, kind: Kind) -> bool:
    """Whether a comma part belongs to the one before it."""
    if kind == "unknown":
        return True
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


def _promote(elements: list[_Element]) -> list[_Element]:
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


def _promoted(element: _Element, styles: set[Style], *, table: bool) -> Kind | None:
    if table and element.tabular:
        return "degree"
    return "school" if element.style in styles and len(element.piece.text) < _MAX_NAME else None


def _lead(elements: Sequence[_Element]) -> Kind:
    """What a record of this section begins with."""
    leads = (
        e for e in elements if e.kind in ("degree", "school") or (e.kind == "date" and e.first)
    )
    first = next(leads, None)
    return first.kind if first else "school"


def _begins(element: _Element, current: _Study, lead: Kind) -> bool:
    """Whether the element opens the next record."""
    started = current.degree or current.school
    if element.kind == "school":
        return current.school is not None and not is_unit(element.piece.text)
    if element.kind == "degree":
        return current.degree is not None and current.degree_row != element.row
    if element.kind == "date" and lead == "date" and element.first:
        return bool(started)
    return False


def _put(element: _Element, study: _Study, quoter: Quoter) -> None:
    if element.kind == "date" and element.when is not None:
        study.dates.append(element.when)
    elif element.kind == "degree" and study.degree is not None:
        near = element.piece.start - study.degree.end <= _TOUCHING
        longer = max(study.degree, element.piece, key=lambda piece: len(piece.text))
        study.degree = quoter.joined(study.degree, element.piece) if near else longer
    elif element.kind == "degree":
        study.degree, study.degree_row = element.piece, element.row
    elif element.kind == "school":
        study.school = study.school or element.piece
    elif element.kind == "field":
        study.subject = study.subject or element.piece
    else:
        study.unknown.append(element)


def _complete(studies: Sequence[_Study], lead: Kind) -> None:
    """Fill what a record leaves unsaid: from its own unknown phrases, or from its neighbour."""
    for study in studies:
        names = [e.piece for e in study.unknown if _could_be_value(e)]
        if study.school is None and study.degree is not None and names:
            study.school = names.pop(0)
        if study.degree is None and study.school is not None and study.dates:
            study.degree = study.subject or (names.pop(0) if names else None)
    for before, after in pairwise(studies):
        if lead == "school" and after.school is None and after.degree is not None:
            after.school = before.school  # a second degree of the same school
        missing = before.school is None and before.degree is not None and not before.dates
        if lead == "degree" and missing:
            before.school = after.school


def _could_be_value(element: _Element) -> bool:
    text = element.piece.text
    plain = len(folded_words(text)) <= 10 and not is_note(text) and text[:1].isupper()
    return plain and capitalised_share(text) >= 0.5 and not any(char.isdigit() for char in text)


def _education(study: _Study, quoter: Quoter) -> Education:
    when = _when(study.dates)
    subject = study.subject or (field_of(study.degree) if study.degree else None)
    return Education(
        institution=study.school.value if study.school else None,
        degree=study.degree.value if study.degree else None,
        field=subject.value if subject else None,
        start=when.start if when and when.range else None,
        end=(when.end if when.range else when.latest) if when else None,
        evidence=quoter.quote(
            study.school, study.degree, subject, *(date.piece for date in study.dates)
        ),
    )


def _when(dates: Sequence[When]) -> When | None:
    """The range of the study; of single dates the last one, when it ended."""
    ranges = [when for when in dates if when.range]
    if ranges:
        return ranges[0]
    return max(dates, key=lambda when: when.latest or "", default=None)
