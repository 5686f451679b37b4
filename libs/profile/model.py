"""The profile: what a resume says, each value with the place that proves it.

The shape is the public contract (schema `Profile` in OpenAPI). Dates are partial ISO 8601
(`2019`, `2019-03`). Offsets count code points in the extracted text.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Base of every part of a profile: unknown fields are an error, not silently kept."""

    model_config = ConfigDict(extra="forbid")


class Evidence(Part):
    """A verbatim quote with its place; how a value was computed; or what was looked for in vain."""

    kind: Literal["quote", "computed", "absence"]
    page: int | None = None  # 1-based; null in DOC/DOCX
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""  # `text[start:end]` for a quote; what was looked for in an absence
    # What a computed value was computed from, and how.
    how: str | None = None
    sources: list[Evidence] = Field(default_factory=list["Evidence"])


class EngineInfo(Part):
    name: str  # "builtin" or "openai"
    model: str
    version: str


class PersonalInfo(Part):
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    location: str | None = None
    links: list[str] = Field(default_factory=list)
    linkedin_url: str | None = None
    age: int | None = None


class Skill(Part):
    name: str
    category: str
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Experience(Part):
    company: str | None = None
    title: str | None = None
    location: str | None = None
    start: str | None = None
    end: str | None = None
    current: bool = False
    highlights: list[str] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Education(Part):
    institution: str | None = None
    degree: str | None = None
    field: str | None = None
    start: str | None = None
    end: str | None = None
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Certification(Part):
    name: str
    issuer: str | None = None
    date: str | None = None
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Project(Part):
    name: str
    description: str | None = None
    start: str | None = None
    end: str | None = None
    highlights: list[str] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Language(Part):
    name: str
    level: str | None = None
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Remark(Part):
    """A strength or a weakness."""

    text: str
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class Recommendation(Part):
    text: str
    priority: Literal["high", "medium", "low"]
    evidence: list[Evidence] = Field(default_factory=list[Evidence])


class ScorePart(Part):
    name: str
    points: float
    max: float
    why: str


class Score(Part):
    """From rules alone, whichever engine ran: the same text always gets the same score."""

    total: float
    version: str
    parts: list[ScorePart]


class ProfileWarning(Part):
    code: str
    message: str


class Dropped(Part):
    """A value an engine claimed that the text does not hold."""

    path: str
    value: str
    reason: str


class Profile(Part):
    job_id: str = ""
    upload_id: str = ""
    engine: EngineInfo
    personal_info: PersonalInfo = Field(default_factory=PersonalInfo)
    work_years: float | None = None
    summary: str | None = None
    skills: list[Skill] = Field(default_factory=list[Skill])
    experience: list[Experience] = Field(default_factory=list[Experience])
    education: list[Education] = Field(default_factory=list[Education])
    certifications: list[Certification] = Field(default_factory=list[Certification])
    projects: list[Project] = Field(default_factory=list[Project])
    languages: list[Language] = Field(default_factory=list[Language])
    strengths: list[Remark] = Field(default_factory=list[Remark])
    weaknesses: list[Remark] = Field(default_factory=list[Remark])
    recommendations: list[Recommendation] = Field(default_factory=list[Recommendation])
    score: Score | None = None
    warnings: list[ProfileWarning] = Field(default_factory=list[ProfileWarning])
    dropped: list[Dropped] = Field(default_factory=list[Dropped])
    # `personal_info.name`, `work_years`, `summary`, … → its evidence
    evidence_of: dict[str, list[Evidence]] = Field(default_factory=dict[str, list[Evidence]])
