"""What speaks for the applicant, in the words of the resume."""

from __future__ import annotations

import re

from libs.profile.model import Education
from services.analysis.rubric import progression, skills, tenure
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Bullet, Resume, Role
from services.analysis.rubric.wording import clip, count, listed, possessive, quoted, years

_MOST = 7
_FEW = 3
_LONG_STAY = 48  # months with one employer that are worth a word
_STEADY = 36  # months of record below which "no break" says little
_SHORT_BREAK = 2
_DISTINCTION = re.compile(
    r"\b(?:summa|magna)? ?cum laude\b|\bdean[’']s list\b|\bvaledictorian\b|\bfirst[- ]class\b"  # noqa: RUF001
    r"|\b(?:with|mit) (?:honou?rs|distinction|auszeichnung)\b|\bfellowship\b|\bscholar(?:ship)?\b"
    r"|\bhonou?rs?\b|\bmenci[oó]n honor[ií]fica\b|\bbeca de\b|\bmention (?:très )?bien\b"
    r"|\bGPA:?\s*(?:3\.[5-9]\d?|4\.0{1,2})\b",
    re.IGNORECASE,
)
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


def _promotion(resume: Resume) -> Finding | None:
    moves = progression.promotions(resume)
    if not moves:
        return None
    move = moves[0]
    text = (
        f"{resume.subject} rose inside {clip(move.after.company or '', 60)} from {clip(move.before.title or '', 60)}"
        f" to {clip(move.after.title or '', 60)}"
    )
    text += f" in {move.after.start}" if move.after.start else ""
    if len(moves) > 1:
        other = moves[1]
        text += f", and at {clip(other.after.company or '', 60)} from {other.before.title} to {other.after.title}"
    roles = [role for one in moves[:2] for role in (one.before, one.after)]
    sources = first_quotes([role.evidence for role in roles])
    how = "two roles with one employer, the later title of higher rank"
    return Finding("promotion", text + ".", (*sources, computed(how, sources)), 95)


def _rise(resume: Resume) -> Finding | None:
    move = progression.longest_rise(resume)
    if not move:
        return None
    text = (
        f"{possessive(resume.subject)} titles rise from {_with_start(move.before)}"
        f" to {_with_start(move.after)}."
    )
    sources = first_quotes([move.before.evidence, move.after.evidence])
    how = "rank of the first and the latest dated title"
    return Finding("rise", text, (*sources, computed(how, sources)), 85)


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


def _long_stay(resume: Resume) -> Finding | None:
    stays: dict[str, list[Role]] = {}
    for role in resume.dated:
        if role.company:
            stays.setdefault(role.company.casefold(), []).append(role)
    best = max(
        stays.values(),
        key=lambda roles: tenure.union_months(one.span for one in roles if one.span),
        default=[],
    )
    months = tenure.union_months(one.span for one in best if one.span)
    if months < _LONG_STAY:
        return None
    company = clip(best[0].company or "", 60)
    titles = listed([clip(role.title or "", 60) for role in best[::-1] if role.title][:3])
    as_titles = f" as {titles}" if titles else ""
    begun = min((role.start for role in best if role.start), key=lambda start: start.first)
    if best[0].current:
        text = f"{resume.subject} has stayed with {company} since {begun}, {years(months)} so far{as_titles}."
    else:
        text = f"{resume.subject} stayed {years(months)} with {company}{as_titles} from {begun}."
    sources = first_quotes([role.evidence for role in best])
    how = f"months of the dated roles with one employer: {months}"
    return Finding("stay", text, (computed(how, sources),), 55)


def _steady(resume: Resume) -> Finding | None:
    roles = sorted(resume.dated, key=lambda role: role.span.first if role.span else 0)
    spans = [role.span for role in roles if role.span]
    if len(spans) < _FEW or tenure.union_months(spans) < _STEADY:
        return None
    reached, longest = spans[0].last, 0
    for span in spans[1:]:
        longest = max(longest, span.first - reached - 1)
        reached = max(reached, span.last)
    if longest > _SHORT_BREAK:
        return None
    if longest:
        break_ = f"no break longer than {count(longest, 'month')}"
    else:
        break_ = "no break of even a month"
    until = "today" if any(role.current for role in roles) else tenure.name_month(reached)
    text = (
        f"The {len(spans)} dated roles, from {roles[0].label} to {roles[-1].label}, leave"
        f" {break_} between {tenure.name_month(spans[0].first)} and {until}."
    )
    how = f"longest time between one dated role and the next: {count(longest, 'month')}"
    sources = first_quotes([role.evidence for role in roles], 8)
    return Finding("steady", text, (computed(how, sources),), 50)


