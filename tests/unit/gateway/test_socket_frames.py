"""What a client may send over /ws, over real connections."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from gateway.limits import REFUSALS_PER_MINUTE, SPARED_REFUSALS_PER_MINUTE
from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error
from tests.unit.gateway.chatting import JOB, ask, receive, send, until_closed
from tests.unit.gateway.conftest import Running, Start


@pytest.mark.parametrize(
    "message",
    [
        "nonsense",
        "7",
        '{"type":"message","client_id":"\\ud800"}',
        '{"type":"fly"}',
        "{}",
        b"\xff",
        '{"client_id":' + '"' + "x" * 300 + '"}',
    ],
)
async def test_messages_of_no_known_kind_are_answered(
    running: Running, message: str | bytes
) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await socket.send(message)
        frame = await receive(socket)
        assert (frame["type"], frame["code"]) == ("error", "bad_message")
        assert set(frame) == {"type", "code", "content"}
        assert frame["content"] == (
            "Send one JSON object whose type is message, cancel or resume, in well-formed Unicode."
        )


async def test_a_message_has_a_limit_in_one_frame_or_many(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as socket:
        await socket.send("x" * 65_000)
        assert (await receive(socket))["code"] == "bad_message"
        await socket.send("x" * 65_537)
        assert (await until_closed(socket))[0] == 1009
    async with ana.socket() as socket:
        await socket.send("x" * 8192 for _ in range(9))
        assert (await until_closed(socket))[0] == 1009


async def test_there_is_no_compression(running: Running) -> None:
    async with running.socket(compression="deflate") as socket:
        assert socket.response is not None
        assert "sec-websocket-extensions" not in socket.response.headers


# --- at what pace -------------------------------------------------------------------------------

REFUSED: dict[str, dict[str, Any]] = {
    "of no type": {"type": "nope"},
    "signed in twice": {"type": "auth", "token": "again"},
    "over-long": {"type": "message", "content": "x" * 4_001, "job_id": JOB},
    "at once": {"type": "cancel", "message_id": JOB},
    "for no job": {"type": "message", "content": "Hi?", "job_id": ""},
}


async def burst(socket: ClientConnection, frames: list[dict[str, Any]]) -> None:
    """All of them in one go, as a client does that waits for no answer."""
    for frame in frames:
        await socket.send(orjson.dumps(frame).decode())


@pytest.mark.parametrize("frame", REFUSED.values(), ids=REFUSED)
async def test_a_burst_is_refused_in_order_and_cuts_nobody_off_who_reads(
    running: Running, frame: dict[str, Any]
) -> None:
    ana = running.someone()
    many = [{**frame, "client_id": f"{number}"} for number in range(100)]
    async with ana.socket() as socket:
        sending = asyncio.create_task(burst(socket, many))
        said = [await receive(socket) for _ in many]
        await sending
        assert {answer["type"] for answer in said} == {"error"}
        refused = [a["client_id"] for a in said if a["code"] in ("bad_message", "too_many_at_once")]
        assert refused == sorted(refused, key=int)
        assert refused or {a["code"] for a in said} == {"already_authenticated"}
        await send(socket, type="fly")
        assert (await receive(socket))["code"] == "bad_message"  # it is still heard


async def test_who_sends_what_is_refused_without_end_is_disconnected(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    async with ana.socket() as socket, bob.socket() as other:
        sending = asyncio.create_task(burst(socket, [{"type": "nope"}] * 1000))
        code, said = await until_closed(socket)
        with suppress(ConnectionClosed):
            await sending
        assert code == 1008
        codes = [frame["code"] for frame in said]
        assert codes == ["bad_message"] * REFUSALS_PER_MINUTE + ["rate_limited"]
        await send(other, type="nope")
        assert (await receive(other))["code"] == "bad_message"


async def refused(socket: ClientConnection, count: int) -> None:
    for _ in range(count):
        await send(socket, type="nope")
        assert (await receive(socket))["code"] == "bad_message"


async def refused_until_closed(socket: ClientConnection) -> int:
    """How many frames were refused before one too many closed the connection."""
    with suppress(ConnectionClosed):
        await burst(socket, [{"type": "nope"}] * (REFUSALS_PER_MINUTE + 50))
    code, said = await until_closed(socket)
    assert (code, said[-1]["code"]) == (1008, "rate_limited")
    return len(said) - 1


async def test_a_broken_tab_does_not_end_another_tab_of_the_same_person(running: Running) -> None:
    ana = running.someone()
    async with ana.socket() as healthy, ana.socket() as broken:
        await refused(healthy, 1)
        assert await refused_until_closed(broken) == REFUSALS_PER_MINUTE
        await refused(healthy, SPARED_REFUSALS_PER_MINUTE + 1)


async def test_who_comes_back_again_and_again_is_stopped_sooner_and_spares_who_stayed(
    start: Start,
) -> None:
    async with start(sockets_per_user=2) as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        async with ana.socket() as healthy:
            for most in (REFUSALS_PER_MINUTE, REFUSALS_PER_MINUTE, SPARED_REFUSALS_PER_MINUTE):
                async with ana.socket() as broken:
                    assert await refused_until_closed(broken) == most
            await refused(healthy, SPARED_REFUSALS_PER_MINUTE)
        async with bob.socket() as other:
            assert await refused_until_closed(other) == REFUSALS_PER_MINUTE


async def test_what_comes_too_fast_counts_as_refused(start: Start) -> None:
    async with start(chat_per_minute=1) as running:
        ana = running.someone()
        running.backend.chat.calls.fail["SendMessage"] = error(Kind.NOT_FOUND, "JOB_NOT_FOUND")
        async with ana.socket() as socket:
            await ask(socket)
            assert (await receive(socket))["code"] == "job_not_found"
            for _ in range(REFUSALS_PER_MINUTE):
                await ask(socket)
                assert (await receive(socket))["code"] == "rate_limited"
            await ask(socket)
            code, said = await until_closed(socket)
        assert (code, len(said)) == (1008, 1)
