"""The connection to NATS: credentials, endless reconnects, publishing that knows it was stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import ConsumerConfig, StreamConfig
from nats.js.errors import BadRequestError, NotFoundError

from libs.bus import topology
from libs.db.ids import new_id

log = logging.getLogger(__name__)

PUBLISH_SECONDS = 5.0
CONNECT_SECONDS = 3
RECONNECT_SECONDS = 0.5
API_SECONDS = 10.0

# The bus is away or slow: the same call may succeed in a moment.
BUS_AWAY: tuple[type[Exception], ...] = (NatsError, OSError, TimeoutError)


class Bus:
    """One connection a process."""

    def __init__(self, client: Client, user: str) -> None:
        self.client = client
        self._user = user
        # The library's own types are incomplete: what is used of it is named here.
        self.stream: Any = cast("Any", client).jetstream(timeout=API_SECONDS)

    @property
    def connected(self) -> bool:
        return self.client.is_connected

    async def publish(self, subject: str, payload: bytes, message_id: str) -> None:
        """Returns once the stream has stored the message. One id is stored once in two minutes."""
        await self.stream.publish(
            subject,
            payload,
            timeout=PUBLISH_SECONDS,
            headers={"Nats-Msg-Id": message_id},
        )

    async def announce(self, subject: str, payload: bytes = b"") -> None:
        """Tells whoever listens now. Best effort: the truth is elsewhere."""
        try:
            await self.client.publish(subject, payload)
        except BUS_AWAY as error:
            log.info("announcement lost", extra={"subject": subject, "cause": repr(error)})

    async def ensure_streams(self) -> None:
        """Creates what is missing of the topology's streams, safe from several processes at once.
        Their keeper also brings older ones up to date.
        """
        for config in topology.STREAMS:
            await self._ensure_stream(config)

    async def ensure_consumer(self, stream: str, config: ConsumerConfig) -> None:
        """Creates or updates a durable consumer."""
        await self.stream.add_consumer(stream, config)

    async def _ensure_stream(self, config: StreamConfig) -> None:
        try:
            await self.stream.add_stream(config)
        except BadRequestError:  # it exists with another configuration
            if self._user == topology.KEEPER:  # nobody else may: see deploy/nats.conf
                await self.stream.update_stream(config)

    async def probe(self) -> None:
        """Raises one of BUS_AWAY unless the streams store messages right now."""
        await self.publish(topology.PROBE, b"", new_id())

    async def holds(self, stream: str, subject: str) -> bool:
        """Whether the stream still holds a message on `subject`."""
        try:
            await self.stream.get_last_msg(stream, subject)
        except NotFoundError:
            return False
        return True


@asynccontextmanager
async def connected(
    url: str, user: str, password: str, on_lost: Callable[[BaseException], None]
) -> AsyncGenerator[Bus]:
    """The bus while entered. Reconnects for ever; where the client gives up all the same,
    `on_lost` is told, so that the process ends instead of living on deaf.
    """
    leaving = False

    async def closed() -> None:
        if not leaving:
            on_lost(ConnectionError("the connection to NATS was closed for good"))

    async def failed(error: Exception) -> None:
        log.info("nats", extra={"cause": f"{type(error).__name__}: {error}"})

    client: Client = await cast("Any", nats).connect(
        url,
        name=user,
        user=user,
        password=password,
        allow_reconnect=True,
        max_reconnect_attempts=-1,
        reconnect_time_wait=RECONNECT_SECONDS,
        connect_timeout=CONNECT_SECONDS,
        ping_interval=20,
        inbox_prefix=f"_INBOX_{user}",
        closed_cb=closed,
        error_cb=failed,
    )
    try:
        yield Bus(client, user)
    finally:
        leaving = True
        with suppress(*BUS_AWAY):
            async with asyncio.timeout(2.0):
                await client.flush()
        await client.close()
