"""The summary: facts of the profile joined into sentences, and the quotes they come from."""

from __future__ import annotations

from libs.profile.model import Evidence
from services.analysis.rubric import skills
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.resume import Resume, Role
from services.analysis.rubric.strengths import best_lines, degree_name, highest_degree
from services.analysis.rubric.wording import clip, count, listed, quoted, years

_MOST_SKILLS = 5


def summarise(resume: Resume, work_months: int) -> tuple[str | None, list[Evidence]]:
    """A few sentences on who this is, and their evidence; None where there is nothing to say."""
    parts = [_now(resume), _before(resume, work_months), _study(resume), _known_for(resume)]
    said = [part for part in parts if part]
    if not said:
        return None, []
    sources = [source for _, quotes in said for source in quotes]
    unique = list({(one.start, one.end, one.how): one for one in sources}.values())
    how = "joined from facts of the profile, each as quoted"
    return " ".join(text for text, _ in said), [computed(how, unique)]


def _now(resume: Resume) -> tuple[str, list[Evidence]] | None:
    latest = resume.latest
    named = resume.profile.evidence_of.get("personal_info.name", [])[:1]
    if latest is None or not latest.title:
        return None
    where = (
        f", {resume.profile.personal_info.location},"
        if resume.profile.personal_info.location
        else ""
    )
    located = resume.profile.evidence_of.get("personal_info.location", [])[:1] if where else []
    since = f" since {latest.start}" if latest.start else ""
    if latest.current:
        text = f"{resume.subject}{where} has worked as {_named(latest)}{since}."
    elif latest.period:
        text = f"{resume.subject}{where} last worked as {_named(latest)} ({latest.period})."
    else:
        text = f"{resume.subject}{where} names {_named(latest)} first among {count(len(resume.roles), 'role')}."
    return text, [*named, *located, *first_quotes([latest.evidence])]


def _before(resume: Resume, work_months: int) -> tuple[str, list[Evidence]] | None:
    latest = resume.latest
    earlier = [role for role in (resume.dated or resume.roles) if role is not latest and role.title]
    employers = {role.company.casefold() for role in resume.roles if role.company}
    sources = first_quotes([role.evidence for role in earlier], 4)
    names = listed([_named(role) for role in earlier], 3)
    if work_months and earlier:
        span = f"{years(work_months)} of dated work with {count(len(employers), 'employer')}"
        if not employers:
            span = f"{years(work_months)} of dated work"
        return f"The record holds {span}; before that came {names}.", sources
    if earlier:
        return f"The other roles are {names}.", sources
    if work_months and latest:
        return f"That is {years(work_months)} of dated work.", first_quotes([latest.evidence])
    return None


def _study(resume: Resume) -> tuple[str, list[Evidence]] | None:
    record = highest_degree(resume)
    held = [clip(one.name, 80) for one in resume.profile.certifications]
    certificates = f"{count(len(held), 'certificate')} ({listed(held, 2)})" if held else ""
    sources = first_quotes([one.evidence for one in resume.profile.certifications], 2)
    if record and (record.degree or record.institution):
        degree = degree_name(record)
        school = clip(record.institution or "", 90)
        what = f"{degree} from {school}" if degree and school else degree or f"study at {school}"
        year = f" ({(record.end or '')[:4]})" if record.end else ""
        also = f", with {certificates}" if certificates else ""
        text = f"{resume.subject} brings {what}{year}{also}."
        return text, [*first_quotes([record.evidence]), *sources]
    return (f"{resume.subject} holds {certificates}.", sources) if held else None


def _known_for(resume: Resume) -> tuple[str, list[Evidence]] | None:
    uses = skills.uses(resume)
    ordered = [use.skill for use in uses if use.bullet] + [
        use.skill for use in uses if not use.bullet
    ]
    names = [clip(skill.name, 40) for skill in ordered[:_MOST_SKILLS]]
    sources = first_quotes([skill.evidence for skill in ordered[:_MOST_SKILLS]], _MOST_SKILLS)
    best = best_lines(resume)[:1]
    told = f"{quoted(best[0].text, 120)} ({best[0].label})" if best else ""
    quotes = [one.evidence for one in best]
    if names and told:
        return f"Skills include {listed(names)}; the line that shows most is {told}.", [
            *sources,
            *quotes,
        ]
    if told:
        return f"The line that shows most is {told}.", quotes
    if names and resume.name:
        return f"Skills that {resume.name} lists include {listed(names)}.", sources
    return None


def _named(role: Role) -> str:
    return role.label
