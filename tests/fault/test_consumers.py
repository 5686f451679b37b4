"""Consumers that stop, are stopped, or come back from the dead."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path

import pytest
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.events.v1.events_pb2 import AnalyzeJob

from libs.rpc.errors import DomainError
from services.analysis.models import MOST_OF_A_FILE
from tests.fault.scene import ACK_WAIT_SECONDS, Scene, running
from tests.support.servers import Postgres, ServerFactory

SLOW_SECONDS = 3.0
STOPPED_SECONDS = 40.0  # in the long run


async def second_replica(scene: Scene) -> None:
    scene.stack.add("analysis", "analysis-2").spawn()
    await scene.stack.until_ready("analysis-2")


async def test_sigterm_hands_jobs_back(scene: Scene) -> None:
    """The process drains within ten seconds, and another goes on at once, not after ack_wait."""
    scene.model.modes.chat.latency = SLOW_SECONDS
    job_ids = await scene.submit(3)
    for job_id in job_ids:
        await scene.wait_status(job_id, "analyzing")
    began = time.monotonic()
    assert await asyncio.to_thread(scene.stack["analysis"].stop) == 0
    assert time.monotonic() - began < 10
    jobs = await scene.jobs()
    assert all(jobs[job_id]["dispatch_id"] is None for job_id in job_ids)
    assert all(jobs[job_id]["attempts"] == 0 for job_id in job_ids)
    await second_replica(scene)
    await scene.wait_finished(job_ids, within=30)
    await scene.check_once(job_ids, kills=3)


async def test_a_stopped_consumer_is_fenced_when_it_wakes(scene: Scene) -> None:
    """SIGSTOP past ack_wait: another takes the jobs over, the sleeper writes nothing."""
    await fenced(scene, ACK_WAIT_SECONDS)


@pytest.mark.soak
@pytest.mark.timeout(400)
async def test_a_stopped_consumer_is_fenced_at_the_default_pace(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    settings = {"ACK_WAIT_SECONDS": "30", "RECONCILE_SECONDS": "30"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        await fenced(scene, 30.0, stopped=STOPPED_SECONDS)


async def fenced(scene: Scene, ack_wait: float, stopped: float = 0.0) -> None:
    """`stopped`: the least seconds the sleeper sleeps; in any case until its jobs are done."""
    scene.model.modes.chat.latency = 1.0
    first = await scene.submit(2)
    for job_id in first:
        await scene.wait_status(job_id, "analyzing")
    scene.stack["analysis"].signal(signal.SIGSTOP)
    asleep = time.monotonic()
    await second_replica(scene)
    await scene.wait_finished(first, within=30 + 3 * ack_wait)
    completed = await scene.jobs()
    await asyncio.sleep(max(0.0, asleep + stopped - time.monotonic()))
    scene.stack["analysis"].signal(signal.SIGCONT)
    later = await scene.submit(2, first=10)
    await scene.wait_finished(later, within=30)
    # The sleeper's own late writes and acks.
    await asyncio.sleep(2 * ACK_WAIT_SECONDS)
    now = await scene.jobs()
    assert all(now[job_id] == completed[job_id] for job_id in first)
    await scene.check_once([*first, *later], kills=2)


@pytest.mark.parametrize("same_id", [True, False], ids=["in the window", "after the window"])
async def test_a_message_published_twice_runs_once(scene: Scene, *, same_id: bool) -> None:
    scene.model.modes.chat.latency = 1.0
    job_id = (await scene.submit(1))[0]
    job = await scene.wait_status(job_id, "analyzing")
    dispatch_id = str(job["dispatch_id"])
    message = AnalyzeJob(job_id=job_id, dispatch_id=dispatch_id).SerializeToString()
    client = await scene.nats()
    for number in range(3):
        headers = {"Nats-Msg-Id": dispatch_id if same_id else f"again-{number}"}
        await client.jetstream().publish(f"jobs.analyze.{job_id}", message, headers=headers)
    await client.close()
    await scene.wait_finished([job_id], within=30)
    await scene.settled()
    await scene.check_once([job_id])
    assert (await scene.jobs())[job_id]["attempts"] == 1


async def test_cancel_stops_a_running_job(scene: Scene) -> None:
    scene.model.modes.chat.latency = 20.0
    job_id = (await scene.submit(1))[0]
    await scene.wait_status(job_id, "analyzing")
    request = pb.CancelJobRequest(job_id=job_id)
    began = time.monotonic()
    await scene.rpc.call("analysis", "CancelJob", request, scene.people[0])
    await scene.settled()
    assert time.monotonic() - began < 5
    job = (await scene.jobs())[job_id]
    assert (job["status"], job["progress"]) == ("cancelled", 70)
    assert await scene.rows("SELECT * FROM user_profile") == []


async def test_turns_go_round_over_people(scene: Scene) -> None:
    """Somebody's thirty jobs don't make somebody else's one wait for all of them."""
    scene.model.modes.chat.latency = 0.3
    many, one = scene.people[0], scene.people[1]
    scene.people[:] = [many]
    crowd = await scene.submit(30)
    scene.people[:] = [one]
    single = (await scene.submit(1, first=100))[0]
    await scene.wait_finished([single], within=30)
    jobs = await scene.jobs()
    assert sum(jobs[job_id]["status"] == "completed" for job_id in crowd) < 20
    await scene.wait_finished(crowd, within=60)


