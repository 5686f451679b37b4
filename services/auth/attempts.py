"""All SQL of the sign-in limits: a log of tries in the database, so that restarts forget nothing
and several processes count together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.db.database import Database
from libs.db.ids import new_id
from services.auth.models import attempts

MINUTE = timedelta(minutes=1)
SIGN_IN = "sign_in"
SIGN_UP = "sign_up"


class Attempts:
    """Who tried, from where, how often."""

    def __init__(self, database: Database, tries: int, window: timedelta) -> None:
        """At most `tries` failed ones of an account from an address in a window."""
        self._database = database
        self._tries = tries
        self._window = window

    async def begin(self, kind: str, address: str, account: bytes, per_minute: int) -> str | float:
        """Counts a try as failed until `succeeded` says otherwise: many at once can't slip under
        the limit. The try's id, or, where there were too many, after how many seconds it may be
        made again.
        """
        async with self._database.transaction() as connection:
            # One address at a time, so that two tries can't both be the last one allowed.
            key = func.hashtextextended(f"attempts:{address}", 0)
            await connection.execute(select(func.pg_advisory_xact_lock(key)))
            wait = await self._wait(connection, kind, address, account, per_minute)
            if wait > 0:
                return wait
            attempt = new_id()
            row = {"id": attempt, "kind": kind, "address": address, "account": account}
            await connection.execute(insert(attempts).values(**row, failed=True))
            return attempt

    async def _wait(
        self,
        connection: AsyncConnection,
        kind: str,
        address: str,
        account: bytes,
        per_minute: int,
    ) -> float:
        of_address = _nth_newest(
            per_minute, MINUTE, attempts.c.kind == kind, attempts.c.address == address
        )
        of_account = _nth_newest(
            self._tries,
            self._window,
            attempts.c.kind == SIGN_IN,
            attempts.c.address == address,
            attempts.c.account == account,
            attempts.c.failed,
        )
        found = await connection.execute(select(of_address, of_account, func.clock_timestamp()))
        address_full, account_full, now = found.one()
        waits = [0.0]
        if address_full is not None:
            waits.append((address_full + MINUTE - now).total_seconds())
        if account_full is not None and kind == SIGN_IN:
            waits.append((account_full + self._window - now).total_seconds())
        return max(waits)

    async def succeeded(self, attempt: str, address: str, account: bytes) -> None:
        """The right password proves the person: earlier failures from there are forgiven."""
        statement = (
            update(attempts)
            .where(
                attempts.c.address == address,
                attempts.c.account == account,
                attempts.c.id <= attempt,
            )
            .values(failed=False)
        )
        async with self._database.statement() as connection:
            await connection.execute(statement)

    async def withdraw(self, attempt: str) -> None:
        """A try that could not be judged doesn't count."""
        async with self._database.statement() as connection:
            await connection.execute(delete(attempts).where(attempts.c.id == attempt))

    async def prune(self, limit: int) -> int:
        """Deletes tries no limit looks at any more, at most `limit`; how many."""
        oldest = max(self._window, MINUTE)
        old = (
            select(attempts.c.id)
            .where(attempts.c.attempted_at < func.now() - oldest)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.statement() as connection:
            found = await connection.execute(delete(attempts).where(attempts.c.id.in_(old)))
            return found.rowcount


def _nth_newest(nth: int, window: timedelta, *conditions: Any) -> ScalarSelect[datetime | None]:
    """When the `nth` newest try was made: null where there were fewer in the window."""
    return (
        select(attempts.c.attempted_at)
        .where(*conditions, attempts.c.attempted_at > func.clock_timestamp() - window)
        .order_by(attempts.c.attempted_at.desc())
        .offset(nth - 1)
        .limit(1)
        .scalar_subquery()
    )
