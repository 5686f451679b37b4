"""The analysis process dies at each point of a job at which something could be lost or doubled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from vitae.analysis.v1.analysis_pb2 import JOB_STATUS_COMPLETED
from vitae.events.v1.events_pb2 import JobProgress

from services.analysis import faults
from tests.fault.scene import Scene
from tests.support.probes import eventually

POINTS = (
    faults.AFTER_EXTRACT,
    faults.AFTER_EMBED,
    faults.AFTER_UPSERT,
    faults.AFTER_LLM,
    faults.AFTER_COMMIT,
    faults.AFTER_PUBLISH,
)


async def doom(scene: Scene, point: str, once: Path) -> None:
    """Restarts analysis so that it dies at the point; `once` marks that it did, so once alone."""
    analysis = scene.stack["analysis"]
    analysis.stop()
    analysis.env |= {"FAULT_POINT": point, "FAULT_FILE": str(once)}
    scene.stack.spawn("analysis")
    await scene.stack.until_ready("analysis")


async def dies(scene: Scene) -> None:
    async def look() -> bool:
        return not scene.stack["analysis"].alive

    await eventually(look, 20.0)


@pytest.mark.parametrize("point", POINTS)
async def test_job_survives_a_crash_at(point: str, scene: Scene, tmp_path: Path) -> None:
    await doom(scene, point, tmp_path / "died")
    job_ids = await scene.submit(1)
    await dies(scene)
    assert (tmp_path / "died").exists()
    scene.stack.spawn("analysis")
    await scene.wait_finished(job_ids, within=30)
    await scene.check_once(job_ids, kills=1)
    await scene.settled()


async def test_the_end_is_told_although_its_teller_died(scene: Scene, tmp_path: Path) -> None:
    """Between the commit and its announcement; who watches hears of it from the next consumer."""
    await doom(scene, faults.AFTER_COMMIT, tmp_path / "died")
    watcher = await scene.nats("gateway")
    try:
        heard = await watcher.subscribe("progress.*.*")
        job_id = (await scene.submit(1))[0]
        await dies(scene)
        scene.stack.spawn("analysis")
        async with asyncio.timeout(30):
            async for message in heard.messages:
                job = JobProgress.FromString(message.data).job
                if job.status == JOB_STATUS_COMPLETED:
                    assert job.job_id == job_id
                    return
    finally:
        await watcher.close()


async def test_a_kept_answer_is_not_asked_for_again(scene: Scene, tmp_path: Path) -> None:
    """The model's answer was kept before the crash: not one further call."""
    await doom(scene, faults.AFTER_LLM, tmp_path / "died")
    job_ids = await scene.submit(1)
    await dies(scene)
    scene.stack.spawn("analysis")
    await scene.wait_finished(job_ids, within=30)
    assert scene.model.total("chat") == 1


async def test_poison_is_dead_lettered_and_its_neighbours_complete(scene: Scene) -> None:
    """A job that kills whoever takes it ends after five deliveries."""
    analysis = scene.stack["analysis"]
    scene.model.modes.chat.latency = 30.0
    poison = (await scene.submit(1))[0]
    await scene.wait_status(poison, "generating_embeddings", "analyzing")
    scene.model.reset()
    analysis.kill()
    analysis.env |= {"FAULT_POINT": f"{faults.AFTER_EXTRACT}@{poison}"}
    scene.stack.spawn("analysis")
    await scene.stack.until_ready("analysis")
    submitted = asyncio.create_task(scene.submit(3, first=1))
    for _ in range(4):
        await dies(scene)
        scene.stack.spawn("analysis")
    neighbours = await submitted
    await scene.wait_finished([poison, *neighbours], within=60)
    job = (await scene.jobs())[poison]
    assert (job["status"], job["error_code"]) == ("failed", "job_crashed")
    assert job["attempts"] <= 5
    await scene.check_once(neighbours, kills=5)
    # What killed them is mended: its owner retries.
    del analysis.env["FAULT_POINT"]
    await asyncio.to_thread(scene.stack.restart, "analysis")
    assert await scene.retry_crashed([poison, *neighbours]) == 1
    await scene.wait_finished([poison], within=60)
    await scene.check_once([poison, *neighbours], kills=5)
    await scene.settled()


async def test_garbage_in_the_stream_is_dropped(scene: Scene) -> None:
    client = await scene.nats()
    await client.jetstream().publish("jobs.analyze.garbage", b"\xff\xff\xff not a message")
    await client.close()
    job_ids = await scene.submit(2)
    await scene.wait_finished(job_ids, within=30)
    await scene.check_once(job_ids)
    await scene.settled()
