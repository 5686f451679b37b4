"""One WebSocket: who it is, what it is told, and when it is closed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect
from vitae.analysis.v1.analysis_pb2 import Job
from vitae.analysis.v1.interview_pb2 import QuestionSet

from gateway.auth import Cookies, Session, Sessions
from gateway.live.chat import Chat, ChatDesk
from gateway.live.closing import (
    BROKEN,
    GONE,
    RESTART,
    SLOW,
    TOO_MANY_REFUSED,
    UNAUTHENTICATED,
    Close,
)
from gateway.live.frames import (
    News,
    Outbox,
    Waiting,
    error_frame,
    job_frame,
    set_frame,
    system_frame,
)
from gateway.live.hub import Hub
from gateway.live.incoming import hear
from gateway.live.refusals import Refusals
from gateway.live.sending import Sending
from gateway.live.snapshot import JobSnapshots, SetSnapshots
from gateway.metrics import Metrics
from gateway.settings import GatewaySettings
from libs.rpc.errors import DomainError, Kind

log = logging.getLogger(__name__)

_RETRY_SECONDS = 0.5
_LONGEST_RETRY_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What every socket of the process works with."""

    settings: GatewaySettings
    sessions: Sessions
    cookies: Cookies
    hub: Hub
    jobs: JobSnapshots
    sets: SetSnapshots
    metrics: Metrics
    chat: ChatDesk


