"""What Vitae asks of a model server, one check at a time, over the very code that asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from pydantic import BaseModel

from libs.llm.answer import Message
from libs.llm.chat import ChatModel, Ending
from libs.llm.config import ModelServerConfig
from libs.llm.embeddings import OpenAIEmbedder
from libs.llm.errors import ModelContextExceeded, ModelError
from libs.llm.server import ModelServer
from services.analysis.engines import openai
from services.analysis.interview.engine import Brief
from services.analysis.interview.openai import ModelQuestions
from services.chat.engines.engine import Answer, Asked, Line, Resume
from services.chat.engines.openai import ModelAnswers
from tests.unit.analysis.engines.documents import document_of

Outcome = Literal["ok", "model", "broken"]
QUESTIONS = 5
_GRACE_S = 5.0  # past its deadline a call is stuck
_COUNT: list[Message] = [{"role": "user", "content": "Describe the number one."}]
_TALK: list[Message] = [{"role": "user", "content": "Say in one sentence what a resume is."}]


class Number(BaseModel):
    label: str
    kind: Literal["cardinal", "ordinal"]


class Wrong(Exception):
    """The server did something else than was asked."""


@dataclass(frozen=True, slots=True)
class Target:
    """The server that is checked. `seconds` for each check; `window`: characters that its model
    can't hold, 0 where that isn't to be tried.
    """

    base_url: str
    model: str
    key: str = ""
    embedding_model: str = ""
    seconds: float = 180.0
    window: int = 0

    @property
    def config(self) -> ModelServerConfig:
        return ModelServerConfig(self.base_url, self.key, timeout=self.seconds)


@dataclass(frozen=True, slots=True)
class Result:
    """`model`: it ended as a failure that Vitae names, and that may be the model's own."""

    check: str
    outcome: Outcome
    detail: str
    seconds: float


@asynccontextmanager
async def _chat(target: Target) -> AsyncGenerator[ChatModel]:
    server = ModelServer(target.config)
    try:
        yield ChatModel(server, target.model)
    finally:
        await server.aclose()


def _deadline(target: Target) -> float:
    return asyncio.get_running_loop().time() + target.seconds


async def json_of_a_schema(target: Target) -> str:
    async with _chat(target) as chat:
        done = await chat.complete_json(_COUNT, Number, _deadline(target))
    return f"{done.form}, {_tokens(done.usage.completion, estimated=done.usage.estimated)}"


async def analysis_of_a_resume(target: Target) -> str:
    document = document_of()
    async with _chat(target) as chat:
        reading = await openai.analyze(document, chat, _deadline(target))
        form = chat.start()[0]
    profile = openai.to_profile(document, reading)
    found = len(profile.skills) + len(profile.experience) + len(profile.education)
    return f"{form}, {found} entries proven, {len(profile.dropped)} dropped"


async def embeddings(target: Target) -> str:
    if not target.embedding_model:
        raise Wrong("no embedding model named")
    texts = [f"Passage {number} of a resume" for number in range(70)]
    server = ModelServer(target.config)
    try:
        embedder = OpenAIEmbedder(server, target.embedding_model)
        vectors = await embedder.embed(texts, _deadline(target))
        again = await embedder.embed([texts[69], texts[3]], _deadline(target))
    finally:
        await server.aclose()
    if not np.allclose(vectors[[69, 3]], again, atol=1e-2):
        raise Wrong("the same text got other vectors")
    return f"{vectors.shape[1]} dimensions, {len(texts)} texts"


async def streamed_text(target: Target) -> str:
    async with _chat(target) as chat:
        started, first, pieces, ending = time.monotonic(), 0.0, 0, None
        async for part in chat.stream_text(_TALK, _deadline(target)):
            if isinstance(part, Ending):
                ending = part
                continue
            first = first or time.monotonic() - started
            pieces += 1
    if ending is None:
        raise Wrong("no end")
    usage = ending.usage
    counted = _tokens(usage.completion, estimated=usage.estimated)
    return f"{pieces} pieces, first after {first:.2f} s, {counted}{', cut' * ending.cut}"


