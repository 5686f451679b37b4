"""Weaknesses in dates: missing, reversed, written in two ways, or with time left out."""

from __future__ import annotations

import re

from libs.profile import tenure
from libs.profile.model import Evidence
from libs.profile.tenure import Span
from libs.profile.wording import clip, count, listed, quoted, sentence
from services.analysis.rubric.career import Role
from services.analysis.rubric.evidence import absence, computed, first_quotes
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume

# Study without a start is taken to have lasted this long: long enough not to see a gap in it.
_STUDY_MONTHS = 48
_NUMERIC = re.compile(r"\b(?:0?[1-9]|1[0-2])[/.](?:19|20)\d{2}\b")
_WORDED = re.compile(r"\b[^\W\d_]{3,10}\.?\s(?:19|20)\d{2}\b")


def undated(resume: Resume) -> Finding | None:
    """Roles without a start, or with a start alone."""
    bare = [role for role in resume.roles if role.start is None]
    if not bare:
        return None
    labels = listed([role.label for role in bare], 3)
    if len(bare) == len(resume.roles):
        gives = "gives no dates" if len(bare) == 1 else "give no dates"
        text = f"{labels} {gives}, so {resume.subject} can't be placed in time."
    else:
        verb = "gives" if len(bare) == 1 else "give"
        text = (
            f"{labels} {verb} no dates that can be read, unlike the other {_others(resume, bare)}."
        )
    looked = "month and year, or a year, beside the title or employer"
    evidence = (*first_quotes([role.evidence for role in bare], 4), absence(looked))
    return Finding("undated", text, evidence, 78, roles=tuple(bare))


def _others(resume: Resume, bare: list[Role]) -> str:
    return count(len(resume.roles) - len(bare), "role")


def reversed_dates(resume: Resume) -> Finding | None:
    """Roles that end before they begin."""
    wrong = [
        role
        for role in resume.roles
        if role.start and role.end and not role.current and role.end.last < role.start.first
    ]
    if not wrong:
        return None
    first = wrong[0]
    more = f", and {count(len(wrong) - 1, 'more role')} likewise" if len(wrong) > 1 else ""
    text = f"{first.label} ends ({first.end}) before it begins ({first.start}){more}."
    sources = first_quotes([role.evidence for role in wrong])
    how = f"end {first.end} compared with start {first.start}"
    return Finding("reversed_dates", text, (computed(how, sources),), 80, roles=tuple(wrong))


def gaps(resume: Resume) -> list[tuple[tenure.Gap, Role, Role]]:
    """Gaps between dated roles that neither study nor a dated project fills, longest first.

    The time after the last role isn't a gap: it would grow with the day of the analysis.
    """
    roles = [(role, role.start, role.end) for role in resume.roles if role.span and role.start]
    spans = [
        # For gaps, a year without a month is given the benefit of the doubt.
        Span(start.first, end.last if end and not role.current else 10**6)
        for role, start, end in roles
    ]
    found = tenure.gaps(spans, _filled(resume))
    pairs = [(gap, roles[gap.before][0], roles[gap.after][0]) for gap in found]
    return sorted(pairs, key=lambda pair: -pair[0].months)


def _filled(resume: Resume) -> list[Span]:
    """Time in study and in dated projects."""
    filled: list[Span] = []
    for record in resume.profile.education:
        start, end = tenure.parse(record.start), tenure.parse(record.end)
        if end or start:
            last = end.last if end else (start.first if start else 0) + _STUDY_MONTHS
            filled.append(Span(start.first if start else last - _STUDY_MONTHS, last))
    for project in resume.profile.projects:
        start, end = tenure.parse(project.start), tenure.parse(project.end)
        if start:
            filled.append(Span(start.first, max(start.last, end.last if end else start.last)))
    return filled


def gap(resume: Resume) -> Finding | None:
    found = gaps(resume)
    if not found:
        return None
    first, before, after = found[0]
    text = (
        f"{count(first.months, 'month')} without a dated entry lie between {before.label}"
        f" (until {before.end}) and {after.label} (from {after.start})"
    )
    if len(found) > 1:
        second, earlier, later = found[1]
        text += f", and {second.months} between {earlier.label} and {later.label}"
    sources = first_quotes([before.evidence, after.evidence])
    how = f"months from the end of one dated role to the start of the next: {first.months}"
    return Finding(
        "gap", sentence(text), (computed(how, sources),), 50 + min(first.months // 3, 15),
        roles=(before, after), terms=(str(first.months),),
    )  # fmt: skip


def mixed_formats(resume: Resume) -> Finding | None:
    """Some roles dated in digits (03/2021), others in words (March 2021)."""
    digits: list[Evidence] = []
    words: list[Evidence] = []
    for role in resume.roles:
        for evidence in role.evidence:
            start = evidence.start or 0
            if found := _NUMERIC.search(evidence.quote):
                digits.append(resume.locator.quote(start + found.start(), start + found.end()))
            elif found := _WORDED.search(evidence.quote):
                words.append(resume.locator.quote(start + found.start(), start + found.end()))
    if not digits or not words:
        return None
    text = (
        f"Dates are written in two ways: {quoted(digits[0].quote)} beside {quoted(words[0].quote)}"
        f" in the record of {clip(resume.subject, 60)}."
    )
    return Finding(
        "mixed_formats", text, (digits[0], words[0]), 15, terms=(digits[0].quote, words[0].quote)
    )
