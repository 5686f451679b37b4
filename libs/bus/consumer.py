"""Pull loops over a durable consumer: what every consumer in the system is built on."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout
from nats.js.api import ConsumerConfig

from libs.bus.connection import BUS_AWAY, Bus

log = logging.getLogger(__name__)

FETCH_SECONDS = 5.0  # a fetch left open over a server's restart waits out all of it
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 30.0

Handler = Callable[[bytes], Awaitable[None]]


async def messages(
    bus: Bus, stream: str, config: ConsumerConfig, seconds: float = FETCH_SECONDS
) -> AsyncIterator[Msg]:
    """Yields messages one by one, for ever. A server that is away, or that has lost the durable,
    is waited for with growing pauses, and the durable is created again.
    """
    subscription: Any = None
    pause = FIRST_PAUSE_SECONDS
    while True:
        if _cancelling():
            raise asyncio.CancelledError
        asked = time.monotonic()
        try:
            if subscription is None:
                await bus.ensure_consumer(stream, config)
                subscription = await bus.stream.pull_subscribe_bind(
                    consumer=config.durable_name, stream=stream
                )
            fetched = await subscription.fetch(1, timeout=seconds)
        except (NatsTimeout, TimeoutError):
            # An empty queue waits out the fetch; a time-out at once is a server that refuses.
            if time.monotonic() - asked < min(seconds, 1.0) / 2:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            continue
        except BUS_AWAY as error:
            log.warning("fetch failed", extra={"stream": stream, "cause": repr(error)})
            subscription = await _dropped(subscription)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            continue
        pause = FIRST_PAUSE_SECONDS
        for message in fetched:
            if _cancelling():
                await _put_back(message)
                raise asyncio.CancelledError
            yield message


def _cancelling() -> bool:
    """Whether this task was cancelled and does not know: Python 3.11's `wait_for`, in which the
    library waits, loses a cancellation that comes together with what it waits for.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _dropped(subscription: Any) -> None:
    if subscription is not None:
        with suppress(*BUS_AWAY):
            await subscription.unsubscribe()


async def listen(
    bus: Bus, stream: str, config: ConsumerConfig, handlers: Mapping[str, Handler]
) -> None:
    """Hands each message to the handler of its subject and acks it when that returns. Handlers are
    repeated until they succeed, and have to bear being repeated.
    """
    async for message in messages(bus, stream, config):
        try:
            await handlers[message.subject](message.data)
            await message.ack()
        except Exception as error:  # noqa: BLE001 - whatever failed, the event stays owed
            delivered = message.metadata.num_delivered
            delay = min(RETRY_SECONDS * 2 ** min(delivered - 1, 6), LONGEST_RETRY_SECONDS)
            log.warning(
                "event not handled",
                extra={
                    "subject": message.subject,
                    "again_in": delay,
                    "cause": repr(error),
                },
            )
            await _put_back(message, delay)


async def _put_back(message: Msg, delay: float | None = None) -> None:
    with suppress(*BUS_AWAY):  # not acked, so it comes again by itself
        await message.nak(delay=delay)
