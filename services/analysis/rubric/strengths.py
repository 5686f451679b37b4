"""What speaks for the applicant, in the words of the resume."""

from __future__ import annotations

from collections import Counter

from libs.profile.wording import count, listed, quoted, sentence
from services.analysis.rubric import learning, progress, skills
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.wording import named

_MOST = 7
_FEW = 3


def strengths(resume: Resume) -> list[Finding]:
    """The strengths, best first, at most seven; plain ones are named only where there are few."""
    rules = (
        _results, progress.promotion, progress.rise, _leadership, _skills_in_use,
        progress.long_stay, progress.steady, learning.distinction, learning.certificates,
        learning.languages,
    )  # fmt: skip
    found = [finding for rule in rules if (finding := rule(resume))]
    for rule in (progress.complete, _active, learning.degree):
        if len(found) < _FEW and (finding := rule(resume)):
            found.append(finding)
    return sorted(found, key=lambda finding: -finding.weight)[:_MOST]


def best_lines(resume: Resume) -> list[Bullet]:
    """Lines with figures, the most telling first: one of each role before a second of any."""
    recency = {role.index: place for place, role in enumerate(resume.dated)}
    measured = [bullet for bullet in resume.bullets if bullet.measure.weight]
    measured.sort(
        key=lambda bullet: (
            -bullet.measure.weight,
            bullet.weak is not None,
            recency.get(bullet.role, 99) if bullet.role is not None else 99,
            -len(bullet.measure.figures),
        )
    )
    seen: set[str] = set()
    firsts: list[Bullet] = []
    for bullet in measured:
        if bullet.label not in seen:
            seen.add(bullet.label)
            firsts.append(bullet)
    return firsts + [bullet for bullet in measured if bullet not in firsts]


def _results(resume: Resume) -> Finding | None:
    best = best_lines(resume)
    total = len(resume.bullets)
    # One small count among many lines isn't a strength.
    if not best or (best[0].measure.weight == Weight.COUNT and len(best) * 4 < total):
        return None
    first = f"{best[0].said()} ({best[0].label})"
    second = next((one for one in best[1:] if one.measure.weight >= Weight.SCALE), None)
    also = f", and {second.said()} ({second.label})" if second else ""
    if total == 1:
        text = f"The one line under {best[0].label} gives a figure: {best[0].said()}."
    elif len(best) == 1:
        text = f"One of the {total} lines says how much: {first}."
    else:
        share = "Both" if total == 2 else "All" if len(best) == total else f"{len(best)} of the"
        lines = "lines" if share == "Both" else f"{total} lines"
        text = f"{share} {lines} give figures, above all {first}{also}."
    how = f"{count(len(best), 'line')} with a figure, of {total} under roles and projects"
    quotes = [one.evidence for one in best]
    strong = len(best) * 3 >= total or best[0].measure.weight == Weight.CHANGE
    return Finding(
        "results",
        text,
        (*quotes[:4], computed(how, quotes[:12])),
        100 if strong else 60,
        bullets=tuple(one for one in (best[0], second) if one),
    )


def _leadership(resume: Resume) -> Finding | None:
    leading = [bullet for bullet in resume.bullets if bullet.leads and not bullet.weak]
    if not leading:
        return None
    shown = _results(resume)
    leading.sort(
        key=lambda one: (shown is not None and one in shown.bullets, not one.measure.weight)
    )
    first = leading[0]
    again = [label for label in dict.fromkeys(one.label for one in leading) if label != first.label]
    text = f"{resume.subject} has led people, as in {first.said()} ({first.label})"
    text += f", and again as {listed(again, 2)}" if again else ""
    quotes = tuple(bullet.evidence for bullet in leading[:4])
    return Finding("leadership", sentence(text), quotes, 75, bullets=(first,))


def _skills_in_use(resume: Resume) -> Finding | None:
    every = resume.skill_uses
    used = [(use.skill, use.bullet) for use in every if use.bullet]
    if not skills.well_shown(len(used), len(every)):
        return None
    names = [named(skill.name, 40) for skill, _ in used]
    # The line that shows most skills at once is the best example.
    bullet = Counter(bullet for _, bullet in used).most_common(1)[0][0]
    text = (
        f"{len(used)} of the {len(every)} listed skills show in the work itself,"
        f" {listed(names, 5)},"
        f" for example in {quoted(bullet.text, 120)} ({bullet.label})."
    )
    lines = list(dict.fromkeys(bullet for _, bullet in used))
    quotes = [line.evidence for line in lines[:6]]
    listed_at = first_quotes([skill.evidence for skill, _ in used], 6)
    how = "listed skills whose words stand in a line under a role or project"
    weight = 70 if len(used) * 3 >= len(every) else 52
    return Finding("skills", text, (*quotes[:3], computed(how, [*listed_at, *quotes])), weight)


def _active(resume: Resume) -> Finding | None:
    """Lines that all open with a deed: worth a word where there is little else to say."""
    lines = resume.bullets
    if resume.words is None or len(lines) < _FEW or any(line.weak for line in lines):
        return None
    text = (
        f"All {len(lines)} lines open with what {resume.subject} did, from"
        f" {quoted(lines[0].text, 70)}"
        f" to {quoted(lines[-1].text, 70)}."
    )
    return Finding("active", text, (lines[0].evidence, lines[-1].evidence), 32)