class Socket:
    """A signed-in connection. It ends with the first of: the client leaves, it does not read, its
    session ends, the process drains.
    """

    # There are many, and each is to cost little.
    __slots__ = (
        *("_desk", "_ended", "_greeted", "_missed_since", "_news", "_next", "_outbox", "_refusals"),
        *("_sending", "_set_news", "_tasks", "_tending", "_token", "_websocket"),
        *("chat", "session_id", "user_id"),
    )

    def __init__(self, websocket: WebSocket, desk: Desk, session: Session, token: str) -> None:
        self.user_id = session.user_id
        self.session_id = session.session_id
        self._websocket = websocket
        self._desk = desk
        self._token = token
        self._outbox = Outbox(desk.settings.socket_queue)
        self._news = News()
        self._set_news = News()
        self._refusals = Refusals()
        self._sending = Sending(desk.settings.socket_send_seconds, self._blocked)
        self._ended: asyncio.Future[Close] = asyncio.get_running_loop().create_future()
        self.chat = Chat(self, desk.chat)
        self._tasks: set[asyncio.Task[None]] = set()
        self._greeted = False
        self._missed_since: float | None = None
        self._tending: asyncio.Task[None] | None = None
        self._next: asyncio.TimerHandle | None = None

    # what the hub says

    def job_changed(self, job: Job, frame: str) -> None:
        if self._news.take(job):
            self.say(frame, job.job_id)

    def set_changed(self, found: QuestionSet, frame: str) -> None:
        if self._set_news.take(found):
            self.say(frame, found.set_id)

    def end_session(self) -> None:
        self._end(UNAUTHENTICATED)

    def restart(self) -> None:
        self._end(RESTART)

    def catch_up(self, missed_since: float) -> None:
        self.chat.told.refresh()
        if self._missed_since is None:
            self._missed_since = missed_since
        if self._tending is None:
            self._tend()

    # its life

    def welcome(self) -> None:
        self.say(system_frame("Connected"))

    async def run(self) -> Close:
        """Serves until the socket ends; the reason."""
        tasks = [asyncio.create_task(self._guarded(work)) for work in (self._read, self._write)]
        self._tend()
        try:
            return await self._ended
        finally:
            if self._next:
                self._next.cancel()
            self._sending.stop()
            if self._tending:
                tasks.append(self._tending)
            tasks += self._tasks
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def start(self, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Work beside reading and writing; it ends with the socket at the latest, and may never
        begin.
        """
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def act(self) -> None:
        """Makes the socket's person the caller of what the current task calls. DomainError, and the
        socket ends, where the session has.
        """
        try:
            session = await self._desk.sessions.of(self._token)
        except DomainError as error:
            if error.kind is Kind.UNAUTHENTICATED:
                self._end(UNAUTHENTICATED)
            raise
        session.act()

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except WebSocketDisconnect:
            self._end(GONE)
        except Exception as error:
            log.exception("unexpected error on a socket", exc_info=error)
            self._end(BROKEN)

    def _end(self, why: Close) -> None:
        if not self._ended.done():
            self._ended.set_result(why)

    def say(self, frame: str | Waiting, key: str = "") -> None:
        """Puts a frame into the queue; who leaves it full is disconnected."""
        if not self._outbox.put(frame, key):
            self._end(SLOW)

    async def refuse(self, code: str, content: str, echo: Mapping[str, str]) -> None:
        """Says that a frame was not taken, at the pace of the client; who sends such frames without
        end is told so, and disconnected.
        """
        limits, now = self._desk.chat.limits, time.monotonic()
        if await self._refusals.are_too_many(limits, self.user_id, now):
            await self._outbox.empty()  # it hears of the others first, if it reads
            self._end(TOO_MANY_REFUSED)
            raise WebSocketDisconnect(TOO_MANY_REFUSED.code)  # no more of it is heard
        await self.room()
        self.say(error_frame(code, content, **echo))

    async def room(self) -> None:
        await self._outbox.room()

    async def _write(self) -> None:
        while True:
            frame = await self._outbox.get()
            self._sending.began()
            await self._websocket.send_text(frame)
            self._sending.ended()

    def _blocked(self) -> None:
        self._end(SLOW)

    async def _read(self) -> None:
        await hear(self._websocket, self.chat, self)

    # staying true

    def _tend(self) -> None:
        """Starts a round of `_stay_current`. Between rounds a socket costs a timer, not a task."""
        if self._next:
            self._next.cancel()
        self._tending = asyncio.create_task(self._guarded(self._stay_current))
        self._tending.add_done_callback(self._tended)

    def _tended(self, _: asyncio.Task[None]) -> None:
        self._tending = None
        if self._ended.done():
            return
        wait = self._desk.settings.socket_check_seconds if self._missed_since is None else 0.0
        self._next = asyncio.get_running_loop().call_later(wait, self._tend)

    async def _stay_current(self) -> None:
        """Sees that the session lives; tells what is under way, once, and what was missed."""
        await self._persist(self.act)
        self.chat.told.refresh()
        if not self._greeted:
            await self._persist(self._tell_unfinished)
            self._greeted = True
        if self._missed_since is not None:
            await self._persist(self._tell_missed)

    async def _persist(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeats a step while the service it needs is away."""
        pause = _RETRY_SECONDS
        while not await self._done(step):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_RETRY_SECONDS)

    async def _done(self, step: Callable[[], Awaitable[None]]) -> bool:
        """False where the service the step needs is away."""
        try:
            await step()
        except DomainError as error:
            if error.kind is Kind.UNAVAILABLE:
                return False
            if error.kind is not Kind.UNAUTHENTICATED:
                raise
            self._end(UNAUTHENTICATED)
        return True

    async def _tell_unfinished(self) -> None:
        async for job in self._desk.jobs.unfinished():
            await self._tell(job)
        async for found in self._desk.sets.unfinished():
            await self._tell(found)

    async def _tell_missed(self) -> None:
        since, self._missed_since = self._missed_since or 0.0, None
        try:
            async for job in self._desk.jobs.changed(since, self._news):
                await self._tell(job)
            async for found in self._desk.sets.changed(since, self._set_news):
                await self._tell(found)
        except DomainError:
            self._missed_since = min(since, self._missed_since or since)
            raise

    async def _tell(self, subject: Job | QuestionSet) -> None:
        """A change, but at the pace of the client: a long list is no reason to hang up."""
        await self._outbox.room()
        if isinstance(subject, QuestionSet):
            self.set_changed(subject, set_frame(subject))
        else:
            self.job_changed(subject, job_frame(subject))
