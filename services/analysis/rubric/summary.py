"""The summary: facts of the profile joined into sentences, and the quotes they come from."""

from __future__ import annotations

from libs.profile.model import Evidence
from libs.profile.wording import clip, count, listed, years
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.learning import degree_name, expected, highest_degree
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.strengths import best_lines
from services.analysis.rubric.wording import APPLICANT, named, possessive, shorten, spoken

_MOST_SKILLS = 5
_Part = tuple[str, list[Evidence]]  # a sentence, and the quotes it was made from


def summarise(resume: Resume, work_months: int) -> tuple[str | None, list[Evidence]]:
    """A few sentences on who this is, and their evidence; None where there is nothing to say."""
    said = [first] if (first := _now(resume, work_months)) else []
    said += [part] if (part := _earlier(resume)) else []
    for tell in (_study, _skills, _best):
        # The name is said once.
        told = any(resume.subject in text for text, _ in said)
        said += [part] if (part := tell(resume, APPLICANT if told else resume.subject)) else []
    if not said:
        return None, []
    sources = [source for _, quotes in said for source in quotes]
    unique = list({(one.start, one.end, one.how): one for one in sources}.values())
    how = "joined from facts of the profile, each as quoted"
    return " ".join(spoken(text) for text, _ in said), [computed(how, unique)]


def _now(resume: Resume, work_months: int) -> _Part | None:
    """Who, doing what, where, and how long they have worked."""
    latest = resume.latest
    if latest is None or not latest.title:
        return None
    place = resume.profile.personal_info.location
    who = f"{resume.subject}, {clip(place, 60)}," if place else resume.subject
    if latest.period:
        text = f"{who} has worked as {latest.label} {latest.period}"
        if not latest.current:
            text = f"{who} last worked as {latest.label} ({latest.period})"
    else:
        text = f"{who} {'works' if latest.current else 'has worked'} as {latest.label}"
    employers = {role.company.casefold() for role in resume.dated if role.company}
    if work_months:
        text += f" and shows {years(work_months)} of dated work"
        text += f" at {count(len(employers), 'employer')}" if len(employers) > 1 else " in all"
    evidence_of = resume.profile.evidence_of
    paths = ("personal_info.name", "personal_info.location") if place else ("personal_info.name",)
    personal = [one for path in paths for one in evidence_of.get(path, [])[:1]]
    return text, [*personal, *first_quotes([latest.evidence]), *evidence_of.get("work_years", [])]


def _earlier(resume: Resume) -> _Part | None:
    latest = resume.latest
    roles = [role for role in (resume.dated or resume.roles) if role is not latest and role.title]
    if not roles:
        return None
    names = listed([role.label for role in roles], 4)
    lead = "Before that came" if resume.dated else "Other roles are"
    return f"{lead} {names}", first_quotes([role.evidence for role in roles], 4)


def _study(resume: Resume, who: str) -> _Part | None:
    record = highest_degree(resume)
    certificates = resume.profile.certifications
    held = listed([named(one.name, 80) for one in certificates], 2)
    sources = first_quotes([one.evidence for one in certificates], 2)
    if record is None or not (record.degree or record.institution):
        return (f"{who} holds {held}", sources) if held else None
    degree, school = degree_name(record), shorten(record.institution or "", 70)
    end = expected(resume, record)
    where = "at" if end else "from"
    what = f"{degree} {where} {school}" if degree and school else degree or f"study at {school}"
    held = f"the certificate{'s' if len(certificates) > 1 else ''} {held}" if held else ""
    if end:
        also = f", and holds {held}" if held else ""
        text = f"{who} studies for {what} (expected {end}){also}"
    else:
        year = f" ({record.end[:4]})" if record.end else ""
        also = f", and {held}" if held else ""
        text = f"{who} brings {what}{year}{also}"
    return text, [
        *first_quotes([record.evidence]),
        *sources,
    ]


def _skills(resume: Resume, who: str) -> _Part | None:
    """Skills, those shown at work first; languages."""
    uses = resume.skill_uses
    ordered = [use.skill for use in uses if use.bullet] + [
        use.skill for use in uses if not use.bullet
    ]
    chosen = ordered[:_MOST_SKILLS]
    spoken = resume.profile.languages
    sources = first_quotes([one.evidence for one in (*chosen, *spoken)], _MOST_SKILLS + 3)
    names = listed([named(skill.name, 40) for skill in chosen])
    languages = listed([one.name for one in spoken], 4)
    if names:
        among = f"Among {len(uses)}" if len(uses) > len(chosen) else "The"
        text = f"{among} skills listed: {names}"
        return text + (f"; languages: {languages}" if languages else ""), sources
    return (f"{who} speaks {languages}", sources) if languages else None


def _best(resume: Resume, who: str) -> _Part | None:
    best = best_lines(resume)[:1]
    if not best:
        return None
    total = len(resume.bullets)
    of = f"Of {possessive(who)} {total} lines the most telling is"
    if total == 1:
        of = f"{who} writes"
    return f"{of} {best[0].said(130)} ({best[0].label})", [best[0].evidence]
