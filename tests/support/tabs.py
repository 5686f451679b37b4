"""A browser's tab that chats: asks, listens, and puts answers together as a client has to."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection

Frame = dict[str, Any]
SECONDS = 30.0


@dataclass
class Heard:
    """An answer as a client has it: pieces appended, the end beside them."""

    text: str = ""
    seq: int = 0
    end: Frame | None = None

    @property
    def status(self) -> str:
        return self.end["metadata"]["status"] if self.end else "streaming"


@dataclass
class Tab:
    """One connection. What it was told is kept, so that nothing told twice goes unnoticed."""

    socket: ClientConnection
    frames: list[Frame] = field(default_factory=list[Frame])
    answers: dict[str, Heard] = field(default_factory=dict[str, Heard])

    async def send(self, **frame: Any) -> None:
        await self.socket.send(orjson.dumps(frame).decode())

    async def ask(
        self, content: str, job_id: str, client_id: str = "", *, fresh: bool = False
    ) -> str:
        """The question's client_id."""
        client_id = client_id or secrets.token_hex(8)
        await self.send(
            type="message", content=content, job_id=job_id, client_id=client_id, fresh=fresh
        )
        return client_id

    async def next(self, within: float = SECONDS) -> Frame:
        async with asyncio.timeout(within):
            frame: Frame = orjson.loads(await self.socket.recv())
        self.frames.append(frame)
        if frame["type"] == "delta":
            heard = self.answers.setdefault(frame["message_id"], Heard())
            assert heard.end is None, "a piece after the end"
            assert frame["seq"] > heard.seq, "a piece told twice"
            heard.text, heard.seq = heard.text + frame["content"], frame["seq"]
        elif frame["type"] == "message" and frame["role"] == "assistant":
            heard = self.answers.setdefault(frame["message_id"], Heard())
            assert heard.end is None, "an end told twice"
            heard.end = frame
        return frame

    async def until(self, found: Callable[[Frame], bool], within: float = SECONDS) -> Frame:
        """The next frame that is looked for; those before are kept."""
        async with asyncio.timeout(within):
            while not found(frame := await self.next(within)):
                pass
        return frame

    async def question(self, client_id: str) -> Frame:
        return await self.until(lambda frame: frame.get("client_id") == client_id)

    async def delta(self) -> Frame:
        return await self.until(lambda frame: frame["type"] == "delta")

    async def answer(self, within: float = SECONDS) -> Heard:
        """The next answer that ends, put together."""
        end = await self.until(
            lambda frame: frame["type"] == "message" and frame["role"] == "assistant", within
        )
        return self.answers[end["message_id"]]

    async def error(self) -> Frame:
        return await self.until(lambda frame: frame["type"] == "error")

    def count(self, **wanted: str) -> int:
        """How often it was told such a frame."""
        return sum(wanted.items() <= frame.items() for frame in self.frames)
