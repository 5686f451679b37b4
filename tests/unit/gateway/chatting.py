"""Talking over a socket: what a browser sends, and what it waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.unit.gateway.conftest import Person, Running
from tests.unit.gateway.stand_in_chat import Conversation

JOB = "0192f7c5-0000-7000-8000-000000000001"


async def send(socket: ClientConnection, **frame: Any) -> None:
    await socket.send(orjson.dumps(frame).decode())


async def receive(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(5):
        found: dict[str, Any] = orjson.loads(await socket.recv())
        return found


async def until_closed(socket: ClientConnection) -> tuple[int, list[dict[str, Any]]]:
    """The close code, and what was said before."""
    said: list[dict[str, Any]] = []
    with suppress(ConnectionClosed):
        while True:
            said.append(await receive(socket))
    assert socket.close_code is not None
    return socket.close_code, said


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


async def begun(running: Running, ana: Person, socket: ClientConnection) -> Conversation:
    await ask(socket)
    assert (await receive(socket))["role"] == "user"
    told = running.backend.chat.last()
    await running.say(ana.user_id, told.piece("one "))
    assert (await receive(socket))["seq"] == 1
    return told
