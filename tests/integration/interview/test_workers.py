"""Who makes sets of questions: in turns, once each, whatever becomes of a worker or a model."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from vitae.analysis.v1 import interview_pb2 as pb

from libs.db.ids import new_id
from libs.llm.errors import ModelAuthFailed, ModelUnavailable
from services.analysis.errors import FenceLost
from tests.support.database import change
from tests.support.interviews import SILENT, Place, TestEngine, order, queued, told
from tests.support.probes import eventually
from tests.support.servers import WithUrl

Q = pb.QuestionSetStatus


# --- turns and claims -----------------------------------------------------------------------------


async def test_turns_go_round_over_users(here: Place) -> None:
    ana, bob, eve = new_id(), new_id(), new_id()
    many = [await here.job(ana) for _ in range(3)]
    crowd = [each for job_id in many for each in await queued(here, ana, job_id, 4)]
    single = [(await queued(here, user, await here.job(user)))[0] for user in (bob, eve)]
    async with here.working(1):
        for set_id in (*crowd, *single):
            await here.until(set_id, "completed")
    assert here.engine.asked[0] == crowd[0]
    assert set(single) <= set(here.engine.asked[:3])
    assert [each for each in here.engine.asked if each in crowd] == crowd


async def test_a_user_whose_sets_are_being_made_comes_after_the_others(here: Place) -> None:
    ana, bob = new_id(), new_id()
    hers = await queued(here, ana, await here.job(ana), 3)
    his = await queued(here, bob, await here.job(bob))
    claims = [await here.claim() for _ in range(4)]
    assert [each and each.questions.set_id for each in claims] == [hers[0], his[0], *hers[1:]]
    assert await here.claim() is None


async def test_a_set_is_claimed_once_however_many_ask_at_once(here: Place) -> None:
    users = [new_id() for _ in range(4)]
    sets = [each for user in users for each in await queued(here, user, await here.job(user), 5)]
    claimed: list[str] = []

    async def take() -> None:
        while claim := await here.ledger.claim(run_seconds=60.0, silent_seconds=60.0):
            claimed.append(claim.questions.set_id)

    async with asyncio.timeout(20):
        while len(claimed) < len(sets):  # who finds everything locked has nothing to take
            await asyncio.gather(*(take() for _ in range(6)))
    assert sorted(claimed) == sorted(sets)


async def test_a_silent_worker_loses_its_set_and_writes_nothing(here: Place) -> None:
    ana = new_id()
    set_id = (await queued(here, ana, await here.job(ana)))[0]
    lost = await here.claim()
    assert lost is not None
    assert await here.claim() is None  # not before it is silent for long enough
    async with here.working():
        row = await here.until(set_id, "completed")
    assert (row["attempts"], row["fence"]) == (2, lost.fence + 1)
    for write in (
        here.ledger.complete(lost, "[]", "zombie", "0"),
        here.ledger.fail(lost, "code", "message"),
        here.ledger.release(lost),
        here.ledger.beat(lost),
    ):
        with pytest.raises(FenceLost):
            await write
    assert await here.row(set_id) == row
    assert await here.events() == [set_id]


async def test_heartbeats_keep_a_set_from_other_replicas(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.hold = asyncio.Event()
    other = TestEngine()
    async with here.working() as interview, here.working(engine=other):
        waiting = asyncio.create_task(interview.service.create(order(ana, job_id), 20))
        await asyncio.sleep(3 * SILENT)  # what is asserted is that nothing happens meanwhile
        here.engine.hold.set()
        other.hold = here.engine.hold
        made = await waiting
    assert made.status == "completed"
    assert (await here.row(made.set_id))["attempts"] == 1
    assert len(here.engine.asked) + len(other.asked) == 1


async def test_a_worker_that_lost_its_set_lets_go_of_it(here: Place) -> None:
    ana = new_id()
    set_id = (await queued(here, ana, await here.job(ana)))[0]
    here.engine.hold = asyncio.Event()
    async with here.working():
        await here.until(set_id, "generating")
        taken = "UPDATE interview_questions SET fence = fence + 1, heartbeat_at = 'infinity'"
        await change(here.url, taken)
        await eventually(lambda: asyncio.sleep(0, here.engine.broken_off == 1))
    assert (await here.row(set_id))["status"] == "generating"


async def test_who_is_stopped_hands_back_at_once(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.hold = asyncio.Event()
    set_id = (await queued(here, ana, job_id))[0]
    async with here.working():
        await here.until(set_id, "generating")
    row = await here.row(set_id)
    assert (row["status"], row["attempts"], row["heartbeat_at"]) == ("queued", 0, None)
    began = time.monotonic()
    async with here.working(engine=TestEngine(), silent=60.0):
        await here.until(set_id, "completed")
    assert time.monotonic() - began < 5
    assert await here.events() == [set_id]


async def test_who_is_stopped_fails_nothing_whatever_a_driver_makes_of_that(here: Place) -> None:
    class Clumsy(TestEngine):
        async def generate(self, *given: Any, **named: Any) -> Any:
            try:
                return await super().generate(*given, **named)
            except asyncio.CancelledError:
                raise RuntimeError("the connection is in a strange state") from None

    engine = Clumsy()
    engine.hold = asyncio.Event()
    ana = new_id()
    set_id = (await queued(here, ana, await here.job(ana)))[0]
    async with here.working(engine=engine):
        await eventually(lambda: asyncio.sleep(0, engine.now == 1))
    row = await here.row(set_id)
    assert (row["status"], row["attempts"], row["heartbeat_at"]) == ("queued", 0, None)


async def test_what_crashes_everybody_ends(here: Place) -> None:
    ana = new_id()
    set_id = (await queued(here, ana, await here.job(ana)))[0]
    await change(here.url, "UPDATE interview_questions SET attempts = 5")
    async with here.working():
        row = await here.until(set_id, "failed")
    assert (row["error_code"], here.engine.asked) == ("questions_crashed", [])
    assert await here.events() == []


# --- models ---------------------------------------------------------------------------------------


async def test_a_model_that_is_away_is_waited_for(here: Place, nats_server: WithUrl) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.failures = [ModelUnavailable(retry_after=0.5), ModelUnavailable(retry_after=0.6)]
    async with told(nats_server, ana) as heard, here.working() as interview:
        made = await interview.service.create(order(ana, job_id), 20)

        async def all_told() -> bool:
            return len(heard) == 7

        await eventually(all_told)
    row = await here.row(made.set_id)
    assert (row["status"], row["attempts"], row["waits"]) == ("completed", 1, 2)
    assert row["waited_seconds"] == 1.1
    seen = [each.status for each in heard]
    waiting = [Q.QUESTION_SET_STATUS_QUEUED, Q.QUESTION_SET_STATUS_GENERATING]
    assert seen == [*waiting * 3, Q.QUESTION_SET_STATUS_COMPLETED]


async def test_a_model_that_stays_away_ends_the_set(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.failures = [ModelUnavailable() for _ in range(20)]
    async with here.working(model_wait=5.0) as interview:
        made = await interview.service.create(order(ana, job_id), 20)
    assert (made.status, made.error_code) == ("failed", "model_unavailable")
    assert "OPENAI_BASE_URL" in (made.error_message or "")
    assert len(here.engine.asked) == 2  # at once, after two seconds, and four more are too many


@pytest.mark.parametrize(
    ("failure", "code"),
    [(ModelAuthFailed(), "model_auth_failed"), (RuntimeError("private words"), "internal_error")],
)
async def test_other_failures_end_the_set_at_once(
    failure: Exception, code: str, here: Place
) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.failures = [failure]
    async with here.working() as interview:
        made = await interview.service.create(order(ana, job_id), 20)
        assert (made.status, made.error_code, made.questions) == ("failed", code, None)
        assert made.error_message
        assert "private" not in made.error_message
        # The next one is not the worse for it.
        assert (await interview.service.create(order(ana, job_id), 20)).status == "completed"
