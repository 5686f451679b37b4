"""What an engine is asked, and what it answers: the face both engines share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal, Protocol

from libs.profile.model import Profile


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the resume's text. Offsets count its code points; pages count from 1."""

    start: int
    end: int
    page: int | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class Resume:
    """What is known of one resume: `text[start:end]` is the quote of any evidence of `profile`."""

    profile: Profile
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the text that is near to the question, by meaning."""

    text: str
    start: int
    end: int
    page: int | None
    similarity: float  # cosine


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and all that an answer may be made of. `history` is oldest first; `passages` are
    best first, and none where they can't be searched right now.
    """

    question: str
    resume: Resume
    history: tuple[Turn, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place the answer rests on: `quote == text[start:end]`."""

    page: int | None
    paragraph: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: `text` is all pieces joined."""

    text: str
    citations: tuple[Citation, ...] = ()
    # Whether the resume says it; False for "the resume doesn't say".
    grounded: bool = True
    # Whether the question is understood without what was said before: only then may its answer be
    # given again to the same question.
    standalone: bool = True
    # Whether it will be as right next month.
    lasting: bool = True


class AnswerEngine(Protocol):
    """Answers from one resume alone."""

    @property
    def name(self) -> str:
        """For `metadata.engine`: "builtin" or the model's name."""
        ...

    def answer(self, asked: Asked, deadline: float) -> AsyncIterator[str | Answer]:
        """Pieces of text as they come, then the whole Answer, once. `deadline` is an instant of the
        event loop's clock. Raises ModelError; what was said until then stands.
        """
        ...
