"""What to do about each weakness: one concrete step, in the words of the resume."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from libs.profile.model import Recommendation
from libs.profile.wording import clip, listed, quoted, sentence, years
from services.analysis.rubric import advice_lines, rewrite
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.learning import degree_name, highest_degree
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.strengths import best_lines
from services.analysis.rubric.wording import possessive, shorten

Priority = Literal["high", "medium", "low"]
_MOST = 8
_HIGH, _MEDIUM = 65, 38
_ORDER: dict[Priority, int] = {"high": 0, "medium": 1, "low": 2}


def recommendations(resume: Resume, weaknesses: list[Finding]) -> list[Recommendation]:
    """One step for each weakness, the most useful first, at most eight."""
    found: list[Recommendation] = []
    for finding in weaknesses:
        text = _STEPS[finding.code](resume, finding)
        if text:
            evidence = list(finding.evidence)
            found.append(
                Recommendation(text=sentence(text), priority=_priority(finding), evidence=evidence)
            )
    found.sort(key=lambda one: _ORDER[one.priority])
    return found[:_MOST]


def _priority(finding: Finding) -> Priority:
    if finding.weight >= _HIGH:
        return "high"
    return "medium" if finding.weight >= _MEDIUM else "low"


def _placeholders(resume: Resume, finding: Finding) -> str:
    where = f" in {possessive(resume.subject)} resume"
    return (
        f"Replace {listed([quoted(term) for term in finding.terms])}{where} with real dates"
        f" and real work, or delete it."
    )


def _hidden(resume: Resume, finding: Finding) -> str:
    return (
        f"Delete the {finding.terms[0]} invisible words from {possessive(resume.subject)} file:"
        " programs flag them and they count for nothing."
    )


def _instructions(resume: Resume, finding: Finding) -> str:
    return (
        f"Delete {quoted(finding.terms[0], 100)} from {possessive(resume.subject)} resume: it"
        f" changes no result and costs trust."
    )


def _contact(resume: Resume, finding: Finding) -> str:
    names = {
        "email": "e-mail address",
        "phone": "phone number",
        "link": "LinkedIn or portfolio address",
    }
    wanted = listed([f"[add your {names[term]}]" for term in finding.terms])
    who = resume.profile.personal_info
    beside = next((one for one in (who.email, who.phone, resume.name) if one), None)
    place = f"beside {quoted(beside, 60)}" if beside else "at the top"
    about = resume.latest.label if resume.latest else resume.subject
    step = "look further" if finding.terms == ("link",) else "answer"
    return f"Put {wanted} {place}, so that whoever reads about {about} can {step}."


def _thin_latest(resume: Resume, finding: Finding) -> str:
    role = finding.roles[0]
    skills = [skill.name for skill in resume.profile.skills[:2]]
    using = f" with {listed(skills)}" if skills else ""
    return (
        f"Give {role.label} two to four lines, each in the form “[what you did]{using} for"
        f" {rewrite.NUMBER} [people, cases or amounts], {rewrite.RESULT}”."
    )


def _undated(_: Resume, finding: Finding) -> str:
    labels = listed(
        [f"{role.label}: [add start month and year] – [add end]" for role in finding.roles], 3
    )
    return f"Add the time to {labels}."


def _reversed(_: Resume, finding: Finding) -> str:
    role = finding.roles[0]
    return f"Correct the dates of {role.label}: now from {role.start} to {role.end}."


def _gap(_: Resume, finding: Finding) -> str:
    before, after = finding.roles[0], finding.roles[1]
    return (
        f"Account for the {finding.terms[0]} months between {before.label} ({before.end}) and"
        f" {after.label}"
        f" ({after.start}) in one line: “[study, care, travel, freelance work], {before.end} –"
        f" {after.start}”."
    )


def _no_summary(resume: Resume, _: Finding) -> str:
    latest = resume.latest
    what = (
        shorten(latest.title or latest.label).removesuffix(" …") if latest else "[your profession]"
    )
    companies = list(dict.fromkeys(shorten(role.company) for role in resume.roles if role.company))
    where = f" at {listed(companies[:3])}" if companies else ""
    months = resume.profile.work_years
    time = f" with {years(round(months * 12))} of experience" if months and months >= 1 else ""
    best = best_lines(resume)[:1]
    proof = best[0].said(90).strip("“”… ") if best else rewrite.RESULT
    joined = rewrite.as_clause(proof) if resume.language == "en" else proof
    return (
        f"Open {possessive(resume.subject)} resume with a sentence such as"
        f" “{what}{time}{where}, {joined}”, then say what you look for next."
    )


def _missing_sections(resume: Resume, finding: Finding) -> str:
    steps: list[str] = []
    if "education" in finding.terms:
        steps.append("“Education: [degree], [school], [year]”")
    if "skills" in finding.terms:
        lines = best_lines(resume) or list(resume.bullets[:1])
        behind = f" behind ‘{clip(lines[0].text, 70)}’" if lines else ""
        steps.append(f"“Skills: [the tools and methods{behind}]”")
    after = resume.roles[-1].label if resume.roles else resume.subject
    return sentence(f"Add {listed(steps)} after {after}")


def _unproven(resume: Resume, finding: Finding) -> str:
    latest = resume.latest
    under = f" under {latest.label}" if latest else ""
    rest = listed([quoted(term, 50) for term in finding.terms[1:4]])
    return (
        f"Back the skill {quoted(finding.terms[0], 50)} of {resume.subject} with a"
        f" line{under}, as in"
        f" “{rewrite.DEED} using {clip(finding.terms[0], 50)}, {rewrite.RESULT}”, and do the"
        f" same for"
        f" {rest} or drop them."
    )


def _short(resume: Resume, finding: Finding) -> str:
    grow = f"Grow the {finding.terms[0]} words"
    told = next((lines for role in resume.roles if (lines := resume.of(role))), None)
    if told:
        return (
            f"{grow} where {told[-1].label} stops at {quoted(told[-1].text, 70)}, with lines on"
            f" {rewrite.DEED}, [for whom] and {rewrite.RESULT}."
        )
    degree = highest_degree(resume)
    about = resume.latest.label if resume.latest else degree_name(degree) if degree else ""
    return f"{grow}, first on {about or resume.subject}, with {rewrite.DEED} and {rewrite.RESULT}."


def _long(resume: Resume, finding: Finding) -> str | None:
    if not resume.dated:
        return None
    oldest = resume.dated[-1]
    own = [bullet for bullet in resume.of(oldest) if not bullet.measure.weight]
    example = f", starting with {quoted(own[0].text, 80)}" if own else ""
    return (
        f"Cut the {finding.terms[0]} words from the oldest end: shorten {oldest.label}"
        f" ({oldest.period}){example}."
    )


def _cliches(resume: Resume, finding: Finding) -> str:
    best = best_lines(resume)
    about = f"as {resume.latest.label}" if resume.latest else f"of {resume.subject}"
    instead = (best[1] if len(best) > 1 else best[0]).said(100) if best else f"“{rewrite.HOW_MUCH}”"
    return (
        f"In place of {listed([quoted(term) for term in finding.terms])}, let a fact speak"
        f" {about}: {instead}."
    )


def _mixed_formats(resume: Resume, finding: Finding) -> str:
    return (
        f"Write {quoted(finding.terms[0])} the way of {quoted(finding.terms[1])} in all"
        f" {len(resume.roles)} roles."
    )


_STEPS: dict[str, Callable[[Resume, Finding], str | None]] = {
    "placeholders": _placeholders,
    "hidden_text": _hidden,
    "instructions": _instructions,
    "contact": _contact,
    "thin_latest": _thin_latest,
    "no_figures": advice_lines.no_figures,
    "weak_openings": advice_lines.weak_openings,
    "undated": _undated,
    "reversed_dates": _reversed,
    "gap": _gap,
    "no_summary": _no_summary,
    "missing_sections": _missing_sections,
    "unproven_skills": _unproven,
    "short": _short,
    "long": _long,
    "dense": advice_lines.dense,
    "first_person": advice_lines.first_person,
    "mixed_openings": advice_lines.mixed_openings,
    "repeated_opening": advice_lines.repeated,
    "cliches": _cliches,
    "mixed_formats": _mixed_formats,
}
