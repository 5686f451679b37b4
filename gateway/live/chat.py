"""Chat on one socket: what its client sends."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard
from weakref import WeakValueDictionary

from vitae.chat.v1 import chat_pb2 as pb

from gateway.clients import Client
from gateway.errors import RateLimited
from gateway.limits import Limits
from gateway.live.chat_frames import message_frame
from gateway.live.following import Following, Line
from gateway.live.frames import error_frame
from libs.rpc.errors import DomainError
from libs.runtime.context import caller

if TYPE_CHECKING:
    from vitae.chat.v1.chat_pb2_grpc import ChatServiceAsyncStub

MAX_CONTENT = 4_000
MAX_CLIENT_ID = 100
MAX_ID = 64
QUEUED_MESSAGES = 4  # of one socket, not yet taken by the service
AT_ONCE = 8  # cancels and resumes of one socket under way
FILLS_AT_ONCE = 16  # of all sockets: after an outage every one of them asks
FILLS_OF_A_USER = 3  # of these

Echo = Mapping[str, str]


class Tabs(Protocol):
    """Every socket of a user that is at this process."""

    def said(self, user_id: str, message: pb.ChatMessage) -> None: ...


class ChatDesk:
    """What the chat of every socket works with."""

    def __init__(self, client: Client[ChatServiceAsyncStub], limits: Limits, tabs: Tabs) -> None:
        self._client = client
        self.limits = limits
        self.tabs = tabs
        self._turn = asyncio.Semaphore(FILLS_AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def send(self, request: pb.SendMessageRequest) -> pb.SendMessageResponse:
        return await self._client.peer.call(self._client.stub.SendMessage, request, idempotent=True)

    async def cancel(self, message_id: str) -> pb.CancelMessageResponse:
        request = pb.CancelMessageRequest(message_id=message_id)
        return await self._client.peer.call(
            self._client.stub.CancelMessage, request, idempotent=True
        )

    async def resume(self, message_id: str, after: int) -> pb.ResumeMessageResponse:
        request = pb.ResumeMessageRequest(message_id=message_id, after=after)
        # First a user's own turn: who waits for that takes nobody else's.
        own = self._turns.setdefault(caller().user_id, asyncio.Semaphore(FILLS_OF_A_USER))
        async with own, self._turn:
            return await self._client.peer.call(
                self._client.stub.ResumeMessage, request, idempotent=True
            )


class Chat:
    """One a socket."""

    __slots__ = ("_desk", "_line", "_queue", "_sending", "_under_way", "told")

    def __init__(self, line: Line, desk: ChatDesk) -> None:
        self.told = Following(line, desk)
        self._line = line
        self._desk = desk
        self._queue: list[tuple[pb.SendMessageRequest, Echo]] = []  # smaller than a deque
        self._sending: asyncio.Task[None] | None = None
        self._under_way = 0

    async def ask(self, message: Mapping[str, Any], echo: Echo) -> None:
        """`{"type":"message",…}`: a question, in the order they come."""
        content, job_id, client_id = (
            message.get(key) for key in ("content", "job_id", "client_id")
        )
        fresh = message.get("fresh", False)
        if not _text(content, MAX_CONTENT) or not content.strip():
            await self._refuse(
                "bad_message", f"content must have 1 to {MAX_CONTENT} characters.", echo
            )
        elif not _text(job_id, MAX_ID) or not isinstance(fresh, bool):
            await self._refuse(
                "bad_message", "job_id must name a job; fresh is true or false.", echo
            )
        elif not _text(client_id, MAX_CLIENT_ID):
            await self._refuse(
                "bad_message", f"client_id must have 1 to {MAX_CLIENT_ID} characters.", echo
            )
        elif len(self._queue) >= QUEUED_MESSAGES:
            await self._refuse("too_many_at_once", "Wait until your last messages are taken.", echo)
        else:
            request = pb.SendMessageRequest(
                job_id=job_id, content=content, client_id=client_id, fresh=fresh
            )
            self._queue.append((request, echo))
            if self._sending is None:
                self._sending = self._line.start(self._send_all)

    async def cancel(self, message: Mapping[str, Any], echo: Echo) -> None:
        """`{"type":"cancel",…}`"""
        message_id = message.get("message_id")
        if not _text(message_id, MAX_ID):
            await self._refuse("bad_message", "message_id must name a message.", echo)
        elif await self._has_room(echo):
            self._under_way += 1
            self._line.start(partial(self._cancel, message_id, echo))

    async def resume(self, message: Mapping[str, Any], echo: Echo) -> None:
        """`{"type":"resume",…}`: tells an answer from where the client says it is."""
        message_id, after = message.get("message_id"), message.get("after")
        if not _text(message_id, MAX_ID):
            await self._refuse("bad_message", "message_id must name a message.", echo)
        elif not _is_number(after):
            await self._refuse(
                "bad_message", "after must be the seq of the last piece you have.", echo
            )
        elif await self._has_room(echo):
            self._under_way += 1
            self._line.start(partial(self._resume, message_id, after, echo))

    # at work

    async def _send_all(self) -> None:
        try:
            while self._queue:
                await self._send(*self._queue[0])
                self._queue.pop(0)
        finally:
            self._sending = None

    async def _send(self, request: pb.SendMessageRequest, echo: Echo) -> None:
        limits, user_id = self._desk.limits, self._line.user_id
        try:
            await limits.take(limits.chat, user_id)
            await self._line.act()
            answer = await self._desk.send(request)
        except DomainError as error:
            await self._failed(error, echo)
            return
        # Every tab at this process hears of it here, even where the bus is away.
        self._desk.tabs.said(user_id, answer.message)
        if answer.reply.status == pb.MESSAGE_STATUS_STREAMING and answer.reply.seq == 0:
            # It begins. One that was asked for before is followed from its beginning here alone:
            # what the other tabs have of it, only their clients know.
            self._desk.tabs.said(user_id, answer.reply)
        self.told.expect(answer.reply)

    async def _cancel(self, message_id: str, echo: Echo) -> None:
        try:
            await self._paced()
            await self._line.act()
            answer = await self._desk.cancel(message_id)
        except DomainError as error:
            await self._failed(error, echo)
        else:
            self.told.message(answer.message, message_frame(answer.message))
        finally:
            self._under_way -= 1

    async def _resume(self, message_id: str, after: int, echo: Echo) -> None:
        try:
            await self._paced()
        except DomainError as error:
            await self._failed(error, echo)
        else:
            self.told.resume(message_id, after)
        finally:
            self._under_way -= 1

    async def _paced(self) -> None:
        limits = self._desk.limits
        await limits.take(limits.chat_moves, self._line.user_id)

    async def _has_room(self, echo: Echo) -> bool:
        if self._under_way + self.told.asked < AT_ONCE:
            return True
        await self._refuse("too_many_at_once", "Wait until what you sent last is done.", echo)
        return False

    async def _refuse(self, code: str, content: str, echo: Echo) -> None:
        await self._line.refuse(code, content, echo)

    async def _failed(self, error: DomainError, echo: Echo) -> None:
        if isinstance(error, RateLimited):  # heard, and yet it costs no more than what was not
            await self._refuse(error.reason.lower(), str(error), echo)
            return
        await self._line.room()
        self._line.say(error_frame(error.reason.lower(), str(error), **echo))


def _text(value: object, most: int) -> TypeGuard[str]:
    return isinstance(value, str) and 1 <= len(value) <= most


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
