"""The values a resume says, each with its field: what two readings of one resume are compared by.

Of the whole resume, nothing of its analysis; what a record says twice counts once. What belongs to
a record or to a skill is told with it: found elsewhere it is not found. A post is known by its
title and its start, so that a mistake in its employer's name is one mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from libs.profile.model import Certification, Education, Experience, Language, Profile, Project
from services.export.formats.content import contact, skills

Value = tuple[str, tuple[str, ...]]  # a field, and what belongs together in it
_FIELDS = ("name", "email", "phone", "location", "age")


def values(profile: Profile, summary: str | None) -> Counter[Value]:
    """`summary`: as the resume has it, which need not be the one that an analysis wrote."""
    found = chain(
        _person(profile, summary),
        _skills(profile),
        *map(_post, profile.experience),
        *map(_study, profile.education),
        *map(_certification, profile.certifications),
        *map(_project, profile.projects),
        *map(_language, profile.languages),
    )
    return Counter((field, tuple(map(_even, value))) for field, value in found if value[-1])


def _even(text: str) -> str:
    return " ".join(text.split())


def _person(profile: Profile, summary: str | None) -> Iterable[Value]:
    for field in _FIELDS:
        value = getattr(profile.personal_info, field)
        yield field, (str(value or ""),)
    for phrase in contact(profile):
        if phrase.link:
            yield "link", (phrase.text,)
    yield "summary", (summary or "",)


def _skills(profile: Profile) -> Iterable[Value]:
    for category, names in skills(profile):
        for name in names:
            yield "skill", (name,)
            yield "skill category", (name, category)


def _post(post: Experience) -> Iterable[Value]:
    title = post.title or post.company or ""
    held = (title, post.start or "")
    yield "title", (post.title or "",)
    yield "start", (title, post.start or "")
    yield "end", (*held, "present" if post.current else post.end or "")
    yield "company", (*held, post.company or "")
    yield "place of work", (*held, post.location or "")
    for line in post.highlights:
        yield "line of work", (*held, line)


def _study(study: Education) -> Iterable[Value]:
    school = study.institution or ""
    yield "institution", (school,)
    yield "degree", (study.degree or "",)
    told = (study.field or "").casefold() in (
        study.degree or ""
    ).casefold()  # and then not said again
    yield "field of study", (school, "" if told else study.field or "")
    yield "start of study", (school, study.start or "")
    yield "end of study", (school, study.end or "")


def _certification(one: Certification) -> Iterable[Value]:
    yield "certification", (one.name,)
    told = (one.issuer or "") in one.name
    yield "issuer", (one.name, "" if told else one.issuer or "")
    yield "date of certification", (one.name, one.date or "")


def _project(project: Project) -> Iterable[Value]:
    yield "project", (project.name,)
    yield "what a project is", (project.name, project.description or "")
    yield "start of a project", (project.name, project.start or "")
    yield "end of a project", (project.name, project.end or "")
    for line in project.highlights:
        yield "line of a project", (project.name, line)


def _language(language: Language) -> Iterable[Value]:
    yield "language", (language.name,)
    yield "level", (language.name, language.level or "")
