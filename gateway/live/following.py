"""The answers a socket follows: each piece told once, in order, and what was missed asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from vitae.chat.v1 import chat_pb2 as pb

from gateway.live.chat_frames import Delta, Piece, message_frame
from gateway.live.frames import Waiting, error_frame
from libs.rpc.errors import DomainError, Kind

FOLLOWED = 128
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 2.0
TRIES = 20  # of asking for what was missed, half a minute in all; the next check asks again


class Line(Protocol):
    """The socket, as chat uses it."""

    user_id: str

    def say(self, frame: str | Waiting) -> None: ...
    async def room(self) -> None: ...
    async def refuse(self, code: str, content: str, echo: Mapping[str, str]) -> None: ...
    async def act(self) -> None: ...
    def start(self, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]: ...


class Source(Protocol):
    """Where what was missed is asked for, by the caller at hand."""

    async def resume(self, message_id: str, after: int) -> pb.ResumeMessageResponse: ...


@dataclass(slots=True)
class _Followed:
    """A message, as far as this socket was told of it."""

    seq: int = 0  # of the last piece told
    heard: int = 0  # of the last piece, or end, that is known to exist
    over: bool = False  # its end is told
    tail: Delta | None = None  # the last frame told, which may still wait
    end: pb.ChatMessage | None = None  # its end, while pieces before that are missing
    filling: asyncio.Task[None] | None = None
    asked: bool = False  # the client asked for it, and is told where it can't be had


class Following:
    """One a socket. An answer is told from where the socket follows it: from its beginning where
    that was heard, else from where the client says.
    """

    __slots__ = ("_followed", "_line", "_source")

    def __init__(self, line: Line, source: Source) -> None:
        self._line = line
        self._source = source
        self._followed: dict[str, _Followed] = {}

    @property
    def asked(self) -> int:
        """How many answers the client has asked for and not yet been told of."""
        return sum(followed.asked for followed in self._followed.values())

    def piece(self, piece: Piece) -> None:
        """A piece of an answer of the user's."""
        followed = self._followed.get(piece.message_id)
        if followed is None:
            if piece.seq != 1:  # begun before this socket was: its client resumes what it wants
                return
            followed = self._follow(piece.message_id)
        if followed.over or piece.seq <= followed.seq:
            return
        if piece.seq == followed.seq + 1 and followed.filling is None:
            self._tell(followed, piece)
        else:
            followed.heard = max(followed.heard, piece.seq)
            self._fill(piece.message_id, followed)

    def message(self, message: pb.ChatMessage, frame: str) -> None:
        """A question, an answer that begins, or one that has ended: then `frame` tells it. One that
        has come to `seq` as it streams is asked for: its end is too large for the bus.
        """
        followed = self._followed.get(message.message_id)
        if message.status == pb.MESSAGE_STATUS_STREAMING:
            if followed is None:
                followed = self._follow(message.message_id)
                followed.seq = max(message.seq - 1, 0)
            self.expect(message)
            return
        if followed is None:
            followed = self._follow(message.message_id)
        elif followed.over:
            return
        elif message.seq > followed.seq + 1 or followed.filling:
            followed.heard, followed.end = message.seq, message
            self._fill(message.message_id, followed)
            return
        self._end(followed, frame)

    def refresh(self) -> None:
        """Asks what has become of every answer that is not over."""
        for message_id, followed in self._followed.items():
            if not followed.over:
                self._fill(message_id, followed)

    def resume(self, message_id: str, after: int) -> None:
        """Tells an answer from piece `after` on, whatever was told of it before."""
        if (before := self._followed.pop(message_id, None)) and before.filling:
            before.filling.cancel()
        followed = self._follow(message_id)
        followed.seq, followed.asked = after, True
        self._fill(message_id, followed)

    def expect(self, reply: pb.ChatMessage) -> None:
        """An answer that this socket has asked for; where it was asked for before, all of it."""
        followed = self._followed.get(reply.message_id) or self._follow(reply.message_id)
        if not followed.over and reply.seq > followed.seq:
            followed.heard = max(followed.heard, reply.seq)
            self._fill(reply.message_id, followed)

    def _fill(self, message_id: str, followed: _Followed) -> None:
        if followed.filling is None:
            followed.filling = self._line.start(partial(self._filled, message_id, followed))

    async def _filled(self, message_id: str, followed: _Followed) -> None:
        """Asks for what follows until all that was heard of is told."""
        pause = FIRST_PAUSE_SECONDS
        try:
            problem: DomainError | None = None
            for _ in range(TRIES):
                seq = followed.seq
                problem = await self._asked(message_id, followed)
                if problem is not None and problem.kind is not Kind.UNAVAILABLE:
                    self._give_up(message_id, followed, problem)
                    return
                if problem is None and (followed.over or followed.heard <= followed.seq):
                    return
                pause = FIRST_PAUSE_SECONDS if followed.seq > seq else pause * 2
                await asyncio.sleep(min(pause, LONGEST_PAUSE_SECONDS))
            self._give_up(message_id, followed, problem)
        finally:
            followed.filling = None

    async def _asked(self, message_id: str, followed: _Followed) -> DomainError | None:
        """Asks once, and tells the answer; why there was none."""
        try:
            await self._line.act()
            answer = await self._source.resume(message_id, followed.seq)
        except DomainError as error:
            return error
        followed.asked = False
        if answer.HasField("delta"):
            self._tell(followed, Piece.of(answer.delta))
        if answer.HasField("message"):
            self._end(followed, message_frame(answer.message))
        return None

    def _follow(self, message_id: str) -> _Followed:
        while len(self._followed) >= FOLLOWED:
            oldest = self._followed.pop(next(iter(self._followed)))
            if oldest.filling:
                oldest.filling.cancel()
        followed = self._followed[message_id] = _Followed()
        return followed

    def _tell(self, followed: _Followed, piece: Piece) -> None:
        followed.seq = piece.seq
        if followed.tail is None or not followed.tail.add(piece):
            followed.tail = Delta(piece)
            self._line.say(followed.tail)

    def _end(self, followed: _Followed, frame: str) -> None:
        followed.over, followed.tail, followed.end = True, None, None
        self._line.say(frame)

    def _give_up(self, message_id: str, followed: _Followed, problem: DomainError | None) -> None:
        """What was missed can't be had now: the end at least is told, where it is known."""
        gone = problem is not None and problem.kind is Kind.NOT_FOUND
        if followed.end is not None:
            self._end(followed, message_frame(followed.end))
        elif problem is not None and (followed.asked or (gone and not followed.over)):
            echo = {"message_id": message_id}
            self._line.say(error_frame(problem.reason.lower(), str(problem), **echo))
        followed.asked = False
        if gone and not followed.over:
            self._followed.pop(message_id, None)
