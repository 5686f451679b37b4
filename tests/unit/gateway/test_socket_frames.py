"""What a client may send over /ws, over real connections."""

from __future__ import annotations

import pytest

from tests.unit.gateway.chatting import receive, until_closed
from tests.unit.gateway.conftest import Running


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
