"""Chat on /ws as clients see it: every piece once, in order, whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson
import pytest
from vitae.chat.v1 import chat_pb2 as pb
from websockets.asyncio.client import ClientConnection

from gateway.live.chat import FILLS_OF_A_USER
from libs.rpc.errors import Kind
from tests.support.servers import ServerFactory, WithUrl
from tests.unit.gateway.calls import error, now
from tests.unit.gateway.conftest import Person, Running, Start, eventually
from tests.unit.gateway.stand_in_chat import Conversation

JOB = "0192f7c5-0000-7000-8000-000000000001"


async def send(socket: ClientConnection, **frame: Any) -> None:
    await socket.send(orjson.dumps(frame).decode())


async def receive(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(5):
        found: dict[str, Any] = orjson.loads(await socket.recv())
        return found


async def ask(socket: ClientConnection, client_id: str = "c-1", **more: Any) -> None:
    await send(socket, type="message", content="Hi?", job_id=JOB, client_id=client_id, **more)


async def until_seq(socket: ClientConnection, seq: int) -> None:
    """The bus has told all that was said."""
    while (await receive(socket))["seq"] < seq:
        pass


async def nothing_more(socket: ClientConnection) -> None:
    """Nothing was queued but what was received."""
    await socket.send("{}")
    assert (await receive(socket))["code"] == "bad_message"


async def answer(socket: ClientConnection) -> tuple[str, dict[str, Any]]:
    """The deltas joined, whose numbers only grow, and the frame that ends them."""
    text, last = "", 0
    while (frame := await receive(socket))["type"] == "delta":
        assert frame["seq"] > last
        text, last = text + frame["content"], frame["seq"]
    assert (frame["type"], frame["role"]) == ("message", "assistant"), frame
    assert frame["seq"] > last
    return text, frame


async def tell(running: Running, told: Conversation, pieces: Sequence[str]) -> None:
    for content in pieces:
        await running.say(told.user_id, told.piece(content))


async def finish(running: Running, told: Conversation, **fields: Any) -> None:
    told.end(**fields)
    await running.say(told.user_id, told.reply)


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


# --- once, in order, whole ----------------------------------------------------------------------


async def begun(running: Running, ana: Person, socket: ClientConnection) -> Conversation:
    await ask(socket)
    assert (await receive(socket))["role"] == "user"
    told = running.backend.chat.last()
    await running.say(ana.user_id, told.piece("one "))
    assert (await receive(socket))["seq"] == 1
    return told


async def test_pieces_that_come_twice_or_late_are_told_once(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        old = told.delta(0)
        two = told.piece("two ")
        for delta in (old, two, two, old):
            await running.say(ana.user_id, delta)
        await finish(running, told)
        text, whole = await answer(socket)
        assert (text, whole["content"]) == ("two ", "one two ")
        for late in (two, told.reply):
            await running.say(ana.user_id, late)
        await nothing_more(socket)


async def test_pieces_that_were_lost_are_asked_for(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        for lost in ("two ", "three "):
            told.piece(lost)
        await running.say(ana.user_id, told.piece("four "))
        frame = await receive(socket)
        assert (frame["seq"], frame["content"]) == (4, "two three four ")
        told.piece("five")
        await finish(running, told)  # and so is what is missing at the end
        text, whole = await answer(socket)
        assert text == "five"
        assert whole["content"] == "one two three four five"
        await nothing_more(socket)


async def test_a_gap_is_filled_once_the_service_is_back(running: Running) -> None:
    ana = running.someone()
    calls = running.backend.chat.calls
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        calls.fail["ResumeMessage"] = error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
        told.piece("two ")
        await running.say(ana.user_id, told.piece("three "))
        await eventually(lambda: calls.count("ResumeMessage") >= 3)
        await running.say(ana.user_id, told.piece("four"))
        calls.fail.clear()
        await finish(running, told)
        text, _ = await answer(socket)
        assert text == "two three four"
        await nothing_more(socket)


async def test_an_end_is_told_although_nothing_is_left_of_the_answer(running: Running) -> None:
    """It was erased while it was given, and a piece was lost."""
    ana = running.someone()
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        told.piece("lost")
        del running.backend.chat.told[told.reply.message_id]
        told.pieces.clear()
        told.end(pb.MESSAGE_STATUS_INTERRUPTED, error_code="erased", seq=3)
        await running.say(ana.user_id, told.reply)
        _, whole = await answer(socket)
        assert (whole["content"], whole["metadata"]["error_code"]) == ("", "erased")


@pytest.mark.parametrize("after", [0, 1, 3, 5, 6])
async def test_resuming_replays_what_was_missed_and_goes_on(running: Running, after: int) -> None:
    ana = running.someone()
    pieces = ["1", "2", "3", "4", "5"]
    async with ana.socket() as socket:
        await ask(socket)
        told = running.backend.chat.last() if await receive(socket) else None
        assert told is not None
        await tell(running, told, pieces)
        await until_seq(socket, 5)
    async with ana.socket() as again:
        await running.say(ana.user_id, told.delta(4))  # heard before the client says where it is
        await send(again, type="resume", message_id=told.reply.message_id, after=after)
        if after < 5:
            frame = await receive(again)
            assert (frame["seq"], frame["content"]) == (5, "".join(pieces[after:]))
        else:
            await nothing_more(again)
        await tell(running, told, ["6", "7"])
        await finish(running, told)
        text, whole = await answer(again)
        assert text == "67"[max(0, after - 5) :]
        assert whole["content"] == "1234567"


async def test_an_answer_that_has_ended_is_resumed_whole(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        await tell(running, told, ["two ", "three"])
        await finish(running, told)
        await answer(socket)
        for _ in range(2):  # as often as it is asked for
            await send(socket, type="resume", message_id=told.reply.message_id, after=1)
            text, whole = await answer(socket)
            assert (text, whole["content"]) == ("two three", "one two three")


async def test_a_tab_that_came_late_is_told_the_end_alone(running: Running) -> None:
    """Whether it has the beginning, only its client knows."""
    ana = running.someone()
    async with ana.socket() as first:
        told = await begun(running, ana, first)
        async with ana.socket() as late:
            await tell(running, told, ["two"])
            await finish(running, told)
            text, whole = await answer(late)
            assert (text, whole["content"]) == ("", "one two")


async def test_an_end_too_large_for_the_bus_is_asked_for(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        told = await begun(running, ana, socket)
        async with ana.socket() as late:
            told.end()
            for number in range(100):
                told.reply.citations.add(page=1, start=number, end=number + 2000, quote="x" * 2000)
            hint = pb.ChatMessage()
            hint.CopyFrom(told.reply)
            hint.status, hint.content = pb.MESSAGE_STATUS_STREAMING, ""
            del hint.citations[:]
            await running.say(ana.user_id, hint)
            for each in (socket, late):
                text, whole = await answer(each)
                assert (text, whole["content"]) == ("", "one ")
                assert len(orjson.dumps(whole)) <= 64 * 1024
                citations = whole["metadata"]["citations"]
                assert len(citations) > 25
                starts = [citation["start"] for citation in citations]
                assert starts == list(range(len(citations)))  # the first are there
                await nothing_more(each)


async def test_an_answer_that_is_gone_is_told_to_be(start: Start) -> None:
    """It was erased, and nobody has heard of its end: no bubble waits for ever."""
    async with start(socket_check_seconds=0.2) as running:
        ana = running.someone()
        async with ana.socket() as socket:
            told = await begun(running, ana, socket)
            message_id = told.reply.message_id
            del running.backend.chat.told[message_id]
            gone = await receive(socket)
            assert gone["type"] == "error"
            assert (gone["code"], gone["message_id"]) == ("message_not_found", message_id)
            await nothing_more(socket)


async def test_an_end_that_was_lost_is_found_by_the_next_check(start: Start) -> None:
    async with start(socket_check_seconds=0.2) as running:
        ana = running.someone()
        async with ana.socket() as socket:
            told = await begun(running, ana, socket)
            told.piece("two")
            told.end()
            text, whole = await answer(socket)
            assert (text, whole["content"]) == ("two", "one two")


async def test_nothing_is_lost_when_the_bus_was_away(
    start: Start, server_factory: ServerFactory
) -> None:
    nats = server_factory.nats()
    nats.start()
    try:
        async with start(nats=nats) as running:
            await _outage(running, nats, running.someone())
    finally:
        nats.remove()


async def _outage(running: Running, nats: WithUrl, ana: Person) -> None:
    async with ana.socket() as one, ana.socket() as two:
        told = await begun(running, ana, one)
        assert [(await receive(two))["type"] for _ in range(2)] == ["message", "delta"]
        nats.kill()
        for lost in ("two ", "three "):
            told.piece(lost)
        nats.start()
        for socket in (one, two):
            frame = await receive(socket)
            assert (frame["seq"], frame["content"]) == (3, "two three ")
        await tell(running, told, ["four"])
        await finish(running, told)
        for socket in (one, two):
            text, whole = await answer(socket)
            assert (text, whole["content"]) == ("four", "one two three four")


# --- slow readers -------------------------------------------------------------------------------


async def test_who_reads_slowly_gets_larger_frames_and_is_not_cut_off(start: Start) -> None:
    """A thousand pieces while it doesn't read take a few places of its queue."""
    async with start(socket_queue=4, socket_send_seconds=30.0) as running:
        ana = running.someone()
        async with ana.socket(max_queue=1) as socket:
            told = await begun(running, ana, socket)
            socket.transport.pause_reading()
            pieces = [f"{number:04d} {'word ' * 200}" for number in range(60)]
            await tell(running, told, pieces)
            await finish(running, told)
            await eventually(lambda: running.measured("vitae_sockets") == 1)
            socket.transport.resume_reading()
            text, whole = await answer(socket)
            assert text == "".join(pieces)
            assert whole["content"] == "one " + text


