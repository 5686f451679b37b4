# ruff: noqa: ARG002, N802 - the signatures are gRPC's
"""Chat, in memory: answers grow only when a test says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from vitae.chat.v1 import chat_pb2, chat_pb2_grpc

from libs.db.ids import new_id
from libs.rpc.errors import Kind
from libs.runtime.context import caller
from tests.unit.gateway.calls import Calls, error, now


@dataclass
class Conversation:
    """An answer as the chat service keeps it."""

    user_id: str
    question: chat_pb2.ChatMessage
    reply: chat_pb2.ChatMessage
    pieces: list[str] = field(default_factory=list[str])

    @property
    def ended(self) -> bool:
        return self.reply.status != chat_pb2.MESSAGE_STATUS_STREAMING

    def piece(self, content: str) -> chat_pb2.ChatDelta:
        """The next piece, told to nobody yet."""
        self.pieces.append(content)
        self.reply.seq = len(self.pieces)
        return self.delta(len(self.pieces) - 1)

    def delta(self, after: int) -> chat_pb2.ChatDelta:
        return chat_pb2.ChatDelta(
            message_id=self.reply.message_id,
            job_id=self.reply.job_id,
            seq=len(self.pieces),
            content="".join(self.pieces[after:]),
        )

    def end(self, status: int = chat_pb2.MESSAGE_STATUS_COMPLETE, **fields: Any) -> None:
        self.reply.status = status  # type: ignore[assignment]
        self.reply.content = "".join(self.pieces)
        self.reply.seq = len(self.pieces) + 1
        self.reply.engine = "builtin"
        for name, value in fields.items():
            setattr(self.reply, name, value)


class Chat(chat_pb2_grpc.ChatServiceServicer):
    """Conversations in a dict; answers grow only when a test says so."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.told: dict[str, Conversation] = {}  # by the answer's id
        self.keys: dict[tuple[str, str], Conversation] = {}
        self.sent: list[chat_pb2.SendMessageRequest] = []
        self.hold: asyncio.Event | None = None
        self.hold_resumes: asyncio.Event | None = None

    def last(self) -> Conversation:
        return list(self.told.values())[-1]

    async def SendMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("SendMessage")
        if self.hold is not None:
            await self.hold.wait()
        user_id = caller().user_id
        known = self.keys.get((user_id, request.client_id))
        if known is None:
            self.sent.append(request)
            known = self.keys[user_id, request.client_id] = self._begin(user_id, request)
        return chat_pb2.SendMessageResponse(message=known.question, reply=known.reply)

    def _begin(self, user_id: str, request: Any) -> Conversation:
        question = chat_pb2.ChatMessage(
            message_id=new_id(),
            job_id=request.job_id,
            role=chat_pb2.ROLE_USER,
            content=request.content,
            created_at=now(),
            status=chat_pb2.MESSAGE_STATUS_COMPLETE,
            client_id=request.client_id,
        )
        reply = chat_pb2.ChatMessage(
            message_id=new_id(),
            job_id=request.job_id,
            role=chat_pb2.ROLE_ASSISTANT,
            created_at=now(),
            status=chat_pb2.MESSAGE_STATUS_STREAMING,
            reply_to=question.message_id,
        )
        begun = self.told[reply.message_id] = Conversation(user_id, question, reply)
        return begun

    def _mine(self, message_id: str) -> Conversation:
        found = self.told.get(message_id)
        if found is None or found.user_id != caller().user_id:
            raise error(Kind.NOT_FOUND, "MESSAGE_NOT_FOUND")
        return found

    async def CancelMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("CancelMessage")
        found = self._mine(request.message_id)
        if not found.ended:
            found.end(chat_pb2.MESSAGE_STATUS_INTERRUPTED, error_code="cancelled")
        return chat_pb2.CancelMessageResponse(message=found.reply)

    async def ResumeMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("ResumeMessage")
        if self.hold_resumes is not None:
            await self.hold_resumes.wait()
        found = self._mine(request.message_id)
        answer = chat_pb2.ResumeMessageResponse()
        if len(found.pieces) > request.after:
            answer.delta.CopyFrom(found.delta(request.after))
        if found.ended:
            answer.message.CopyFrom(found.reply)
        return answer

    async def ListMessages(self, request: Any, context: Any) -> Any:
        self.calls.note("ListMessages")
        mine = [
            message
            for found in reversed(self.told.values())
            if found.user_id == caller().user_id and found.reply.job_id == request.job_id
            for message in (found.reply, found.question)
        ]
        if not mine:
            raise error(Kind.NOT_FOUND, "JOB_NOT_FOUND")
        ids = [message.message_id for message in mine]
        start = ids.index(request.page_token) + 1 if request.page_token else 0
        end = start + (request.page_size or 20)
        more = end < len(mine)
        return chat_pb2.ListMessagesResponse(
            messages=mine[start:end], next_page_token=ids[end - 1] if more else ""
        )
