"""A service's own PostgreSQL database: connections, transactions, and what its errors mean."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg.adapt import Loader
from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

if TYPE_CHECKING:
    from typing import LiteralString

    from psycopg.abc import Buffer

# The database is away or has no connection to spare: the same call may succeed in a moment.
DATABASE_AWAY: tuple[type[Exception], ...] = (
    exc.OperationalError,
    exc.InterfaceError,
    exc.TimeoutError,
    psycopg.OperationalError,  # psycopg_pool's time-outs are among them
    psycopg.InterfaceError,
)

POOL_WAIT_SECONDS = 5.0
STATEMENT_TIMEOUT_MS = 30_000
CONNECT_SECONDS = 5
RECONNECT_SECONDS = 10.0
MAX_WAITING = 512  # more callers than this are told "unavailable" at once

_CONNECT: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c timezone=UTC",
}


class _UuidText(Loader):
    """Ids are strings throughout the system."""

    def load(self, data: Buffer) -> str:
        return bytes(data).decode()


class Database:
    """Hands out connections. One transaction a use case; nothing holds a connection while it waits
    for anything else than the database.

    `rows` and `change` are for single statements on hot paths: psycopg itself, which costs a third
    of the same statement through SQLAlchemy. `transaction` and `statement` are for everything else.
    """

    def __init__(self, engine: AsyncEngine, pool: AsyncConnectionPool[Any]) -> None:
        self._engine = engine
        self._autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._pool = pool

    async def rows(self, sql: str, values: Mapping[str, object]) -> list[Any]:
        """Runs one statement (`%(name)s` for values), which commits by itself; named tuples."""
        cursor = await self._run(sql, values)
        return await cursor.fetchall()

    async def row(self, sql: str, values: Mapping[str, object]) -> Any | None:
        """The only row of a statement, None where there is none."""
        cursor = await self._run(sql, values)
        return await cursor.fetchone()

    async def change(self, sql: str, values: Mapping[str, object]) -> int:
        """Runs one statement, which commits by itself; how many rows it changed."""
        return (await self._run(sql, values)).rowcount

    async def _run(self, sql: str, values: Mapping[str, object]) -> psycopg.AsyncCursor[Any]:
        try:
            # Without the pool's context, which would look for a transaction to end: there is none.
            connection = await self._pool.getconn()
            try:
                return await connection.execute(cast("LiteralString", sql), values)
            finally:
                await self._pool.putconn(connection)
        except psycopg.OperationalError:
            # After a restart of the server every idle connection is dead: look at them all now,
            # instead of failing a call for each.
            self._recheck()
            raise

    def _recheck(self) -> None:
        if self._checking is None or self._checking.done():
            self._checking = asyncio.create_task(self._pool.check())

    _checking: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """Commits when left, rolls back on an exception."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def statement(self) -> AsyncGenerator[AsyncConnection]:
        """For single statements: each commits by itself, which saves two round trips."""
        async with self._autocommit.connect() as connection:
            yield connection


@asynccontextmanager
async def database(url: str, pool: int) -> AsyncGenerator[Database]:
    """The database at `url` (postgresql://…) while entered, with at most `pool` connections."""
    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        # A restarted server leaves dead connections behind: the first to fail empties the pool, and
        # that call answers "unavailable". Trying each before it is lent would cost every read a
        # round trip.
        pool_pre_ping=False,
        pool_recycle=1800,
        hide_parameters=True,  # an error's text is logged; people's words are not
        connect_args=_CONNECT,
    )
    connections = AsyncConnectionPool(
        url,
        min_size=1,
        max_size=pool,
        timeout=POOL_WAIT_SECONDS,
        max_waiting=MAX_WAITING,
        open=False,
        configure=_configure,
        reconnect_timeout=RECONNECT_SECONDS,
        kwargs={
            "autocommit": True,
            "row_factory": namedtuple_row,
            "prepare_threshold": 1,  # the statements are few, and each comes again and again
            **_CONNECT,
        },
    )
    await connections.open()
    try:
        yield Database(engine, connections)
    finally:
        await connections.close()
        await engine.dispose()


async def _configure(connection: psycopg.AsyncConnection[Any]) -> None:
    connection.adapters.register_loader("uuid", _UuidText)
