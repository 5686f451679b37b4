"""Strengths that were learned: study, certificates, languages."""

from __future__ import annotations

import re

from libs.profile import tenure
from libs.profile.model import Education
from libs.profile.wording import clip, count, listed, quoted, sentence
from services.analysis.rubric.evidence import first_quotes
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.wording import named, possessive

_DISTINCTION = re.compile(
    r"\b(?:summa|magna)? ?cum laude\b|\bdean[’']s list\b|\bvaledictorian\b|\bfirst[- ]class\b"
    r"|\b(?:with|mit) (?:honou?rs|distinction|auszeichnung)\b|\bfellowship\b|\bscholar(?:ship)?\b"
    r"|\bhonou?rs?\b|\bmenci[oó]n honor[ií]fica\b|\bbeca de\b|\bmention (?:très )?bien\b"
    r"|\bGPA:?\s*(?:3\.[5-9]\d?|4\.0{1,2})\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expected|anticipated|estimated|voraussichtlich|previst[oa]|prévue?)\b", re.IGNORECASE
)
_CELL = re.compile(r"\s[·•|–—-]\s|\s{3,}|\t")
_DEGREES = (
    re.compile(
        r"\b(?:ph\.? ?d|doctor|doctorado|doctorat|promotion|m\.?d\.|j\.?d\.)", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:master|m\.?s\.?c?|m\.?a|m\.?eng|mba|m\.?ed|maestr[ií]a|mast[eè]re|diplom)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:bachelor|b\.?s\.?c?|b\.?a|b\.?e|b\.?m|b\.?eng|bba|bsn|licenciatura|licence|grado)\b",
        re.IGNORECASE,
    ),
)


def distinction(resume: Resume) -> Finding | None:
    """Study with a distinction, an honour or high marks."""
    for record in resume.profile.education:
        places = [e for e in record.evidence if e.start is not None and e.end is not None]
        if not places:
            continue
        begin, end = min(e.start or 0 for e in places), max(e.end or 0 for e in places)
        found = _DISTINCTION.search(resume.document.text, begin, end + 220)
        line = resume.locator.line_at(found.start()) if found else None
        if not found or not line or _next_record(resume, record, begin) <= found.start():
            continue
        begin, end = _cell(line.text, found.start() - line.start)
        words = resume.locator.quote(line.start + begin, line.start + end)
        study = f"{possessive(resume.subject)} study at {_school(record)}"
        text = f"{study} stands out: {quoted(words.quote, 110)}."
        return Finding("distinction", text, (words, *first_quotes([record.evidence])), 58)
    return None


def degree(resume: Resume) -> Finding | None:
    """The highest degree, with its school."""
    best = highest_degree(resume)
    if not best or not (best.degree and best.institution):
        return None
    name, school = degree_name(best), _school(best)
    text = f"{resume.subject} brings {name} from {school}."
    if end := expected(resume, best):
        text = f"{resume.subject} studies for {name} at {school}, expected {end}."
    return Finding("degree", text, tuple(first_quotes([best.evidence])), 35)


def highest_degree(resume: Resume) -> Education | None:
    """The record with the highest degree its words state, else the first."""

    def level(record: Education) -> int:
        words = record.degree or ""
        return next((n for n, degree in enumerate(_DEGREES) if degree.search(words)), len(_DEGREES))

    return min(resume.profile.education, key=level, default=None)


def expected(resume: Resume, record: Education) -> tenure.PartialDate | None:
    """When a degree is to come that isn't held yet."""
    end, now = tenure.parse(record.end), tenure.month_of(resume.today)
    if end is None or end.last < now:
        return None
    if end.first > now:
        return end
    starts = [one.start for one in record.evidence if one.start is not None]
    lines = [line.text for start in starts if (line := resume.locator.line_at(start))]
    return end if any(_EXPECTED.search(line) for line in lines) else None


def degree_name(record: Education) -> str:
    """`Bachelor of Arts in History`; the field isn't said twice."""
    degree, field = clip(record.degree or "", 90), clip(record.field or "", 70)
    if field and field.casefold() not in degree.casefold():
        return f"{degree} in {field}" if degree else field
    return degree


def certificates(resume: Resume) -> Finding | None:
    """Certificates and licences."""
    records = resume.profile.certifications
    if not records:
        return None
    names = [named(record.name, 80) for record in records]
    text = sentence(
        f"{resume.subject} holds {count(len(names), 'certificate')}: {listed(names, 3)}"
    )
    sources = first_quotes([record.evidence for record in records])
    return Finding("certificates", text, tuple(sources), 65 if len(names) > 1 else 48)


def languages(resume: Resume) -> Finding | None:
    """Languages, with their levels."""
    records = resume.profile.languages
    if not records:
        return None
    names = [f"{one.name} ({clip(one.level, 40)})" if one.level else one.name for one in records]
    text = f"{resume.subject} names {len(names)} languages: {listed(names, 5)}."
    if len(names) == 1:
        text = f"{resume.subject} speaks {names[0]}."
    sources = first_quotes([record.evidence for record in records])
    return Finding("languages", text, tuple(sources), 45 if len(names) > 1 else 30)


def _school(record: Education) -> str:
    name = clip(record.institution or record.degree or "the school", 90)
    year = (record.end or "")[:4]
    return f"{name} ({year})" if year else name


def _cell(line: str, at: int) -> tuple[int, int]:
    """The part of a line between its separators that holds offset `at`."""
    begin = max((found.end() for found in _CELL.finditer(line, 0, at)), default=0)
    following = _CELL.search(line, at)
    return begin, following.start() if following else len(line)


def _next_record(resume: Resume, record: Education, begin: int) -> int:
    """Where the next record of any kind begins after `begin`."""
    others = [e for e in resume.profile.education if e is not record]
    records = [*others, *resume.profile.experience, *resume.profile.projects]
    starts = [e.start for one in records for e in one.evidence if e.start is not None]
    return min((start for start in starts if start > begin), default=len(resume.document.text))
