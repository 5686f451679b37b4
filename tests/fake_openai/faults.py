"""Sending an answer, or failing to, in the ways that real servers and networks fail."""

from __future__ import annotations

import asyncio
import gzip

import h11

from tests.fake_openai import stream
from tests.fake_openai.answers import Answer

_SECONDS_A_BYTE = 1.0


async def send(
    connection: h11.Connection,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    answer: Answer,
) -> bool:
    """True where the whole answer went out and the connection may be used again."""
    if answer.stream and answer.delivery not in ("hang", "trickle", "huge", "packed"):
        return await stream.send(connection, reader, writer, answer.stream)
    content = answer.stream.content() if answer.stream else answer.content()
    kind = "text/event-stream" if answer.stream else "application/json"
    headers = {"Content-Type": kind, **answer.headers}
    if answer.delivery == "hang":
        await reader.read()  # until the client gives up
        return False
    if answer.delivery == "packed":
        content = gzip.compress(content)
        headers["Content-Encoding"] = "gzip"
    length = 10**12 if answer.delivery == "huge" else len(content)
    head = h11.Response(
        status_code=answer.status,
        headers=[*headers.items(), ("Content-Length", str(length))],
    )
    writer.write(connection.send(head) or b"")
    match answer.delivery:
        case "trickle":
            await _trickle(writer, content)
        case "reset":
            writer.write(content[: len(content) // 2])
            await stream.reset(writer)
        case "huge":
            await _endless(writer)
        case _:
            writer.write(connection.send(h11.Data(data=content)) or b"")
            writer.write(connection.send(h11.EndOfMessage()) or b"")
            await writer.drain()
            return True
    return False


async def _trickle(writer: asyncio.StreamWriter, content: bytes) -> None:
    for position in range(len(content)):
        writer.write(content[position : position + 1])
        await writer.drain()
        await asyncio.sleep(_SECONDS_A_BYTE)


async def _endless(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b" " * 65536)
        await writer.drain()
