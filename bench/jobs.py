"""What a job costs around its stages: throughput and latency with stages that cost nothing."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Any, cast

import grpc
from psycopg_pool import AsyncConnectionPool

from bench.bare.jobs import BareJobs
from bench.report import Measure, median
from bench.rig import Rig
from libs.bus.connection import Bus, connected
from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.migrate import migrate
from libs.rpc.channel import Peer
from services.analysis.assembly import Assembly, Tools
from services.analysis.ledger import Claim, Output
from services.analysis.pipeline import Finished
from services.analysis.settings import Settings

ROUNDS = 15
USERS = 4
SUBMITTERS = 8
LEFT_OUT = ("vectors", "erasure reconciler")  # they ask servers that are not there


class ZeroCost:
    """Stages that yield at once; everything around them is the real thing."""

    async def extract(self, claim: Claim) -> Output:
        return Output("extract", "0", b"{}")

    async def chunk(self, extracted: Output) -> Output:
        return Output("chunk", "0", b"[]")

    async def embed(self, extracted: Output, chunked: Output) -> Output:
        return Output("embed", "0", b"")

    async def store(self, claim: Claim, embedded: Output) -> None:
        return None

    async def analyze(self, claim: Claim, extracted: Output) -> Output:
        return Output("analyze", "0", b"{}")

    async def finish(self, claim: Claim, extracted: Output, analyzed: Output) -> Finished:
        return Finished("{}", None, None)

    def valid(self, kept: Output, before: Output | None) -> bool:
        return True

    async def discard(self, claim: Claim) -> None:
        return None


class _Unused:
    """What only the real stages ask."""

    model = "none"


_NONE = cast("Any", None)
_UNUSED = Tools(_NONE, _NONE, cast("Any", _Unused()), _NONE)


class Harness:
    """The analysis service's own parts in this process, told of every completed job."""

    def __init__(self, settings: Settings, rows: Database, bus: Bus, nobody: Peer) -> None:
        self.completed = 0
        self._changed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._announced, bus.announce = bus.announce, self._announce
        self.parts = Assembly(settings, rows, bus, nobody, _UNUSED, stages=ZeroCost())
        self.service = self.parts.service
        setattr(self.service, "_upload_exists", self._exists)  # noqa: B010 - nothing to look up
        self._users = [new_id() for _ in range(USERS)]

    async def __aenter__(self) -> None:
        for name, work in self.parts.background().items():
            if name in LEFT_OUT:
                work.close()
            else:
                self._tasks.append(asyncio.create_task(work, name=name))
        await asyncio.sleep(1)  # the consumers' first fetch

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _announce(self, subject: str, payload: bytes = b"") -> None:
        """Announces as ever, and counts where the bare job counts: in the process that works."""
        await self._announced(subject, payload)
        if b"\x18\x06" in payload:  # status: JOB_STATUS_COMPLETED
            self.completed += 1
            self._changed.set()

    async def submit(self, count: int) -> None:
        for number in range(count):
            await self.service.submit(self._users[number % USERS], new_id(), "")

    async def until(self, completed: int) -> None:
        while self.completed < completed:
            self._changed.clear()
            await self._changed.wait()

    async def _exists(self, upload_id: str) -> None:
        return None


async def measure(rig: Rig) -> list[Measure]:
    """Throughput and added latency against the bare job, in turns."""
    count = 64 if rig.short else 160
    async with AsyncExitStack() as stack:
        url = rig.postgres.create_database("bench_jobs", "bench")
        await migrate("services.analysis", url)
        bus = await stack.enter_async_context(connected(rig.nats.url, "analysis", "", _lost))
        await bus.ensure_streams()
        rows = await stack.enter_async_context(database(url, 8))
        pool = await stack.enter_async_context(
            AsyncConnectionPool(
                url, min_size=8, max_size=8, kwargs={"autocommit": True}, open=False
            )
        )
        bare = BareJobs(pool, bus)
        await bare.prepare()
        # No file is asked for: nobody answers at this address, and nobody is called.
        channel = await stack.enter_async_context(grpc.aio.insecure_channel("127.0.0.1:9"))
        settings = Settings(rpc_key="-", rpc_keyring="{}", database_url=url, nats_url=rig.nats.url)
        harness = Harness(settings, rows, bus, Peer("upload", channel, None))  # type: ignore[arg-type] - no key: nobody is called
        await bare.start()
        stack.push_async_callback(bare.stop)
        await stack.enter_async_context(harness)
        ours: list[float] = []
        base: list[float] = []
        waits: list[float] = []
        bare_waits: list[float] = []
        for _ in range(ROUNDS):
            base.append(count / await _timed(bare, count, SUBMITTERS))
            ours.append(count / await _timed(harness, count, SUBMITTERS))
        for _ in range(20 if rig.short else 60):
            bare_waits.append(await _timed(bare, 1))
            waits.append(await _timed(harness, 1))
    added = (median(waits) - median(bare_waits)) * 1000
    return [
        Measure(
            "jobs, zero-cost stages", median(ours), "jobs/s", 0.30, False, median(base),
            # Of each round's: a machine's speed drifts from one to the next.
            median([one / other for one, other in zip(ours, base, strict=True)]), samples=ours,
        ),
        Measure("latency added to a job, p50", added, "ms", 25.0, True, samples=waits),
    ]  # fmt: skip


async def _timed(jobs: Harness | BareJobs, count: int, side_by_side: int = 1) -> float:
    """Seconds from the first of `count` submissions to the end of the last job."""
    before, began = jobs.completed, time.perf_counter()
    each = count // side_by_side
    await asyncio.gather(*(jobs.submit(each) for _ in range(side_by_side)))
    await jobs.until(before + each * side_by_side)
    return time.perf_counter() - began


def _lost(error: BaseException) -> None:
    raise error
