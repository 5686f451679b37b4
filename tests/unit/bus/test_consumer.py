"""A pull loop ends when it is told to, whatever the library makes of the cancellation."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from nats.js.api import ConsumerConfig

from libs.bus.consumer import messages


class Arriving:
    """A message, and whether it was put back."""

    put_back = False

    async def nak(self, **_: object) -> None:
        self.put_back = True


class LosesCancellation:
    """A subscription whose fetch ends well although it was cancelled, as `wait_for` of Python 3.11
    does where what it waited for comes in the same turn of the loop.
    """

    def __init__(self, fetched: list[Arriving]) -> None:
        self.fetched = fetched
        self._lost = False

    async def fetch(self, _: int, **options: float) -> list[Arriving]:
        try:
            await asyncio.sleep(options["timeout"])
        except asyncio.CancelledError:
            if self._lost:  # once is enough, and lets a loop that fails this test end
                raise
            self._lost = True
            return self.fetched
        raise TimeoutError


class OneStream:
    """The bus as far as a pull loop asks it."""

    def __init__(self, subscription: LosesCancellation) -> None:
        self.stream = self
        self._subscription = subscription

    async def ensure_consumer(self, *_: object) -> None:
        return None

    async def pull_subscribe_bind(self, **_: str) -> LosesCancellation:
        return self._subscription


@pytest.mark.parametrize("fetched", [[], [Arriving()]], ids=["nothing", "a message"])
async def test_a_lost_cancellation_ends_the_loop(fetched: list[Arriving]) -> None:
    bus: Any = OneStream(LosesCancellation(fetched))
    handled: list[Any] = []

    async def consume() -> None:
        config = ConsumerConfig(durable_name="durable")
        handled.extend([message async for message in messages(bus, "stream", config)])

    consumer = asyncio.create_task(consume())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    consumer.cancel()
    await asyncio.wait([consumer], timeout=2.0)
    assert consumer.cancelled()
    assert handled == []
    assert all(message.put_back for message in fetched)
