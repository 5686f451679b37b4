"""Strengths that show over time: rising, staying, no breaks."""

from __future__ import annotations

from libs.profile import tenure
from libs.profile.wording import count, listed, sentence, years
from services.analysis.rubric import progression
from services.analysis.rubric.career import Role
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.wording import possessive, shorten

_FEWEST_ROLES = 3
_LONG_STAY = 48  # months with one employer that are worth a word
_STEADY = 36  # months of record below which "no break" says little
_SHORT_BREAK = 2


def promotion(resume: Resume) -> Finding | None:
    """A rise inside one employer."""
    moves = progression.promotions(resume)
    if not moves:
        return None
    # Several steps with one employer are told as one, from the first title to the last.
    steps = [move for move in moves if move.after.company == moves[0].after.company]
    text = f"{resume.subject} rose {_inside(steps[-1].before, steps[0].after)}"
    text += f" in {moves[0].after.start}" if moves[0].after.start else ""
    other = next((move for move in moves[1:] if move.after.company != moves[0].after.company), None)
    text += f", and earlier {_inside(other.before, other.after)}" if other else ""
    roles = [role for move in moves[:3] for role in (move.before, move.after)]
    sources = first_quotes([role.evidence for role in roles])
    how = "two roles with one employer, the later title of higher rank"
    return Finding("promotion", sentence(text), (*sources, computed(how, sources)), 95)


def _inside(before: Role, after: Role) -> str:
    titles = f"from {shorten(before.title or '')} to {shorten(after.title or '')}"
    return f"inside {shorten(after.company or '')} {titles}"


def rise(resume: Resume) -> Finding | None:
    """A rise from the first title to the latest, where no rise inside one employer says more."""
    move = progression.longest_rise(resume)
    if not move or progression.promotions(resume):
        return None
    text = (
        f"{possessive(resume.subject)} titles rise from {_with_start(move.before)}"
        f" to {_with_start(move.after)}."
    )
    sources = first_quotes([move.before.evidence, move.after.evidence])
    how = "rank of the first and the latest dated title"
    return Finding("rise", text, (*sources, computed(how, sources)), 85)


def long_stay(resume: Resume) -> Finding | None:
    """Years with one employer."""
    stays: dict[str, list[Role]] = {}
    for role in resume.dated:
        if role.company:
            stays.setdefault(role.company.casefold(), []).append(role)
    best = max(
        stays.values(),
        key=lambda roles: tenure.union_months(one.span for one in roles if one.span),
        default=list[Role](),
    )
    months = tenure.union_months(one.span for one in best if one.span)
    if months < _LONG_STAY:
        return None
    company = shorten(best[0].company or "")
    titles = listed(
        list(dict.fromkeys(shorten(role.title) for role in best[::-1] if role.title))[:3]
    )
    as_titles = f" as {titles}" if titles else ""
    begun = min((role.start for role in best if role.start), key=lambda start: start.first)
    if best[0].current:
        text = (
            f"{resume.subject} has stayed with {company} since {begun}, {years(months)} so"
            f" far{as_titles}."
        )
    else:
        text = f"{resume.subject} stayed {years(months)} with {company}{as_titles}, from {begun}."
    if len(stays) > 1:
        text = text.removesuffix(".") + f", the longest of {count(len(stays), 'employer')}."
    sources = first_quotes([role.evidence for role in best])
    how = f"months of the dated roles with one employer: {months}"
    return Finding("stay", text, (computed(how, sources),), 55)


def steady(resume: Resume) -> Finding | None:
    """Role after role without a break."""
    if not all(_to_the_month(role) for role in resume.dated):
        return None
    roles = sorted(resume.dated, key=lambda role: role.span.first if role.span else 0)
    spans = [role.span for role in roles if role.span]
    if len(spans) < _FEWEST_ROLES or tenure.union_months(spans) < _STEADY:
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


def _to_the_month(role: Role) -> bool:
    """Years alone don't tell whether there was a break."""
    ends = (role.start,) if role.current else (role.start, role.end)
    return all(one is not None and one.month for one in ends)


def complete(resume: Resume) -> Finding | None:
    """Every role with title, employer and dates."""
    whole = [role for role in resume.dated if role.title and role.company]
    if not whole or len(whole) < len(resume.roles):
        return None
    labels = [f"{role.label} ({role.period})" for role in whole]
    text = f"Every role says title, employer and time: {listed(labels, 3)}."
    sources = first_quotes([role.evidence for role in whole])
    return Finding("complete", text, tuple(sources), 30)


def _with_start(role: Role) -> str:
    return f"{role.label} ({role.start})" if role.start else role.label
