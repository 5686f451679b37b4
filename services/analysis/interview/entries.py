"""Entries of a resume as their owner would name them: roles, certificates, studies, skills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from libs.profile.model import Certification, Education, Evidence, Experience, Profile, Skill
from libs.profile.wording import tidy
from services.analysis.rubric.career import Role
from services.analysis.rubric.guards import is_instruction, is_placeholder
from services.analysis.rubric.wording import shorten

_CERTIFIED = re.compile(r"\b(?:certifi(?:ed|cate|cation)|licen[cs]ed?|chartered)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry of the resume that no line tells of; `said` is how its owner would name it."""

    kind: Literal["skill", "certificate", "study", "title"]
    text: str
    said: str
    evidence: Evidence


def listings(profile: Profile, roles: Sequence[Role]) -> list[Listing]:
    """Certificates, courses and titles, each with its quote."""
    found = [_listing("certificate", one.name, "I hold {}", one) for one in profile.certifications]
    found += [_listing("study", one.degree, "I took my {}", one) for one in profile.education]
    for role, one in zip(roles, profile.experience, strict=True):
        if place_of(role):
            found.append(_listing("title", one.title, held(role), one))
    return [one for one in found if one]


def held(role: Role) -> str:
    """`I worked as Accountant at Gilmore Financial`"""
    return f"I {'work' if role.current else 'worked'} {place_of(role)}"


def _listing(
    kind: Literal["certificate", "study", "title"],
    name: str | None,
    said: str,
    record: Certification | Education | Experience,
) -> Listing | None:
    quotes = [one for one in record.evidence if one.kind == "quote"]
    if not name or not quotes or not sayable(name):
        return None
    proof = next((one for one in quotes if name in one.quote), quotes[0])
    # Words of the resume may hold braces: they are put in, never filled.
    return Listing(kind, tidy(name), said.replace("{}", tidy(name)), proof)


def skill_listing(skill: Skill) -> Listing:
    """A listed skill; a certificate that stands among them stays one."""
    name = skill.name
    if _CERTIFIED.search(name):
        return Listing("certificate", name, f"I hold {name}", skill.evidence[0])
    return Listing("skill", name, f"I list {name} among my skills", skill.evidence[0])


def place_of(role: Role) -> str:
    """Where a role was held, to follow "I was" or to open a sentence."""
    title, company = name_of(role.title), name_of(role.company)
    if title and company:
        return f"as {title} at {company}"
    return f"as {title}" if title else f"at {company}" if company else ""


def name_of(text: str | None) -> str:
    """A title or an employer, short enough to say; nothing where it speaks to a program."""
    bare = shorten((text or "").split(" (")[0]).removesuffix(" …")
    return bare if sayable(bare) else ""


def sayable(text: str) -> bool:
    """Whether words are a person's own, and not an order to a program or a template's."""
    return bool(text) and not is_instruction(text) and not is_placeholder(text)
