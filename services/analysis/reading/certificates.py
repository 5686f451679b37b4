"""Certificates and licences: name, who issued it, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from libs.profile.model import Certification
from services.analysis.reading.cues import company_cue
from services.analysis.reading.dates import find_dates
from services.analysis.reading.headings import phrase_kind
from services.analysis.reading.locations import is_place_name, is_region
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.record_lines import is_prose
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import Section
from services.analysis.reading.segments import take_apart
from services.analysis.reading.skills import skill_entries, skill_pieces
from services.analysis.reading.vocabulary.degrees import FIELD_WORDS
from services.analysis.reading.words import folded_words

MAX_CERTIFICATIONS = 60
_ORGANISATION = 1.5
_LEVEL = re.compile(  # "AWS Certified Security - Specialty"
    r"(?:specialty|foundational|foundation|fundamentals|practitioner|associate|intermediate"
    r"|advanced|professional|expert|master)(?:\s+level)?$|level\s+(?:\d|[IVX]+)$",
    re.IGNORECASE,
)
_JOINING = frozenset(("and", "und", "et", "y", "e", "of"))
_AUTHORITY = re.compile(
    r"(?:state|commonwealth|province|government|city|county)\s+of\s+", re.IGNORECASE
)


def read_certifications(sections: Sequence[Section], quoter: Quoter) -> list[Certification]:
    """One for each line of the certificates sections; a wrapped line belongs to the one above."""
    found: list[Certification] = []
    for section in sections:
        if section.kind == "certifications":
            for rows in _entries(section.rows):
                found += _certification(rows, quoter)
        elif section.kind == "skills":
            found += _labelled(section, quoter)
    return found[:MAX_CERTIFICATIONS]


def _labelled(section: Section, quoter: Quoter) -> Iterable[Certification]:
    """The list under "Certifications:" in a skills section."""
    for entry in skill_entries(section):
        if entry.label is not None and phrase_kind(entry.label.text)[0] == "certifications":
            for pieces in skill_pieces(entry):
                name = " ".join(piece.value for piece in pieces)
                yield Certification(name=name, evidence=quoter.quote(*pieces))


def _entries(rows: Sequence[Row]) -> list[list[Row]]:
    entries: list[list[Row]] = []
    for row in rows:
        previous = entries[-1][-1] if entries else None
        wraps = (
            previous is not None
            and not row.bullet
            and row.line.page is not None
            and (
                row.text[:1].islower()
                or (previous.bullet and row.x0 > previous.line.x0 + 2)
                or (
                    row.line.paragraph == previous.line.paragraph
                    and not find_dates(entries[-1][0].piece)
                )
            )
        )
        if wraps:
            entries[-1].append(row)
        else:
            entries.append([row])
    return entries


def _certification(rows: Sequence[Row], quoter: Quoter) -> Iterable[Certification]:
    segments = take_apart(rows).segments
    if not segments or all(is_prose(row) for row in rows):
        return
    when = next((when for row in rows for when in find_dates(row.piece)), None)
    name, issuer = _name_and_issuer([segment.piece for segment in segments], quoter)
    if issuer is None and "," in name.text:
        head, _, tail = name.text.rpartition(",")
        if _issues(tail.strip()):
            name, issuer = name.cut(0, len(head)).strip(), name.cut(len(head) + 1).strip()
    yield Certification(
        name=name.value,
        issuer=issuer.value if issuer else None,
        date=when.latest if when else None,
        evidence=quoter.quote(name, issuer, when.piece if when else None),
    )


def _name_and_issuer(phrases: Sequence[Piece], quoter: Quoter) -> tuple[Piece, Piece | None]:
    """The first phrase and the one after it; a level in between belongs to the name."""
    name, *others = phrases
    if not others:
        return name, None
    level, _, _ = others[0].text.partition(",")
    if not _LEVEL.match(level.strip()):
        return name, others[0]
    name = quoter.joined(name, others[0].cut(0, len(level)).strip())
    rest = others[0].cut(len(level)).strip()
    return name, rest if rest.text else next(iter(others[1:]), None)


def _issues(text: str) -> bool:
    """Whether the phrase names who issues certificates: an organisation, a state."""
    authority = _AUTHORITY.match(text)
    if authority and is_place_name(text[authority.end() :]):
        return True
    if all(word in FIELD_WORDS or word in _JOINING for word in folded_words(text)):
        return False  # "Certificate in Business, Management and Finance"
    head, _, last = text.rpartition(" ")  # "Resuscitation Council UK"
    return company_cue(head if head and is_region(last) else text) >= _ORGANISATION
