"""A service's own PostgreSQL database: connections, transactions, and what its errors mean."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

# The database is away or has no connection to spare: the same call may succeed in a moment.
DATABASE_AWAY: tuple[type[Exception], ...] = (
    exc.OperationalError,
    exc.InterfaceError,
    exc.TimeoutError,
)

POOL_WAIT_SECONDS = 5.0
STATEMENT_TIMEOUT_MS = 30_000
CONNECT_SECONDS = 5


class Database:
    """Hands out connections. One transaction a use case; nothing holds a connection while it waits
    for anything else than the database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Commits when left, rolls back on an exception."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[AsyncConnection]:
        """For single statements: each commits by itself, which saves two round trips."""
        async with self._autocommit.connect() as connection:
            yield connection


@asynccontextmanager
async def database(url: str, pool: int) -> AsyncIterator[Database]:
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
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c timezone=UTC",
        },
    )
    try:
        yield Database(engine)
    finally:
        await engine.dispose()
