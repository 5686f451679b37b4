"""Everyone who is watching: one subscription a process, fanned out to sockets by user."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Collection, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Protocol

from google.protobuf.message import DecodeError
from nats.aio.msg import Msg
from vitae.analysis.v1.analysis_pb2 import Job
from vitae.analysis.v1.interview_pb2 import QuestionSet
from vitae.chat.v1.chat_pb2 import ChatMessage
from vitae.events.v1.events_pb2 import ChatEvent, JobProgress, QuestionSetChanged, SessionsRevoked

from gateway.auth import Sessions
from gateway.live.chat import Chat
from gateway.live.chat_frames import Piece, message_frame
from gateway.live.frames import job_frame, set_frame
from gateway.metrics import Metrics
from gateway.settings import GatewaySettings
from libs.bus import topology
from libs.bus.connection import BUS_AWAY, Bus

log = logging.getLogger(__name__)

ALL_PROGRESS = topology.progress_subject("*", "*")
ALL_CHAT = topology.chat_subject("*")
ALL_QUESTIONS = topology.interview_subject("*")
PENDING_MESSAGES = 10_000
WATCH_SECONDS = 0.5


class Watcher(Protocol):
    """A socket, as the hub knows it."""

    user_id: str
    session_id: str
    chat: Chat

    def job_changed(self, job: Job, frame: str) -> None: ...
    def set_changed(self, found: QuestionSet, frame: str) -> None: ...
    def end_session(self) -> None: ...
    def restart(self) -> None: ...
    def catch_up(self, missed_since: float) -> None: ...


class Hub:
    """Sockets by user. Runs in the event loop, so that nothing here needs a lock."""

    def __init__(self, sessions: Sessions, metrics: Metrics, settings: GatewaySettings) -> None:
        self._sessions = sessions
        self._metrics = metrics
        self._per_user = settings.sockets_per_user
        self._unknown_most = settings.sockets_unknown
        self._unknown_of_one = settings.sockets_unknown_per_address
        self._unknown: Counter[str] = Counter()  # by address
        self._watchers: dict[str, set[Watcher]] = defaultdict(set)
        self._pieces = 0
        self._burst = max(1, settings.socket_queue // 2)
        self.draining = False

    def admits(self, address: str) -> bool:
        """Whether there is room for one more that hasn't said who it is: not all of it is for one
        address.
        """
        room = self._unknown.total() < self._unknown_most
        return room and self._unknown[address] < self._unknown_of_one

    @contextmanager
    def unknown(self, address: str) -> Generator[None]:
        """A connection from there counts as unknown while entered."""
        self._unknown[address] += 1
        try:
            yield
        finally:
            self._unknown[address] -= 1
            if not self._unknown[address]:
                del self._unknown[address]

    def join(self, watcher: Watcher) -> bool:
        """False where the user has as many sockets as allowed."""
        if len(self._watchers.get(watcher.user_id, ())) >= self._per_user:
            return False
        self._watchers[watcher.user_id].add(watcher)
        self._metrics.sockets.inc()
        return True

    def leave(self, watcher: Watcher) -> None:
        found = self._watchers.get(watcher.user_id)
        if found is None or watcher not in found:
            return
        found.remove(watcher)
        self._metrics.sockets.dec()
        if not found:
            del self._watchers[watcher.user_id]

    def revoked(self, user_id: str, session_ids: Collection[str]) -> None:
        """Closes the sockets of sessions that have ended; of all the user's where none is named."""
        for watcher in list(self._watchers.get(user_id, ())):
            if not session_ids or watcher.session_id in session_ids:
                watcher.end_session()

    def drain(self) -> None:
        """Sends everyone to another gateway, or to the next one here."""
        self.draining = True
        for watcher in self._everyone():
            watcher.restart()

    async def on_progress(self, message: Msg) -> None:
        """A job has changed: tells its owner's sockets."""
        self._metrics.events.inc()
        watchers = self._watchers.get(message.subject.split(".")[1])
        if not watchers:
            return
        try:
            job = JobProgress.FromString(message.data).job
        except DecodeError:
            log.warning("unreadable event", extra={"subject": topology.progress_subject("…", "…")})
            return
        frame = job_frame(job)
        for watcher in list(watchers):
            watcher.job_changed(job, frame)
        await asyncio.sleep(0)  # a burst must not fill queues that nobody got to empty

    async def on_chat(self, message: Msg) -> None:
        """An answer grows, or a message is there: tells its owner's sockets."""
        user_id = message.subject.split(".")[1]
        watchers = self._watchers.get(user_id)
        if not watchers:
            return
        try:
            event = ChatEvent.FromString(message.data)
        except DecodeError:
            log.warning("unreadable event", extra={"subject": topology.chat_subject("…")})
            return
        if event.HasField("delta"):
            piece = Piece.of(event.delta)
            for watcher in tuple(watchers):
                watcher.chat.told.piece(piece)
            self._pieces += 1
            if self._pieces % self._burst:  # as below, but not for each: those that wait are joined
                return
        elif event.HasField("message"):
            self.said(user_id, event.message)
        await asyncio.sleep(0)  # as in on_progress

    def said(self, user_id: str, message: ChatMessage) -> None:
        """Tells a user's sockets of a message; each tells it once."""
        watchers = self._watchers.get(user_id)
        if watchers:
            frame = message_frame(message)
            for watcher in tuple(watchers):
                watcher.chat.told.message(message, frame)

    async def on_questions(self, message: Msg) -> None:
        """A set of interview questions has changed: tells its owner's sockets."""
        self._metrics.events.inc()
        watchers = self._watchers.get(message.subject.split(".")[1])
        if not watchers:
            return
        try:
            found = QuestionSetChanged.FromString(message.data).question_set
        except DecodeError:
            log.warning("unreadable event", extra={"subject": topology.interview_subject("…")})
            return
        frame = set_frame(found)
        for watcher in list(watchers):
            watcher.set_changed(found, frame)
        await asyncio.sleep(0)  # as above

    async def on_revoked(self, message: Msg) -> None:
        try:
            event = SessionsRevoked.FromString(message.data)
        except DecodeError:
            log.warning("unreadable event", extra={"subject": message.subject})
            return
        self._sessions.revoked(event.user_id, event.session_ids)
        self.revoked(event.user_id, event.session_ids)

    def missed(self, since: float) -> None:
        """Events after `since` (seconds since the epoch) may be lost: everybody asks afresh."""
        self._sessions.forget_all()
        for watcher in self._everyone():
            watcher.catch_up(since)

    async def watch(self, bus: Bus) -> None:
        """Notices when the bus was away, for ever."""
        connects = bus.client.stats["reconnects"]
        away_since = time.time()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            now, reconnects = time.time(), bus.client.stats["reconnects"]
            if bus.connected and reconnects != connects:
                connects = reconnects
                with suppress(*BUS_AWAY):
                    await bus.client.flush()  # the server has our subscriptions again
                log.info("bus is back", extra={"away_seconds": round(now - away_since, 1)})
                self.missed(away_since)
            if bus.connected:
                away_since = now

    def _everyone(self) -> list[Watcher]:
        return [watcher for found in self._watchers.values() for watcher in found]


@asynccontextmanager
async def listening(hub: Hub, bus: Bus) -> AsyncGenerator[None]:
    """The hub hears the bus while entered."""
    client: Any = bus.client  # nats-py's annotations are partial
    await client.subscribe(ALL_PROGRESS, cb=hub.on_progress, pending_msgs_limit=PENDING_MESSAGES)
    await client.subscribe(ALL_CHAT, cb=hub.on_chat, pending_msgs_limit=PENDING_MESSAGES)
    await client.subscribe(ALL_QUESTIONS, cb=hub.on_questions, pending_msgs_limit=PENDING_MESSAGES)
    await client.subscribe(topology.SESSIONS_REVOKED, cb=hub.on_revoked)
    await bus.client.flush()
    watching = asyncio.create_task(hub.watch(bus), name="bus-watch")
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
