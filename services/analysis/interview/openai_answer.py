"""What a model is asked to fill in. Field names and descriptions here are part of the prompt."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from libs.profile.interview import Category, Difficulty

# What models write for the allowed values, by its letters.
_CATEGORIES: dict[str, Category] = {
    "technical": "Technical", "technicalskills": "Technical", "coding": "Technical",
    "systemdesign": "Technical", "domain": "Technical", "knowledge": "Technical",
"rolespecific": "Technical", "experience": "Technical",
    "behavioral": "Behavioral", "behavioural": "Behavioral", "leadership": "Behavioral",
    "culturefit": "Behavioral", "cultural": "Behavioral", "softskills": "Behavioral",
    "communication": "Behavioral", "teamwork": "Behavioral", "star": "Behavioral",
    "situational": "Situational", "scenario": "Situational", "hypothetical": "Situational",
    "situation": "Situational", "casestudy": "Problem-Solving",
    "problemsolving": "Problem-Solving", "analytical": "Problem-Solving",
    "criticalthinking": "Problem-Solving", "case": "Problem-Solving",
}  # fmt: skip
_DIFFICULTIES: dict[str, Difficulty] = {
    "easy": "Easy", "beginner": "Easy", "basic": "Easy", "low": "Easy", "simple": "Easy",
    "medium": "Medium", "intermediate": "Medium", "moderate": "Medium", "normal": "Medium",
    "hard": "Hard", "advanced": "Hard", "difficult": "Hard", "expert": "Hard", "high": "Hard",
}  # fmt: skip


def _letters(value: object) -> str:
    return "".join(filter(str.isalpha, value.casefold())) if isinstance(value, str) else ""


def _category(value: object) -> Category:
    """The allowed category nearest to what was written; Technical where none is."""
    said = _letters(value)
    if exact := _CATEGORIES.get(said):
        return exact
    for name, category in _CATEGORIES.items():
        if said.startswith(name):
            return category
    return "Technical"


def _difficulty(value: object) -> Difficulty:
    return _DIFFICULTIES.get(_letters(value), "Medium")


def _listed(value: object) -> object:
    return [] if value is None else [value] if isinstance(value, str) else value


class Written(BaseModel):
    """One question as the model wrote it."""

    question: str
    category: Annotated[Category, BeforeValidator(_category)]
    difficulty: Annotated[Difficulty, BeforeValidator(_difficulty)] = "Medium"
    why: Annotated[str, Field(description="what in this resume makes one ask")] = ""
    quotes: Annotated[
        list[str],
        BeforeValidator(_listed),
        Field(description="lines of the resume it rests on, copied word for word"),
    ]
    answer: Annotated[str, Field(description="in the first person, of facts of the resume alone")]


class Interview(BaseModel):
    """The whole answer."""

    questions: Annotated[list[Written], BeforeValidator(_listed)]