async def test_retry_resumes_from_what_is_kept(scene: Scene) -> None:
    """A failed job starts again under its own id."""
    scene.model.modes.chat.fault = "wrong"
    job_id = (await scene.submit(1))[0]
    job = await scene.wait_status(job_id, "failed")
    assert job["error_code"] == "model_answer_invalid"
    embedded = scene.model.total("embeddings")
    scene.model.modes.chat.fault = ""
    assert await retried(scene, job_id, "completed") == 1
    assert scene.model.total("embeddings") == embedded  # kept, and not made again


async def test_five_retries_and_no_more(scene: Scene) -> None:
    scene.model.modes.chat.fault = "wrong"
    job_id = (await scene.submit(1))[0]
    await scene.wait_status(job_id, "failed")
    for retry in range(1, 6):
        assert await retried(scene, job_id, "failed") == retry
    with pytest.raises(DomainError) as refused:
        await retried(scene, job_id, "failed")
    assert refused.value.reason == "RETRIES_EXHAUSTED"
    assert (await scene.jobs())[job_id]["status"] == "failed"


async def retried(scene: Scene, job_id: str, ends: str) -> int:
    """Retries a job, which ends so; how many retries that makes."""
    request = pb.RetryJobRequest(job_id=job_id)
    answer = await scene.rpc.call("analysis", "RetryJob", request, scene.people[0])
    assert (answer.job.job_id, answer.job.progress) == (job_id, 0)
    return (await scene.wait_status(job_id, ends))["retries"]


async def test_a_file_has_so_many_jobs_and_no_more(scene: Scene) -> None:
    job_id = (await scene.submit(1))[0]
    upload_id = str((await scene.wait_status(job_id, "completed"))["upload_id"])
    await scene.rows(
        "INSERT INTO jobs (job_id, user_id, upload_id, status, completed_at) SELECT"
        " gen_random_uuid(), user_id, upload_id, 'cancelled', now()"
        " FROM jobs CROSS JOIN generate_series(2, %s) RETURNING 1",
        MOST_OF_A_FILE,
    )
    again = pb.SubmitJobRequest(upload_id=upload_id, idempotency_key="job-0")
    answer = await scene.rpc.call("analysis", "SubmitJob", again, scene.people[0])
    assert answer.job.job_id == job_id
    new = pb.SubmitJobRequest(upload_id=upload_id)
    with pytest.raises(DomainError) as refused:
        await scene.rpc.call("analysis", "SubmitJob", new, scene.people[0])
    assert refused.value.reason == "TOO_MANY_JOBS_OF_A_FILE"
