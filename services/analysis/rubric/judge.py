"""From facts to judgement: work years, summary, strengths, weaknesses, advice and score."""

from __future__ import annotations

from datetime import date

from libs.profile import tenure
from libs.profile.model import Evidence, Profile
from libs.profile.wording import count
from services.analysis.reading.document import Document
from services.analysis.reading.memory import forget
from services.analysis.rubric import advice, guards, strengths, summary, weaknesses
from services.analysis.rubric.evidence import computed
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.score import score


def judge(document: Document, profile: Profile, today: date) -> Profile:
    """Complete a profile of facts with everything rules can say of it.

    `profile` holds the facts the builtin reader found in `document`; it isn't changed. The result
    is the same for the same arguments. Of `today` only what people expect depends: `work_years`
    and sentences that count a role still held up to now; the score doesn't.
    """
    try:
        return _judged(document, profile, today)
    finally:
        forget()


def _judged(document: Document, profile: Profile, today: date) -> Profile:
    resume = Resume(document, profile, today)
    months = tenure.union_months(role.span for role in resume.dated if role.span)
    evidence_of = {**profile.evidence_of}
    work_years = round(months / 12, 1) if months else None
    if work_years is not None:
        evidence_of["work_years"] = [_work_evidence(resume, months)]
    profile = profile.model_copy(update={"work_years": work_years, "evidence_of": evidence_of})
    resume.profile = profile
    text, sources = summary.summarise(resume, months)
    if text:
        evidence_of["summary"] = sources
    weak = weaknesses.weaknesses(resume)
    known = {warning.code for warning in profile.warnings}
    warned = [one for one in guards.warnings(document, profile) if one.code not in known]
    return profile.model_copy(
        update={
            "summary": text,
            "strengths": [finding.remark() for finding in strengths.strengths(resume)],
            "weaknesses": [finding.remark() for finding in weak],
            "recommendations": advice.recommendations(resume, weak),
            "score": score(resume),
            "warnings": [*profile.warnings, *warned],
        }
    )


def _work_evidence(resume: Resume, months: int) -> Evidence:
    """How the months were counted, and the dates they were counted from."""
    first = min(role.span.first for role in resume.dated if role.span)
    last = max(role.span.last for role in resume.dated if role.span)
    open_ended = any(role.current for role in resume.dated)
    until = (
        f"{tenure.name_month(last)}, the month of the analysis"
        if open_ended
        else tenure.name_month(last)
    )
    how = (
        f"{count(months, 'month')} covered by {count(len(resume.dated), 'dated role')} between"
        f" {tenure.name_month(first)} and {until}; months of overlapping roles count once;"
        f" {months} / 12 years"
    )
    return computed(
        how, [quote for role in resume.dated for quote in _date_quotes(resume, role.index)]
    )


def _date_quotes(resume: Resume, index: int) -> list[Evidence]:
    """The quotes of a role that hold its years, else its first quote."""
    role, record = resume.roles[index], resume.profile.experience[index]
    quotes = [one for one in record.evidence if one.kind == "quote"]
    wanted = {str(one.year) for one in (role.start, role.end) if one}
    short = {year[2:] for year in wanted}
    dated = [one for one in quotes if any(year in one.quote for year in wanted | short)]
    return (dated or quotes)[:2]
