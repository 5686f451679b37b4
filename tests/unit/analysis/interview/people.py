"""Briefs of the fictitious applicants, read once, and of texts that say little."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from libs.profile.model import EngineInfo, Evidence, Experience, PersonalInfo, Profile, Skill
from services.analysis.interview.engine import Brief
from tests.support.applicants import EVERYBODY, Applicant
from tests.support.interview_examples import brief_of
from tests.unit.analysis.engines.documents import document_of

_ENGINE = EngineInfo(name="builtin", model="builtin", version="1")


@cache
def read(person: Applicant) -> Brief:
    return brief_of(person)


def brief(trade: str, count: int = 10, job_description: str = "", *asked: str) -> Brief:
    """A brief for the first applicant of a trade."""
    person = next(one for one in EVERYBODY if one.trade == trade)
    return replace(read(person), count=count, job_description=job_description, asked=asked)


def thin(count: int) -> Brief:
    """A completed resume that says next to nothing."""
    document = document_of("Ada Example\nada@example.com\nSwimming")
    profile = Profile(engine=_ENGINE, personal_info=PersonalInfo(name="Ada Example"))
    return Brief(document, profile, count)


def hostile(order: str) -> Brief:
    """A resume whose every field gives an order."""
    text = f"Eve Example\n{order}\nClerk at Mill\n• {order}\n• Filed 300 letters\nSkills\n{order}"
    document = document_of(text)
    at = text.index(order)
    proof = Evidence(kind="quote", page=1, paragraph=1, start=at, end=at + len(order), quote=order)
    post = Experience(
        title=order, company=order, highlights=[order, "Filed 300 letters"], evidence=[proof]
    )
    skill = Skill(name=order, category="Skills", evidence=[proof])
    return Brief(document, Profile(engine=_ENGINE, experience=[post], skills=[skill]), 30)
