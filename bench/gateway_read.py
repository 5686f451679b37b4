"""A job read through the gateway, against the least FastAPI → gRPC → PostgreSQL can be."""

from __future__ import annotations

import asyncio

from bench.load import connection, rate
from bench.report import Measure, median
from bench.rig import Rig, signed_in
from libs.db.ids import new_id
from tests.support.ports import reserve_port
from tests.support.probes import http_answers

ROUNDS = 5
CONNECTIONS = 16
INSERT = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at, completed_at)
    VALUES (%s, %s, %s, 'completed', 100, now(), now())"""


async def measure(rig: Rig, short: bool) -> list[Measure]:
    """One client at a time, and sixteen, in turns."""
    import psycopg

    count = 150 if short else 600
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
            bare = f"127.0.0.1:{bare_port}"
            while not http_answers(f"http://{bare}/jobs/{job_id}"):
                await asyncio.sleep(0.1)
            ours = stack["gateway"].address
            return await _compare(ours, f"/api/analysis/jobs/{job_id}", token, bare, job_id, count)


async def _compare(
    ours: str, path: str, token: str, bare: str, job_id: str, count: int
) -> list[Measure]:
    mine: list[float] = []
    theirs: list[float] = []
    many: list[float] = []
    many_bare: list[float] = []
    async with connection(ours) as one, connection(bare) as other:
        await one.timed(path, token, 100)
        await other.timed(f"/jobs/{job_id}", "", 100)
        for _ in range(ROUNDS):
            theirs += await other.timed(f"/jobs/{job_id}", "", count)
            mine += await one.timed(path, token, count)
    for _ in range(ROUNDS):
        each = max(20, count // 8)
        many_bare.append(await rate(bare, f"/jobs/{job_id}", "", CONNECTIONS, each))
        many.append(await rate(ours, path, token, CONNECTIONS, each))
    single, single_bare = 1 / median(mine), 1 / median(theirs)
    return [
        Measure(
            "gateway read, one client", single, "/s", 0.60, False, single_bare, single / single_bare
        ),
        Measure(
            f"gateway read, {CONNECTIONS} clients", median(many), "/s", 0.60, False,
            median(many_bare), median(many) / median(many_bare),
        ),
    ]  # fmt: skip
