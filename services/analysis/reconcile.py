"""Finds what slipped through: jobs nobody sends or runs, crashes told of by the stream, vectors
and erasures that were missed. Every repair is safe to repeat and to do from several replicas.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from nats.js.errors import NotFoundError
from vitae.events.v1.events_pb2 import AnalyzeJob

from libs.bus.connection import BUS_AWAY, Bus
from libs.bus.topology import ANALYZE, JOBS, MAX_DELIVER
from libs.db.database import DATABASE_AWAY, Database
from services.analysis.errors import DeadlineExceeded, FenceLost, JobCrashed
from services.analysis.ledger import Claim, Ledger
from services.analysis.models import UNFINISHED_SQL
from services.analysis.progress import Announce
from services.analysis.repository import COLUMNS, Job

log = logging.getLogger(__name__)

BATCH = 200
OVERDUE_SECONDS = 10.0

# Out, but neither claimed nor running for longer than a consumer takes to be heard of.
_SILENT = f"""
    SELECT {COLUMNS}, fence FROM jobs
    WHERE dispatch_id IS NOT NULL AND {UNFINISHED_SQL}
        AND COALESCE(heartbeat_at, dispatched_at) < now() - make_interval(secs => %(seconds)s)
    ORDER BY dispatched_at LIMIT {BATCH}"""
_OVERDUE = f"""
    SELECT {COLUMNS}, fence FROM jobs
    WHERE {UNFINISHED_SQL} AND dispatch_id IS NOT NULL AND heartbeat_at IS NOT NULL
        AND deadline_at < now() - make_interval(secs => %(seconds)s)
    LIMIT {BATCH}"""
_BY_DISPATCH = f"""
    SELECT {COLUMNS}, fence FROM jobs
    WHERE job_id = %(job_id)s AND dispatch_id = %(dispatch_id)s AND {UNFINISHED_SQL}"""
_SEEN = """
    INSERT INTO pools (instance, size, seen_at) VALUES (%(instance)s, %(size)s, now())
    ON CONFLICT (instance) DO UPDATE SET seen_at = now(), size = excluded.size"""
_GONE = "DELETE FROM pools WHERE instance = %(instance)s"
_FORGOTTEN = "DELETE FROM pools WHERE seen_at < now() - interval '1 hour'"


class Reconciler:
    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        bus: Bus,
        announce: Announce,
        *,
        wake: Callable[[], None],
        silent_seconds: float,
    ) -> None:
        """`silent_seconds`: an ack_wait and a little more."""
        self._database = database
        self._ledger = ledger
        self._bus = bus
        self._announce = announce
        self._wake = wake
        self._silent_seconds = silent_seconds

    async def run(self, seconds: float) -> None:
        """Repairs jobs every `seconds`, for ever."""
        await repeat(seconds, (self.send_lost_jobs, self.end_overdue_jobs))

    async def send_lost_jobs(self) -> None:
        """Jobs marked as sent whose message the stream does not hold are sent again."""
        for claim in await self._claims(_SILENT, self._silent_seconds):
            if not await self._bus.holds(JOBS, f"{ANALYZE}.{claim.job.job_id}"):
                log.warning("lost job sent again", extra={"job_id": claim.job.job_id})
                await self._quietly(self._ledger.release(claim))
        self._wake()

    async def end_overdue_jobs(self) -> None:
        """Jobs past their deadline whose consumer did not end them."""
        for claim in await self._claims(_OVERDUE, OVERDUE_SECONDS):
            code, message = DeadlineExceeded.code, DeadlineExceeded.message
            await self._quietly(self._ledger.fail(claim, code, message))

    async def bury(self, advisory: bytes) -> None:
        """A message was delivered as often as it may be: its job ends, the message goes."""
        sequence = int(json.loads(advisory)["stream_seq"])
        try:
            message = await self._bus.stream.get_msg(JOBS, sequence)
        except NotFoundError:
            return
        order = AnalyzeJob.FromString(message.data or b"")
        claim = await self._claim_of(order)
        if claim is not None:
            log.error("job dead-lettered", extra={"job_id": order.job_id})
            if claim.job.attempts >= MAX_DELIVER:
                await self._quietly(self._ledger.fail(claim, JobCrashed.code, JobCrashed.message))
            else:  # the deliveries were used up by something else than the job
                await self._quietly(self._ledger.release(claim))
        with suppress(NotFoundError):
            await self._bus.stream.delete_msg(JOBS, sequence)
        self._wake()

    async def _claim_of(self, order: AnalyzeJob) -> Claim | None:
        values = {"job_id": order.job_id, "dispatch_id": order.dispatch_id}
        row = await self._database.row(_BY_DISPATCH, values)
        return Claim(Job.of(row), row[-1]) if row else None

    async def _claims(self, statement: str, seconds: float) -> list[Claim]:
        rows = await self._database.rows(statement, {"seconds": seconds})
        return [Claim(Job.of(row), row[-1]) for row in rows]

    async def _quietly(self, write: Awaitable[Job]) -> None:
        with suppress(FenceLost):  # it moved by itself meanwhile
            await self._announce(await write)


async def keep_seen(database: Database, instance: str, size: int, seconds: float) -> None:
    """Says every `seconds` that this replica's consumers are there; takes it back at the end."""

    async def seen() -> None:
        await database.change(_SEEN, {"instance": instance, "size": size})
        await database.change(_FORGOTTEN, {})

    try:
        await repeat(seconds, (seen,))
    finally:
        async with asyncio.timeout(1.0):
            await database.change(_GONE, {"instance": instance})


async def repeat(seconds: float, tasks: tuple[Callable[[], Awaitable[None]], ...]) -> None:
    """Runs the tasks one after another, every `seconds`, for ever, whatever befalls one of them."""
    while True:
        for task in tasks:
            try:
                await task()
            except (*DATABASE_AWAY, *BUS_AWAY) as error:
                log.warning("reconciler waits", extra={"cause": repr(error)[:200]})
            except Exception:
                log.exception("reconciler failed", extra={"task": task.__name__})
        await asyncio.sleep(seconds)
