"""All SQL of uploads but for their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import IO

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.bus.erasure import Erasures
from libs.db.database import Database
from libs.db.ids import new_id
from libs.db.outbox import Outbox
from libs.db.pages import PageRequest
from libs.rpc.errors import Unauthenticated
from services.upload.errors import QuotaExceeded, UploadNotFound
from services.upload.models import NewUpload, Upload, erased_users, user_uploads
from services.upload.storage import Storage

ERASE_BATCH = 10
TOMBSTONE_LIFE = timedelta(days=1)  # far longer than an identity or an upload can last

# On hot paths, and so in psycopg's own words.
_SELECT = """
    SELECT u.id, u.filename, u.mime_type, u.file_size, u.sha256, u.linkedin_url, u.upload_date,
        coalesce((
            SELECT e.id::text FROM user_uploads e
            WHERE e.user_id = u.user_id AND e.sha256 = u.sha256 AND e.id < u.id
            ORDER BY e.id LIMIT 1
        ), '') AS duplicate_of
    FROM user_uploads u WHERE u.user_id = %(user_id)s"""
_GET = f"{_SELECT} AND u.id = %(id)s"
_FIRST_PAGE = f"{_SELECT} ORDER BY u.id DESC LIMIT %(limit)s"
_NEXT_PAGE = f"{_SELECT} AND u.id < %(before)s ORDER BY u.id DESC LIMIT %(limit)s"


class Uploads:
    """The rows of files, each seen by its owner alone."""

    def __init__(
        self,
        database: Database,
        storage: Storage,
        outbox: Outbox,
        erasures: Erasures,
        *,
        quota_files: int,
        quota_bytes: int,
    ) -> None:
        self._database = database
        self._storage = storage
        self._outbox = outbox
        self._erasures = erasures
        self._quota_files = quota_files
        self._quota_bytes = quota_bytes

    async def has_room(self, user_id: str) -> bool:
        """Whether a further file could fit: a look before it is received, not yet a promise."""
        async with self._database.statement() as connection:
            files, size = await self._usage(connection, user_id)
        return files < self._quota_files and size < self._quota_bytes

    async def add(self, user_id: str, new: NewUpload, content: IO[bytes]) -> Upload:
        """Row and bytes in one transaction. QuotaExceeded; Unauthenticated where the user was
        erased meanwhile.
        """
        async with self._database.transaction() as connection:
            await self._lock(connection, user_id)
            gone = select(exists().where(erased_users.c.user_id == user_id))
            if (await connection.execute(gone)).scalar_one():
                raise Unauthenticated
            files, size = await self._usage(connection, user_id)
            if files >= self._quota_files or size + new.file_size > self._quota_bytes:
                raise QuotaExceeded
            same = select(user_uploads.c.id).where(
                user_uploads.c.user_id == user_id, user_uploads.c.sha256 == new.sha256
            )
            found = await connection.execute(same.order_by(user_uploads.c.id).limit(1))
            duplicate_of = found.scalar_one_or_none() or ""
            upload_id = new_id()  # under the lock: a user's ids are in the order of commit
            statement = insert(user_uploads).values(id=upload_id, user_id=user_id, **asdict(new))
            kept = await connection.execute(statement.returning(user_uploads.c.upload_date))
            await self._storage.write(connection, upload_id, content)
            return Upload(
                upload_id, **asdict(new), upload_date=kept.scalar_one(), duplicate_of=duplicate_of
            )

    async def get(self, user_id: str, upload_id: str) -> Upload:
        row = await self._database.row(_GET, {"user_id": user_id, "id": upload_id})
        if row is None:
            raise UploadNotFound
        return Upload(*row)

    async def page(self, user_id: str, page: PageRequest) -> list[Upload]:
        """One row more than the page holds, newest first."""
        values = {"user_id": user_id, "before": page.before, "limit": page.limit + 1}
        statement = _NEXT_PAGE if page.before else _FIRST_PAGE
        return [Upload(*row) for row in await self._database.rows(statement, values)]

    async def existing(self, ids: Sequence[str]) -> Sequence[str]:
        statement = select(user_uploads.c.id).where(user_uploads.c.id.in_(ids))
        async with self._database.statement() as connection:
            return (await connection.execute(statement)).scalars().all()

    async def owners(self, after: str, limit: int) -> Sequence[str]:
        """Users with uploads, in the order of their ids, after `after` ("" for the first)."""
        statement = select(user_uploads.c.user_id).distinct()
        if after:
            statement = statement.where(user_uploads.c.user_id > after)
        statement = statement.order_by(user_uploads.c.user_id).limit(limit)
        async with self._database.statement() as connection:
            return (await connection.execute(statement)).scalars().all()

    async def delete(
        self, user_id: str, upload_id: str, event: bytes, services: Sequence[str]
    ) -> None:
        """Deletes row and bytes and owes the erasure elsewhere. UploadNotFound."""
        async with self._database.transaction() as connection:
            mine = select(user_uploads.c.id).where(
                user_uploads.c.id == upload_id, user_uploads.c.user_id == user_id
            )
            if (await connection.execute(mine.with_for_update())).first() is None:
                raise UploadNotFound
            await self._drop(connection, [upload_id])
            await self._erasures.owe(connection, self._outbox, upload_id, event, services)
        self._outbox.wake()

    async def erase_user(self, user_id: str) -> None:
        """Deletes all of a user's files, and lets none come after. Repeatable."""
        async with self._database.transaction() as connection:
            await self._lock(connection, user_id)
            tombstone = upsert(erased_users).values(user_id=user_id).on_conflict_do_nothing()
            await connection.execute(tombstone)
            old = erased_users.c.erased_at < func.now() - TOMBSTONE_LIFE
            await connection.execute(delete(erased_users).where(old))
        # A few at a time: all of them could take longer than one statement may.
        some = select(user_uploads.c.id).where(user_uploads.c.user_id == user_id)
        while True:
            async with self._database.transaction() as connection:
                found = await connection.execute(some.limit(ERASE_BATCH).with_for_update())
                ids = found.scalars().all()
                if not ids:
                    return
                await self._drop(connection, ids)

    async def _drop(self, connection: AsyncConnection, ids: Sequence[str]) -> None:
        await self._storage.delete(connection, ids)
        await connection.execute(delete(user_uploads).where(user_uploads.c.id.in_(ids)))

    async def _usage(self, connection: AsyncConnection, user_id: str) -> tuple[int, int]:
        size = func.coalesce(func.sum(user_uploads.c.file_size), 0)
        statement = select(func.count(), size).where(user_uploads.c.user_id == user_id)
        files, total = (await connection.execute(statement)).one()
        return files, int(total)

    async def _lock(self, connection: AsyncConnection, user_id: str) -> None:
        """One change of a user's set of files at a time."""
        key = func.hashtextextended(f"uploads:{user_id}", 0)
        await connection.execute(select(func.pg_advisory_xact_lock(key)))
