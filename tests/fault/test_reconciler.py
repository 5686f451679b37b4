"""What nobody tells of is found: a job past its deadline, and one that the stream has lost."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from libs.bus.topology import ANALYZE, JOBS
from tests.fault.scene import Scene, running
from tests.support.probes import eventually
from tests.support.servers import Postgres, ServerFactory

HELD_SECONDS = 120.0  # or until the test lets go
PAST_DEADLINE_SECONDS = 60.0
DEADLINES = {
    "JOB_SECONDS": "5",
    # So long that the message of a process that sleeps goes to nobody else.
    "ACK_WAIT_SECONDS": "120",
}


async def ended_late(scene: Scene, job_id: str) -> dict[str, Any]:
    """The job, which the deadline ended, and not long after it."""
    job = await scene.wait_status(job_id, "failed", within=60)
    assert job["error_code"] == "deadline_exceeded"
    late = (job["completed_at"] - job["deadline_at"]).total_seconds()
    assert late < PAST_DEADLINE_SECONDS
    return job


@pytest.mark.timeout(300)
async def test_a_job_past_its_deadline_ends(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    """By who runs it; by another replica where that one sleeps, which then writes nothing."""
    async with running(server_factory, tmp_path, postgres, settings=DEADLINES) as scene:
        scene.model.modes.chat.latency = HELD_SECONDS
        slow = (await scene.submit(1))[0]
        await ended_late(scene, slow)
        orphan = (await scene.submit(1, first=1))[0]
        await scene.wait_status(orphan, "analyzing")
        scene.stack["analysis"].signal(signal.SIGSTOP)
        scene.stack.add("analysis", "analysis-2").spawn()
        await scene.stack.until_ready("analysis-2")
        ended = await ended_late(scene, orphan)
        scene.stack["analysis"].signal(signal.SIGCONT)
        await scene.settled()  # the sleeper acked what it held
        assert (await scene.jobs())[orphan] == ended
        scene.model.modes.chat.latency = 0.0
        after = await scene.submit(2, first=2)
        await scene.wait_finished(after, within=30)
        await scene.check_kept_once(after)


async def sent_and_untaken(scene: Scene) -> str:
    """The job whose message lies in the stream while every consumer is at work."""

    async def look() -> str:
        jobs = (await scene.jobs()).values()
        taken = [job for job in jobs if job["heartbeat_at"]]
        sent = [job for job in jobs if job["dispatch_id"] and not job["heartbeat_at"]]
        return str(sent[0]["job_id"]) if (len(taken), len(sent)) == (5, 1) else ""

    return await eventually(look)


async def lose(scene: Scene, job_id: str) -> None:
    """Takes the job's message out of the stream."""
    client = await scene.nats()
    try:
        stream = client.jetstream()
        message = await stream.get_last_msg(JOBS, f"{ANALYZE}.{job_id}")
        assert await stream.delete_msg(JOBS, message.seq)
    finally:
        await client.close()


async def test_a_job_whose_message_is_lost_is_sent_again(scene: Scene) -> None:
    scene.model.modes.chat.latency = HELD_SECONDS
    job_ids = await scene.submit(6)
    lost = await sent_and_untaken(scene)
    await lose(scene, lost)
    before = (await scene.jobs())[lost]["dispatch_id"]
    scene.model.modes.chat.latency = 0.0
    await scene.wait_finished([job_id for job_id in job_ids if job_id != lost], within=30)
    job = (await scene.jobs())[lost]
    assert (job["status"], job["dispatch_id"]) == ("queued", before), "it was never lost"
    await scene.wait_finished([lost], within=30)
    assert (await scene.jobs())[lost]["attempts"] == 1
    await scene.check_once(job_ids)
    await scene.settled()
