"""What speaks for the applicant, in the words of the resume."""

from __future__ import annotations

from services.analysis.rubric import learning, progress, skills
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Bullet, Resume
from services.analysis.rubric.wording import count, listed, quoted

_MOST = 7
_FEW = 3


def strengths(resume: Resume) -> list[Finding]:
    """The strengths, best first, at most seven."""
    rules = (
        _results, _promotion, _rise, _leadership, _skills_in_use, _long_stay, _steady,
        _education, _certifications, _languages,
    )  # fmt: skip
    found = [finding for rule in rules if (finding := rule(resume))]
    if len(found) < _FEW:
        found += [finding for rule in (_complete, _degree) if (finding := rule(resume))]
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
    if not best:
        return None
    total = len(resume.bullets)
    how = f"{count(len(best), 'line')} with a figure, of {total} under roles and projects"
    first = f"{quoted(best[0].text)} ({best[0].label})"
    second = next((one for one in best[1:] if one.measure.weight >= Weight.SCALE), None)
    also = f", and {quoted(second.text)} ({second.label})" if second else ""
    if total == 1:
        text = f"The one line under {best[0].label} gives a figure: {quoted(best[0].text)}."
    elif len(best) == 1:
        text = f"One of the {total} lines gives a figure and stands out for it: {first}."
    else:
        share = "All" if len(best) == total else f"{len(best)} of the"
        text = f"{share} {total} lines give figures, above all {first}{also}."
    return Finding(
        "results",
        text,
        (*(one.evidence for one in best[:4]), computed(how, [one.evidence for one in best])),
        weight=100 if len(best) * 3 >= total or best[0].measure.weight == Weight.CHANGE else 60,
        bullets=tuple(best[:2]),
    )




def _leadership(resume: Resume) -> Finding | None:
    leading = [bullet for bullet in resume.bullets if bullet.leads and not bullet.weak]
    if not leading:
        return None
    shown = best_lines(resume)[:1]
    leading.sort(key=lambda bullet: (bullet in shown, -min(bullet.measure.weight, 1)))
    first = leading[0]
    roles = list(dict.fromkeys(bullet.label for bullet in leading))
    text = f"{resume.subject} shows leadership in {quoted(first.text)} ({first.label})"
    if len(roles) > 1:
        rest = [label for label in roles if label != first.label]
        text += f" and again as {listed(rest, 2)}"
    quotes = tuple(bullet.evidence for bullet in leading[:4])
    return Finding("leadership", text + ".", quotes, 75, bullets=(first,))


def _skills_in_use(resume: Resume) -> Finding | None:
    listed_skills = skills.uses(resume)
    used = [(use.skill, use.bullet) for use in listed_skills if use.bullet]
    if len(used) < 2:  # noqa: PLR2004
        return None
    names = [skill.name for skill, _ in used]
    bullet = used[0][1]
    text = (
        f"{len(used)} of the {len(listed_skills)} listed skills show in the work itself, {listed(names, 5)},"
        f" for example in {quoted(bullet.text, 120)} ({bullet.label})."
    )
    sources = list(dict.fromkeys((b.evidence.start, b.evidence.end) for _, b in used))
    quotes = [resume.locator.quote(start or 0, end or 0) for start, end in sources[:6]]
    listed_at = first_quotes([skill.evidence for skill, _ in used], 6)
    how = "listed skills whose words stand in a line under a role or project"
    return Finding("skills", text, (*quotes[:3], computed(how, [*listed_at, *quotes])), 70)










