"""Where the bytes of files lie. A seam: another place needs these three and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import IO, Protocol

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.db.database import Database
from services.upload.models import upload_pieces

PIECE_BYTES = 256 * 1024


class Storage(Protocol):
    async def write(self, connection: AsyncConnection, upload_id: str, content: IO[bytes]) -> None:
        """Keeps all of `content`; for good once the transaction of `connection` commits."""
        ...

    def read(self, upload_id: str) -> AsyncIterator[bytes]:
        """The bytes in pieces; fewer than there were where the file is deleted meanwhile."""
        ...

    async def delete(self, connection: AsyncConnection, upload_ids: Sequence[str]) -> None:
        """Forgets the bytes of these; for good once the transaction commits."""
        ...


class PostgresStorage:
    """BYTEA rows of at most 256 KiB: no value is ever large, in the server or here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, connection: AsyncConnection, upload_id: str, content: IO[bytes]) -> None:
        seq = 0
        # Not in a thread: what was written a moment ago is read from memory.
        while piece := content.read(PIECE_BYTES):
            row = {"upload_id": upload_id, "seq": seq, "content": piece}
            await connection.execute(insert(upload_pieces), row)
            seq += 1

    async def read(self, upload_id: str) -> AsyncIterator[bytes]:
        """A statement a piece, so that a slow reader holds no connection."""
        seq = 0
        while True:
            statement = select(upload_pieces.c.content).where(
                upload_pieces.c.upload_id == upload_id, upload_pieces.c.seq == seq
            )
            async with self._database.statement() as connection:
                piece = (await connection.execute(statement)).scalar_one_or_none()
            if piece is None:
                return
            yield piece
            seq += 1

    async def delete(self, connection: AsyncConnection, upload_ids: Sequence[str]) -> None:
        await connection.execute(
            delete(upload_pieces).where(upload_pieces.c.upload_id.in_(upload_ids))
        )
