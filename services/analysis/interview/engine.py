"""What a generator of interview questions is given, and what it yields: the face both share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from libs.profile.interview import Question
from libs.profile.model import Profile
from services.analysis.reading.document import Document


@dataclass(frozen=True, slots=True)
class Brief:
    """What the questions are to be about. `asked` are those of the job's earlier sets, which
    a new set does not repeat while there are others.
    """

    document: Document
    profile: Profile
    count: int  # 1 to 30
    job_description: str = ""
    asked: tuple[str, ...] = ()


class QuestionEngine(Protocol):
    """Makes questions whose answers and reasons rest on the resume alone."""

    @property
    def name(self) -> str:
        """For the set's `engine`: "builtin" or the model's name."""
        ...

    async def generate(self, brief: Brief, deadline: float, *, set_id: str) -> Sequence[Question]:
        """`brief.count` distinct questions, fewer only where a model yields fewer. `deadline` is an
        instant of the event loop's clock. Raises ModelError.
        """
        ...
