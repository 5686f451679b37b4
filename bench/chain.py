"""A job with a model and embeddings that take one second each, against what nobody could avoid."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Any

import psycopg

from bench.report import Measure, median
from bench.rig import Rig, signed_in
from services.analysis.sandbox import Sandbox
from tests.fake_openai.server import FakeOpenAI
from tests.support.resumes import resume_docx
from tests.support.stack import Stack

MODEL_SECONDS = 1.0
CONSUMERS = 5
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TIMES = """SELECT extract(epoch FROM created_at)::float8, extract(epoch FROM completed_at)::float8
    FROM jobs WHERE job_id = ANY(%s::uuid[]) AND status = 'completed'"""


async def measure(rig: Rig) -> list[Measure]:
    """One job alone, then more than the pool takes at once."""
    extraction = await _extraction()
    async with FakeOpenAI() as model:
        settings = {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "bench"}
        async with rig.system(**settings) as stack:
            await _jobs(stack, 1, 900)  # learns which form of answer the model gives
            model.modes.chat.latency = model.modes.embeddings.latency = MODEL_SECONDS
            alone = [await _jobs(stack, 1, number) for number in range(3 if rig.short else 6)]
            walls = [end - created for ((created, end),) in alone]
            rate = await _rate(stack, 30 if rig.short else 150)
    chain = extraction + MODEL_SECONDS
    return [
        Measure(
            "job, model and embeddings of 1 s", median(walls), "s", 1.10, True, chain,
            median(walls) / chain, samples=walls,
        ),
        Measure(f"jobs of 1 s on {CONSUMERS} consumers", rate, "jobs/s", 4.5, False),
    ]  # fmt: skip


async def _rate(stack: Stack, count: int) -> float:
    """Jobs a second of a pool at work: from the first jobs' ends on, the burst of submits behind
    it.
    """
    ends = sorted(end for _, end in await _jobs(stack, count, 100))
    return (count - CONSUMERS) / (ends[-1] - ends[CONSUMERS - 1])


async def _extraction() -> float:
    """Seconds to read the resume in a warm child."""
    async with Sandbox() as sandbox:
        seconds: list[float] = []
        for number in range(8):
            content = resume_docx(number)
            began = time.perf_counter()
            await sandbox.read(content, "docx")
            seconds.append(time.perf_counter() - began)
    return median(seconds[2:])


async def _jobs(stack: Stack, count: int, first: int) -> list[tuple[float, float]]:
    """When each of `count` jobs started together was created, and when it was completed."""
    client, _, _ = await signed_in(stack)
    async with aclosing(client):
        uploads = [await _upload(client, first + number) for number in range(count)]
        answers = await asyncio.gather(
            *(client.post("/api/analysis/jobs", json={"upload_id": u}) for u in uploads)
        )
        job_ids = [answer.json()["job_id"] for answer in answers]
        rows: list[tuple[float, float]] = []
        async with await psycopg.AsyncConnection.connect(
            stack.database_urls["analysis"], autocommit=True
        ) as connection:
            while len(rows) < count:
                await asyncio.sleep(0.05)
                rows = await (await connection.execute(TIMES, (job_ids,))).fetchall()
    return rows


async def _upload(client: Any, number: int) -> str:
    files = {"file": (f"resume-{number}.docx", resume_docx(number), MIME)}
    answer = await client.post("/api/upload", files=files)
    answer.raise_for_status()
    return answer.json()["id"]
