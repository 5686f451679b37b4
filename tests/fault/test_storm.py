"""Many jobs, many kills: 0 lost, 0 twice."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Sequence

import pytest

from tests.fault.scene import Scene

AT_WORK = ("analysis", "analysis", "analysis", "upload", "auth")
BYSTANDERS = ("gateway", "export", "chat")
SECONDS_OF_A_CALL = 1.2


async def storm(scene: Scene, jobs: int, kills: int, victims: Sequence[str] = AT_WORK) -> None:
    """Kills one of the victims after another and restarts it while the jobs run."""
    choice = random.Random(7)
    # So slow that five consumers are at it for as long as there are kills.
    scene.model.modes.chat.latency = scene.model.modes.embeddings.latency = SECONDS_OF_A_CALL
    submitted = asyncio.create_task(scene.submit(jobs))
    analysis_kills = at_work = 0
    for _ in range(kills):
        await asyncio.sleep(choice.uniform(0.5, 3.0))
        victim = choice.choice(victims)
        process = scene.stack[victim]
        at_work += await scene.running()
        await asyncio.to_thread(process.kill)
        process.spawn()
        await scene.stack.until_ready(victim)
        if submitted.done():
            submitted.result()  # fails at once, and not after the last kill
        analysis_kills += victim == "analysis"
    job_ids = await submitted
    await scene.wait_finished(job_ids, within=60 + jobs)
    # Of a job that five kills hit in a row nobody can tell that it didn't kill its process.
    assert await scene.retry_crashed(job_ids) <= jobs // 500
    await scene.wait_finished(job_ids, within=60)
    assert at_work >= kills, "the kills hit an idle system"
    # A kill may hit as many jobs as there are consumers, each of them once.
    await scene.check_once(job_ids, kills=5 * analysis_kills)
    await scene.check_calls(job_ids)
    await scene.settled()


@pytest.mark.timeout(900)
async def test_three_hundred_jobs_and_thirty_kills(scene: Scene) -> None:
    await storm(scene, jobs=300, kills=30)


@pytest.mark.soak
@pytest.mark.timeout(7200)
async def test_the_long_storm(scene: Scene) -> None:
    """Every process there is among the victims."""
    scene.stack.spawn(*BYSTANDERS)
    await scene.stack.until_ready(*BYSTANDERS)
    jobs = int(os.environ.get("SOAK_JOBS", "3000"))
    await storm(scene, jobs=jobs, kills=jobs // 10, victims=AT_WORK + BYSTANDERS)