async def streamed_answer(target: Target) -> str:
    document = document_of()
    profile = openai.to_profile(document, _nothing(target.model))
    lines = tuple(Line(one.start, one.end, one.page, one.paragraph) for one in document.lines)
    asked = Asked("Did this person work with Bazel?", Resume(profile, document.text, lines))
    whole: Answer | None = None
    told: list[str] = []
    async with _chat(target) as chat:
        async for part in ModelAnswers(chat).answer(asked, _deadline(target)):
            if isinstance(part, Answer):
                whole = part
            else:
                told.append(part)
    if whole is None or whole.text != "".join(told):
        raise Wrong("the whole is not what was told")
    for place in whole.citations:
        if place.quote != document.text[place.start : place.end]:
            raise Wrong("a quote that is none")
    known = "grounded" if whole.grounded else "not grounded"
    return f"{len(whole.text)} characters, {len(whole.citations)} citations, {known}"


async def interview_questions(target: Target) -> str:
    document = document_of()
    brief = Brief(document, openai.to_profile(document, _nothing(target.model)), QUESTIONS)
    async with _chat(target) as chat:
        made = await ModelQuestions(chat).generate(brief, _deadline(target), set_id="compat")
        form = chat.start()[0]
    for one in made:
        for place in one.evidence:
            if place.quote != document.text[place.start : place.end]:
                raise Wrong("a quote that is none")
    kinds = len({one.category for one in made})
    return f"{form}, {len(made)} of {QUESTIONS} proven, of {kinds} categories"


async def leaving_early(target: Target) -> str:
    async with _chat(target) as chat:
        async with aclosing(chat.stream_text(_TALK, _deadline(target))) as parts:
            await anext(parts)
        await anext(chat.stream_text(_TALK, _deadline(target)))
        if chat.server.breaker.state != "closed":
            raise Wrong("the breaker opened")
    return "the next question is answered"


async def unknown_model(target: Target) -> str:
    return await _named(replace(target, model="no-such-model-0"))


async def wrong_key(target: Target) -> str:
    return await _named(replace(target, key="sk-wrong"))


async def too_long(target: Target) -> str:
    if not target.window:
        return "not tried"
    long: list[Message] = [{"role": "user", "content": "resume " * (target.window // 7)}]
    async with _chat(target) as chat:
        try:
            await anext(chat.stream_text(long, _deadline(target)))
        except ModelContextExceeded as error:
            return error.code
    return "answered all the same: it reads so much, or cuts it unasked"


async def _named(target: Target) -> str:
    """The code of the failure that asking ends in, if it does."""
    async with _chat(target) as chat:
        try:
            await anext(chat.stream_text(_TALK, _deadline(target)))
        except ModelError as error:
            return f"{type(error).__name__} ({error.code})"
    return "answered all the same"


CHECKS: Sequence[tuple[str, Callable[[Target], Awaitable[str]]]] = (
    ("JSON of a schema", json_of_a_schema),
    ("analysis of a resume", analysis_of_a_resume),
    ("embeddings", embeddings),
    ("streamed text", streamed_text),
    ("streamed answer about a resume", streamed_answer),
    ("interview questions", interview_questions),
    ("leaving a stream early", leaving_early),
    ("unknown model", unknown_model),
    ("wrong key", wrong_key),
    ("a prompt past the window", too_long),
)


async def run(target: Target) -> AsyncGenerator[Result]:
    """Each check's result, as it comes."""
    for name, check in CHECKS:
        started = time.monotonic()
        outcome: Outcome = "ok"
        try:
            async with asyncio.timeout(target.seconds + _GRACE_S):
                detail = await check(target)
        except ModelError as error:
            outcome, detail = "model", f"{type(error).__name__} ({error.code})"
        except Wrong as error:
            outcome, detail = "broken", str(error)
        except Exception as error:  # noqa: BLE001 - that none comes is what is checked
            outcome, detail = "broken", repr(error)[:200]
        yield Result(name, outcome, detail, time.monotonic() - started)


def _nothing(model: str) -> openai.ModelReading:
    """A reading that found nothing: the answer is to come from the text."""
    said = {"person": {}, "summary": {"text": ""}, "skills": [], "experience": [], "education": []}
    remarks: dict[str, list[object]] = {"strengths": [], "weaknesses": [], "recommendations": []}
    return openai.ModelReading.model_validate(
        {
            "model": model,
            "version": openai.VERSION,
            "characters": 0,
            "prompt_tokens": 0,
            "completion_tokens": 0,
            "estimated": True,
            "answer": {**said, **remarks},
        }
    )


def _tokens(count: int, *, estimated: bool) -> str:
    return f"{'about ' if estimated else ''}{count} tokens"
