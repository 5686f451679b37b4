"""The bus as one of the processes sees it: its own credentials, its own inbox."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import nats
from vitae.events.v1.events_pb2 import JobCompleted

from libs.bus.topology import JOB_COMPLETED
from tests.support.servers import NATS_USERS, WithUrl


async def connection_of(server: WithUrl, name: str) -> Any:
    """Whoever asks closes it. Untyped, as the library is."""
    return await nats.connect(  # pyright: ignore[reportUnknownMemberType]
        server.url, user=name, password=NATS_USERS[name], inbox_prefix=f"_INBOX_{name}"
    )


@asynccontextmanager
async def bus_of(server: WithUrl, name: str) -> AsyncGenerator[Any]:
    """A connection while entered."""
    client = await connection_of(server, name)
    try:
        yield client
    finally:
        await client.close()


async def tell(server: WithUrl, event: JobCompleted) -> None:
    """As analysis does when a job has completed."""
    async with bus_of(server, "analysis") as bus:
        await bus.jetstream().publish(JOB_COMPLETED, event.SerializeToString())
