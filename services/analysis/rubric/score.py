"""The score: how well the resume makes its case, from rules alone. See docs/scoring.md.

It rates the document, not the person: years of experience, employers, schools and age give no
points. It doesn't look at the date of the analysis, so a text keeps its score for good.
"""

from __future__ import annotations

from libs.profile.model import Score, ScorePart
from libs.profile.wording import count, listed, quoted
from services.analysis.rubric import content, guards, makeup, timeline
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.resume import Resume

VERSION = "1.1"
_GOOD_FIGURES = 0.6  # share of lines with a figure that earns all points
_GOOD_USE = 0.5  # share of listed skills shown at work that earns all points
_GOOD_LINES = 3  # lines a role needs for all points
_ENOUGH_SKILLS = 5
_COMFORTABLE_WORDS = 35


def score(resume: Resume) -> Score:
    """All parts with their reasons; the total is the sum of the parts, 0 to 100."""
    rules = (_contact, _sections, _timeline, _roles, _results, _wording, _skills, _shape)
    parts = [rule(resume) for rule in rules]
    total = round(sum(part.points for part in parts), 1)
    return Score(total=total, version=VERSION, parts=parts)


def _part(name: str, points: float, most: float, why: str) -> ScorePart:
    return ScorePart(name=name, points=round(min(max(points, 0.0), most), 1), max=most, why=why)


def _give(number: int, every: int, noun: str) -> str:
    """`3 of 6 lines give`, `1 of 6 lines gives`."""
    return f"{number} of {count(every, noun)} {'gives' if 1 in (number, every) else 'give'}"


def _contact(resume: Resume) -> ScorePart:
    who = resume.profile.personal_info
    missing = content.missing_contact(resume)
    has = {
        "name": (2, bool(resume.name)),
        "e-mail": (3, "email" not in missing),
        "phone": (2, "phone" not in missing),
        "link": (2, "link" not in missing),
        "place": (1, bool(who.location)),
    }
    points = sum(value for value, there in has.values() if there)
    lacking = [name for name, (_, there) in has.items() if not there]
    given = [name for name, (_, there) in has.items() if there]
    why = f"{listed(given).capitalize() or 'Nothing'} given" + (
        f"; no {listed(lacking)}" if lacking else ""
    )
    return _part("contact", points, 10, f"{why} ({resume.subject}).")


def _sections(resume: Resume) -> ScorePart:
    profile = resume.profile
    has = {
        "experience or projects": (4, bool(profile.experience or profile.projects)),
        "education": (3, bool(profile.education) or resume.has_section("education")),
        "skills": (2, bool(profile.skills) or resume.has_section("skills")),
        "summary": (1, content.has_summary(resume)),
    }
    points = sum(value for value, there in has.values() if there)
    given = [name for name, (_, there) in has.items() if there]
    lacking = [name for name, (_, there) in has.items() if not there]
    why = f"Found {listed(given) or 'none of the sections'}"
    return _part("sections", points, 10, why + (f"; not {listed(lacking)}." if lacking else "."))


def _timeline(resume: Resume) -> ScorePart:
    roles = resume.roles
    if not roles:
        return _part("timeline", 0, 12, "No role is named, so there is nothing to date.")
    dated = [role for role in roles if role.start and (role.end or role.current)]
    reversed_ = timeline.reversed_dates(resume)
    gaps = len(timeline.gaps(resume))
    points = 8 * len(dated) / len(roles)
    points += 4 - 2 * min(gaps, 2) if dated else 0
    points -= 3 if reversed_ else 0
    why = f"{_give(len(dated), len(roles), 'role')} start and end"
    why += (
        f"; {count(gaps, 'gap')} of six months or more"
        if gaps
        else "; no gap of six months"
        if dated
        else ""
    )
    why += f"; {reversed_.roles[0].label} ends before it begins" if reversed_ else ""
    return _part("timeline", points, 12, why + ".")


