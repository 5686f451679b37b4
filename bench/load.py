"""A small HTTP client for measuring: one connection kept open, nothing between us and the socket.

An ordinary client takes longer for a request than the server under test.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass


class Connection:
    """GET requests on one keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def get(self, path: str, token: str = "") -> bytes:
        """The body of a 200; AssertionError otherwise."""
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        self._writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}\r\n".encode()
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:200]
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return await self._reader.readexactly(length)

    async def timed(self, path: str, token: str, count: int) -> list[float]:
        """Seconds of `count` requests, one after another."""
        seconds: list[float] = []
        for _ in range(count):
            began = time.perf_counter()
            await self.get(path, token)
            seconds.append(time.perf_counter() - began)
        return seconds


@asynccontextmanager
async def connection(address: str) -> AsyncGenerator[Connection]:
    """A connection to host:port while entered."""
    host, port = address.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        yield Connection(reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


@dataclass(frozen=True, slots=True)
class Target:
    """What to read, and as whom."""

    address: str  # host:port
    path: str
    token: str = ""


async def rate(target: Target, connections: int, each: int) -> float:
    """Requests a second with several connections at once."""

    async def work() -> None:
        async with connection(target.address) as one:
            for _ in range(each):
                await one.get(target.path, target.token)

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(connections)))
    return connections * each / (time.perf_counter() - began)
