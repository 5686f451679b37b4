"""Answers over a socket: each piece once, in order and whole, whatever is lost or late."""

from __future__ import annotations

import orjson
import pytest
from vitae.chat.v1 import chat_pb2 as pb

from libs.rpc.errors import Kind
from tests.support.servers import WithUrl
from tests.unit.gateway.calls import error
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
from tests.unit.gateway.conftest import Person, Running, Start, eventually


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


async def test_nothing_is_lost_when_the_bus_was_away(start: Start, own_nats: WithUrl) -> None:
    async with start(nats=own_nats) as running:
        await _outage(running, own_nats, running.someone())


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
