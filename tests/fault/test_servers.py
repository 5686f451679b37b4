"""The servers the system stands on go away and come back; the model misbehaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from vitae.analysis.v1.analysis_pb2 import SubmitJobRequest

from tests.fault.scene import MIME, PASSAGES, Scene, running
from tests.support.packages import plain_docx
from tests.support.people import parts_of
from tests.support.probes import eventually
from tests.support.servers import Postgres, ServerFactory


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


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seconds", [8, pytest.param(150, marks=pytest.mark.soak)])
async def test_nats_stays_away_for_a_while(seconds: int, scene: Scene) -> None:
    """Accepted jobs wait; while the queue is known to be away, submitting answers 503."""
    scene.model.modes.chat.latency = 0.2
    before = await scene.submit(4)
    await in_thread(scene.stack.nats.kill)
    await asyncio.sleep(seconds)
    assert scene.stack["analysis"].alive
    await in_thread(scene.stack.nats.start)
    after = await scene.submit(2, first=10)
    await scene.wait_finished([*before, *after], within=60)
    await scene.check_once([*before, *after], kills=4)


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
    """Everything in the index is gone: it is put back from PostgreSQL, without a call of the
    embedding model.
    """
    assert scene.stack.chroma is not None
    job_ids = await scene.submit(4)
    await scene.wait_finished(job_ids, within=30)
    embedded = scene.model.total("embeddings")
    chroma = scene.stack.chroma
    await in_thread(chroma.kill)
    waiting = await scene.submit(2, first=10)
    await asyncio.sleep(1.5)
    await in_thread(chroma.start)
    await scene.lose_vectors()
    await scene.wait_finished(waiting, within=60)

    async def restored() -> bool:
        vectors = await scene.vectors()
        return all(vectors[job_id] == PASSAGES for job_id in [*job_ids, *waiting])

    await eventually(restored, 30.0, every=0.5)
    assert scene.model.total("embeddings") == embedded + 2
    await scene.check_once([*job_ids, *waiting])


@pytest.mark.parametrize("fault", ["status", "reset", "html"])
async def test_a_model_that_is_away_is_waited_for(fault: str, scene: Scene) -> None:
    """Transient failures burn neither attempts nor retries."""
    mode = scene.model.modes.chat
    mode.fault, mode.times, mode.status, mode.retry_after = fault, 4, 429, 1.0  # type: ignore[assignment]
    job_ids = await scene.submit(1)
    await scene.wait_finished(job_ids, within=60)
    job = (await scene.jobs())[job_ids[0]]
    assert (job["status"], job["attempts"], job["retries"]) == ("completed", 1, 0)


async def test_a_model_that_stays_away_ends_the_job(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    settings = {"MODEL_WAIT_SECONDS": "3"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        scene.model.modes.chat.fault = "status"
        scene.model.modes.chat.status = 503
        job_id = (await scene.submit(1))[0]
        job = await scene.wait_status(job_id, "failed", within=40)
        assert job["error_code"] == "model_unavailable"
        assert "OPENAI_BASE_URL" in job["error_message"]


async def test_a_model_that_trickles_trips_the_deadline(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    """Heartbeats don't keep a job alive that hangs."""
    settings = {"MODEL_SECONDS": "2", "MODEL_WAIT_SECONDS": "2"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        scene.model.modes.chat.fault = "trickle"
        job_id = (await scene.submit(1))[0]
        job = await scene.wait_status(job_id, "failed", within=40)
        assert job["error_code"].startswith("model_")


async def test_a_text_that_is_no_resume_is_not_indexed_to_its_end(scene: Scene) -> None:
    """Embeddings take minutes: the job ends without them, and the next is not kept waiting."""
    scene.model.modes.embeddings.latency = 60.0
    person, recipe = scene.people[0], plain_docx(*["Stir the flour into the warm milk."] * 40)
    upload = await scene.rpc.upload(person, parts_of(recipe, "recipe.docx", MIME))
    request = SubmitJobRequest(upload_id=upload.id)
    answer = await scene.rpc.call("analysis", "SubmitJob", request, person)
    job = await scene.wait_status(answer.job.job_id, "failed", within=15)
    assert job["error_code"] == "not_a_resume"
    await scene.model.until(lambda server: server.inflight == 0)
