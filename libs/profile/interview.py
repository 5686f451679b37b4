"""Interview questions as they are kept and shown (schema `Question` in OpenAPI)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from libs.profile.model import Evidence, Part

Category = Literal["Technical", "Behavioral", "Situational", "Problem-Solving"]
Difficulty = Literal["Easy", "Medium", "Hard"]


class Question(Part):
    """A question, an answer made of facts in the resume alone, and why it is asked."""

    id: str
    question: str
    category: Category
    difficulty: Difficulty
    # `[add your number]` stands where the resume gives none.
    answer: str
    why: str
    evidence: list[Evidence] = Field(default_factory=list[Evidence])
