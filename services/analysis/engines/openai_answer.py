"""What a model is asked to fill in. The field names and descriptions here are part of the prompt.

Only what can be checked is asked for: words that stand in the resume, and remarks that quote it.
Dates are asked for as written and understood by our own reader; a score is not asked for at all.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field


def _listed(value: object) -> object:
    """Weaker models write null for an empty list."""
    return [] if value is None else value


def _level(value: object) -> object:
    return value if value in ("high", "medium", "low") else "medium"


Text = Annotated[str | None, Field(description="copied from the resume; null if it is not there")]
Texts = Annotated[list[str], BeforeValidator(_listed)]
DATES = "the dates exactly as written, such as 'Mar 2019 - Present'; null if there are none"


class Person(BaseModel):
    name: Text = None
    email: Text = None
    phone: Text = None
    location: Text = None
    links: Annotated[Texts, Field(description="the person's own web addresses, as written")] = []
    age: Annotated[
        str | None, Field(description="the words that state the age, such as 'Age: 34'; else null")
    ] = None


class NamedSkill(BaseModel):
    name: Annotated[str, Field(description="one skill, copied from the resume")]
    category: Annotated[
        str, Field(description="the resume's own heading for it, else a word or two for its kind")
    ] = ""


class Job(BaseModel):
    company: Text = None
    title: Text = None
    location: Text = None
    dates: Annotated[str | None, Field(description=DATES)] = None
    highlights: Annotated[Texts, Field(description="each bullet point, copied whole")] = []


class Study(BaseModel):
    institution: Text = None
    degree: Text = None
    field: Text = None
    dates: Annotated[str | None, Field(description=DATES)] = None


class Certificate(BaseModel):
    name: Text = None
    issuer: Text = None
    dates: Annotated[str | None, Field(description=DATES)] = None


class PersonalProject(BaseModel):
    name: Text = None
    description: Annotated[
        str | None, Field(description="the line that says what it is, copied; null if none does")
    ] = None
    dates: Annotated[str | None, Field(description=DATES)] = None
    highlights: Annotated[Texts, Field(description="each bullet point, copied whole")] = []


class SpokenLanguage(BaseModel):
    name: Text = None
    level: Text = None


class Summary(BaseModel):
    text: Annotated[str, Field(description="two or three sentences on who this person is")]
    quotes: Annotated[Texts, Field(description="the lines it rests on, copied word for word")] = []


class Claim(Summary):
    text: Annotated[str, Field(description="one sentence on this resume, in its own terms")]
    absent: Annotated[
        Texts,
        Field(description="words that would stand in the resume if this were not so"),
    ] = []


class Advice(Claim):
    priority: Annotated[Literal["high", "medium", "low"], BeforeValidator(_level)] = "medium"


class Answer(BaseModel):
    """The whole answer. Every list is there, empty where the resume has nothing for it."""

    person: Person
    summary: Summary
    skills: Annotated[list[NamedSkill], BeforeValidator(_listed)]
    experience: Annotated[list[Job], BeforeValidator(_listed)]
    education: Annotated[list[Study], BeforeValidator(_listed)]
    certifications: Annotated[list[Certificate], BeforeValidator(_listed)] = []
    projects: Annotated[list[PersonalProject], BeforeValidator(_listed)] = []
    languages: Annotated[list[SpokenLanguage], BeforeValidator(_listed)] = []
    strengths: Annotated[list[Claim], BeforeValidator(_listed)]
    weaknesses: Annotated[list[Claim], BeforeValidator(_listed)]
    recommendations: Annotated[list[Advice], BeforeValidator(_listed)]
