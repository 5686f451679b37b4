"""What waits to be sent on one socket, and which events of jobs and sets are news to it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Protocol

import orjson
from vitae.analysis.v1.analysis_pb2 import Job, JobStatus
from vitae.analysis.v1.interview_pb2 import QuestionSet, QuestionSetStatus

from gateway import views

_FINISHED = frozenset(
    {JobStatus.JOB_STATUS_COMPLETED, JobStatus.JOB_STATUS_FAILED, JobStatus.JOB_STATUS_CANCELLED}
)
_SET_ENDED = frozenset(
    {QuestionSetStatus.QUESTION_SET_STATUS_COMPLETED, QuestionSetStatus.QUESTION_SET_STATUS_FAILED}
)
_REMEMBERED = 256

Subject = Job | QuestionSet
Mark = tuple[int, int, int, bool]


def identity(subject: Subject) -> str:
    return subject.set_id if isinstance(subject, QuestionSet) else subject.job_id


def finished(subject: Subject) -> bool:
    ends = _SET_ENDED if isinstance(subject, QuestionSet) else _FINISHED
    return subject.status in ends


def mark(subject: Subject) -> Mark:
    """How far it has come: the larger mark is the later state."""
    if isinstance(subject, QuestionSet):  # goes to and fro while a model is away, until it ends
        return 0, 0, 0, finished(subject)
    return subject.retries, subject.attempts, subject.progress, finished(subject)


class News:
    """The last state told of each job, or of each set, so that an older one, overtaken on its way,
    is not told.
    """

    __slots__ = ("_told",)

    def __init__(self) -> None:
        self._told: OrderedDict[str, Mark] = OrderedDict()

    def take(self, subject: Subject) -> bool:
        """Whether `subject` is no older than what was told before; if so it counts as told."""
        key, new = identity(subject), mark(subject)
        old = self._told.get(key)
        if old is not None and new < old:
            return False
        self._told[key] = new
        self._told.move_to_end(key)
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        return True

    def unfinished(self) -> list[str]:
        return [key for key, told in self._told.items() if not told[3]]


class Waiting(Protocol):
    """A frame that may change until it is sent."""

    def take(self) -> str: ...


class Outbox:
    """Frames in order, bounded. A newer state of a job or a set takes the place of one still
    waiting. One task empties it, several may wait for room.
    """

    __slots__ = ("_emptied", "_filled", "_limit", "_serial", "_waiting")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: dict[str, str | Waiting] = {}
        self._serial = 0
        # Futures and not events: an event is a kilobyte, and there are many sockets.
        self._filled: asyncio.Future[None] | None = None
        self._emptied: tuple[asyncio.Future[None], ...] = ()

    def put(self, frame: str | Waiting, key: str = "") -> bool:
        """False where there is no room: the client doesn't read."""
        if not key:
            self._serial += 1
            key = f"#{self._serial}"
        if key not in self._waiting and len(self._waiting) >= self._limit:
            return False
        self._waiting[key] = frame
        _wake(self._filled)
        return True

    async def get(self) -> str:
        """The next frame, as soon as there is one."""
        while not self._waiting:
            self._filled = asyncio.get_running_loop().create_future()
            await self._filled
        frame = self._waiting.pop(next(iter(self._waiting)))
        emptied, self._emptied = self._emptied, ()
        for waiter in emptied:
            _wake(waiter)
        return frame if isinstance(frame, str) else frame.take()

    async def room(self) -> None:
        """Waits until half of it is free."""
        await self._down_to(self._limit // 2)

    async def empty(self) -> None:
        """Waits until nothing waits any more."""
        await self._down_to(0)

    async def _down_to(self, most: int) -> None:
        while len(self._waiting) > most:
            waiter = asyncio.get_running_loop().create_future()
            self._emptied += (waiter,)
            await waiter


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)


def job_frame(job: Job) -> str:
    return orjson.dumps({"type": "job", "job": views.job(job)}).decode()


def set_frame(found: QuestionSet) -> str:
    return orjson.dumps({"type": "questions", "set": views.question_set(found)}).decode()


def system_frame(content: str) -> str:
    return orjson.dumps({"type": "system", "content": content}).decode()


def error_frame(code: str, content: str, **echoed: str) -> str:
    return orjson.dumps({"type": "error", "code": code, "content": content, **echoed}).decode()