def _roles(resume: Resume) -> ScorePart:
    roles = resume.roles
    if not roles and not resume.profile.projects:
        return _part("roles", 0, 15, "No role or project is told.")
    if not roles:
        told = min(len(resume.bullets) / _GOOD_LINES, 1)
        why = (
            f"{count(len(resume.profile.projects), 'project')}, no role;"
            f" {count(len(resume.bullets), 'line')}."
        )
        return _part("roles", 9 * told, 15, why)
    named = [role for role in roles if role.title and role.company]
    latest = resume.latest
    # Older roles may be short: the latest three are the ones that must be told.
    recent = (list(resume.dated) or list(roles))[:3]
    told = sum(min(len(resume.of(role)) / _GOOD_LINES, 1) for role in recent) / len(recent)
    own = len(resume.of(latest)) if latest else 0
    points = 5 * len(named) / len(roles) + 10 * told
    why = f"{len(named)} of {count(len(roles), 'role')} name title and employer; "
    why += f"{count(own, 'line')} under {latest.label}" if latest else ""
    return _part("roles", points, 15, why + f", {len(resume.role_bullets)} in all.")


def _results(resume: Resume) -> ScorePart:
    bullets = resume.bullets
    if not bullets:
        return _part("results", 0, 25, "No line under a role or project, so no result either.")
    measured = [bullet for bullet in bullets if bullet.measure.weight]
    changes = [bullet for bullet in bullets if bullet.measure.weight >= Weight.AMOUNT]
    share = len(measured) / len(bullets)
    # Few lines prove little: three measured ones are needed before the share counts in full.
    points = 18 * min(share / _GOOD_FIGURES, 1) * min(len(measured) / 3, 1)
    points += 7 * min(len(changes) / 3, 1)
    why = (
        f"{_give(len(measured), len(bullets), 'line')} a figure; {len(changes)}"
        f" {'states' if len(changes) == 1 else 'state'} a change,"
        " share or amount"
    )
    example = (
        f", such as “{changes[0].measure.figures[0].strip()}” ({changes[0].label})"
        if changes
        else ""
    )
    return _part("results", points, 25, why + example + ".")


def _wording(resume: Resume) -> ScorePart:
    """Openings and persons where the language is known; sentence length in any language."""
    bullets = resume.bullets
    if not bullets:
        return _part("wording", 0, 13, "No line under a role or project to read.")
    total = len(bullets)
    easy = sum(4 <= bullet.words <= _COMFORTABLE_WORDS for bullet in bullets)
    if resume.words is None:
        why = (
            f"{easy} of {count(total, 'line')} run from 4 to {_COMFORTABLE_WORDS} words;"
            f" openings not judged in this language."
        )
        return _part("wording", 13 * easy / total, 13, why)
    weak = sum(bullet.weak is not None for bullet in bullets)
    personal = sum(resume.words.first_person.search(bullet.text) is not None for bullet in bullets)
    points = (
        8 * (1 - min(weak / total * 2, 1))
        + 2 * (1 - min(personal / total * 2, 1))
        + 3 * easy / total
    )
    why = (
        f"{total - weak} of {count(total, 'line')} open with an action; {easy} run from 4 to"
        f" {_COMFORTABLE_WORDS} words; {personal} in the first person."
    )
    return _part("wording", points, 13, why)


def _skills(resume: Resume) -> ScorePart:
    found = resume.skill_uses
    if not found:
        return _part("skills", 0, 10, "No skill is listed.")
    used = [use.skill.name for use in found if use.bullet]
    points = 4 * min(len(found) / _ENOUGH_SKILLS, 1)
    points += 6 * min(len(used) / len(found) / _GOOD_USE, 1) * min(len(used) / 3, 1)
    stuffed = guards.stuffing(resume.document, resume.profile)
    points = min(points, 4.0) if stuffed else points
    why = f"{count(len(found), 'skill')} listed, {len(used)} shown at work"
    why += f" ({listed(used, 3)})" if used else ""
    return _part("skills", points, 10, why + ("; the text repeats itself." if stuffed else "."))


def _shape(resume: Resume) -> ScorePart:
    words, pages = resume.word_count, resume.document.page_count or 0
    if words < makeup.SHORT_WORDS:
        points = 5 * words / makeup.SHORT_WORDS
    elif words > makeup.LONG_WORDS:
        points = max(1.0, 5 - (words - makeup.LONG_WORDS) / 200)
    else:
        points = 5
    leftovers = resume.placeholders
    hidden = sum(len(piece.split()) for piece in resume.document.hidden)
    points -= min(4, len(leftovers))
    points -= 2 if hidden else 0
    on_pages = f" on {count(pages, 'page')}" if pages else ""
    why = f"{words} words{on_pages}"
    if leftovers:
        why += f"; template text such as {quoted(resume.document.text[slice(*leftovers[0])], 60)}"
    why += f"; {hidden} invisible words not counted" if hidden else ""
    return _part("shape", points, 5, why + ".")
