"""An answer told in pieces, as server-sent events, or failing to be in the ways that happen."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import h11

from tests.fake_openai.modes import Mode

THOUGHT = "Hmm, let me think about this secret thought."
_HEADERS = [("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-cache")]
# What is told before these faults, which come in the middle.
_HALVED = frozenset(
    ("stall", "keep_alive", "break", "error_event", "malformed", "reset", "filter", "length")
)


@dataclass(frozen=True, slots=True)
class Stream:
    """The pieces of an answer and how they are to be sent."""

    pieces: tuple[dict[str, Any], ...]  # deltas
    mode: Mode
    model: str
    usage: dict[str, int] | None

    @classmethod
    def of(cls, text: str, mode: Mode, body: dict[str, Any], prompt: str) -> Self:
        counted = mode.usage and (body.get("stream_options") or {}).get("include_usage")
        used = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(text) // 4}
        usage = {**used, "total_tokens": sum(used.values())} if counted else None
        return cls(tuple(_deltas(text, mode)), mode, str(body["model"]), usage)

    def content(self) -> bytes:
        """The whole stream at once."""
        return b"".join([*self.told(), *self.end()])

    def told(self) -> Iterator[bytes]:
        """The events of the pieces, up to a fault of the mode in the middle."""
        count = len(self.pieces)
        halved = self.mode.fault in _HALVED
        yield self._event({"role": "assistant", "content": ""})
        for delta in self.pieces[: max(1, count // 2) if halved else count]:
            yield self._event(delta)

    def end(self) -> Iterator[bytes]:
        """The events of a proper end."""
        if self.mode.finish:
            reasons = {"length": "length", "filter": "content_filter"}
            yield self._event({}, reasons.get(self.mode.fault, "stop"))
        if self.usage:
            yield self.frame(json.dumps({**self._head(), "choices": [], "usage": self.usage}))
        if self.mode.done:
            yield self.frame("[DONE]")

    def frame(self, data: str) -> bytes:
        """One event, in the line ends of the mode."""
        if self.mode.lines == "parted" and data.startswith("{"):
            fields = json.dumps(json.loads(data), indent=1, ensure_ascii=False).split("\n")
            return "".join(f"data: {field}\n" for field in ["", *fields]).encode() + b"\n"
        end = "\r\n" if self.mode.lines == "crlf" else "\n"
        return f"data: {data}{end}{end}".encode()

    def _event(self, delta: dict[str, Any], reason: str | None = None) -> bytes:
        choices = [{"index": 0, "delta": delta, "finish_reason": reason}]
        if self.mode.fault == "empty_choices":
            choices = []
        return self.frame(json.dumps({**self._head(), "choices": choices}, ensure_ascii=False))

    def _head(self) -> dict[str, Any]:
        return {
            "id": "chatcmpl-fake",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": self.model,
        }


def _deltas(text: str, mode: Mode) -> Iterator[dict[str, Any]]:
    if mode.thinking == "field":
        yield from ({"reasoning_content": word} for word in _cut(THOUGHT, None))
    if mode.thinking == "tags":
        text = f"<think>\n{THOUGHT}\n</think>\n\n{text}"
    key = "content"
    if mode.fault == "refusal":
        key, text = "refusal", "I cannot help with that."
    if mode.fault != "null_content":
        yield from ({key: piece} for piece in _cut(text, mode.pieces))


def _cut(text: str, pieces: int | None) -> list[str]:
    """`text` in `pieces` of about one length (at most a piece a character), else word by word."""
    if pieces is None:
        words = text.split(" ")
        return [word + " " for word in words[:-1]] + words[-1:]
    count = max(1, min(pieces, len(text)))
    ends = [len(text) * number // count for number in range(count + 1)]
    return [text[start:end] for start, end in itertools.pairwise(ends)]


async def send(
    connection: h11.Connection,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    stream: Stream,
) -> bool:
    """True where the stream was ended properly and the connection may be used again."""
    mode = stream.mode
    writer.write(connection.send(h11.Response(status_code=200, headers=_HEADERS)) or b"")
    for frame in stream.told() if mode.fault != "no_events" else ():
        await asyncio.sleep(mode.pause)
        await _write(connection, writer, frame, slowly=mode.byte_by_byte)
        if reader.at_eof():
            return False
    if mode.fault in ("stall", "keep_alive", "reset"):
        await _stay_or_go(connection, reader, writer, mode)
        return False
    for frame in _last(stream):
        await _write(connection, writer, frame, slowly=mode.byte_by_byte)
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await writer.drain()
    return True


def _last(stream: Stream) -> Iterator[bytes]:
    match stream.mode.fault:
        case "error_event":
            failed = {"error": {"message": "upstream failed", "type": "server_error", "code": 502}}
            yield stream.frame(json.dumps(failed))
        case "malformed":
            yield stream.frame('{"choices": [{')
        case "break" | "no_events":
            return
        case _:
            yield from stream.end()


async def _stay_or_go(
    connection: h11.Connection,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    mode: Mode,
) -> None:
    if mode.fault == "stall":
        await reader.read()  # until the client gives up
    elif mode.fault == "reset":
        await reset(writer)
    else:
        while not reader.at_eof():
            await _write(connection, writer, b": keep-alive\n\n")
            await asyncio.sleep(max(mode.pause, 0.01))


async def reset(writer: asyncio.StreamWriter) -> None:
    """Ends the connection with a TCP reset."""
    await writer.drain()
    raw: socket.socket = writer.get_extra_info("socket")
    # Linger of zero seconds: closing sends RST, not FIN.
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _write(
    connection: h11.Connection, writer: asyncio.StreamWriter, data: bytes, *, slowly: bool = False
) -> None:
    step = 1 if slowly else len(data)
    for start in range(0, len(data), step):
        writer.write(connection.send(h11.Data(data=data[start : start + step])) or b"")
        await writer.drain()
        if slowly:
            await asyncio.sleep(0)  # lets the packet go before the next byte is written
