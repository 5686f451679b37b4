"""The pool: five consumers on one durable, each taking one job at a time through the pipeline.

A message only says that a job may be due; whether it is, the claim decides. Heartbeats keep the
message and the row alive, never longer than the job's deadline.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from google.protobuf.message import DecodeError
from nats.aio.msg import Msg
from vitae.events.v1.events_pb2 import AnalyzeJob

from libs.bus.connection import BUS_AWAY, Bus
from libs.bus.consumer import messages
from libs.bus.topology import JOBS_STOP, MAX_DELIVER, workers
from libs.db.database import DATABASE_AWAY
from services.analysis.claiming import claimed, stopped
from services.analysis.errors import (
    DeadlineExceeded,
    DocumentError,
    FenceLost,
    JobCrashed,
    JobError,
    Waiting,
)
from services.analysis.ledger import Claim, Ledger
from services.analysis.models import FINISHED
from services.analysis.progress import Announce

log = logging.getLogger(__name__)
T = TypeVar("T")

BEATS_PER_WAIT = 3  # heartbeats in one ack_wait
SILENT_PART = 0.8  # of ack_wait: who was not heard of for so long is taken for dead
PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds."""

    ack_wait: float
    job: float
    model_wait: float


class Pool:
    def __init__(
        self,
        bus: Bus,
        ledger: Ledger,
        run: Callable[[Claim], Awaitable[None]],
        announce: Announce,
        *,
        room: Callable[[], None],
        limits: Limits,
    ) -> None:
        """`room` tells the dispatcher that a job ended."""
        self._bus = bus
        self._ledger = ledger
        self._run = run
        self._announce = announce
        self._room = room
        self._limits = limits
        self._running: dict[str, asyncio.Task[None]] = {}

    async def consume(self) -> None:
        """One consumer, for ever. Cancelling it hands back what it holds."""
        async for message in messages(self._bus, *workers(self._limits.ack_wait)):
            try:
                await self._handle(message)
            except (*DATABASE_AWAY, *BUS_AWAY) as error:
                # Not acked: it comes again. The pause keeps five consumers from spinning.
                log.warning("consumer waits", extra={"cause": repr(error)[:200]})
                await asyncio.sleep(PAUSE_SECONDS)

    async def obey_stops(self) -> None:
        """Lets go of jobs that were cancelled, retried or erased, for ever. Missing a stop costs
        time alone: the fence keeps such a run from writing.
        """
        client: Any = self._bus.client
        subscription = await client.subscribe(JOBS_STOP)
        async for message in subscription.messages:
            task = self._running.get(message.data.decode("ascii", "replace"))
            if task is not None:
                task.cancel()

    async def _handle(self, message: Msg) -> None:
        try:
            order = AnalyzeJob.FromString(message.data)
        except DecodeError:
            log.warning("undecodable message dropped", extra={"subject": message.subject})
            await message.term()
            return
        claim = await self._persist(message, lambda: self._claim(order, message))
        if claim is not None:
            await self._work(claim, message)
        else:
            await self._retell(order.job_id)
        await message.ack_sync()
        self._room()

    async def _claim(self, order: AnalyzeJob, message: Msg) -> Claim | None:
        claim = self._ledger.claim(
            order.job_id,
            order.dispatch_id,
            job_seconds=self._limits.job,
            silent_seconds=self._limits.ack_wait * SILENT_PART,
        )
        return await claimed(claim, partial(self._hand_back, message=message))

    async def _retell(self, job_id: str) -> None:
        """Whoever ended the job may have died before saying so."""
        job = await self._ledger.job(job_id)
        if job is not None and job.status in FINISHED:
            await self._announce(job)

    async def _persist(self, message: Msg, write: Callable[[], Awaitable[T]]) -> T:
        """Repeats a write until the database takes it. The message is held meanwhile: a database
        that is away must not use up a job's deliveries.
        """
        while True:
            try:
                return await write()
            except DATABASE_AWAY as error:
                if stopped():
                    raise asyncio.CancelledError from None
                log.warning("database away", extra={"cause": type(error).__name__})
                await message.in_progress()
                await asyncio.sleep(PAUSE_SECONDS)

    async def _work(self, claim: Claim, message: Msg) -> None:
        """Runs a claimed job to an end that is written down: completed, failed, or given back."""
        job_id = claim.job.job_id
        task = asyncio.create_task(self._attempt(claim), name=f"job {job_id}")
        beats = asyncio.create_task(self._beat(claim, message, task))
        self._running[job_id] = task
        try:
            await asyncio.shield(task)
        except FenceLost:
            log.info("job taken over", extra={"job_id": job_id})
        except DATABASE_AWAY as error:
            log.warning("run broke off", extra={"job_id": job_id, "cause": type(error).__name__})
            await self._persist(message, lambda: self._give_back(claim))
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if own is None or not own.cancelling():
                return  # the job was stopped, not this consumer
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self._hand_back(claim, message)
            raise
        finally:
            beats.cancel()
            self._running.pop(job_id, None)

    async def _attempt(self, claim: Claim) -> None:
        try:
            await self._within_deadline(claim)
        except (DocumentError, JobError) as error:
            await self._fail(claim, error.code, str(error))
        except Waiting as error:
            await self._wait(claim, error)
        except (FenceLost, *DATABASE_AWAY):
            raise
        except Exception:
            if stopped():
                raise asyncio.CancelledError from None
            log.exception("job failed unexpectedly", extra={"job_id": claim.job.job_id})
            await self._fail(claim, JobError.code, JobError.message)

    async def _within_deadline(self, claim: Claim) -> None:
        if claim.job.attempts > MAX_DELIVER:
            raise JobCrashed
        limit = asyncio.timeout(self._limits.job)
        try:
            async with limit:
                await self._run(claim)
        except TimeoutError:
            if limit.expired():
                raise DeadlineExceeded from None
            raise

    async def _fail(self, claim: Claim, code: str, message: str) -> None:
        log.info("job failed", extra={"job_id": claim.job.job_id, "code": code})
        await self._announce(await self._ledger.fail(claim, code, message))

    async def _wait(self, claim: Claim, reason: Waiting) -> None:
        """Sends the job again later, unless it has waited as long as it may."""
        waits, waited = await self._ledger.waited(claim.job.job_id)
        seconds = reason.pause(waits)
        if waited + seconds > self._limits.model_wait:
            await self._fail(claim, reason.code, str(reason))
            return
        log.info("job waits", extra={"job_id": claim.job.job_id, "for": reason.what})
        job = await self._ledger.release(claim, f"Waiting for {reason.what}", seconds)
        await self._announce(job)

    async def _hand_back(self, claim: Claim, message: Msg) -> None:
        """The process stops: another consumer may start on the job at once."""
        try:
            await self._give_back(claim)
            await message.ack_sync()
            log.info("job handed back", extra={"job_id": claim.job.job_id})
        except (*DATABASE_AWAY, *BUS_AWAY) as error:
            log.info("job left to be redelivered", extra={"cause": repr(error)[:200]})

    async def _give_back(self, claim: Claim) -> None:
        try:
            await self._announce(await self._ledger.release(claim))
        except FenceLost:
            return  # somebody else has it, or it has ended: all the same to us

    async def _beat(self, claim: Claim, message: Msg, task: asyncio.Task[None]) -> None:
        """Keeps message and row alive while the job runs; a run that lost its fence is stopped."""
        while True:
            await asyncio.sleep(self._limits.ack_wait / BEATS_PER_WAIT)
            try:
                await self._ledger.beat(claim)
                await message.in_progress()
            except FenceLost:
                task.cancel()
                return
            except (*DATABASE_AWAY, *BUS_AWAY) as error:
                log.warning("heartbeat lost", extra={"cause": repr(error)[:200]})
