"""Every process that does not run the job is killed at each stage of it: the job is done once all
the same. What becomes of the one that runs it: test_crash_points.py.
"""

from __future__ import annotations

import asyncio
import signal

import pytest

from tests.fault.scene import Scene
from tests.support.probes import eventually

FURTHER = ("export", "chat", "gateway")
BYSTANDERS = ("auth", "upload", *FURTHER)
CONSUMERS = 5
HELD_SECONDS = 120.0  # or until the test lets go


async def all_die(scene: Scene) -> None:
    """Each is killed and started again; who runs the jobs lives on."""
    for name in BYSTANDERS:
        await asyncio.to_thread(scene.stack[name].kill)
        scene.stack[name].spawn()
    await scene.stack.until_ready(*BYSTANDERS)


async def at(scene: Scene, status: str, count: int) -> set[str]:
    """The jobs of that status, once they are so many."""

    async def look() -> set[str]:
        jobs = await scene.jobs()
        found = {job_id for job_id, job in jobs.items() if job["status"] == status}
        return found if len(found) == count else set()

    return await eventually(look, 30.0)


@pytest.mark.timeout(300)
async def test_a_job_survives_every_other_process_at_each_stage(scene: Scene) -> None:
    scene.stack.spawn(*FURTHER)
    await scene.stack.until_ready(*FURTHER)
    modes = scene.model.modes
    modes.chat.latency = modes.embeddings.latency = HELD_SECONDS
    job_ids = await scene.submit(CONSUMERS + 1)
    held = await at(scene, "generating_embeddings", CONSUMERS)
    last = await at(scene, "queued", 1)
    await all_die(scene)
    assert await at(scene, "generating_embeddings", CONSUMERS) == held
    modes.embeddings.latency = 0.0
    await at(scene, "analyzing", CONSUMERS)
    await all_die(scene)
    assert await at(scene, "analyzing", CONSUMERS) == held
    # Whoever reads the last one's file is kept waiting, by the process it then loses.
    scene.stack["upload"].signal(signal.SIGSTOP)
    modes.chat.latency = 0.0
    assert await at(scene, "extracting_text", 1) == last
    await all_die(scene)
    await scene.wait_finished(job_ids, within=60)
    await scene.check_once(job_ids)
    await scene.settled()
