"""What to do about each weakness: one concrete step, in the words of the resume."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from libs.profile.model import Recommendation
from libs.profile.wording import clip, listed, quoted, sentence, years
from services.analysis.rubric import advice_lines, rewrite
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.finding import Finding, Step
from services.analysis.rubric.learning import degree_name, highest_degree
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.strengths import best_lines
from services.analysis.rubric.wording import possessive, spoken

Priority = Literal["high", "medium", "low"]
_MOST = 8
_LONGEST_PROOF = 110  # characters
_HIGH, _MEDIUM = 65, 38
_ORDER: dict[Priority, int] = {"high": 0, "medium": 1, "low": 2}


def recommendations(resume: Resume, weaknesses: list[Finding]) -> list[Recommendation]:
    """One step for each weakness, the most useful first, at most eight."""
    found: list[Recommendation] = []
    for finding in weaknesses:
        step = _STEPS[finding.code](resume, finding)
        text, lines = step if isinstance(step, tuple) else (step, ())
        if text:
            evidence = finding.proof(lines)
            found.append(
                Recommendation(text=spoken(text), priority=_priority(finding), evidence=evidence)
            )
    found.sort(key=lambda one: _ORDER[one.priority])
    return found[:_MOST]


def _priority(finding: Finding) -> Priority:
    if finding.weight >= _HIGH:
        return "high"
    return "medium" if finding.weight >= _MEDIUM else "low"


def _placeholders(resume: Resume, finding: Finding) -> str:
    where = f" in {possessive(resume.subject)} resume"
    them = "them" if len(finding.terms) > 1 else "it"
    return (
        f"Replace {listed([quoted(term) for term in finding.terms])}{where} with real dates"
        f" and real work, or delete {them}."
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


def _no_summary(resume: Resume, _: Finding) -> Step:
    proof, lines = _proof(resume)
    text = (
        f"Open {possessive(resume.subject)} resume with a sentence such as"
        f" “{_occupation(resume)}{_experience(resume)}, {proof}”, then say what you look for next."
    )
    return text, lines


def _occupation(resume: Resume) -> str:
    """The title with its own employer: one of the past is no occupation."""
    latest = resume.latest
    if latest is None or not latest.title:
        return "[your profession]"
    return latest.label if latest.current else f"[your profession], last {latest.label}"


def _experience(resume: Resume) -> str:
    """All the time at work, whatever the titles were."""
    worked = resume.profile.work_years
    return f", with {years(round(worked * 12))} of work in all" if worked and worked >= 1 else ""


def _proof(resume: Resume) -> tuple[str, list[Bullet]]:
    """A whole line of the role that was named, which can follow it; and the line itself."""
    if resume.language == "en" and resume.latest:
        own = resume.of(resume.latest)
        for bullet in [one for one in best_lines(resume) if one in own]:
            line = bullet.text.rstrip(". ")
            if len(line) <= _LONGEST_PROOF and (clause := rewrite.as_clause(line)) != line:
                return clause, [bullet]
    return f"who {rewrite.DEED}, {rewrite.RESULT}", []


def _missing_sections(resume: Resume, finding: Finding) -> Step:
    steps: list[str] = []
    lines: list[Bullet] = []
    if "education" in finding.terms:
        steps.append("“Education: [degree], [school], [year]”")
    if "skills" in finding.terms:
        lines = (best_lines(resume) or list(resume.bullets))[:1]
        behind = f" behind ‘{clip(lines[0].text, 70)}’" if lines else ""
        steps.append(f"“Skills: [the tools and methods{behind}]”")
    after = resume.roles[-1].label if resume.roles else resume.subject
    return sentence(f"Add {listed(steps)} after {after}"), lines


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


def _short(resume: Resume, finding: Finding) -> Step:
    grow = f"Grow the {finding.terms[0]} words"
    told = next((lines for role in resume.roles if (lines := resume.of(role))), None)
    if told:
        text = (
            f"{grow} where {told[-1].label} stops at {quoted(told[-1].text, 70)}, with lines on"
            f" {rewrite.DEED}, [for whom] and {rewrite.RESULT}."
        )
        return text, told[-1:]
    degree = highest_degree(resume)
    about = resume.latest.label if resume.latest else degree_name(degree) if degree else ""
    return f"{grow}, first on {about or resume.subject}, with {rewrite.DEED} and {rewrite.RESULT}."


def _long(resume: Resume, finding: Finding) -> Step:
    if not resume.dated:
        return None
    oldest = resume.dated[-1]
    own = [bullet for bullet in resume.of(oldest) if not bullet.measure.weight][:1]
    example = f", starting with {quoted(own[0].text, 80)}" if own else ""
    text = (
        f"Cut the {finding.terms[0]} words from the oldest end: shorten {oldest.label}"
        f" ({oldest.period}){example}."
    )
    return text, own


def _cliches(resume: Resume, finding: Finding) -> Step:
    best = best_lines(resume)[:2][-1:]
    about = f" of {resume.subject}"
    instead = f"“{rewrite.HOW_MUCH}”"
    if best:
        about, instead = "", f"{best[0].said(100)} ({best[0].label})"
    text = (
        f"In place of {listed([quoted(term) for term in finding.terms])}, let a fact speak"
        f"{about}: {instead}."
    )
    return text, best


def _mixed_formats(resume: Resume, finding: Finding) -> str:
    return (
        f"Write {quoted(finding.terms[0])} the way of {quoted(finding.terms[1])} in all"
        f" {len(resume.roles)} roles."
    )


_STEPS: dict[str, Callable[[Resume, Finding], Step]] = {
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
