"""Asking the engine that talks to a model, and what the model is to say."""

from __future__ import annotations

from collections.abc import Callable

from services.chat.engines.engine import Answer, Asked, Resume
from services.chat.engines.openai import ModelAnswers
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI
from tests.unit.chat.engines.resumes import resume_of

Within = Callable[[float], float]
BUILD = "• Cut the build from 40 to 6 minutes with Bazel"


def says(fake: FakeOpenAI, text: str | None = None, **mode: object) -> None:
    fake.modes = Modes(chat=Mode.model_validate({"text": text, **mode}))


async def ask(
    engine: ModelAnswers, deadline: float, question: str = "What did I do?", **asked: object
) -> tuple[list[str], Answer]:
    """The pieces, and the whole, which is all of them."""
    pieces: list[str] = []
    whole: Answer | None = None
    resume = asked.pop("resume", None) or resume_of()
    assert isinstance(resume, Resume)
    async for part in engine.answer(Asked(question, resume, **asked), deadline):  # pyright: ignore[reportArgumentType]
        assert whole is None
        if isinstance(part, str):
            assert part
            pieces.append(part)
        else:
            whole = part
    assert whole
    assert whole.text == "".join(pieces)
    for citation in whole.citations:
        assert citation.quote == resume.text[citation.start : citation.end]
    return pieces, whole


def sent(fake: FakeOpenAI) -> str:
    """The last prompt."""
    return "\n".join(message["content"] for message in fake.requests[-1][1]["messages"])
