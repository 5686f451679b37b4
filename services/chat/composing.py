"""What an answer is made of: a stored one, else what the engine makes of resume and passages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from libs.llm.errors import ModelError
from services.chat.engines.engine import Answer, AnswerEngine, Asked, Passage, Turn
from services.chat.errors import (
    BROKEN,
    RESUME_AWAY,
    TIMED_OUT,
    TOO_LONG,
    Interruption,
    of_model,
)
from services.chat.live import Live, TooLong
from services.chat.message import End
from services.chat.repository import Messages
from services.chat.resumes import Known, Resumes
from services.chat.stored import Embedded, PairScope, StoredAnswer

log = logging.getLogger(__name__)
T = TypeVar("T")

LOOKUP_SECONDS = 2.0
PASSAGES = 6
DEADLINE_MARGIN_SECONDS = 5.0  # an engine is to end by itself


class Index(Protocol):
    """What finds by meaning, for the caller at hand."""

    async def embed(self, texts: list[str]) -> list[Embedded]: ...
    async def search(self, job_id: str, embedded: Embedded, limit: int) -> tuple[Passage, ...]: ...


class Pairs(Protocol):
    """Stored answers, as far as giving one takes."""

    async def find(
        self, scope: PairScope, question: str, embedded: Embedded, engine: str
    ) -> StoredAnswer | None: ...
    async def keep(
        self,
        scope: PairScope,
        question: str,
        embedded: Embedded,
        answer: StoredAnswer,
        *,
        replace: bool,
    ) -> None: ...
    async def erase_upload(self, upload_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What answers are made with."""

    engine: AnswerEngine
    index: Index
    pairs: Pairs
    resumes: Resumes


@dataclass(frozen=True, slots=True)
class Composed:
    """How composing ended, and what of it may be given again."""

    end: End
    embedded: Embedded | None = None
    whole: Answer | None = None


class Composer:
    """Composes answers. What helps but is away is done without; the resume is not."""

    def __init__(self, messages: Messages, means: Means, answer_seconds: float) -> None:
        self._messages = messages
        self._means = means
        self._seconds = answer_seconds

    async def compose(self, live: Live, known: Known, scope: PairScope) -> Composed:
        question = live.question.content
        history, vectors = await asyncio.gather(
            _unless_away(self._messages.history(live.question), "history"),
            _unless_away(self._means.index.embed([question]), "embedding"),
        )
        embedded = vectors[0] if vectors else None
        looks_up = self._stored(scope, question, embedded) if embedded and not live.fresh else None
        if looks_up and (stored := await looks_up):
            live.say(stored.text)
            return Composed(End(stored.engine, stored.citations, from_qa=True))
        asked = await self._asked(live, known, embedded, history or ())
        whole = await self._made(live, asked)
        return Composed(End(self._means.engine.name, whole.citations), embedded, whole)

    async def _stored(
        self, scope: PairScope, question: str, embedded: Embedded
    ) -> StoredAnswer | None:
        engine = self._means.engine.name
        found = self._means.pairs.find(scope, question, embedded, engine)
        return await _unless_away(found, "stored answers")

    async def _asked(
        self, live: Live, known: Known, embedded: Embedded | None, history: tuple[Turn, ...]
    ) -> Asked:
        passages: tuple[Passage, ...] = ()
        if embedded:
            nearest = self._means.index.search(known.job_id, embedded, PASSAGES)
            passages = await _unless_away(nearest, "passages") or ()
        try:
            resume = await self._means.resumes.whole(known)
        except Exception as error:
            raise _Interrupted(RESUME_AWAY) from error
        return Asked(live.question.content, resume, history, passages)

    async def _made(self, live: Live, asked: Asked) -> Answer:
        """The engine's answer, said as it comes."""
        end = asyncio.get_running_loop().time() + self._seconds
        parts = self._means.engine.answer(asked, end)
        async with asyncio.timeout_at(end + DEADLINE_MARGIN_SECONDS), _closed_after(parts):
            async for part in parts:
                if isinstance(part, Answer):
                    return part
                live.say(part)
        raise RuntimeError("the engine ended without an answer")

    def outcome(self, live: Live, composing: asyncio.Task[Composed]) -> Composed:
        """What became of composing; never raises."""
        if not composing.cancelled() and composing.exception() is None:
            return composing.result()
        return Composed(End(self._means.engine.name, interruption=_why(live, composing)))

    async def keep(self, live: Live, scope: PairScope, composed: Composed) -> None:
        """Keeps an answer that may be given again to the same question."""
        whole, embedded = composed.whole, composed.embedded
        if not (whole and embedded and _may_come_again(whole)) or live.lost:
            return
        question, pairs = live.question.content, self._means.pairs
        stored = StoredAnswer(whole.text, whole.citations, composed.end.engine)
        # What was kept meanwhile stays, unless a new answer was asked for: it may be a set's.
        kept = pairs.keep(scope, question, embedded, stored, replace=live.fresh)
        await _unless_away(kept, "stored answers")
        # An erasure that another process heard of may have come between.
        if await _unless_away(self._messages.exists(live.message_id), "messages") is False:
            erased = pairs.erase_upload(scope.upload_id)
            await _unless_away(erased, "stored answers")


def _may_come_again(whole: Answer) -> bool:
    return whole.grounded and whole.standalone and whole.lasting


@asynccontextmanager
async def _closed_after(parts: AsyncIterator[object]) -> AsyncGenerator[None]:
    """Lets go of what an engine holds, however its answer ends."""
    try:
        yield
    finally:
        if isinstance(parts, AsyncGenerator):
            await parts.aclose()


class _Interrupted(Exception):
    def __init__(self, why: Interruption) -> None:
        super().__init__(why.code)
        self.why = why


def _why(live: Live, composing: asyncio.Task[Composed]) -> Interruption:
    if composing.cancelled():
        return live.stopped or BROKEN
    match composing.exception():
        case _Interrupted() as interrupted:
            cause = type(interrupted.__cause__).__name__
            log.warning("resume away", extra={"cause": cause})
            return interrupted.why
        case ModelError() as failed:
            log.warning("model failed", extra={"code": failed.code})
            return of_model(failed.code)
        case TooLong():
            return TOO_LONG
        case TimeoutError():
            return TIMED_OUT
        case error:
            log.error("engine failed", exc_info=error)
            return BROKEN


async def _unless_away(asked: Awaitable[T], what: str) -> T | None:
    """None where what an answer can do without does not answer, whatever the cause."""
    try:
        async with asyncio.timeout(LOOKUP_SECONDS if what != "embedding" else None):
            return await asked
    except Exception as error:  # noqa: BLE001 - the answer comes all the same
        log.warning("answering without", extra={"what": what, "cause": type(error).__name__})
        return None
