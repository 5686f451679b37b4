"""All SQL of accounts and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.bus.erasure import Erasures
from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from libs.db.pages import PageRequest
from services.auth.models import Session, User, attempts, sessions, users

_USER = (users.c.id, users.c.email, users.c.name, users.c.created_at)
_SESSION = (
    sessions.c.id,
    sessions.c.user_id,
    sessions.c.user_agent,
    sessions.c.created_at,
    sessions.c.last_seen_at,
    sessions.c.expires_at,
)

# On hot paths, and so in psycopg's own words.
_BY_ID = "SELECT id, email, name, created_at FROM users WHERE id = %(id)s"
_LIVE_SESSION = """
    SELECT id, user_id, user_agent, created_at, last_seen_at, expires_at
    FROM sessions WHERE token_hash = %(token_hash)s AND expires_at > now()"""


def _user(row: Row[*tuple[Any, ...]]) -> User:
    return User(row.id, row.email, row.name, row.created_at)


def _session(row: Row[*tuple[Any, ...]]) -> Session:
    return Session(*row)


class Accounts:
    """Users and their sessions. Times are the database's."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        erasures: Erasures,
        session_life: timedelta,
        most: int,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._erasures = erasures
        self._life = session_life
        self._most_sessions = most

    async def add_user(self, email: str, name: str, password_hash: str) -> User | None:
        """The new user, None where the email is taken."""
        statement = (
            upsert(users)
            .values(id=new_id(), email=email, name=name, password_hash=password_hash)
            .on_conflict_do_nothing(index_elements=[users.c.email])
            .returning(*_USER)
        )
        async with self._database.statement() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return _user(row) if row else None

    async def user(self, user_id: str) -> User | None:
        row = await self._database.row(_BY_ID, {"id": user_id})
        return User(*row) if row else None

    async def credentials(self, email: str) -> tuple[User, str] | None:
        """The user of an email, and the password's hash."""
        return await self._credentials(users.c.email == email)

    async def credentials_of(self, user_id: str) -> tuple[User, str] | None:
        return await self._credentials(users.c.id == user_id)

    async def _credentials(self, condition: Any) -> tuple[User, str] | None:
        statement = select(*_USER, users.c.password_hash).where(condition)
        async with self._database.statement() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return (_user(row), row.password_hash) if row else None

    async def rehash(self, user_id: str, old_hash: str, new_hash: str) -> bool:
        """Whether the hash was still the old one."""
        statement = (
            update(users)
            .where(users.c.id == user_id, users.c.password_hash == old_hash)
            .values(password_hash=new_hash)
        )
        async with self._database.statement() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def existing(self, ids: Sequence[str]) -> Sequence[str]:
        async with self._database.statement() as connection:
            found = await connection.execute(select(users.c.id).where(users.c.id.in_(ids)))
            return found.scalars().all()

    async def open_session(
        self, user_id: str, verified_hash: str, token_hash: bytes, user_agent: str
    ) -> list[str] | None:
        """Opens a session, unless the account has gone or its password is no longer the one that
        was verified: then None. Returns the oldest sessions it had to end to make room.
        """
        async with self._database.transaction() as connection:
            # Waits for a change of password under way, whose end would not see this session.
            still = select(users.c.id).where(
                users.c.id == user_id, users.c.password_hash == verified_hash
            )
            if (await connection.execute(still.with_for_update(read=True))).first() is None:
                return None
            await self._insert_session(connection, user_id, token_hash, user_agent)
            newest = (
                select(sessions.c.id)
                .where(sessions.c.user_id == user_id)
                .order_by(sessions.c.last_seen_at.desc(), sessions.c.id.desc())
                .offset(self._most_sessions)
            )
            surplus = delete(sessions).where(sessions.c.id.in_(newest)).returning(sessions.c.id)
            return list((await connection.execute(surplus)).scalars())

    async def change_password(
        self,
        user_id: str,
        old_hash: str,
        new_hash: str,
        token_hash: bytes,
        user_agent: str,
    ) -> list[str] | None:
        """Sets the hash, ends every session and opens one. Returns the ended ones; None where the
        password had changed meanwhile.
        """
        async with self._database.transaction() as connection:
            changed = (
                update(users)
                .where(users.c.id == user_id, users.c.password_hash == old_hash)
                .values(password_hash=new_hash)
            )
            if (await connection.execute(changed)).rowcount == 0:
                return None
            ended = await self._end_all(connection, user_id)
            await self._insert_session(connection, user_id, token_hash, user_agent)
            return ended

    async def reset_password(self, email: str, new_hash: str) -> str | None:
        """Sets the hash and ends every session: the user's id, None where there is no account."""
        async with self._database.transaction() as connection:
            changed = (
                update(users)
                .where(users.c.email == email)
                .values(password_hash=new_hash)
                .returning(users.c.id)
            )
            user_id = (await connection.execute(changed)).scalar_one_or_none()
            if user_id is not None:
                await self._end_all(connection, user_id)
            return user_id

    async def delete_user(
        self,
        user_id: str,
        verified_hash: str,
        account: bytes,
        event: bytes,
        services: Sequence[str],
    ) -> bool:
        """Deletes the account with all that hangs on it and owes its erasure elsewhere."""
        async with self._database.transaction() as connection:
            gone = delete(users).where(
                users.c.id == user_id, users.c.password_hash == verified_hash
            )
            if (await connection.execute(gone)).rowcount == 0:
                return False
            await connection.execute(delete(attempts).where(attempts.c.account == account))
            await self._erasures.owe(connection, self._outbox, user_id, event, services)
        self._outbox.wake()
        return True

    async def session_by_token(self, token_hash: bytes) -> Session | None:
        """The live session of a token: the one read of every authenticated request."""
        row = await self._database.row(_LIVE_SESSION, {"token_hash": token_hash})
        return Session(*row) if row else None

    async def touch(self, session_id: str) -> Session | None:
        """Notes that a session is in use, which prolongs it. None where it has just ended."""
        statement = (
            update(sessions)
            .where(sessions.c.id == session_id, sessions.c.expires_at > func.now())
            .values(last_seen_at=func.now(), expires_at=func.now() + self._life)
            .returning(*_SESSION)
        )
        async with self._database.statement() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return _session(row) if row else None

    async def sessions_of(self, user_id: str, page: PageRequest) -> list[Session]:
        """One row more than the page holds."""
        statement = select(*_SESSION).where(
            sessions.c.user_id == user_id, sessions.c.expires_at > func.now()
        )
        if page.before:
            statement = statement.where(sessions.c.id < page.before)
        statement = statement.order_by(sessions.c.id.desc()).limit(page.limit + 1)
        async with self._database.statement() as connection:
            return [_session(row) for row in await connection.execute(statement)]

    async def end_session(self, user_id: str, session_id: str) -> bool:
        statement = delete(sessions).where(
            sessions.c.id == session_id, sessions.c.user_id == user_id
        )
        async with self._database.statement() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def prune_sessions(self, limit: int) -> int:
        """Deletes expired sessions, at most `limit`; how many."""
        expired = (
            select(sessions.c.id)
            .where(sessions.c.expires_at <= func.now())
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = delete(sessions).where(sessions.c.id.in_(expired))
        async with self._database.statement() as connection:
            return (await connection.execute(statement)).rowcount

    async def _end_all(self, connection: AsyncConnection, user_id: str) -> list[str]:
        statement = delete(sessions).where(sessions.c.user_id == user_id).returning(sessions.c.id)
        return list((await connection.execute(statement)).scalars())

    async def _insert_session(
        self,
        connection: AsyncConnection,
        user_id: str,
        token_hash: bytes,
        user_agent: str,
    ) -> None:
        await connection.execute(
            insert(sessions).values(
                id=new_id(),
                user_id=user_id,
                token_hash=token_hash,
                user_agent=user_agent,
                expires_at=func.now() + self._life,
            )
        )
