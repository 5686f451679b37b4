"""A small WebSocket client for measuring: nothing between us and the wire but counting frames.

An ordinary client takes longer for a frame than the server under test.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import cast

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
OPEN_AT_ONCE = 20
OPEN_SECONDS = 30.0


class Wire(asyncio.Protocol):
    """One connection. `on_frame` is called with the content of every text frame."""

    def __init__(self, host: str, path: str) -> None:
        self.on_frame: Callable[[bytes], None] = lambda _: None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._request = HANDSHAKE.format(host=host, path=path).encode()
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        if not self.opened.done():
            head, end, buffer = buffer.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionRefusedError(head.decode(errors="replace")))
                return
            self.opened.set_result(None)
        self._buffer = self._frames(buffer)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionResetError("closed before it was open"))

    def _frames(self, buffer: bytes) -> bytes:
        """Takes whole frames off; what is left."""
        at = 0
        while len(buffer) - at >= 2:
            size, begin = buffer[at + 1], at + 2
            if size == 126:
                size, begin = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, begin = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
            if begin > len(buffer) or begin + size > len(buffer):
                break
            if buffer[at] == 0x81:
                self.on_frame(buffer[begin : begin + size])
            at = begin + size
        return buffer[at:]

    def send(self, content: bytes) -> None:
        """A text frame; masked with zeros, which leaves it as it is."""
        assert self._transport is not None
        size = len(content)
        head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._transport.write(head + b"\0\0\0\0" + content)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


@asynccontextmanager
async def wires(address: str, path: str, count: int) -> AsyncGenerator[list[Wire]]:
    """So many connections to host:port while entered."""
    host, port = address.rsplit(":", 1)
    turn = asyncio.Semaphore(OPEN_AT_ONCE)

    async def open_one() -> Wire:
        async with turn:
            loop = asyncio.get_running_loop()
            _, wire = await loop.create_connection(lambda: Wire(address, path), host, int(port))
            async with asyncio.timeout(OPEN_SECONDS):
                await wire.opened
        return wire

    async with AsyncExitStack() as stack:
        opened = await asyncio.gather(*(open_one() for _ in range(count)))
        for wire in opened:
            stack.callback(wire.close)
        yield list(opened)
