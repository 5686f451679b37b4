"""JSON Resume 1.0.0 (jsonresume.org): what other programs for resumes read.

Valid by the published schema, which knows no null: what is not known is left out, and so is what
the schema would refuse, such as an address that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

import orjson

from libs.profile.model import Education, Experience, PersonalInfo, Profile, Project, Skill
from services.export.formats.format import Export

Json: TypeAlias = dict[str, Any]

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_DATE = re.compile(r"[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?", re.ASCII)
_EMAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.ASCII | re.IGNORECASE,
)
_HOST = re.compile(r"[^\W_][\w-]*(?:\.[^\W_][\w-]*)+(?::\d+)?", re.ASCII)
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NETWORKS = {
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "twitter.com": "Twitter",
    "x.com": "X",
    "stackoverflow.com": "Stack Overflow",
    "medium.com": "Medium",
}
_FOLDERS = ("in", "pub", "users", "u")  # before the name, in the address of a profile


def render(export: Export) -> bytes:
    profile = export.profile
    modified = export.exported_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    resume: Json = {
        "$schema": SCHEMA,
        "basics": _basics(profile),
        "work": [_work(post) for post in profile.experience],
        "education": [_education(study) for study in profile.education],
        "certificates": [
            _known({"name": one.name, "issuer": one.issuer, "date": _day(one.date)})
            for one in profile.certifications
        ],
        "skills": _skills(profile.skills),
        "languages": [
            _known({"language": one.name, "fluency": one.level}) for one in profile.languages
        ],
        "projects": [_project(one) for one in profile.projects],
        "meta": {"version": "v1.0.0", "lastModified": modified},
    }
    return orjson.dumps(resume, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _known(fields: Json) -> Json:
    """Without what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _basics(profile: Profile) -> Json:
    person = profile.personal_info
    email = person.email if person.email and _EMAIL.fullmatch(person.email) else None
    profiles = [found for found in map(_profile, _links(person)) if found]
    sites = [url for url in map(_url, _links(person)) if url and not _network(url)]
    return _known(
        {
            "name": person.name,
            "label": next((post.title for post in profile.experience if post.title), None),
            "email": email,
            "phone": person.phone,
            "url": next(iter(sites), None),
            "summary": profile.summary,
            # Where the resume says it in one line, as people write it.
            "location": _known({"address": person.location}),
            "profiles": profiles,
        }
    )


def _links(person: PersonalInfo) -> Iterable[str]:
    linkedin = [person.linkedin_url] if person.linkedin_url else []
    return dict.fromkeys([*linkedin, *person.links])


def _url(link: str) -> str | None:
    """An absolute URI (RFC 3986); None where the link is none."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or port == 0:
        return None
    path, query, fragment = map(_encoded, (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def _encoded(part: str) -> str:
    """What a part of a URI may not hold, in percents; what is encoded already stays."""
    return quote(_STRAY.sub("%25", part), safe="/?:@!$&'()*+,;=~-._%")


def _network(url: str) -> str | None:
    host = urlsplit(url).netloc.lower()
    found = (name for end, name in _NETWORKS.items() if f".{host}".endswith(f".{end}"))
    return next(found, None)


def _profile(link: str) -> Json | None:
    """A person's page in a network; None where the link leads elsewhere."""
    url = _url(link)
    network = _network(url) if url else None
    if not url or not network:
        return None
    path = [part for part in urlsplit(url).path.split("/") if part]
    name = path[1] if len(path) > 1 and path[0] in _FOLDERS else next(iter(path), None)
    return _known({"network": network, "username": name, "url": url})


def _date(value: str | None) -> str | None:
    return value if value and _DATE.fullmatch(value) else None


def _day(value: str | None) -> str | None:
    """A whole date: of a certificate version 1.0.0 takes no year or month alone."""
    try:
        return date.fromisoformat(value).isoformat() if value and _DATE.fullmatch(value) else None
    except ValueError:
        return None


def _work(post: Experience) -> Json:
    return _known(
        {
            "name": post.company,
            "position": post.title,
            "location": post.location,
            "startDate": _date(post.start),
            "endDate": None if post.current else _date(post.end),
            "highlights": post.highlights,
        }
    )


def _education(study: Education) -> Json:
    return _known(
        {
            "institution": study.institution,
            "studyType": study.degree,
            "area": study.field,
            "startDate": _date(study.start),
            "endDate": _date(study.end),
        }
    )


def _skills(skills: list[Skill]) -> list[Json]:
    """A category is a skill there, and its skills are its keywords."""
    found: dict[str, list[str]] = {}
    for skill in skills:
        found.setdefault(skill.category, []).append(skill.name)
    return [_known({"name": name, "keywords": keywords}) for name, keywords in found.items()]


def _project(project: Project) -> Json:
    return _known(
        {
            "name": project.name,
            "description": project.description,
            "startDate": _date(project.start),
            "endDate": _date(project.end),
            "highlights": project.highlights,
        }
    )
