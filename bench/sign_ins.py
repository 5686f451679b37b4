"""What a storm of sign-ins leaves of a read: hashing passwords takes whole cores."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import httpx

from bench.load import Connection, connection
from bench.report import Measure, median
from bench.rig import PASSWORD, Rig, signed_in
from tests.support.probes import eventually
from tests.support.stack import Stack

PATH = "/api/analysis/jobs?limit=20"
STORMING = 8  # who sign in at once, each again and again
ROUNDS = 3


async def measure(rig: Rig) -> list[Measure]:
    count = 50 if rig.short else 200
    async with rig.system(SIGN_IN_TRIES="1000000") as stack:
        client, token, _ = await signed_in(stack)
        async with aclosing(client), connection(stack["gateway"].address) as reader:
            email = (await client.get("/api/auth/me")).raise_for_status().json()["user"]["email"]
            await reader.timed(PATH, token, 100)
            idle: list[float] = []
            stormy: list[float] = []
            for _ in range(ROUNDS):
                idle += await reader.timed(PATH, token, count)
                stormy += await _amid_sign_ins(stack, email, reader, token, count)
    figure, baseline = median(stormy) * 1000, median(idle) * 1000
    return [
        Measure(
            f"read amid {STORMING} who sign in, p50", figure, "ms", 2.0, True,
            baseline, figure / baseline, samples=tuple(stormy),
        )
    ]  # fmt: skip


async def _amid_sign_ins(
    stack: Stack, email: str, reader: Connection, token: str, count: int
) -> list[float]:
    """Seconds of reads while others sign in."""
    async with httpx.AsyncClient(base_url=stack.http_url, timeout=60) as client:
        done: list[int] = []
        storm = [asyncio.create_task(_sign_in_again(client, email, done)) for _ in range(STORMING)]
        try:
            # As many as sign in at once were signed in: the storm is on.
            await eventually(lambda: asyncio.sleep(0, done.count(200) >= STORMING), within=60)
            seconds = await reader.timed(PATH, token, count)
            for task in storm:
                if task.done():
                    task.result()  # why it was over before the reads
        finally:
            for task in storm:
                task.cancel()
            await asyncio.gather(*storm, return_exceptions=True)
    return seconds


async def _sign_in_again(client: httpx.AsyncClient, email: str, done: list[int]) -> None:
    """Notes each status. A server that says it is busy (503) is asked again soon, as people do."""
    body = {"email": email, "password": PASSWORD}
    while True:
        answer = await client.post("/api/auth/login", json=body)
        assert answer.status_code in (200, 503), answer.text
        done.append(answer.status_code)
        if answer.status_code == 503:
            await asyncio.sleep(0.05)
