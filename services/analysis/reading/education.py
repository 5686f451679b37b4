"""Education: schools and degrees with their dates, in whichever order the document puts them.

Where the lines with dates part the section into records that hold one school and one degree at
most, they do. Elsewhere a new school or degree begins the next record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from libs.profile.model import Education
from services.analysis.reading.dates import When
from services.analysis.reading.degree_words import field_of, is_note, is_unit
from services.analysis.reading.education_elements import Element, Kind, elements_of
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import Section
from services.analysis.reading.vocabulary.degrees import FIELD_WORDS
from services.analysis.reading.words import capitalised_share, folded_words

MAX_RECORDS = 30
_TOUCHING = 5  # characters between two halves of one degree
_OF_DEGREE = re.compile(r"(?:in|of|en|em|im|de)\s")


@dataclass(slots=True)
class _Study:
    """One record on its way."""

    degree: Piece | None = None
    school: Piece | None = None
    dates: list[When] = field(default_factory=list[When])
    subject: Piece | None = None
    unknown: list[Element] = field(default_factory=list[Element])
    degree_row: int = -1


def read_education(sections: Sequence[Section], quoter: Quoter) -> list[Education]:
    """All studies, in the order of the document."""
    found: list[_Study] = []
    for section in sections:
        if section.kind == "education":
            found += _studies(section.rows, quoter)
    return [_education(study, quoter) for study in found[:MAX_RECORDS]]


def _studies(rows: Sequence[Row], quoter: Quoter) -> list[_Study]:
    elements = elements_of(rows)
    if not elements:
        return []
    lead = _lead(elements)
    studies: list[_Study] = []
    for chunk in _by_dates(elements) or _by_kind(elements, lead):
        study = _Study()
        for element in chunk:
            _put(element, study, quoter)
        studies.append(study)
    _complete(studies, lead, quoter)
    return [study for study in studies if study.school or study.degree]


def _by_dates(elements: Sequence[Element]) -> list[list[Element]] | None:
    """The records as their dated lines part them; None where that leaves two schools in one."""
    rows = sorted({element.row for element in elements})
    dated = [rows.index(row) for row in sorted({e.row for e in elements if e.kind == "date"})]
    if not dated:
        return None
    starts = [0]
    for before, at in pairwise(dated):
        apart = [i for i in range(before + 1, at + 1) if rows[i] - rows[i - 1] > 1]
        starts.append(apart[-1] if apart else max(at - dated[0], before + 1))
    ends = [*starts[1:], len(rows)]
    chunks = [
        [element for element in elements if element.row in set(rows[start:end])]
        for start, end in zip(starts, ends, strict=True)
    ]
    return chunks if all(_is_one(chunk) for chunk in chunks) else None


def _is_one(chunk: Sequence[Element]) -> bool:
    """Whether the elements can be one record."""
    degrees = {element.row for element in chunk if element.kind == "degree"}
    schools = [e for e in chunk if e.kind == "school" and not is_unit(e.piece.text)]
    return len(degrees) <= 1 and len(schools) <= 1 and any(e.kind != "date" for e in chunk)


def _by_kind(elements: Sequence[Element], lead: Kind) -> list[list[Element]]:
    """The records, each begun by a school or degree where the record has one already."""
    chunks: list[list[Element]] = [[]]
    for element in elements:
        if _begins(element, chunks[-1], lead):
            chunks.append([])
        chunks[-1].append(element)
    return chunks


def _lead(elements: Sequence[Element]) -> Kind:
    """What a record of this section begins with."""
    leads = (
        e for e in elements if e.kind in ("degree", "school") or (e.kind == "date" and e.first)
    )
    first = next(leads, None)
    return first.kind if first else "school"


def _begins(element: Element, current: Sequence[Element], lead: Kind) -> bool:
    """Whether the element opens the next record."""
    if element.kind == "school":
        has = any(e.kind == "school" for e in current)
        return has and not is_unit(element.piece.text)
    if element.kind == "degree":
        return any(e.kind == "degree" and e.row != element.row for e in current)
    if element.kind == "date" and lead == "date" and element.first:
        return any(e.kind in ("school", "degree") for e in current)
    return False


def _put(element: Element, study: _Study, quoter: Quoter) -> None:
    if element.kind == "date" and element.when is not None:
        study.dates.append(element.when)
    elif element.kind == "degree" and study.degree is not None:
        near = element.piece.start - study.degree.end <= _TOUCHING
        longer = max(study.degree, element.piece, key=lambda piece: len(piece.text))
        study.degree = quoter.joined(study.degree, element.piece) if near else longer
    elif element.kind == "degree":
        study.degree, study.degree_row = element.piece, element.row
    elif element.kind == "school":
        if study.school is None or is_unit(study.school.text):
            study.school = element.piece
    elif study.degree is not None and _goes_on(study.degree, element.piece):
        study.degree = quoter.joined(study.degree, element.piece)
    elif element.kind == "field":
        study.subject = study.subject or element.piece
    else:
        study.unknown.append(element)


def _goes_on(degree: Piece, piece: Piece) -> bool:
    """Whether the phrase only ends the degree, which another typeface sets apart from it."""
    return piece.start - degree.end == len(" ") and bool(_OF_DEGREE.match(piece.text))


def _complete(studies: Sequence[_Study], lead: Kind, quoter: Quoter) -> None:
    """Fill what a record leaves unsaid: from its own unknown phrases, or from its neighbour."""
    for study in studies:
        _name_school(study)
        names = [e for e in study.unknown if _could_be_value(e) and e.piece is not study.school]
        tail = next((e.piece for e in names if e.tail), None)
        if study.degree is not None and tail is not None and tail.start > study.degree.end:
            study.degree = quoter.joined(study.degree, tail)  # "Bachelor of Science, Basketry"
        if study.degree is None and study.school is not None and study.dates:
            study.degree = study.subject or (names[0].piece if names else None)
    for before, after in pairwise(studies):
        if lead == "school" and after.school is None and after.degree is not None:
            after.school = before.school  # a second degree of the same school
        missing = before.school is None and before.degree is not None and not before.dates
        if lead == "degree" and missing:
            before.school = after.school


def _name_school(study: _Study) -> None:
    """Where no word told the school: the phrase beside the degree, or above the dates."""
    if study.school is not None:
        return
    names = [e for e in study.unknown if _could_be_value(e)]
    names.sort(key=lambda element: element.tail)
    if names and (study.degree is not None or study.dates):
        study.school = names[0].piece
    elif study.subject is not None and study.degree is not None:
        only = all(word in FIELD_WORDS for word in folded_words(study.subject.text))
        if field_of(study.degree) or not only:  # "B.A. History", "Sciences Po"
            study.school, study.subject = study.subject, None


def _could_be_value(element: Element) -> bool:
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
