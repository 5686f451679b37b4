"""A tab that is open and reads nothing is let go by a real gateway; nobody else notices."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed
from tests.support.stack import ServiceProcess, Stack
from tests.support.tabs import Tab

SEND_SECONDS = 1.0
WITHIN_SECONDS = 40.0
# Every tab is told each question: as many bytes as one may have.
LONG = "\u8a9e" * 3_900
CUT = 'vitae_sockets_closed_total{reason="slow_reader"} 1.0'


@pytest.fixture
async def gateway(system: Stack) -> AsyncIterator[ServiceProcess]:
    """One more, with less patience."""
    label = "gateway-hasty"
    added = system.add("gateway", label, SOCKET_SEND_SECONDS=f"{SEND_SECONDS:g}")
    added.spawn()
    try:
        await system.until_ready(label)
        yield added
    finally:
        system.remove(label)


@asynccontextmanager
async def connected(
    gateway: ServiceProcess, person: Person, small: socket.socket | None = None
) -> AsyncGenerator[ClientConnection]:
    """Signed in; over a socket that holds little where one is given."""
    host, port = gateway.address.split(":")
    place: dict[str, Any] = {"sock": small} if small else {"host": host, "port": int(port)}
    async with connect(f"ws://{gateway.address}/ws", **place) as found:
        await found.send(orjson.dumps({"type": "auth", "token": person.token}).decode())
        assert orjson.loads(await found.recv()) == {"type": "system", "content": "Connected"}
        yield found


async def holding_little(gateway: ServiceProcess) -> socket.socket:
    """A connection that takes a few frames: by the client's end, and in segments so small that the
    kernel of the other end, which has room by their size, doesn't keep megabytes of them.
    """
    host, port = gateway.address.split(":")
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
    found.setblocking(False)
    await asyncio.get_running_loop().sock_connect(found, (host, int(port)))
    return found


async def test_who_does_not_read_is_cut_off_and_nobody_else(
    gateway: ServiceProcess, ana: Person
) -> None:
    job_id = await analysed(ana)
    small = await holding_little(gateway)
    async with connected(gateway, ana) as one, connected(gateway, ana, small) as other:
        lively, heard = Tab(one), 0
        other.transport.pause_reading()
        async with asyncio.timeout(WITHIN_SECONDS):
            while not await cut_off(gateway):
                await lively.ask(f"{heard}? {LONG}", job_id)
                assert (await lively.answer()).status == "complete"
                heard += 1
        other.transport.resume_reading()
        slow = Tab(other)
        with suppress(ConnectionClosed):
            async with asyncio.timeout(WITHIN_SECONDS):
                while True:
                    await slow.next()
        # 4408 where its goodbye came through, 1006 where there was no room for it.
        assert other.close_code in (4408, 1006)
        assert len(slow.frames) < len(lively.frames)
        await lively.ask("What is my name?", job_id)
        end = (await lively.answer()).end
        assert end is not None
    async with connected(gateway, ana) as once_more:  # and nothing is lost to who comes back
        tab = Tab(once_more)
        await tab.send(type="resume", message_id=end["message_id"], after=0)
        back = await tab.answer()
        assert back.text == end["content"]


async def cut_off(gateway: ServiceProcess) -> bool:
    async with httpx.AsyncClient() as client:
        return CUT in (await client.get(f"http://{gateway.address}/metrics")).text
