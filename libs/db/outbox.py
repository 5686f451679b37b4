"""The outbox: an event is a row of the transaction it tells of, and is published after.

A row that remains is the proof that its event is still owed. Publishing twice is harmless: the
row's id is the message's id, and whoever consumes events expects repetition.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.db.database import Database
from libs.db.ids import new_id

log = logging.getLogger(__name__)

BATCH = 100
POLL_SECONDS = 2.0  # finds what a process that died left owing
PAUSE_SECONDS = 1.0
LINGER_SECONDS = 0.02  # events that come together go together

_OWED = "SELECT id, subject, payload FROM outbox ORDER BY id LIMIT %(limit)s"
_PAID = "DELETE FROM outbox WHERE id = ANY(CAST(%(ids)s AS uuid[]))"

Publish = Callable[[str, bytes, str], Awaitable[None]]


def outbox_table(metadata: MetaData) -> Table:
    """The table, as part of a service's own metadata."""
    return Table(
        "outbox",
        metadata,
        Column("id", Uuid(as_uuid=False), primary_key=True),
        Column("subject", Text, nullable=False),
        Column("payload", LargeBinary, nullable=False),
    )


class Outbox:
    """Adds events in a caller's transaction and relays them when it has committed."""

    def __init__(self, table: Table, database: Database) -> None:
        self._table = table
        self._database = database
        self._added = asyncio.Event()

    async def add(self, connection: AsyncConnection, subject: str, payload: bytes) -> None:
        """Owes an event. Call `wake` once the transaction has committed."""
        values = {"id": new_id(), "subject": subject, "payload": payload}
        await connection.execute(self._table.insert(), values)

    def wake(self) -> None:
        self._added.set()

    async def relay(self, publish: Publish) -> None:
        """Publishes what is owed, for ever."""
        while True:
            try:
                while await self._relay_batch(publish) == BATCH:
                    pass
            except Exception as error:  # noqa: BLE001 - whatever failed, the events stay owed
                log.warning("outbox waits", extra={"cause": type(error).__name__})
                await asyncio.sleep(PAUSE_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._added.wait()
            await asyncio.sleep(LINGER_SECONDS)
            self._added.clear()

    async def _relay_batch(self, publish: Publish) -> int:
        """Two processes may publish the same rows: the stream knows the ids, so they are stored
        once, and nobody holds a transaction open while NATS is slow.
        """
        rows = await self._database.rows(_OWED, {"limit": BATCH})
        if rows:
            await asyncio.gather(*(publish(row.subject, row.payload, row.id) for row in rows))
            await self._database.change(_PAID, {"ids": [row.id for row in rows]})
        return len(rows)
