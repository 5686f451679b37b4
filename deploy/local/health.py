"""Readiness of the processes, asked over their own protocols with nothing but sockets.

The gRPC health check is one fixed request: importing gRPC for it would cost the supervisor 20 MB
for good.
"""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from deploy.local.server import LOOPBACK, listens

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PAUSE_SECONDS = 0.1
ANSWER_SECONDS = 3.0

# HTTP/2 (RFC 9113) and gRPC's framing of it.
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, SETTINGS, GOAWAY = 0, 1, 4, 7
END_STREAM, END_HEADERS = 0x1, 0x4
HEALTH_CHECK = "/grpc.health.v1.Health/Check"
EMPTY_MESSAGE = b"\x00" + struct.pack(">I", 0)
SERVING_MESSAGE = b"\x00" + struct.pack(">I", 2) + b"\x08\x01"


def _frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    return (
        struct.pack(">I", len(payload))[1:]
        + bytes((kind, flags))
        + struct.pack(">I", stream)
        + payload
    )


def _header(name: str, value: str) -> bytes:
    """A literal, never indexed, without Huffman coding (RFC 7541, 6.2.3)."""
    return b"\x10" + bytes((len(name),)) + name.encode() + bytes((len(value),)) + value.encode()


def _request(authority: str) -> bytes:
    headers = (
        *(
            (":method", "POST"),
            (":scheme", "http"),
            (":path", HEALTH_CHECK),
            (":authority", authority),
        ),
        *(("te", "trailers"), ("content-type", "application/grpc")),
    )
    block = b"".join(_header(name, value) for name, value in headers)
    return (
        PREFACE
        + _frame(SETTINGS, 0, 0)
        + _frame(HEADERS, END_HEADERS, 1, block)
        + _frame(DATA, END_STREAM, 1, EMPTY_MESSAGE)
    )


async def _read_answer(reader: asyncio.StreamReader) -> bytes:
    """The message on stream 1; empty where the stream ends without one."""
    message = b""
    while True:
        head = await reader.readexactly(9)
        length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
        stream = int.from_bytes(head[5:], "big")
        payload = await reader.readexactly(length)
        if stream == 1 and kind == DATA:
            message += payload
        if kind == GOAWAY or (stream == 1 and (flags & END_STREAM or kind not in {DATA, HEADERS})):
            return message


async def grpc_serving(port: int) -> bool:
    """Whether the gRPC server on a loopback port says of itself as a whole that it is SERVING."""
    with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            try:
                writer.write(_request(f"{LOOPBACK}:{port}"))
                return await _read_answer(reader) == SERVING_MESSAGE
            finally:
                writer.close()
    return False


async def http_status(host: str, port: int, path: str) -> int:
    """Status code of a GET, 0 where nobody answers."""
    with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ValueError, IndexError):
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
                )
                return int((await reader.readline()).split()[1])
            finally:
                writer.close()
    return 0


def until(check: Callable[[int], Awaitable[bool]]) -> Callable[[int], Awaitable[None]]:
    """A wait that returns when `check(pid)` holds."""

    async def wait(pid: int) -> None:
        while not await check(pid):
            await asyncio.sleep(PAUSE_SECONDS)

    return wait


def serves_grpc(port: int) -> Callable[[int], Awaitable[bool]]:
    """A check that the process is the one that serves gRPC on `port`."""

    async def check(pid: int) -> bool:
        return listens(pid, port) and await grpc_serving(port)

    return check


def serves_http(host: str, port: int) -> Callable[[int], Awaitable[bool]]:
    """A check that the gateway on `port` finds everything behind it ready."""

    async def check(pid: int) -> bool:
        return listens(pid, port) and await http_status(host, port, "/readyz") == 200

    return check
