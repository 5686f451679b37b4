"""Gives answers: tells them piece by piece as they are composed, and ends them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Protocol

from libs.db.database import DATABASE_AWAY
from libs.rpc.channel import deadline
from services.chat.composing import Composer, Means
from services.chat.errors import RESTARTED
from services.chat.live import Live
from services.chat.message import End, Message
from services.chat.repository import Messages
from services.chat.resumes import Known
from services.chat.stored import PairScope

log = logging.getLogger(__name__)

COALESCE_SECONDS = 0.015  # nobody sees the difference, and a fast engine makes fewer frames
END_SECONDS = 900.0  # how long a database that is away is waited for, with an answer in hand
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0


class Announcer(Protocol):
    """Tells every tab of a user."""

    async def piece(self, live: Live, content: str) -> None: ...
    async def message(self, message: Message) -> None: ...


class Answering:
    """The answers this process is giving."""

    def __init__(
        self, messages: Messages, means: Means, announce: Announcer, answer_seconds: float
    ) -> None:
        self._messages = messages
        self._composer = Composer(messages, means, answer_seconds)
        self._announce = announce
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
            composing = asyncio.create_task(self._composer.compose(live, known, scope))
            live.composed_by(composing)
            await asyncio.wait({composing})
            live.fall_silent()
            await telling
            live.ending = True
            composed = self._composer.outcome(live, composing)
            ours = await self._end(live, composed.end)
            live.over = True
            if ours:
                await self._composer.keep(live, scope, composed)
            else:
                await self._tell_erased(live)
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

    async def _tell_erased(self, live: Live) -> None:
        """Whoever took the answer over has told of it; nobody has where its row is gone: another
        process erased it, and knows not who was giving it.
        """
        with suppress(*DATABASE_AWAY):  # then a gateway learns of it as it asks
            if not await self._messages.exists(live.message_id):
                await self._announce.message(live.erased())

    async def _end(self, live: Live, end: End) -> bool:
        """Keeps the end, waiting for a database that is away; then tells it. False where the answer
        is no longer ours.
        """
        loop = asyncio.get_running_loop()
        give_up, pause = loop.time() + END_SECONDS, FIRST_PAUSE_SECONDS
        in_doubt = False  # a try that failed may have been committed all the same
        while not live.lost:
            try:
                message = await self._messages.end(live.told(), end)
                if message is None and in_doubt:
                    message = await self._ended_so(live, end)
            except DATABASE_AWAY as error:
                in_doubt = True
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

    async def _ended_so(self, live: Live, end: End) -> Message | None:
        """The answer, where its row has ended as we would end it."""
        found = await self._messages.answer(live.message_id, live.user_id)
        if found is None:
            return None
        (message, kept), told, why = found, live.told(), end.interruption
        status = "interrupted" if why else "complete"
        same = (message.status, message.error_code) == (status, why.code if why else None)
        return message if same and kept == told else None


async def _all_ended(lives: Iterable[Live]) -> None:
    for live in lives:
        await live.ended.wait()
