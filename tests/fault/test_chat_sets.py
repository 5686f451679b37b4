"""Chat is killed while it takes in a set of questions: each of its pairs is there, once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import psycopg
import pytest
from vitae.events.v1.events_pb2 import QuestionsCompleted

from libs.bus.topology import QUESTIONS_COMPLETED
from tests.fake_openai.modes import Mode
from tests.fault.talk import Talk, in_thread
from tests.support import stored
from tests.support.bus import bus_of
from tests.support.database import rows, value
from tests.support.probes import eventually

COUNT = 4
LONG_SECONDS = 300.0
# An event that was not acked comes again after 30 s.
AGAIN_SECONDS = 60.0

Held = Callable[[], Awaitable[bool]]
Holding = Callable[[Talk], AbstractAsyncContextManager[Held]]


@asynccontextmanager
async def embedding(talk: Talk) -> AsyncGenerator[Held]:
    """Before anything is kept: the vectors of the questions take for ever."""
    talk.model.modes.embeddings.latency = LONG_SECONDS

    async def held() -> bool:
        kind, body = talk.model.requests[-1]
        return kind == "embeddings" and len(body["input"]) == COUNT

    yield held
    talk.model.modes.embeddings.latency = 0.0


@asynccontextmanager
async def keeping(talk: Talk) -> AsyncGenerator[Held]:
    """In the middle of what is kept: another has the lock of the job's pairs."""
    url = talk.stack.database_urls["chat"]
    async with await psycopg.AsyncConnection.connect(url) as other:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        await other.execute(lock, [talk.job_id])

        async def held() -> bool:
            waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            return await value(url, waiting) == 1

        yield held


@pytest.mark.timeout(240)
@pytest.mark.parametrize("hold", [embedding, keeping])
async def test_chat_is_killed_while_it_takes_in_a_set(talk: Talk, hold: Holding) -> None:
    talk.model.modes.chat = Mode()
    async with hold(talk) as held:
        found = await interview(talk)
        await eventually(held)
        assert await stored.pairs(talk.stack, talk.job_id) == 0
        await in_thread(talk.stack["chat"].kill)
    talk.stack["chat"].spawn()
    await talk.stack.until_ready("chat")

    async def each_once() -> bool:
        return await stored.both(talk.stack, talk.job_id) == (COUNT, COUNT)

    await eventually(each_once, within=AGAIN_SECONDS)
    before = await kept(talk)
    await tell_again(talk, found["set_id"])

    async def kept_anew() -> bool:
        return before.isdisjoint(await kept(talk))

    await eventually(kept_anew)
    await eventually(each_once)
    await answered_from(talk, found["questions"])


async def interview(talk: Talk) -> dict[str, Any]:
    """A completed set of questions."""
    body = {"job_id": talk.job_id, "count": COUNT}
    path, headers = "/api/analysis/interview-questions", {"Prefer": "wait=30"}
    answer = await talk.person.call("POST", path, json=body, headers=headers, timeout=40)
    found: dict[str, Any] = answer.json()
    assert found["status"] == "completed", answer.text
    assert len(found["questions"]) == COUNT
    return found


async def answered_from(talk: Talk, questions: list[dict[str, Any]]) -> None:
    """Each question gets its own answer, and no model is asked for it."""
    calls = talk.model.total("chat")
    async with talk.tab() as tab:
        for wanted in questions:
            await tab.ask(wanted["question"], talk.job_id)
            end = (await tab.answer()).end
            assert end is not None
            assert end["metadata"]["from_qa"]
            assert end["content"] == wanted["answer"]
    assert talk.model.total("chat") == calls


async def kept(talk: Talk) -> set[str]:
    """The ids of the pairs, each of one time that the set was taken in."""
    statement = "SELECT pair_id::text FROM qa_pairs WHERE job_id = %s"
    found = await rows(talk.stack.database_urls["chat"], statement, [talk.job_id])
    return {pair_id for (pair_id,) in found}


async def tell_again(talk: Talk, set_id: str) -> None:
    """The event comes a second time, as it does where chat dies between keeping and acking."""
    statement = "SELECT upload_id::text FROM jobs WHERE job_id = %s"
    upload_id = await value(talk.stack.database_urls["analysis"], statement, [talk.job_id])
    event = QuestionsCompleted(
        set_id=set_id, job_id=talk.job_id, upload_id=upload_id, user_id=talk.person.user_id
    )
    async with bus_of(talk.stack.nats, "analysis") as bus:
        await bus.jetstream().publish(QUESTIONS_COMPLETED, event.SerializeToString())
