"""Gives answers: a stored one or one the engine makes, told piece by piece, and ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from libs.db.database import DATABASE_AWAY
from libs.llm.errors import ModelError
from libs.rpc.channel import deadline
from services.chat.engines.engine import Answer, AnswerEngine, Asked, Passage, Turn
from services.chat.errors import (
    BROKEN,
    RESTARTED,
    RESUME_AWAY,
    TIMED_OUT,
    TOO_LONG,
    Interruption,
    of_model,
)
from services.chat.live import Live, TooLong
from services.chat.message import End, Message
from services.chat.repository import Messages
from services.chat.resumes import Known, Resumes
from services.chat.stored import Embedded, PairScope, StoredAnswer

log = logging.getLogger(__name__)
T = TypeVar("T")

COALESCE_SECONDS = 0.015  # nobody sees the difference, and a fast engine makes fewer frames
LOOKUP_SECONDS = 2.0
PASSAGES = 6
DEADLINE_MARGIN_SECONDS = 5.0  # an engine is to end by itself
END_SECONDS = 900.0  # how long a database that is away is waited for, with an answer in hand
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0


class Announcer(Protocol):
    """Tells every tab of a user."""

    async def piece(self, live: Live, content: str) -> None: ...
    async def message(self, message: Message) -> None: ...


class Index(Protocol):
    """What finds by meaning, for the caller at hand."""

    async def embed(self, texts: list[str]) -> list[Embedded]: ...
    async def search(self, job_id: str, embedded: Embedded, limit: int) -> tuple[Passage, ...]: ...


class Pairs(Protocol):
    """Stored answers, as far as giving one takes."""

    async def find(
        self, scope: PairScope, question: str, embedded: Embedded
    ) -> StoredAnswer | None: ...
    async def keep(
        self, scope: PairScope, question: str, embedded: Embedded, answer: StoredAnswer
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
class _Composed:
    """How composing ended, and what of it may be given again."""

    end: End
    embedded: Embedded | None = None
    whole: Answer | None = None


class Answering:
    """The answers this process is giving."""

    def __init__(
        self, messages: Messages, means: Means, announce: Announcer, answer_seconds: float
    ) -> None:
        self._messages = messages
        self._means = means
        self._announce = announce
        self._seconds = answer_seconds
        self._live: dict[str, Live] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def find(self, message_id: str) -> Live | None:
        return self._live.get(message_id)

    def of_user(self, user_id: str) -> int:
        """How many answers the user is being given here."""
        return sum(live.user_id == user_id and not live.over for live in self._live.values())

    def everything(self) -> list[Live]:
        return list(self._live.values())

    def begin(self, live: Live, known: Known) -> None:
        """Gives the answer beside whatever else happens, for the caller at hand."""
        self._live[live.message_id] = live
        task = asyncio.create_task(self._give(live, known), name="answer")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def let_go(self, which: Callable[[Live], bool]) -> list[Live]:
        """Ends these answers without another word kept of them; returns when that is sure."""
        gone = [live for live in self._live.values() if which(live)]
        for live in gone:
            live.let_go()
        await _all_ended(gone)
        return gone

    async def drain(self, seconds: float) -> None:
        """Lets answers come to their end for so long, then ends them as interrupted."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for live in self._live.values():
            live.stop(RESTARTED)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=2.0)

    async def _give(self, live: Live, known: Known) -> None:
        deadline.set(float("inf"))  # the question's call has been answered
        scope = PairScope(live.user_id, known.job_id, known.upload_id, known.version)
        try:
            telling = asyncio.create_task(self._tell(live))
            composing = asyncio.create_task(self._compose(live, known, scope))
            live.composed_by(composing)
            await asyncio.wait({composing})
            live.fall_silent()
            await telling
            live.ending = True
            composed = self._outcome(live, composing)
            ours = await self._end(live, composed.end)
            live.over = True
            if ours:
                await self._keep_pair(live, scope, composed)
        except Exception:
            log.exception("answer failed", extra={"message_id": live.message_id})
        finally:
            del self._live[live.message_id]
            live.ended.set()

    async def _tell(self, live: Live) -> None:
        await self._announce.message(live.question)
        await self._announce.message(live.reply)
        while await live.news():
            await self._announce.piece(live, live.cut())
            await live.pause(COALESCE_SECONDS)

    # composing

    async def _compose(self, live: Live, known: Known, scope: PairScope) -> _Composed:
        question = live.question.content
        history, vectors = await asyncio.gather(
            _unless_away(self._messages.history(live.question), "history"),
            _unless_away(self._means.index.embed([question]), "embedding"),
        )
        embedded = vectors[0] if vectors else None
        if embedded and not live.fresh:
            found = self._means.pairs.find(scope, question, embedded)
            if stored := await _unless_away(found, "stored answers"):
                live.say(stored.text)
                return _Composed(End(stored.engine, stored.citations, from_qa=True))
        asked = await self._asked(live, known, embedded, history or ())
        whole = await self._made(live, asked)
        return _Composed(End(self._means.engine.name, whole.citations), embedded, whole)

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

    def _outcome(self, live: Live, composing: asyncio.Task[_Composed]) -> _Composed:
        """What became of composing; never raises."""
        if not composing.cancelled() and composing.exception() is None:
            return composing.result()
        return _Composed(End(self._means.engine.name, interruption=_why(live, composing)))

    # the end

    async def _end(self, live: Live, end: End) -> bool:
        """Keeps the end, waiting for a database that is away; then tells it. False where the answer
        is no longer ours.
        """
        loop = asyncio.get_running_loop()
        give_up, pause = loop.time() + END_SECONDS, FIRST_PAUSE_SECONDS
        while not live.lost:
            try:
                message = await self._messages.end(live.told(), end)
            except DATABASE_AWAY as error:
                if loop.time() > give_up:
                    raise
                log.warning("answer waits", extra={"cause": type(error).__name__})
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            if message is None:
                return False
            await self._announce.message(message)
            return True
        return False

    async def _keep_pair(self, live: Live, scope: PairScope, composed: _Composed) -> None:
        """Keeps an answer that may be given again to the same question."""
        whole, embedded = composed.whole, composed.embedded
        if not (whole and embedded and whole.grounded and whole.standalone) or live.lost:
            return
        stored = StoredAnswer(whole.text, whole.citations, composed.end.engine)
        kept = self._means.pairs.keep(scope, live.question.content, embedded, stored)
        await _unless_away(kept, "stored answers")
        # An erasure that another process heard of may have come between.
        if await _unless_away(self._messages.exists(live.message_id), "messages") is False:
            erased = self._means.pairs.erase_upload(scope.upload_id)
            await _unless_away(erased, "stored answers")


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


def _why(live: Live, composing: asyncio.Task[_Composed]) -> Interruption:
    if composing.cancelled():
        return live.stopped or BROKEN
    match composing.exception():
        case _Interrupted() as interrupted:
            log.warning("resume away", extra={"cause": repr(interrupted.__cause__)[:200]})
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
        log.warning("answering without", extra={"what": what, "cause": repr(error)[:200]})
        return None


async def _all_ended(lives: Iterable[Live]) -> None:
    for live in lives:
        await live.ended.wait()
