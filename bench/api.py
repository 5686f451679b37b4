"""The gateway under a large file, a long list, and a socket that waits for a job's news."""

from __future__ import annotations

import asyncio
import json
import os
import time
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psycopg
import websockets

from bench.load import connection
from bench.report import Measure, median, percentile
from bench.rig import Rig, signed_in
from tests.support.packages import plain_docx
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.stack import Stack

MIB = 1024 * 1024
RETRIES = 5  # of one job
MANY, FEW = 1_000_000, 1_000
FILL = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, created_at, completed_at)
    SELECT gen_random_uuid(), %s, gen_random_uuid(), 'completed', 100, now(), now()
    FROM generate_series(1, %s)"""
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def measure(rig: Rig) -> list[Measure]:
    async with rig.system() as stack:
        return [
            await _push(stack, 8 if rig.short else 30),
            await _retry(stack, 2 if rig.short else 8),
            await _upload_memory(stack),
            await _long_list(stack, MANY // 10 if rig.short else MANY),
        ]


async def _upload_memory(stack: Stack) -> Measure:
    """How far the gateway's memory rises above where it stood while it passes 10 MB on."""
    client, _, _ = await signed_in(stack)
    pid = stack["gateway"].pid
    content = b"%PDF-1.7\n" + os.urandom(10 * MIB - 64)
    async with aclosing(client):
        await client.post("/api/upload", files={"file": ("small.pdf", content[:MIB])})
        before = _memory(pid, "VmRSS")
        _reset_peak(pid)
        answer = await client.post("/api/upload", files={"file": ("large.pdf", content)})
        answer.raise_for_status()
    rise = (_memory(pid, "VmHWM") - before) / MIB
    return Measure("10 MB upload, gateway's memory", rise, "MiB", 20.0, True)


def _reset_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _memory(pid: int, field: str) -> int:
    """Bytes, from the kernel's own account."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


async def _long_list(stack: Stack, many: int) -> Measure:
    """The first page of a list of very many jobs, against one of a thousand, in turns."""
    few_client, few_token, few_user = await signed_in(stack, "few")
    many_client, many_token, many_user = await signed_in(stack, "many")
    await few_client.aclose()
    await many_client.aclose()
    url = stack.database_urls["analysis"]
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as rows:
        await rows.execute(FILL, (few_user, FEW))
        await rows.execute(FILL, (many_user, many))
        await rows.execute("ANALYZE jobs")
    path = "/api/analysis/jobs?limit=20"
    long: list[float] = []
    brief: list[float] = []
    async with connection(stack["gateway"].address) as one:
        for _ in range(8):
            brief += await one.timed(path, few_token, 40)
            long += await one.timed(path, many_token, 40)
    name = f"list of jobs, {many:,} rows against {FEW:,}"
    figure, baseline = median(long) * 1000, median(brief) * 1000
    return Measure(name, figure, "ms", 1.5, True, baseline, figure / baseline)


async def _push(stack: Stack, count: int) -> Measure:
    """From the commit that ends a job to the frame on its owner's socket."""
    client, token, _ = await signed_in(stack)
    delays: list[float] = []
    async with (
        aclosing(client),
        websockets.connect(f"ws://{stack['gateway'].address}/ws") as socket,
    ):
        await socket.send(json.dumps({"type": "auth", "token": token}))
        for number in range(count):
            job_id = await _start(client, resume_docx(number))
            delays.append(await _until_completed(socket, job_id))
    return Measure(
        "job's end on a socket after its commit, p95", percentile(delays, 0.95) * 1000, "ms",
        100.0, True, samples=delays,
    )  # fmt: skip


async def _retry(stack: Stack, jobs: int) -> Measure:
    """From asking for a retry of a failed job to the answer: committed, and in the queue."""
    client, _, _ = await signed_in(stack, "again")
    seconds: list[float] = []
    async with aclosing(client):
        for number in range(jobs):
            job_id = await _start(client, plain_docx(f"Too short, number {number}."))
            for _ in range(RETRIES):
                await _failed(client, job_id)
                began = time.perf_counter()
                answer = await client.post("/api/analysis/retry-job", params={"job_id": job_id})
                seconds.append(time.perf_counter() - began)
                answer.raise_for_status()
    return Measure(
        "retry of a job, p95", percentile(seconds, 0.95) * 1000, "ms", 50.0, True,
        note=f"median {median(seconds) * 1000:.1f} ms", samples=tuple(seconds),
    )  # fmt: skip


async def _failed(client: httpx.AsyncClient, job_id: str) -> None:
    async def failed() -> bool:
        job = (await client.get(f"/api/analysis/jobs/{job_id}")).raise_for_status().json()
        return job["status"] == "failed"

    await eventually(failed, within=60)


async def _start(client: httpx.AsyncClient, content: bytes) -> str:
    files = {"file": ("resume.docx", content, MIME)}
    upload = await client.post("/api/upload", files=files)
    upload.raise_for_status()
    job = await client.post("/api/analysis/jobs", json={"upload_id": upload.json()["id"]})
    job.raise_for_status()
    return job.json()["job_id"]


async def _until_completed(socket: websockets.ClientConnection, job_id: str) -> float:
    """Seconds since the transaction that completed the job began: a little more than since its
    commit.
    """
    async with asyncio.timeout(60):
        while True:
            frame = json.loads(await socket.recv())
            now = datetime.now(UTC)
            job = frame.get("job", {})
            if job.get("job_id") == job_id and job["status"] == "completed":
                completed = datetime.fromisoformat(job["completed_at"])
                return (now - completed).total_seconds()
