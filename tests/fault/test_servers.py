"""The servers the system stands on go away and come back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.e2e.conftest import Person, register
from tests.fault.scene import PASSAGES, Scene, running
from tests.support.index import restart_without_data
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory

TAKEN_SECONDS = 10.0  # an open fetch waits out its time-out, and no more


async def in_thread(action: Callable[[], None]) -> None:
    await asyncio.to_thread(action)


async def test_nats_is_killed_and_restarted(scene: Scene) -> None:
    scene.model.modes.chat.latency = 0.5
    before = await scene.submit(6)
    await scene.wait_status(before[0], "analyzing")
    await in_thread(scene.stack.nats.kill)
    await in_thread(scene.stack.nats.start)
    after = await scene.submit(4, first=10)
    await scene.wait_finished([*before, *after], within=60)
    await scene.check_once([*before, *after], kills=6)


async def test_nats_is_restarted_under_open_fetches(scene: Scene) -> None:
    """Every consumer waits at an empty queue as the server dies: the next job is taken soon."""
    first = await scene.submit(2)
    await scene.wait_finished(first, within=30)
    await scene.settled()
    await in_thread(scene.stack.nats.kill)
    await in_thread(scene.stack.nats.start)
    job_ids = await scene.submit(1, first=10)
    await scene.wait_finished(job_ids, within=30)
    job = (await scene.jobs())[job_ids[0]]
    assert (job["started_at"] - job["queued_at"]).total_seconds() < TAKEN_SECONDS
    await scene.check_once([*first, *job_ids])


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seconds", [8, pytest.param(150, marks=pytest.mark.soak)])
async def test_nats_stays_away_for_a_while(seconds: int, scene: Scene) -> None:
    """Accepted jobs wait; while the queue is known to be away, submitting answers 503."""
    scene.model.modes.chat.latency = 0.2
    async with at_the_door(scene) as person:
        upload_id = await person.upload(resume_docx(10))

        async def handed_in() -> httpx.Response:
            headers, body = {"Idempotency-Key": "again"}, {"upload_id": upload_id}
            return await person.call("POST", "/api/analysis/jobs", json=body, headers=headers)

        async def refused() -> bool:
            return (await handed_in()).status_code == 503

        async def accepted() -> str:
            return (await handed_in()).json().get("job_id", "")

        before = await scene.submit(4)
        await in_thread(scene.stack.nats.kill)
        began = time.monotonic()
        await eventually(refused, every=0.5)
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        answer = await handed_in()
        assert (answer.status_code, answer.json()["code"]) == (503, "queue_unavailable")
        assert scene.stack["analysis"].alive
        await in_thread(scene.stack.nats.start)
        after = [await eventually(accepted, every=0.5), *await scene.submit(2, first=20)]
    await scene.wait_finished([*before, *after], within=60)
    await scene.check_once([*before, *after], kills=4)


@asynccontextmanager
async def at_the_door(scene: Scene) -> AsyncGenerator[Person]:
    """Somebody who comes through the gateway."""
    scene.stack.spawn("gateway")
    await scene.stack.until_ready("gateway")
    async with httpx.AsyncClient(base_url=scene.stack.http_url, timeout=30) as http:
        yield await register(http)


async def test_postgres_is_stopped_and_its_backends_are_terminated(
    tmp_path: Path, server_factory: ServerFactory
) -> None:
    postgres = server_factory.postgres()
    await in_thread(postgres.start)
    try:
        async with running(server_factory, tmp_path, postgres) as scene:
            scene.model.modes.chat.latency = 1.0
            first = await scene.submit(5)
            await scene.wait_status(first[0], "analyzing")
            await _terminate_backends(postgres)
            await scene.wait_finished(first, within=60)
            second = await scene.submit(5, first=10)
            await scene.wait_status(second[0], "analyzing")
            await in_thread(postgres.kill)
            await asyncio.sleep(3)
            await in_thread(postgres.start)
            await scene.wait_finished([*first, *second], within=60)
            await scene.check_once([*first, *second], kills=10)
    finally:
        await in_thread(postgres.remove)


async def _terminate_backends(postgres: Postgres) -> None:
    async with await psycopg.AsyncConnection.connect(
        postgres.admin_url, autocommit=True
    ) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname LIKE 'analysis%'"
        )


async def test_more_jobs_than_connections(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    """A pool of two connections for everything: slower, and nothing else."""
    settings = {"DATABASE_POOL": "2"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        job_ids = await scene.submit(20)
        await scene.wait_finished(job_ids, within=60)
        await scene.check_once(job_ids)


async def test_chroma_is_killed_and_its_vectors_come_back(scene: Scene) -> None:
    """Its directory is deleted: all is put back from PostgreSQL, without a call of the embedding
    model.
    """
    job_ids = await scene.submit(4)
    await scene.wait_finished(job_ids, within=30)
    embedded = scene.model.total("embeddings")
    assert scene.stack.chroma is not None
    await in_thread(scene.stack.chroma.kill)
    waiting = await scene.submit(2, first=10)
    await asyncio.sleep(1.5)
    await restart_without_data(scene.stack.chroma)
    await scene.wait_finished(waiting, within=60)

    async def restored() -> bool:
        vectors = await scene.vectors()
        return all(vectors[job_id] == PASSAGES for job_id in [*job_ids, *waiting])

    await eventually(restored, 30.0, every=0.5)
    assert scene.model.total("embeddings") == embedded + 2
    await scene.check_once([*job_ids, *waiting])
