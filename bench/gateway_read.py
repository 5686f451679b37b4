"""A job read through the gateway, against the least FastAPI → gRPC → PostgreSQL can be."""

from __future__ import annotations

import asyncio
from functools import partial

import psycopg

from bench.load import Target, connection, rate
from bench.report import Measure, median
from bench.rig import Rig, signed_in
from libs.db.ids import new_id
from tests.support.ports import reserve_port
from tests.support.probes import eventually, http_answers

ROUNDS = 5
CONNECTIONS = 16
INSERT = """
    INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at, completed_at)
    VALUES (%s, %s, %s, 'completed', 100, now(), now())"""


async def measure(rig: Rig) -> list[Measure]:
    """One client at a time, and sixteen, in turns."""
    count = 150 if rig.short else 600
    async with rig.system() as stack:
        client, token, user_id = await signed_in(stack)
        await client.aclose()
        job_id = new_id()
        url = stack.database_urls["analysis"]
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as rows:
            await rows.execute(INSERT, (job_id, user_id, new_id()))
        bare_service = f"127.0.0.1:{reserve_port()}"
        bare_port = reserve_port()
        async with (
            rig.process("bench.bare.service", bare_service, url),
            rig.process("bench.bare.gateway", str(bare_port), bare_service),
        ):
            bare = Target(f"127.0.0.1:{bare_port}", f"/jobs/{job_id}")
            await eventually(partial(_answers, bare))
            ours = Target(stack["gateway"].address, f"/api/analysis/jobs/{job_id}", token)
            return await _compare(ours, bare, count)


async def _answers(target: Target) -> bool:
    return await asyncio.to_thread(http_answers, f"http://{target.address}{target.path}")


async def _compare(ours: Target, bare: Target, count: int) -> list[Measure]:
    mine: list[float] = []
    theirs: list[float] = []
    many: list[float] = []
    many_bare: list[float] = []
    async with connection(ours.address) as one, connection(bare.address) as other:
        await one.timed(ours.path, ours.token, 100)
        await other.timed(bare.path, "", 100)
        for _ in range(ROUNDS):
            theirs += await other.timed(bare.path, "", count)
            mine += await one.timed(ours.path, ours.token, count)
    for _ in range(ROUNDS):
        each = max(20, count // 8)
        many_bare.append(await rate(bare, CONNECTIONS, each))
        many.append(await rate(ours, CONNECTIONS, each))
    single, single_bare = 1 / median(mine), 1 / median(theirs)
    return [
        Measure(
            "gateway read, one client", single, "/s", 0.60, False, single_bare, single / single_bare
        ),
        Measure(
            f"gateway read, {CONNECTIONS} clients", median(many), "/s", None, False,
            median(many_bare), median(many) / median(many_bare),
        ),
    ]  # fmt: skip
