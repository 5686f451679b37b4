"""Chat as frames: each encoded once for all tabs of a user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from vitae.chat.v1.chat_pb2 import ChatDelta, ChatMessage, Role

from gateway import views

MERGED_BYTES = 32 * 1024
FRAME_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer, and the frame that tells it."""

    message_id: str
    job_id: str
    seq: int
    content: str
    frame: str

    @classmethod
    def of(cls, delta: ChatDelta) -> Piece:
        message_id, job_id, seq, content = (
            delta.message_id,
            delta.job_id,
            delta.seq,
            delta.content,
        )
        return cls(message_id, job_id, seq, content, _delta(message_id, job_id, seq, content))


class Delta:
    """A delta frame that waits to be sent: pieces that follow go into it, so that an answer takes
    one place of a slow reader's queue and not many.
    """

    __slots__ = ("_bytes", "_first", "_more", "_taken")

    def __init__(self, piece: Piece) -> None:
        self._first = piece
        self._more: list[Piece] = []
        self._bytes = len(piece.frame)
        self._taken = False

    def add(self, piece: Piece) -> bool:
        """False where it is sent already, or would grow too large."""
        if self._taken or self._bytes + len(piece.frame) > MERGED_BYTES:
            return False
        self._more.append(piece)
        self._bytes += len(piece.frame)
        return True

    def take(self) -> str:
        """The frame, which then stays as it is."""
        self._taken = True
        first = self._first
        if not self._more:
            return first.frame
        content = first.content + "".join(piece.content for piece in self._more)
        return _delta(first.message_id, first.job_id, self._more[-1].seq, content)


def _delta(message_id: str, job_id: str, seq: int, content: str) -> str:
    frame = {
        "type": "delta",
        "message_id": message_id,
        "job_id": job_id,
        "seq": seq,
        "content": content,
    }
    return orjson.dumps(frame).decode()


def message_frame(message: ChatMessage) -> str:
    """A question, or an answer that has ended: with as many of its citations as fit."""
    frame: dict[str, Any] = {
        "type": "message",
        "role": views.ROLE_NAMES[message.role],
        "message_id": message.message_id,
        "job_id": message.job_id,
        "seq": message.seq,
        "content": message.content,
        "created_at": views.moment(message.created_at),
    }
    if message.role == Role.ROLE_USER:
        frame["client_id"] = message.client_id
    else:
        frame["reply_to"] = message.reply_to
        frame["metadata"] = views.answer_metadata(message)
    encoded = orjson.dumps(frame)
    if (excess := len(encoded) - FRAME_BYTES) > 0 and message.citations:
        citations = frame["metadata"]["citations"]
        while citations and excess > 0:
            excess -= len(orjson.dumps(citations.pop())) + 1
        encoded = orjson.dumps(frame)
    return encoded.decode()