def _education(resume: Resume) -> Finding | None:
    """Study with a distinction; a plain degree speaks only where little else does."""
    for record in resume.profile.education:
        places = [e for e in record.evidence if e.start is not None and e.end is not None]
        if not places:
            continue
        begin, end = min(e.start or 0 for e in places), max(e.end or 0 for e in places)
        found = _DISTINCTION.search(resume.document.text, begin, end + 220)
        line = resume.locator.line_at(found.start()) if found else None
        if not found or not line or _next_record(resume, record, begin) <= found.start():
            continue
        words = resume.locator.quote(line.start, line.end)
        text = (
            f"{resume.subject} studied with distinction at {_school(record)}: {quoted(line.text)}."
        )
        return Finding("distinction", text, (words, *first_quotes([record.evidence])), 58)
    return None


def _degree(resume: Resume) -> Finding | None:
    best = highest_degree(resume)
    if not best or not (best.degree and best.institution):
        return None
    text = f"{resume.subject} brings {degree_name(best)} from {_school(best)}."
    return Finding("degree", text, tuple(first_quotes([best.evidence])), 35)


def highest_degree(resume: Resume) -> Education | None:
    """The record with the highest degree its words state, else the first."""

    def level(record: Education) -> int:
        words = record.degree or ""
        return next((n for n, degree in enumerate(_DEGREES) if degree.search(words)), len(_DEGREES))

    return min(resume.profile.education, key=level, default=None)


def degree_name(record: Education) -> str:
    """`Bachelor of Arts in History`; the field isn't said twice."""
    degree, field = clip(record.degree or "", 90), clip(record.field or "", 70)
    if field and field.casefold() not in degree.casefold():
        return f"{degree} in {field}" if degree else field
    return degree


def _certifications(resume: Resume) -> Finding | None:
    records = resume.profile.certifications
    if not records:
        return None
    names = [clip(record.name, 80) for record in records]
    text = f"{possessive(resume.subject)} {count(len(names), 'certificate')} back this up: {listed(names, 3)}."
    if len(names) == 1:
        text = f"{resume.subject} holds the certificate {names[0]}."
    sources = first_quotes([record.evidence for record in records])
    return Finding("certificates", text, tuple(sources), 65 if len(names) > 1 else 48)


def _languages(resume: Resume) -> Finding | None:
    records = resume.profile.languages
    if not records:
        return None
    names = [f"{one.name} ({clip(one.level, 40)})" if one.level else one.name for one in records]
    text = f"{resume.subject} names {count(len(names), 'language')}: {listed(names, 5)}."
    sources = first_quotes([record.evidence for record in records])
    return Finding("languages", text, tuple(sources), 45 if len(names) > 1 else 30)


def _complete(resume: Resume) -> Finding | None:
    whole = [role for role in resume.dated if role.title and role.company]
    if not whole or len(whole) < len(resume.roles):
        return None
    labels = [f"{role.label} ({role.period})" for role in whole]
    text = f"Every role says title, employer and time: {listed(labels, 3)}."
    sources = first_quotes([role.evidence for role in whole])
    return Finding("complete", text, tuple(sources), 30)


def _with_start(role: Role) -> str:
    return f"{role.label} ({role.start})" if role.start else role.label


def _school(record: Education) -> str:
    name = clip(record.institution or record.degree or "the school", 90)
    year = (record.end or "")[:4]
    return f"{name} ({year})" if year else name


def _next_record(resume: Resume, record: Education, begin: int) -> int:
    """Where the next record of any kind begins after `begin`."""
    others = [e for e in resume.profile.education if e is not record]
    records = [*others, *resume.profile.experience, *resume.profile.projects]
    starts = [e.start for one in records for e in one.evidence if e.start is not None]
    return min((start for start in starts if start > begin), default=len(resume.document.text))
