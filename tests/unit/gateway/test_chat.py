"""Chat on /ws as clients see it: every piece once, in order, whatever happens in between."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from vitae.chat.v1 import chat_pb2 as pb

from gateway.live.chat import FILLS_OF_A_USER
from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error, now
from tests.unit.gateway.chatting import (
    JOB,
    answer,
    ask,
    begun,
    finish,
    nothing_more,
    receive,
    send,
    tell,
    until_seq,
)
from tests.unit.gateway.conftest import Running, Start, eventually

# --- asking -------------------------------------------------------------------------------------


async def test_a_question_is_told_and_then_its_answer_as_it_grows(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await ask(socket, fresh=True)
        question = await receive(socket)
        told = running.backend.chat.last()
        assert question == {
            "type": "message",
            "role": "user",
            "message_id": told.question.message_id,
            "job_id": JOB,
            "seq": 0,
            "content": "Hi?",
            "created_at": told.question.created_at.ToJsonString(),
            "client_id": "c-1",
        }
        assert running.backend.chat.sent[0].fresh
        await running.say(ana.user_id, told.piece("You know "))
        first = await receive(socket)
        assert first == {
            "type": "delta",
            "message_id": told.reply.message_id,
            "job_id": JOB,
            "seq": 1,
            "content": "You know ",
        }
        await running.say(ana.user_id, told.piece("SQL."))
        assert (await receive(socket))["seq"] == 2
        told.reply.citations.add(page=1, paragraph=3, start=7, end=10, quote="SQL")
        await finish(running, told)
        _, whole = await answer(socket)
    assert (whole["content"], whole["seq"]) == ("You know SQL.", 3)
    assert whole["reply_to"] == question["message_id"]
    assert whole["metadata"] == {
        "from_qa": False,
        "engine": "builtin",
        "status": "complete",
        "citations": [{"page": 1, "paragraph": 3, "start": 7, "end": 10, "quote": "SQL"}],
    }


async def test_tabs_are_in_step_and_strangers_hear_nothing(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    async with ana.socket() as one, ana.socket() as two, bob.socket() as other:
        await ask(one)
        questions = [await receive(socket) for socket in (one, two)]
        assert questions[0] == questions[1]
        told = running.backend.chat.last()
        await running.say(ana.user_id, told.question)  # the bus tells it too: once is enough
        await running.say(ana.user_id, told.reply)
        await tell(running, told, ["a", "b", "c"])
        await finish(running, told)
        answers = [await answer(socket) for socket in (one, two)]
        assert answers[0][0] == answers[1][0] == "abc"
        assert answers[0][1] == answers[1][1]
        for socket in (one, two, other):
            await nothing_more(socket)


async def test_a_question_from_another_gateway_is_told(running: Running) -> None:
    ana = running.someone()
    question = pb.ChatMessage(
        message_id="m", job_id=JOB, role=pb.ROLE_USER, content="From there", created_at=now(),
        status=pb.MESSAGE_STATUS_COMPLETE, client_id="c",
    )  # fmt: skip
    async with ana.socket() as socket:
        await running.say(ana.user_id, question)
        assert (await receive(socket))["content"] == "From there"


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": ""},
        {"content": "  \n"},
        {"content": "x" * 4001},
        {"content": 7},
        {"content": None},
        {"job_id": ""},
        {"job_id": "x" * 65},
        {"job_id": None},
        {"client_id": ""},
        {"client_id": "x" * 101},
        {"client_id": []},
        {"fresh": "yes"},
    ],
)
async def test_a_question_that_is_not_one_is_refused(running: Running, wrong: Any) -> None:
    ana = running.someone()
    frame = {"type": "message", "content": "Hi?", "job_id": JOB, "client_id": "c-9"} | wrong
    async with ana.socket() as socket:
        await send(socket, **frame)
        refused = await receive(socket)
        assert (refused["type"], refused["code"]) == ("error", "bad_message")
        sound = frame["client_id"] if isinstance(frame["client_id"], str) else None
        assert refused.get("client_id") == sound
        await ask(socket)  # and the socket lives on
        assert (await receive(socket))["role"] == "user"
    assert len(running.backend.chat.sent) == 1


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "cancel"},
        {"type": "cancel", "message_id": ""},
        {"type": "resume", "message_id": "m"},
        {"type": "resume", "message_id": "m", "after": -1},
        {"type": "resume", "message_id": "m", "after": True},
        {"type": "resume", "after": 1},
    ],
)
async def test_what_names_no_message_is_refused(running: Running, frame: Any) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await send(socket, **frame)
        assert (await receive(socket))["code"] == "bad_message"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.NOT_FOUND, "JOB_NOT_FOUND"),
        (Kind.CONFLICT, "JOB_NOT_COMPLETED"),
        (Kind.EXHAUSTED, "TOO_MANY_ANSWERS"),
        (Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE"),
    ],
)
async def test_a_refusal_names_its_reason_and_the_message(
    running: Running, kind: Kind, reason: str
) -> None:
    running.backend.chat.calls.fail["SendMessage"] = error(kind, reason)
    ana = running.someone()
    async with ana.socket() as socket:
        await ask(socket, "c-7")
        refused = await receive(socket)
        assert (refused["code"], refused["client_id"]) == (reason.lower(), "c-7")
        assert refused["content"]


async def test_a_user_asks_so_often(start: Start) -> None:
    async with start(chat_per_minute=2) as running:
        ana = running.someone()
        async with ana.socket() as one, ana.socket() as two:
            for number, socket in enumerate((one, two)):
                await ask(socket, f"c-{number}")
                for each in (one, two):
                    assert (await receive(each))["role"] == "user"
            await ask(two, "c-2")
            assert (await receive(two))["code"] == "rate_limited"


async def test_a_user_resumes_and_cancels_so_often(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.limits.CHAT_MOVES_PER_MINUTE", 2)
    async with start() as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        async with ana.socket() as one, ana.socket() as two, bob.socket() as other:
            for socket, frame in ((one, {"type": "resume", "after": 0}), (two, {"type": "cancel"})):
                await send(socket, message_id="m", **frame)
                assert (await receive(socket))["code"] == "message_not_found"
            for socket, frame in ((two, {"type": "resume", "after": 0}), (one, {"type": "cancel"})):
                await send(socket, message_id="m", **frame)
                refused = await receive(socket)
                assert (refused["code"], refused["message_id"]) == ("rate_limited", "m")
            await send(other, type="cancel", message_id="m")
            assert (await receive(other))["code"] == "message_not_found"


async def test_a_user_takes_a_few_of_the_places_to_be_told_what_was_missed(
    running: Running,
) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    chat = running.backend.chat
    chat.hold_resumes = asyncio.Event()
    async with ana.socket() as one, ana.socket() as two, bob.socket() as other:
        for number in range(16):
            socket = (one, two)[number % 2]
            await send(socket, type="resume", message_id=f"m-{number}", after=0)
        await eventually(lambda: chat.calls.count("ResumeMessage") == FILLS_OF_A_USER)
        await send(other, type="resume", message_id="m", after=0)
        await eventually(lambda: chat.calls.count("ResumeMessage") == FILLS_OF_A_USER + 1)
        chat.hold_resumes.set()
        for socket, count in ((one, 8), (two, 8), (other, 1)):
            codes = [(await receive(socket))["code"] for _ in range(count)]
            assert codes == ["message_not_found"] * count


async def test_asking_again_tells_other_tabs_nothing_they_have_not_heard(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as first:
        told = await begun(running, ana, first)
        async with ana.socket() as late:
            await ask(first)
            assert (await receive(late))["role"] == "user"
            await tell(running, told, ["two"])
            assert (await receive(first))["content"] == "two"
            await nothing_more(late)
            await finish(running, told)
            text, whole = await answer(late)
            assert (text, whole["content"]) == ("", "one two")


async def test_the_same_message_again_yields_the_same_answer(running: Running) -> None:
    """A client that lost its connection before it heard anything sends again."""
    ana = running.someone()
    async with ana.socket() as socket:
        await ask(socket)
        await receive(socket)
        told = running.backend.chat.last()
        await tell(running, told, ["All ", "of "])
        await until_seq(socket, 2)
    async with ana.socket() as socket:
        await ask(socket)
        assert (await receive(socket))["message_id"] == told.question.message_id
        assert (await receive(socket))["content"] == "All of "
        await tell(running, told, ["it."])
        await finish(running, told)
        assert (await answer(socket))[1]["content"] == "All of it."
    async with ana.socket() as socket:
        await ask(socket)
        assert (await receive(socket))["role"] == "user"
        text, whole = await answer(socket)
        assert (text, whole["content"]) == ("All of it.", "All of it.")
    assert len(running.backend.chat.sent) == 1


async def test_cancelling_gets_through_while_a_message_is_being_taken(running: Running) -> None:
    ana = running.someone()
    chat = running.backend.chat
    async with ana.socket() as socket:
        await ask(socket, "c-1")
        await receive(socket)
        told = chat.last()
        await tell(running, told, ["Half"])
        await receive(socket)
        chat.hold = asyncio.Event()
        for number in range(2, 8):
            await ask(socket, f"c-{number}")
        await send(socket, type="cancel", message_id=told.reply.message_id)
        seen = [await receive(socket) for _ in range(3)]
        ended = next(frame for frame in seen if frame["type"] == "message")
        assert ended["metadata"]["status"] == "interrupted"
        assert ended["metadata"]["error_code"] == "cancelled"
        assert ended["content"] == "Half"
        refused = [frame for frame in seen if frame["type"] == "error"]
        assert [frame["code"] for frame in refused] == ["too_many_at_once"] * 2
        chat.hold.set()
        asked = [(await receive(socket))["client_id"] for _ in range(4)]
        assert asked == ["c-2", "c-3", "c-4", "c-5"]  # in the order they were sent
        await running.say(ana.user_id, told.reply)
        await nothing_more(socket)


async def test_another_persons_answer_is_not_found(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    async with ana.socket() as socket, bob.socket() as other:
        await ask(socket)
        await receive(socket)
        message_id = running.backend.chat.last().reply.message_id
        await send(other, type="cancel", message_id=message_id)
        refused = await receive(other)
        assert (refused["code"], refused["message_id"]) == ("message_not_found", message_id)
        await send(other, type="resume", message_id=message_id, after=0)
        refused = await receive(other)
        assert (refused["code"], refused["message_id"]) == ("message_not_found", message_id)
