"""Sets of questions on a real database and bus: asked for, waited for, read, erased."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import orjson
import psycopg
import pytest
from vitae.analysis.v1 import interview_pb2 as pb

from libs.db.ids import new_id
from libs.rpc.errors import Invalid
from services.analysis.errors import (
    JobNotCompleted,
    JobNotFound,
    QuestionSetNotFound,
    QuestionSetsUnderWay,
    QuestionsKeyReused,
)
from services.analysis.interview.repository import MOST_KEPT, MOST_UNDER_WAY
from services.analysis.repository import Repository
from tests.support.database import change, rows, value
from tests.support.interviews import Place, order, queued, told
from tests.support.probes import eventually
from tests.support.servers import WithUrl

Q = pb.QuestionSetStatus


# --- asking ---------------------------------------------------------------------------------------


async def test_a_set_is_made_and_told_of_at_every_step(here: Place, nats_server: WithUrl) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    async with told(nats_server, ana) as heard, here.working() as interview:
        made = await interview.service.create(order(ana, job_id, count=4), 10)
        assert (made.status, made.count, made.engine) == ("completed", 4, "steered")
        assert len(orjson.loads(made.questions or "")) == 4

        async def all_told() -> bool:
            return len(heard) == 3

        await eventually(all_told)
    way = [Q.QUESTION_SET_STATUS_QUEUED, Q.QUESTION_SET_STATUS_GENERATING]
    assert [each.status for each in heard] == [*way, Q.QUESTION_SET_STATUS_COMPLETED]
    assert {each.set_id for each in heard} == {made.set_id}
    assert not any(each.questions_json for each in heard)
    assert await here.events() == [made.set_id]
    version = await value(here.url, "SELECT extract(epoch FROM created_at)::text FROM user_profile")
    assert made.profile_version == version
    assert here.engine.briefs[0].document.text.startswith("Zoë Example")


async def test_what_is_asked_for_and_whose_it_is_is_checked(here: Place) -> None:
    ana, bob = new_id(), new_id()
    job_id, running = await here.job(ana), await here.job(ana, "analyzing")
    service = here.interview().service
    for wrong in (order(bob, job_id), order(ana, new_id()), order(ana, "x"), order(ana, "")):
        with pytest.raises(JobNotFound):
            await service.create(wrong, 0)
    with pytest.raises(JobNotCompleted):
        await service.create(order(ana, running), 0)
    numbers = [order(ana, job_id, count=count) for count in (-1, 0, 31)]
    texts = [order(ana, job_id, job_description=text) for text in ("a\0b", "x" * 20_001)]
    for wrong in (*numbers, *texts, order(ana, job_id, "x" * 256)):
        with pytest.raises(Invalid):
            await service.create(wrong, 0)
    with pytest.raises(Invalid):
        await service.create(order(ana, job_id), 31)
    assert await here.sets(job_id) == []


async def test_the_same_key_is_the_same_set(here: Place) -> None:
    ana, bob = new_id(), new_id()
    job_id, his = await here.job(ana), await here.job(bob)
    service = here.interview().service
    asked = order(ana, job_id, "key")
    together = await asyncio.gather(*(service.create(asked, 0) for _ in range(8)))
    assert len({each.set_id for each in together}) == 1
    assert await here.sets(job_id) == [together[0].set_id]
    for other in (replace(asked, count=4), replace(asked, job_description="a cook")):
        with pytest.raises(QuestionsKeyReused):
            await service.create(other, 0)
    assert (await service.create(order(bob, his, "key"), 0)).set_id != together[0].set_id
    assert (await service.create(order(ana, job_id), 0)).set_id != together[0].set_id


async def test_a_new_set_keeps_the_earlier_ones_and_asks_something_else(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    async with here.working() as interview:
        first = await interview.service.create(order(ana, job_id), 10)
        second = await interview.service.create(order(ana, job_id), 10)
        service = interview.service
        assert await service.get(ana, job_id, "") == second
        assert await service.get(ana, job_id, first.set_id) == first
        assert await service.get(ana, "", first.set_id) == first
        assert await service.read(ana, first.set_id) == (first, False)
        assert await service.read(ana, second.set_id) == (second, True)
        page = await service.list_sets(ana, job_id, 1, "", unfinished=False)
        assert page.items == [replace(second, questions=None)]
        rest = await service.list_sets(ana, "", 1, page.next_cursor, unfinished=False)
        assert (rest.items, rest.next_cursor) == ([replace(first, questions=None)], "")
        assert (await service.list_sets(ana, "", 9, "", unfinished=True)).items == []
    texts = [
        {each["question"] for each in orjson.loads(made.questions or "")}
        for made in (first, second)
    ]
    assert not texts[0] & texts[1]
    assert set(here.engine.briefs[1].asked) == texts[0]


async def test_other_peoples_sets_are_not_there(here: Place) -> None:
    ana, bob = new_id(), new_id()
    job_id, his = await here.job(ana), await here.job(bob)
    set_id = (await queued(here, ana, job_id))[0]
    service = here.interview().service
    strange = [(bob, job_id, ""), (bob, job_id, set_id), (bob, his, set_id), (bob, "", set_id)]
    none = [
        (ana, his, set_id),
        (ana, job_id, new_id()),
        (ana, "", ""),
        (ana, "x", ""),
        (ana, job_id, "x"),
    ]
    for asked in (*strange, *none):
        with pytest.raises(QuestionSetNotFound):
            await service.get(*asked)
    with pytest.raises(JobNotFound):
        await service.list_sets(bob, job_id, 10, "", unfinished=False)
    assert (await service.list_sets(bob, "", 10, "", unfinished=False)).items == []
    for user_id, asked_id in ((bob, set_id), ("", set_id), (ana, "x")):
        with pytest.raises(QuestionSetNotFound):
            await service.read(user_id, asked_id)


async def test_a_job_has_so_many_sets_and_no_more(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    service = here.interview().service
    under_way = await queued(here, ana, job_id, MOST_UNDER_WAY)
    with pytest.raises(QuestionSetsUnderWay):
        await service.create(order(ana, job_id), 0)
    await change(
        here.url,
        "INSERT INTO interview_questions (set_id, user_id, job_id, upload_id, count, status,"
        " completed_at, error_code) SELECT gen_random_uuid(), user_id, job_id, upload_id, 3,"
        " 'failed', now(), 'x' FROM interview_questions, generate_series(1, 20)",
    )
    async with here.working() as interview:
        for set_id in under_way:
            await here.until(set_id, "completed")
        made = list(under_way)
        while len(made) <= MOST_KEPT:
            made.append((await interview.service.create(order(ana, job_id), 10)).set_id)
    # The failed went first, then the oldest.
    assert await here.sets(job_id) == made[1:]


# --- waiting --------------------------------------------------------------------------------------


async def test_who_waits_holds_no_connection(here: Place) -> None:
    """More wait than the pool has connections, and everybody is served."""
    users = [new_id() for _ in range(12)]
    jobs = [await here.job(user_id) for user_id in users]
    here.engine.hold = asyncio.Event()
    async with here.working() as interview:
        waiting = [
            asyncio.create_task(interview.service.create(order(user_id, job_id), 20))
            for user_id, job_id in zip(users, jobs, strict=True)
        ]

        async def all_there() -> bool:
            return await value(here.url, "SELECT count(*) FROM interview_questions") == 12

        await eventually(all_there)
        async with asyncio.timeout(2):
            await interview.service.get(users[0], jobs[0], "")
        here.engine.hold.set()
        done = await asyncio.gather(*waiting)
    assert {each.status for each in done} == {"completed"}


async def test_a_set_that_ends_in_another_process_is_noticed(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    here.engine.hold = asyncio.Event()
    idle = here.interview()
    async with here.working():
        waiting = asyncio.create_task(idle.service.create(order(ana, job_id), 20))
        await eventually(lambda: asyncio.sleep(0, here.engine.now == 1))
        here.engine.hold.set()
        async with asyncio.timeout(3):
            assert (await waiting).status == "completed"


async def test_nobody_waits_longer_than_asked_or_than_the_process_lives(here: Place) -> None:
    ana = new_id()
    job_id = await here.job(ana)
    interview = here.interview()
    began = time.monotonic()
    assert (await interview.service.create(order(ana, job_id), 1)).status == "queued"
    assert 0.9 < time.monotonic() - began < 3
    waiting = asyncio.create_task(interview.service.create(order(ana, job_id), 30))
    await eventually(lambda: asyncio.sleep(0, bool(interview.endings.watching)))
    await interview.endings.close()
    async with asyncio.timeout(2):
        assert (await waiting).status == "queued"


# --- erasure and the table's own rules ------------------------------------------------------------


async def test_erasing_a_job_takes_its_sets_along(here: Place) -> None:
    ana, bob = new_id(), new_id()
    first, second, his = await here.job(ana), await here.job(ana), await here.job(bob)
    here.engine.hold = asyncio.Event()
    sets = [(await queued(here, user, job))[0] for user, job in ((ana, first), (bob, his))]
    upload_id = await value(here.url, "SELECT upload_id::text FROM jobs WHERE job_id = %s", [first])
    async with here.working():
        for set_id in sets:
            await here.until(set_id, "generating")
        await Repository(here.database).erase_upload(upload_id)
        await eventually(lambda: asyncio.sleep(0, here.engine.broken_off == 1))
        here.engine.hold.set()
        await here.until(sets[1], "completed")
    assert await here.sets(first) == []
    left = (await queued(here, ana, second))[0]
    await Repository(here.database).erase_user(ana)
    assert await here.sets(second) == []
    assert left not in await here.sets(his)
    assert await here.events() == [sets[1]]


@pytest.mark.parametrize(
    "wrong",
    [
        "status = 'completed'",
        "status = 'failed', completed_at = now()",
        "status = 'waiting'",
        "completed_at = now()",
        "count = 31",
        "count = 0",
        "questions = '[]'",
        "error_code = 'x'",
        "job_description = repeat('x', 20001)",
        "job_id = gen_random_uuid()",
    ],
)
async def test_the_table_refuses_what_the_rules_forbid(wrong: str, here: Place) -> None:
    ana = new_id()
    await queued(here, ana, await here.job(ana))
    with pytest.raises(psycopg.IntegrityError):
        await rows(here.url, f"UPDATE interview_questions SET {wrong}")  # pyright: ignore[reportArgumentType]
