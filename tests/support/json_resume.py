"""JSON Resume 1.0.0 as its published schema constrains it: schema.json of the repository
jsonresume/resume-schema, version 1.0.0. Nothing of the schema is copied; its rules are.

The schema allows further properties inside each part and none beside the parts. Ours has no reason
to write any the schema doesn't name, so here none are allowed anywhere.
"""
# ruff: noqa: N815 - the names are the schema's

from __future__ import annotations

import re
from datetime import date as calendar_date
from typing import Annotated, Any
from urllib.parse import urlsplit

from email_validator import validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_DATE = r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$"
_URI = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def _is_uri(value: str) -> str:
    parts = urlsplit(value)
    if not (_URI.fullmatch(value) and parts.scheme and parts.netloc):
        raise ValueError("no absolute URI")
    if re.search(r"%(?![0-9A-Fa-f]{2})", value):
        raise ValueError("a percent sign that escapes nothing")
    return value


def _is_email(value: str) -> str:
    validate_email(value, check_deliverability=False, test_environment=True)
    return value


def _is_day(value: str) -> str:
    if len(value) != len("2019-03-31"):
        raise ValueError("no whole date")
    calendar_date.fromisoformat(value)
    return value


Date = Annotated[str, Field(pattern=_DATE)]
Day = Annotated[str, AfterValidator(_is_day)]
Uri = Annotated[str, AfterValidator(_is_uri)]
Email = Annotated[str, AfterValidator(_is_email)]


class _Part(BaseModel):
    """Strings are strings: the schema knows no null and converts nothing."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def model_post_init(self, _context: Any) -> None:
        if nulls := [name for name in self.model_fields_set if getattr(self, name) is None]:
            raise ValueError(f"null: {nulls}")


class Location(_Part):
    address: str | None = None
    postalCode: str | None = None
    city: str | None = None
    countryCode: str | None = None
    region: str | None = None


class NetworkProfile(_Part):
    network: str | None = None
    username: str | None = None
    url: Uri | None = None


class Basics(_Part):
    name: str | None = None
    label: str | None = None
    image: str | None = None
    email: Email | None = None
    phone: str | None = None
    url: Uri | None = None
    summary: str | None = None
    location: Location | None = None
    profiles: list[NetworkProfile] | None = None


class Work(_Part):
    name: str | None = None
    location: str | None = None
    description: str | None = None
    position: str | None = None
    url: Uri | None = None
    startDate: Date | None = None
    endDate: Date | None = None
    summary: str | None = None
    highlights: list[str] | None = None


class Studies(_Part):
    institution: str | None = None
    url: Uri | None = None
    area: str | None = None
    studyType: str | None = None
    startDate: Date | None = None
    endDate: Date | None = None
    score: str | None = None
    courses: list[str] | None = None


class Certificate(_Part):
    name: str | None = None
    date: Day | None = None  # the one date that the schema wants whole
    url: Uri | None = None
    issuer: str | None = None


class Ability(_Part):
    name: str | None = None
    level: str | None = None
    keywords: list[str] | None = None


class Tongue(_Part):
    language: str | None = None
    fluency: str | None = None


class Undertaking(_Part):
    name: str | None = None
    description: str | None = None
    highlights: list[str] | None = None
    keywords: list[str] | None = None
    startDate: Date | None = None
    endDate: Date | None = None
    url: Uri | None = None
    roles: list[str] | None = None
    entity: str | None = None
    type: str | None = None


class Meta(_Part):
    canonical: Uri | None = None
    version: str | None = None
    lastModified: str | None = None


class JsonResume(_Part):
    """The parts of it that we write."""

    schema_: Uri = Field(alias="$schema")
    basics: Basics
    work: list[Work]
    education: list[Studies]
    certificates: list[Certificate]
    skills: list[Ability]
    languages: list[Tongue]
    projects: list[Undertaking]
    meta: Meta
