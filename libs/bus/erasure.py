"""Erasing a file or a user in every service, and knowing when it is done.

The owner (upload for files, auth for users) deletes its rows and, in the same transaction, owes
the event and one confirmation from every service that may hold a part. Each service erases its
part and confirms. What is not confirmed is asked for again, and a reconciler finds what an event
never reached. Everything here may happen twice: erasing what is gone is a success.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from sqlalchemy import Column, DateTime, LargeBinary, MetaData, Table, Text, Uuid, func
from sqlalchemy.ext.asyncio import AsyncConnection
from vitae.events.v1 import events_pb2

from libs.bus.connection import BUS_AWAY, Bus
from libs.bus.consumer import Handler
from libs.bus.topology import ERASED_FILE, ERASED_USER, FILE_DELETED, USER_DELETED
from libs.db.database import DATABASE_AWAY, Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox, Publish
from libs.rpc.errors import DomainError

log = logging.getLogger(__name__)

REMIND_SECONDS = 30.0
BATCH = 500
# The same may succeed in a moment.
_AWAY: tuple[type[Exception], ...] = (*DATABASE_AWAY, *BUS_AWAY, DomainError)

EraseFile = Callable[[str, str], Awaitable[None]]  # upload id, user id
EraseUser = Callable[[str], Awaitable[None]]


def erasures_table(metadata: MetaData) -> Table:
    """One row for every confirmation that is still awaited, as part of an owner's metadata."""
    return Table(
        "erasures",
        metadata,
        Column("id", Uuid(as_uuid=False), primary_key=True),
        Column("service", Text, primary_key=True),
        Column("event", LargeBinary, nullable=False),
        Column(
            "asked_at",
            DateTime(timezone=True),
            nullable=False,
            server_default=func.now(),
        ),
    )


class Erasures:
    """The owner's side: what was deleted here and is not yet confirmed everywhere."""

    def __init__(self, table: Table, database: Database, subject: str) -> None:
        """`subject` is the event that asks for an erasure: FILE_DELETED or USER_DELETED."""
        self._table = table
        self._database = database
        self._subject = subject

    async def owe(
        self,
        connection: AsyncConnection,
        outbox: Outbox,
        erased_id: str,
        event: bytes,
        services: Sequence[str],
    ) -> None:
        """Adds the event and the awaited confirmations to the transaction that deletes the rows."""
        rows = [{"id": erased_id, "service": name, "event": event} for name in services]
        await connection.execute(self._table.insert(), rows)
        await outbox.add(connection, self._subject, event)

    async def confirmed(self, payload: bytes) -> None:
        """Handles `erased.*`: strikes the confirmation off."""
        word = events_pb2.Erased.FromString(payload)
        table = self._table
        done = table.delete().where(table.c.id == word.id, table.c.service == word.service)
        async with self._database.statement() as connection:
            await connection.execute(done)

    async def remind(self, publish: Publish, every: float = REMIND_SECONDS) -> None:
        """Asks again for what nobody has confirmed within `every` seconds, for ever."""
        while True:
            await asyncio.sleep(every)
            try:
                for event in await self._overdue(every):
                    # A new id: under the old one the stream would take it for a repetition.
                    await publish(self._subject, event, new_id())
            except _AWAY as error:
                log.warning("reminder waits", extra={"cause": type(error).__name__})

    async def _overdue(self, seconds: float) -> set[bytes]:
        table = self._table
        overdue = (
            table.update()
            .where(table.c.asked_at < func.now() - timedelta(seconds=seconds))
            .values(asked_at=func.now())
            .returning(table.c.event)
        )
        async with self._database.statement() as connection:
            return set((await connection.execute(overdue)).scalars())


def erasure_handlers(
    bus: Bus, service: str, *, user: EraseUser, file: EraseFile | None = None
) -> dict[str, Handler]:
    """Handlers, by subject, that erase this service's part and confirm it."""

    async def confirm(subject: str, erased_id: str) -> None:
        word = events_pb2.Erased(service=service, id=erased_id)
        await bus.publish(subject, word.SerializeToString(), f"{service}.{subject}.{erased_id}")

    async def user_deleted(payload: bytes) -> None:
        event = events_pb2.UserDeleted.FromString(payload)
        await user(event.user_id)
        await confirm(ERASED_USER, event.user_id)

    async def file_deleted(payload: bytes) -> None:
        assert file is not None
        event = events_pb2.FileDeleted.FromString(payload)
        await file(event.upload_id, event.user_id)
        await confirm(ERASED_FILE, event.upload_id)

    handlers: dict[str, Handler] = {USER_DELETED: user_deleted}
    if file is not None:
        handlers[FILE_DELETED] = file_deleted
    return handlers


async def reconcile(
    kept: Callable[[str, int], Awaitable[Sequence[str]]],
    existing: Callable[[Sequence[str]], Awaitable[Sequence[str]]],
    erase: Callable[[str], Awaitable[None]],
    every: float,
) -> None:
    """Erases what its owner no longer has, for ever, one pass every `every` seconds.

    `kept(after, limit)` lists, in order, the ids after `after` ("" for the first) of whose data
    this service holds a part; `existing` asks the owner which of them it still has.
    """
    while True:
        await asyncio.sleep(every)
        try:
            await _reconcile_once(kept, existing, erase)
        except _AWAY as error:
            log.warning("reconciler waits", extra={"cause": type(error).__name__})


async def _reconcile_once(
    kept: Callable[[str, int], Awaitable[Sequence[str]]],
    existing: Callable[[Sequence[str]], Awaitable[Sequence[str]]],
    erase: Callable[[str], Awaitable[None]],
) -> None:
    after = ""
    while ids := await kept(after, BATCH):
        for missed in sorted(set(ids) - set(await existing(ids))):
            log.warning("missed erasure", extra={"id": missed})
            await erase(missed)
        after = ids[-1]
