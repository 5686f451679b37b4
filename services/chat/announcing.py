"""Tells every tab of a user, whichever gateway it is at: messages, and answers as they grow."""

from __future__ import annotations

from dataclasses import replace

from vitae.chat.v1.chat_pb2 import ChatDelta
from vitae.events.v1.events_pb2 import ChatEvent

from libs.bus.connection import Bus
from libs.bus.topology import chat_subject
from services.chat.live import Live
from services.chat.message import Message
from services.chat.rpc import to_proto

MOST_BYTES = 128 * 1024  # NATS refuses what has twice as many


class BusAnnouncer:
    """Core NATS: whoever misses an event asks for what it missed."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def piece(self, live: Live, content: str) -> None:
        """The last piece of `live`."""
        delta = ChatDelta(
            message_id=live.message_id, job_id=live.reply.job_id, seq=live.seq, content=content
        )
        await self._tell(live.user_id, ChatEvent(delta=delta))

    async def message(self, message: Message) -> None:
        event = ChatEvent(message=to_proto(message))
        if event.ByteSize() > MOST_BYTES:
            # That there is more of it than was heard: a gateway then asks for it.
            hint = replace(message, content="", citations=(), status="streaming")
            event = ChatEvent(message=to_proto(hint))
        await self._tell(message.user_id, event)

    async def _tell(self, user_id: str, event: ChatEvent) -> None:
        await self._bus.announce(chat_subject(user_id), event.SerializeToString())
