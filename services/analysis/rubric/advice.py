"""What to do about each weakness: one concrete step, in the words of the resume."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from libs.profile.model import Recommendation
from services.analysis.rubric import rewrite
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Bullet, Resume
from services.analysis.rubric.strengths import best_lines, degree_name, highest_degree
from services.analysis.rubric.wording import clip, listed, possessive, quoted, years

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
            found.append(Recommendation(text=text, priority=_priority(finding), evidence=evidence))
    found.sort(key=lambda one: _ORDER[one.priority])
    return found[:_MOST]


def _priority(finding: Finding) -> Priority:
    if finding.weight >= _HIGH:
        return "high"
    return "medium" if finding.weight >= _MEDIUM else "low"


def _placeholders(resume: Resume, finding: Finding) -> str:
    where = f" in {possessive(resume.subject)} resume"
    return f"Replace {listed([quoted(term) for term in finding.terms])}{where} with real dates and real work, or delete it."


def _hidden(resume: Resume, finding: Finding) -> str:
    return (
        f"Delete the {finding.terms[0]} invisible words from {possessive(resume.subject)} file:"
        " programs flag them and they count for nothing."
    )


def _instructions(resume: Resume, finding: Finding) -> str:
    return f"Delete {quoted(finding.terms[0], 100)} from {possessive(resume.subject)} resume: it changes no result and costs trust."


def _contact(resume: Resume, finding: Finding) -> str:
    names = {
        "email": "e-mail address",
        "phone": "phone number",
        "link": "LinkedIn or portfolio address",
    }
    wanted = listed([f"[add your {names[term]}]" for term in finding.terms])
    who = resume.profile.personal_info
    beside = next((one for one in (who.email, who.phone, who.location, resume.name) if one), None)
    place = f"beside {quoted(beside, 60)}" if beside else "at the top"
    about = f" under {possessive(resume.name)} name" if resume.name else ""
    return f"Put {wanted} {place}{about}."


def _thin_latest(resume: Resume, finding: Finding) -> str:
    role = finding.roles[0]
    skills = [skill.name for skill in resume.profile.skills[:2]]
    using = f" with {listed(skills)}" if skills else ""
    return (
        f"Give {role.label} two to four lines, each in the form “[what you did]{using} for"
        f" {rewrite.NUMBER} [people, cases or amounts], {rewrite.RESULT}”."
    )


def _no_figures(resume: Resume, finding: Finding) -> str | None:
    if not finding.bullets:
        return None
    first = finding.bullets[0]
    others = [bullet for bullet in finding.bullets[1:] if bullet.label != first.label]
    second = (others or list(finding.bullets[1:2]))[:1]
    text = f"Say how much under {first.label}: {_numbered(resume, first)}"
    if second:
        where = f" ({second[0].label})" if second[0].label != first.label else ""
        text += f" and {_numbered(resume, second[0])}{where}"
    return text + "."


def _numbered(resume: Resume, bullet: Bullet) -> str:
    if resume.language == "en":
        return f"“{rewrite.with_number(bullet.text)}”"
    return f"“{clip(bullet.text, 110).rstrip('.')}: {rewrite.NUMBER}, {rewrite.RESULT}”"


def _weak_openings(resume: Resume, finding: Finding) -> str:
    steps: list[str] = []
    for bullet in finding.bullets[:2]:
        weak = bullet.weak or ""
        if resume.language == "en":
            steps.append(
                f"{quoted(weak)} → “{rewrite.with_deed(bullet.text, weak)}” ({bullet.label})"
            )
        else:
            own = f"“[your own deed]{bullet.text[len(weak) :].rstrip('.')}, {rewrite.RESULT}”"
            steps.append(f"{quoted(weak)} → {own} ({bullet.label})")
    return f"Open with your own deed: {listed(steps)}."


def _undated(_: Resume, finding: Finding) -> str:
    labels = listed(
        [f"{role.label}: [add start month and year] – [add end]" for role in finding.roles], 3
    )  # noqa: RUF001
    return f"Add the time to {labels}."


def _reversed(_: Resume, finding: Finding) -> str:
    role = finding.roles[0]
    return f"Correct the dates of {role.label}: now from {role.start} to {role.end}."


def _gap(_: Resume, finding: Finding) -> str:
    before, after = finding.roles[0], finding.roles[1]
    return (
        f"Account for the {finding.terms[0]} months between {before.label} ({before.end}) and {after.label}"
        f" ({after.start}) in one line: “[study, care, travel, freelance work], {before.end} – {after.start}”."  # noqa: RUF001
    )


def _no_summary(resume: Resume, _: Finding) -> str:
    latest = resume.latest
    what = clip(latest.title or latest.label, 60) if latest else "[your profession]"
    companies = list(dict.fromkeys(clip(role.company, 50) for role in resume.roles if role.company))
    where = f" at {listed(companies[:3])}" if companies else ""
    months = resume.profile.work_years
    time = f" with {years(round(months * 12))} of experience" if months and months >= 1 else ""
    best = best_lines(resume)[:1]
    proof = f"; {clip(best[0].text, 90).rstrip('. …')}" if best else f"; {rewrite.RESULT}"
    return f"Open with a sentence such as “{what}{time}{where}{proof}”, then say what you look for next."


def _missing_sections(resume: Resume, finding: Finding) -> str:
    steps: list[str] = []
    if "education" in finding.terms:
        steps.append("“Education: [degree], [school], [year]”")
    if "skills" in finding.terms:
        words = _skill_words(resume)
        steps.append(f"“Skills: {words}[add the others you use]”")
    after = resume.roles[-1].label if resume.roles else resume.subject
    return f"Add {listed(steps)} after {after}."


def _skill_words(resume: Resume) -> str:
    """Names with a capital inside lines (Kafka, Excel): skills the resume itself mentions."""
    words: list[str] = []
    for bullet in resume.bullets[:30]:
        for word in bullet.text.split()[1:]:
            bare = word.strip(",.;:()")
            inner = bare[:1].isupper() and bare.isalpha() and len(bare) > 2  # noqa: PLR2004
            if inner and bare not in words:
                words.append(bare)
    return "".join(f"{word}, " for word in words[:4])


def _unproven(resume: Resume, finding: Finding) -> str:
    latest = resume.latest
    under = f" under {latest.label}" if latest else ""
    shown = finding.terms[0]
    rest = listed([quoted(term, 50) for term in finding.terms[1:4]])
    return (
        f"Show “{shown}” at work{under}, such as “Used {shown} to [what you did] for {rewrite.NUMBER}"
        f" [people or cases]”, and do the same for {rest} or drop them."
    )


def _short(resume: Resume, finding: Finding) -> str:
    latest = resume.latest.label if resume.latest else None
    degree = highest_degree(resume)
    about = latest or (degree_name(degree) if degree else "") or resume.subject
    return f"Build the {finding.terms[0]} words out, first on {about}: what was the task, what did you do, {rewrite.RESULT}."


def _long(resume: Resume, finding: Finding) -> str | None:
    if not resume.dated:
        return None
    oldest = resume.dated[-1]
    own = [bullet for bullet in resume.of(oldest) if not bullet.measure.weight]
    example = f", starting with {quoted(own[0].text, 80)}" if own else ""
    return f"Cut the {finding.terms[0]} words from the oldest end: shorten {oldest.label} ({oldest.period}){example}."


def _dense(_: Resume, finding: Finding) -> str:
    bullet = finding.bullets[0]
    parts = [part for part in bullet.text.split(". ") if part]
    if len(parts) > 1:
        return f"Split the {bullet.words} words under {bullet.label} in two, the second from {quoted(parts[1], 70)}."
    return f"Split {quoted(bullet.text, 70)} ({bullet.label}, {bullet.words} words) into a deed and its result."


def _first_person(_: Resume, finding: Finding) -> str:
    bullet, word = finding.bullets[0], finding.terms[0]
    shorter = clip(bullet.text, 90)
    if bullet.text.startswith(f"{word} "):
        rest = shorter[len(word) + 1 :]
        return f"Drop “{word}”: “{rest[:1].upper()}{rest[1:].rstrip('.')}” ({bullet.label})."
    return f"Drop “{word}” from {quoted(shorter, 90)} ({bullet.label}) and begin with the verb."


def _mixed_openings(_: Resume, finding: Finding) -> str | None:
    changed: list[str] = []
    for bullet in finding.bullets[:2]:
        first, rest = bullet.text.split(" ", 1) if " " in bullet.text else (bullet.text, "")
        past = rewrite.past_of(first.casefold())
        if past:
            changed.append(f"“{past.capitalize()} {clip(rest, 60).rstrip('.')}”")
    if not changed:
        return None
    return f"Begin with the deed as elsewhere: {listed(changed)} ({finding.bullets[0].label})."


def _repeated(_: Resume, finding: Finding) -> str:
    word = finding.terms[0].capitalize()
    lines = [
        f"“[another verb] {clip(b.text.partition(' ')[2], 60).rstrip('.')}”"
        for b in finding.bullets[:2]
    ]
    return f"Keep “{word}” for one line and vary the others: {listed(lines)}."


def _cliches(resume: Resume, finding: Finding) -> str:
    best = best_lines(resume)[:1]
    instead = quoted(best[0].text, 100) if best else f"“{rewrite.RESULT}”"
    about = f" as {resume.latest.label}" if resume.latest else f" of {resume.subject}"
    return f"In place of {listed([quoted(term) for term in finding.terms])}, let a fact speak{about}: {instead}."


def _mixed_formats(resume: Resume, finding: Finding) -> str:
    return f"Write {quoted(finding.terms[0])} the way of {quoted(finding.terms[1])} in all {len(resume.roles)} roles."


_STEPS: dict[str, Callable[[Resume, Finding], str | None]] = {
    "placeholders": _placeholders,
    "hidden_text": _hidden,
    "instructions": _instructions,
    "contact": _contact,
    "thin_latest": _thin_latest,
    "no_figures": _no_figures,
    "weak_openings": _weak_openings,
    "undated": _undated,
    "reversed_dates": _reversed,
    "gap": _gap,
    "no_summary": _no_summary,
    "missing_sections": _missing_sections,
    "unproven_skills": _unproven,
    "short": _short,
    "long": _long,
    "dense": _dense,
    "first_person": _first_person,
    "mixed_openings": _mixed_openings,
    "repeated_opening": _repeated,
    "cliches": _cliches,
    "mixed_formats": _mixed_formats,
}
