"""Sets of interview questions end once each, whatever dies while they are made."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from nats.js.errors import NotFoundError
from vitae.analysis.v1 import interview_pb2 as pb
from vitae.events.v1.events_pb2 import QuestionsCompleted

from libs.bus.topology import EVENTS, QUESTIONS_COMPLETED
from tests.fault.scene import ACK_WAIT_SECONDS, Scene, running
from tests.support.probes import eventually
from tests.support.servers import Postgres, ServerFactory

ENDED = ("completed", "failed")
COUNT = 2


async def asked_slowly(scene: Scene, latency: float, count: int = 1) -> list[str]:
    """Sets of a job each, asked for of a model that takes its time from then on."""
    jobs = await scene.submit(count)
    await scene.wait_finished(jobs, within=60)
    scene.model.modes.chat.latency = latency
    return [await ask(scene, number, job_id) for number, job_id in enumerate(jobs)]


async def ask(scene: Scene, number: int, job_id: str, wait_seconds: int = 0) -> str:
    request = pb.CreateQuestionSetRequest(
        job_id=job_id,
        count=COUNT,
        idempotency_key=f"set-{number}-{job_id}",
        wait_seconds=wait_seconds,
    )
    person = scene.people[number % len(scene.people)]
    answer = await scene.rpc.call("interview", "CreateQuestionSet", request, person)
    return answer.question_set.set_id


async def the_set(scene: Scene, set_id: str) -> dict[str, Any]:
    found = await scene.rows("SELECT * FROM interview_questions WHERE set_id = %s", set_id)
    return found[0]


async def until(scene: Scene, set_id: str, *statuses: str, within: float = 40.0) -> dict[str, Any]:
    async def look() -> dict[str, Any]:
        row = await the_set(scene, set_id)
        return row if row["status"] in statuses else {}

    return await eventually(look, within)


def calls(scene: Scene, set_id: str) -> int:
    return int(scene.model.calls()["chat_by_id"].get(set_id, 0))


async def until_called(scene: Scene, set_id: str, times: int) -> None:
    async def look() -> bool:
        return calls(scene, set_id) >= times

    await eventually(look, 40.0)


async def events(scene: Scene) -> Counter[str]:
    """How often the stream says of each set that it has completed, once no event is owed."""

    async def paid() -> bool:
        return await scene.rows("SELECT id FROM outbox") == []

    await eventually(paid, 30.0)
    client = await scene.nats()
    found: Counter[str] = Counter()
    sequence = 1
    try:
        stream = client.jetstream()
        with suppress(NotFoundError):
            while True:
                message = await stream.get_msg(EVENTS, sequence, QUESTIONS_COMPLETED, next=True)
                found[QuestionsCompleted.FromString(message.data).set_id] += 1
                sequence = message.seq + 1
    finally:
        await client.close()
    return found


async def check_once(scene: Scene, sets: Sequence[str], kills: int = 0) -> None:
    """Nothing lost, nothing twice: each set completed, one event of each, and at most one further
    call of the model for each kill.
    """
    for set_id in sets:
        row = await until(scene, set_id, *ENDED)
        assert row["status"] == "completed", row
        assert len(row["questions"]) == COUNT
    assert len(await scene.rows("SELECT set_id FROM interview_questions")) == len(sets)
    assert await events(scene) == Counter(sets)
    assert sum(calls(scene, set_id) for set_id in sets) <= len(sets) + kills


async def restarted(scene: Scene) -> None:
    scene.stack["analysis"].kill()
    scene.stack.spawn("analysis")
    await scene.stack.until_ready("analysis")


async def second_replica(scene: Scene) -> None:
    scene.stack.add("analysis", "analysis-2").spawn()
    await scene.stack.until_ready("analysis-2")


async def test_analysis_is_killed_twice_while_a_set_is_made(scene: Scene) -> None:
    set_id = (await asked_slowly(scene, 3.0))[0]
    for kill in (1, 2):
        await until_called(scene, set_id, kill)
        await restarted(scene)
    await check_once(scene, [set_id], kills=2)
    assert (await the_set(scene, set_id))["attempts"] == 3


async def test_many_sets_survive_kills_in_between(scene: Scene) -> None:
    sets = await asked_slowly(scene, 0.7, 9)
    for set_id in (sets[0], sets[4]):
        await until_called(scene, set_id, 1)
        await restarted(scene)
    # Two workers: what each of them held was asked for again.
    await check_once(scene, sets, kills=4)


async def test_sigterm_hands_a_set_back(scene: Scene) -> None:
    """Another replica begins at once, not when the first would have been missed."""
    set_id = (await asked_slowly(scene, 2.0))[0]
    await until_called(scene, set_id, 1)
    assert await asyncio.to_thread(scene.stack["analysis"].stop) == 0
    row = await the_set(scene, set_id)
    assert (row["status"], row["attempts"], row["heartbeat_at"]) == ("queued", 0, None)
    await second_replica(scene)
    await check_once(scene, [set_id], kills=1)


async def test_who_waits_is_answered_when_the_process_stops(scene: Scene) -> None:
    jobs = await scene.submit(1)
    await scene.wait_finished(jobs, within=60)
    scene.model.modes.chat.latency = 20.0
    waiting = asyncio.create_task(ask(scene, 0, jobs[0], wait_seconds=30))

    async def generating() -> bool:
        found = await scene.rows("SELECT status FROM interview_questions")
        return found == [{"status": "generating"}]

    await eventually(generating)
    began = time.monotonic()
    assert await asyncio.to_thread(scene.stack["analysis"].stop) == 0
    assert time.monotonic() - began < 10
    set_id = await waiting
    assert (await the_set(scene, set_id))["status"] == "queued"


async def test_a_stopped_worker_is_fenced_when_it_wakes(scene: Scene) -> None:
    set_id = (await asked_slowly(scene, 1.0))[0]
    await until_called(scene, set_id, 1)
    scene.stack["analysis"].signal(signal.SIGSTOP)
    await second_replica(scene)
    row = await until(scene, set_id, "completed")
    scene.stack["analysis"].signal(signal.SIGCONT)
    await scene.stack.until_ready("analysis")
    await asyncio.sleep(2 * ACK_WAIT_SECONDS)  # the sleeper's own late writes
    assert await the_set(scene, set_id) == row
    await check_once(scene, [set_id], kills=1)


async def test_an_answer_is_held_while_postgres_restarts(
    tmp_path: Path, server_factory: ServerFactory
) -> None:
    """The model has answered, and is not asked again."""
    postgres = server_factory.postgres()
    await asyncio.to_thread(postgres.start)
    try:
        async with running(server_factory, tmp_path, postgres) as scene:
            set_id = (await asked_slowly(scene, 2.0))[0]
            await until_called(scene, set_id, 1)
            await asyncio.to_thread(postgres.kill)
            await scene.model.until(lambda model: model.inflight == 0)
            await asyncio.sleep(1.5 * ACK_WAIT_SECONDS)  # by the row, its worker is silent
            await asyncio.to_thread(postgres.start)
            await check_once(scene, [set_id])
    finally:
        await asyncio.to_thread(postgres.remove)


async def test_sets_are_made_while_nats_is_away_and_told_of_once(scene: Scene) -> None:
    jobs = await scene.submit(2)
    await scene.wait_finished(jobs, within=60)
    scene.model.modes.chat.latency = 1.0
    first = await ask(scene, 0, jobs[0])
    await until_called(scene, first, 1)
    await asyncio.to_thread(scene.stack.nats.kill)
    second = await ask(scene, 1, jobs[1])
    for set_id in (first, second):
        assert (await until(scene, set_id, *ENDED))["status"] == "completed"
    assert len(await scene.rows("SELECT id FROM outbox")) == 2
    await asyncio.to_thread(scene.stack.nats.start)
    await check_once(scene, [first, second])


async def test_a_model_that_is_away_is_waited_for_over_a_kill(scene: Scene) -> None:
    jobs = await scene.submit(1)
    await scene.wait_finished(jobs, within=60)
    scene.model.modes.chat.fault, scene.model.modes.chat.status = "status", 503
    set_id = await ask(scene, 0, jobs[0])

    async def waits() -> bool:
        row = await the_set(scene, set_id)
        return row["status"] == "queued" and row["waits"] == 2

    await eventually(waits)
    await restarted(scene)
    scene.model.modes.chat.fault = ""
    row = await until(scene, set_id, *ENDED)
    assert (row["status"], row["attempts"]) == ("completed", 1)
    assert await events(scene) == Counter([set_id])


async def test_a_model_that_stays_away_or_refuses_ends_the_set(
    tmp_path: Path, postgres: Postgres, server_factory: ServerFactory
) -> None:
    settings = {"MODEL_WAIT_SECONDS": "3"}
    async with running(server_factory, tmp_path, postgres, settings=settings) as scene:
        jobs = await scene.submit(2)
        await scene.wait_finished(jobs, within=60)
        mode = scene.model.modes.chat
        for number, (status, code) in enumerate(
            ((401, "model_auth_failed"), (503, "model_unavailable"))
        ):
            mode.fault, mode.status = "status", status
            set_id = await ask(scene, number, jobs[number])
            row = await until(scene, set_id, *ENDED)
            assert (row["status"], row["error_code"]) == ("failed", code)
            assert "OPENAI_" in row["error_message"]
        assert await events(scene) == Counter()


@pytest.mark.timeout(200)
async def test_what_kills_every_worker_ends(scene: Scene) -> None:
    """Five claims that end in a crash are enough."""
    set_id = (await asked_slowly(scene, 30.0))[0]
    for kill in range(1, 6):
        await until_called(scene, set_id, kill)
        await restarted(scene)
    row = await until(scene, set_id, *ENDED)
    assert (row["status"], row["error_code"]) == ("failed", "questions_crashed")
    assert calls(scene, set_id) == 5
