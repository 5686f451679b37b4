"""Sends waiting jobs to the consumers, in fair order over users, one dispatcher at a time.

The stream is kept at most twice as deep as all pools together, so that who comes later with one
job does not wait for somebody's thousand. A row is marked before its message is published: a
message that is not in the stream is found by the reconciler, one that is there twice is stale.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from vitae.events.v1.events_pb2 import AnalyzeJob

from libs.bus.connection import BUS_AWAY, Bus
from libs.bus.topology import ANALYZE
from libs.db.database import DATABASE_AWAY, Database
from services.analysis.faults import AFTER_PUBLISH, Faults
from services.analysis.models import UNFINISHED_SQL

log = logging.getLogger(__name__)

LOCK = 0x64697370  # "disp": who dispatches
POLL_SECONDS = 1.0  # finds jobs whose time has come, and what a crash left behind
CONTENDED_SECONDS = 0.02
REFILL_SECONDS = 0.01
PAUSE_SECONDS = 1.0
POOL_SEEN_SECONDS = 30
DEPTH = 2  # messages out for each consumer

# A user's turn counts what is already out for them. Rows are checked again as they are marked:
# the lock is taken after the statement's snapshot.
_PICK = f"""
    WITH lock AS MATERIALIZED (SELECT pg_try_advisory_xact_lock({LOCK}) AS held),
    room AS (
        SELECT GREATEST(0, {DEPTH} * COALESCE((
            SELECT sum(size) FROM pools
            WHERE seen_at > now() - interval '{POOL_SEEN_SECONDS} seconds'), 0)
            - (SELECT count(*) FROM jobs WHERE dispatch_id IS NOT NULL AND {UNFINISHED_SQL})
        )::int AS size
    ), users AS (
        SELECT DISTINCT user_id FROM jobs WHERE dispatch_id IS NULL AND {UNFINISHED_SQL}
    ), candidates AS (
        SELECT own.job_id, own.queued_at, own.turn + (
            SELECT count(*) FROM jobs AS sent
            WHERE sent.user_id = users.user_id AND sent.dispatch_id IS NOT NULL
                AND sent.{UNFINISHED_SQL}
        ) AS turn
        FROM users CROSS JOIN LATERAL (
            SELECT job_id, queued_at, row_number() OVER (ORDER BY queued_at, job_id) AS turn
            FROM jobs WHERE user_id = users.user_id AND dispatch_id IS NULL AND {UNFINISHED_SQL}
                AND (not_before IS NULL OR not_before <= now())
            ORDER BY queued_at, job_id LIMIT (SELECT size FROM room)
        ) AS own
    ), picked AS (
        SELECT job_id FROM candidates ORDER BY turn, queued_at, job_id
        LIMIT (SELECT CASE WHEN lock.held THEN room.size ELSE 0 END FROM lock, room)
    ), sent AS (
        UPDATE jobs SET dispatch_id = gen_random_uuid(), dispatched_at = now(),
            heartbeat_at = NULL, not_before = NULL
        FROM picked WHERE jobs.job_id = picked.job_id AND jobs.dispatch_id IS NULL
            AND jobs.{UNFINISHED_SQL}
        RETURNING jobs.job_id, jobs.dispatch_id
    )
    SELECT lock.held, room.size, sent.job_id, sent.dispatch_id
    FROM lock CROSS JOIN room LEFT JOIN sent ON true"""
_TAKE_BACK = """
    UPDATE jobs SET dispatch_id = NULL
    WHERE dispatch_id = ANY(CAST(%(ids)s AS uuid[])) AND heartbeat_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Sent:
    job_id: str
    dispatch_id: str


class Dispatcher:
    def __init__(self, database: Database, bus: Bus, faults: Faults) -> None:
        self._database = database
        self._bus = bus
        self._faults = faults
        self._woken = asyncio.Event()
        self._refill: asyncio.TimerHandle | None = None
        self.healthy = True
        self.backlog = True  # whether more may be waiting than the stream had room for

    def wake(self) -> None:
        """A job came that may be sent at once."""
        self._woken.set()

    def room(self) -> None:
        """A job ended and left room. Consumers have some in hand, so room is filled in one go."""
        if self.backlog and self._refill is None:
            self._refill = asyncio.get_running_loop().call_later(REFILL_SECONDS, self.wake)

    async def run(self) -> None:
        """Dispatches, for ever."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            self._refill = None
            try:
                await self._dispatch()
            except (*DATABASE_AWAY, *BUS_AWAY) as error:
                log.warning("dispatch waits", extra={"cause": repr(error)[:200]})
                await asyncio.sleep(PAUSE_SECONDS)

    async def _dispatch(self) -> None:
        if not self._bus.connected:
            self.healthy = False
            return
        held, picked = await self._pick()
        if not held:
            # Another replica is at it and may have looked before our job was there.
            await asyncio.sleep(CONTENDED_SECONDS)
            self.wake()
            return
        if not picked:
            if not self.healthy:
                await self._probe()
            return
        results = await asyncio.gather(*map(self._publish, picked), return_exceptions=True)
        failed = [s for s, r in zip(picked, results, strict=True) if isinstance(r, BaseException)]
        self.healthy = not failed
        if failed:
            await self._take_back(failed)
            raise ConnectionError(f"the queue refused {len(failed)} jobs")

    async def _pick(self) -> tuple[bool, Sequence[Sent]]:
        rows = await self._database.rows(_PICK, {})
        sent = [Sent(row.job_id, row.dispatch_id) for row in rows if row.job_id]
        self.backlog = len(sent) >= rows[0].size
        return rows[0].held, sent

    async def _publish(self, sent: Sent) -> None:
        message = AnalyzeJob(job_id=sent.job_id, dispatch_id=sent.dispatch_id)
        await self._bus.publish(
            f"{ANALYZE}.{sent.job_id}", message.SerializeToString(), sent.dispatch_id
        )
        self._faults.reached(AFTER_PUBLISH, sent.job_id)

    async def _take_back(self, failed: Sequence[Sent]) -> None:
        await self._database.change(_TAKE_BACK, {"ids": [sent.dispatch_id for sent in failed]})

    async def _probe(self) -> None:
        """Nothing to send, but the last sending failed: asks the stream whether it takes messages
        again, so that submitting opens again.
        """
        await self._bus.probe()
        self.healthy = True