# --- history ------------------------------------------------------------------------------------


async def test_history_comes_in_pages_newest_first(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    async with ana.socket() as socket:
        for number in range(3):
            await ask(socket, f"c-{number}")
            await receive(socket)
            told = running.backend.chat.last()
            told.pieces.append("Yes.")
            told.end()
    path = f"/api/chat/messages?job_id={JOB}"
    page = (await ana.call("GET", f"{path}&limit=4")).json()
    assert [item["role"] for item in page["items"]] == ["assistant", "user"] * 2
    first = page["items"][0]
    assert first["metadata"] == {
        "from_qa": False,
        "engine": "builtin",
        "status": "complete",
        "citations": [],
    }
    assert (first["content"], first["seq"], first["status"]) == ("Yes.", 2, "complete")
    assert first["reply_to"] == page["items"][1]["message_id"]
    assert page["items"][1]["client_id"] == "c-2"
    assert page["items"][1]["metadata"] is None
    rest = (await ana.call("GET", f"{path}&limit=4&cursor={page['next_cursor']}")).json()
    assert len(rest["items"]) == 2
    assert rest["next_cursor"] is None
    refused = await bob.call("GET", path)
    assert (refused.status_code, refused.json()["code"]) == (404, "job_not_found")
    assert (await ana.call("GET", "/api/chat/messages")).status_code == 422
