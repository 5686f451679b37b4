"""Weaknesses in what the resume says and leaves out."""

from __future__ import annotations

import re

from libs.profile.model import Evidence
from libs.profile.wording import clip, count, listed, quoted, sentence
from services.analysis.rubric import skills
from services.analysis.rubric.evidence import absence, first_quotes
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.wording import named, possessive

_PHONE = re.compile(r"\+?\(?\d[\d\s().\-–]{6,}\d")
_LINK = re.compile(
    r"https?:|www\.|linkedin|github|\b[\w-]+\.(?:com|org|net|io|dev|me|edu|de|fr|es)/",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SUMMARY_WORDS = 18  # of prose above the first section: as good as a headed summary
_FEWEST_UNPROVEN = 3
_LOOKED_FOR = {
    "email": "an e-mail address (name@domain) anywhere in the text",
    "phone": "a telephone number (seven digits or more) anywhere in the text",
    "link": "a web address or a LinkedIn profile behind a link or anywhere in the text, other than"
    " in lines under roles",
}


def placeholders(resume: Resume) -> Finding | None:
    """Words of a template that nobody replaced."""
    found = resume.placeholders
    if not found:
        return None
    quotes = [resume.locator.quote(start, end) for start, end in found]
    words = list(dict.fromkeys(clip(one.quote, 60) for one in quotes))
    text = (
        f"{count(len(found), 'piece')} of template text still"
        f" {'stands' if len(found) == 1 else 'stand'}"
        f" in {possessive(resume.subject)} resume: {listed([quoted(word) for word in words[:3]])}."
    )
    return Finding("placeholders", text, tuple(quotes[:5]), 95, terms=tuple(words[:3]))


def contact(resume: Resume) -> Finding | None:
    """Ways to reach the applicant that the whole text lacks."""
    missing = missing_contact(resume)
    if not missing:
        return None
    who = resume.profile.personal_info
    given = [
        clip(one, 60) for one in (who.email, who.phone, who.linkedin_url, *who.links[:1]) if one
    ]
    names = {"email": "e-mail address", "phone": "phone number", "link": "web profile"}
    lacking = listed([names[one] for one in missing]).replace(" and ", " or ")
    about = f"{resume.subject}" + (f" ({resume.latest.label})" if resume.latest else "")
    if given:
        text = (
            f"Whoever wants to reach {about} finds no {lacking}, only"
            f" {listed(list(dict.fromkeys(given)))}."
        )
    else:
        text = f"Whoever wants to reach {about} finds no {lacking} at all."
    weight = 92 if "email" in missing else 60 if "phone" in missing else 24
    shown = [e for key in ("email", "phone", "name") for e in _of(resume, key)][:2]
    evidence = (*(absence(_LOOKED_FOR[one]) for one in missing), *shown)
    return Finding("contact", text, evidence, weight, terms=tuple(missing))


def missing_contact(resume: Resume) -> list[str]:
    """Of email, phone and link, those neither the profile nor the text has."""
    who, text = resume.profile.personal_info, resume.document.text[:100_000]
    links = who.links or who.linkedin_url or resume.document.links
    missing: list[str] = []
    if not who.email and "@" not in text:
        missing.append("email")
    if not who.phone and not _has_phone(text):
        missing.append("phone")
    if not links and not _has_link(resume, text):
        missing.append("link")
    return missing


def thin_latest(resume: Resume) -> Finding | None:
    """The role a reader looks at first says less than others, or nothing."""
    latest = resume.latest
    if latest is None or not latest.title:
        return None
    own = resume.of(latest)
    other = max((len(resume.of(role)) for role in resume.roles if role is not latest), default=0)
    sources = first_quotes([latest.evidence])
    if not own:
        text = (
            f"{latest.label}, the role that counts most, has no line on what {resume.subject}"
            f" does there."
        )
        if not latest.current:
            text = text.replace("does there", "did there")
        evidence = (*sources, absence(f"lines under {latest.label}"))
        return Finding("thin_latest", text, evidence, 88, roles=(latest,))
    if len(own) == 1 and other >= 3 and own[0].words < 40:
        text = (
            f"{latest.label} gets one line, {quoted(own[0].text, 80)}, while an earlier role"
            f" gets {other}."
        )
        return Finding("thin_latest", text, (own[0].evidence, *sources), 52, roles=(latest,))
    return None


def no_summary(resume: Resume) -> Finding | None:
    """No summary, and no sentences above the first section that would do the same."""
    if resume.language is None or not resume.roles or has_summary(resume):
        return None
    first = next((one.heading for one in resume.sections if one.heading), None)
    goes = f" goes straight to {quoted(first.value, 40)}" if first else " begins without an opening"
    about = resume.latest.label if resume.latest else resume.subject
    text = sentence(
        f"{possessive(resume.subject)} resume{goes}, with no summary that leads up to {about}"
    )
    looked = "a section such as Summary, Profile or Objective, or sentences above the first section"
    quotes = [resume.locator.quote(first.start, first.end)] if first else []
    return Finding("no_summary", text, (absence(looked), *quotes), 40)


def has_summary(resume: Resume) -> bool:
    if resume.has_section("summary"):
        return True
    records = [*resume.profile.experience, *resume.profile.education]
    starts = [e.start for record in records for e in record.evidence if e.start is not None]
    opening = min(starts, default=0)
    prose = [line for line in resume.document.lines if line.end < opening and _is_prose(line.text)]
    return sum(len(_PROSE.findall(line.text)) for line in prose) >= _SUMMARY_WORDS


def missing_sections(resume: Resume) -> Finding | None:
    """No education or no skills: said only where no heading and no record of them is found."""
    if resume.language is None:
        return None
    profile = resume.profile
    missing: list[str] = []
    if not profile.education and not resume.has_section("education"):
        missing.append("education")
    if not profile.skills and not resume.has_section("skills"):
        missing.append("skills")
    if not missing:
        return None
    names = {"education": "no education", "skills": "no list of skills"}
    given = list(dict.fromkeys(one.heading.value for one in resume.sections if one.heading))
    beside = f" beside {listed([quoted(clip(one, 40)) for one in given], 4)}" if given else ""
    beside += f" to back {resume.latest.label}" if resume.latest else ""
    text = sentence(
        f"{possessive(resume.subject)} resume has {listed([names[one] for one in missing])}{beside}"
    )
    looked = f"a section or record of {listed(missing)}"
    quotes = [
        resume.locator.quote(one.heading.start, one.heading.end)
        for one in resume.sections[:6]
        if one.heading
    ]
    return Finding(
        "missing_sections", text, (absence(looked), *quotes[:3]), 42, terms=tuple(missing)
    )


def unproven_skills(resume: Resume) -> Finding | None:
    """Listed skills that no line under a role or project shows in use."""
    if len(resume.bullets) < _FEWEST_UNPROVEN:
        return None
    found = resume.skill_uses
    shown = sum(use.bullet is not None for use in found)
    # A title that names the skill shows it, though no line does.
    titles = [role.title for role in resume.roles if role.title]
    titles += [project.name for project in resume.profile.projects]
    unproven = [
        use.skill for use in found if not use.bullet and not skills.named_in(use.skill, titles)
    ]
    if len(unproven) < _FEWEST_UNPROVEN or skills.well_shown(shown, len(found)):
        return None
    names = [named(skill.name, 50) for skill in unproven]
    every = len(names) == len(found)
    which = "any of " if every else ""
    text = f"No line under a role or project shows {which}{listed(names, 5)}"
    text += " at work." if every else f", {len(names)} of the {len(found)} listed skills."
    quotes = first_quotes([skill.evidence for skill in unproven], 5)
    looked = f"{listed(names, 12)} in {count(len(resume.bullets), 'line')} under roles and projects"
    return Finding("unproven_skills", text, (*quotes, absence(looked)), 38, terms=tuple(names))


def _has_phone(text: str) -> bool:
    shortest = 7
    return any(
        sum(character.isdigit() for character in found[0]) >= shortest
        and not re.search(r"(?:19|20)\d{2}\D{1,4}(?:19|20)\d{2}", found[0])
        for found in _PHONE.finditer(text)
    )


def _has_link(resume: Resume, text: str) -> bool:
    """An address among what was done at work leads to that work, not to the applicant."""
    told = [bullet.evidence for bullet in resume.role_bullets]
    return any(
        not any((one.start or 0) <= found.start() < (one.end or 0) for one in told)
        for found in _LINK.finditer(text)
    )


def _is_prose(text: str) -> bool:
    return "@" not in text and len(_PROSE.findall(text)) >= 8


def _of(resume: Resume, key: str) -> list[Evidence]:
    return resume.profile.evidence_of.get(f"personal_info.{key}", [])[:1]
