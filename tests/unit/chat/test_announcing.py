"""What tabs are told over the bus, which takes no message of any size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vitae.chat.v1 import chat_pb2 as pb
from vitae.events.v1.events_pb2 import ChatEvent

from services.chat.announcing import MOST_BYTES, BusAnnouncer
from services.chat.engines.engine import Answer, Citation
from services.chat.message import Message
from tests.unit.chat.memory import Chat


class Bus:
    def __init__(self) -> None:
        self.told: list[bytes] = []

    async def announce(self, subject: str, payload: bytes = b"") -> None:
        assert subject.startswith("chat.")
        self.told.append(payload)


async def told(message: Message) -> pb.ChatMessage:
    bus: Any = Bus()
    await BusAnnouncer(bus).message(message)
    (payload,) = bus.told
    assert len(payload) <= MOST_BYTES
    return ChatEvent.FromString(payload).message


async def test_an_end_is_told_whole_and_a_too_large_one_is_told_to_be_there() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Done.", Answer("Done.", (Citation(1, 0, 0, 4, "Done"),)))
    ended = await chat.ended(reply)
    whole = await told(ended)
    assert (whole.content, whole.citations[0].quote) == ("Done.", "Done")
    large = await told(replace(ended, citations=(Citation(1, 0, 0, 4, "x" * MOST_BYTES),)))
    assert (large.message_id, large.seq) == (ended.message_id, ended.seq)
    assert large.status == pb.MESSAGE_STATUS_STREAMING  # a gateway asks for what follows
    assert (large.content, len(large.citations)) == ("", 0)
