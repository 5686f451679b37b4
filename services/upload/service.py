"""The use cases of files."""

from __future__ import annotations

import asyncio
import errno
import logging
import tempfile
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from libs.db.ids import is_id
from libs.db.pages import Page, PageRequest
from libs.rpc.errors import Invalid, Unavailable
from libs.runtime.context import caller
from services.upload.errors import QuotaExceeded, UploadNotFound, UploadTooSlow
from services.upload.events import KEEPERS_OF_FILES, file_deleted
from services.upload.intake import Intake
from services.upload.models import NewUpload, Upload
from services.upload.names import linkedin_profile
from services.upload.repository import Uploads
from services.upload.slots import Slots
from services.upload.storage import Storage

PIECE_MOST = 64 * 1024
FILTER_MOST = 1000
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Header:
    """What the client says of the file before its bytes."""

    filename: str
    mime_type: str
    linkedin_url: str


@dataclass(frozen=True, slots=True)
class Trailer:
    """The file is whole. `url` is the form's field, where that came after the file."""

    url: str


Part = Header | Trailer | bytes


@dataclass(frozen=True, slots=True)
class Intakes:
    """How large a file may be, and how long it may take."""

    most_bytes: int
    idle_seconds: float
    total_seconds: float


class UploadService:
    def __init__(self, uploads: Uploads, storage: Storage, slots: Slots, intakes: Intakes) -> None:
        self._uploads = uploads
        self._storage = storage
        self._slots = slots
        self._intakes = intakes

    async def upload(self, parts: AsyncIterator[Part]) -> Upload:
        """Receives a file, and keeps it when it was received whole and passed every check."""
        user_id = caller().user_id
        with self._slots.taken(user_id):
            if not await self._uploads.has_room(user_id):
                raise QuotaExceeded
            with _spool() as spool:
                try:
                    async with asyncio.timeout(self._intakes.total_seconds):
                        new = await self._receive(parts, spool)
                except TimeoutError:
                    raise UploadTooSlow from None
                spool.seek(0)
                return await self._uploads.add(user_id, new, spool)

    async def _receive(self, parts: AsyncIterator[Part], spool: IO[bytes]) -> NewUpload:
        header = await self._next(parts)
        if not isinstance(header, Header):
            raise Invalid("The header comes first.")
        linkedin_url = linkedin_profile(header.linkedin_url)
        intake = Intake(header.filename, header.mime_type, spool, self._intakes.most_bytes)
        whole = False
        while not whole and (part := await self._next(parts)) is not None:
            match part:
                case bytes():
                    if len(part) > PIECE_MOST:
                        raise Invalid(f"A piece has at most {PIECE_MOST} bytes.")
                    await asyncio.to_thread(intake.take, part)
                case Trailer():
                    whole = True
                    linkedin_url = linkedin_profile(part.url) or linkedin_url
                case Header():
                    raise Invalid("There is one header.")
        # A client that goes away looks, for a moment, like one that has sent everything.
        if not whole:
            raise Invalid("The file broke off before its end.")
        return intake.finish(linkedin_url)

    async def _next(self, parts: AsyncIterator[Part]) -> Part | None:
        """None at the end. TimeoutError where nothing comes for too long."""
        async with asyncio.timeout(self._intakes.idle_seconds):
            return await anext(parts, None)

    async def get(self, upload_id: str) -> Upload:
        return await self._uploads.get(caller().user_id, _checked(upload_id))

    async def page(self, limit: int, cursor: str) -> Page[Upload]:
        page = PageRequest.of(limit, cursor)
        rows = await self._uploads.page(caller().user_id, page)
        return page.page(rows, [row.id for row in rows])

    async def open(self, upload_id: str, user_id: str) -> tuple[Upload, AsyncIterator[bytes]]:
        """A user's file and its bytes."""
        if not is_id(user_id):
            raise UploadNotFound
        upload = await self._uploads.get(user_id, _checked(upload_id))
        return upload, self._whole(upload)

    async def _whole(self, upload: Upload) -> AsyncIterator[bytes]:
        """UploadNotFound where the file is deleted while it is read: half of one is none."""
        left = upload.file_size
        async for piece in self._storage.read(upload.id):
            left -= len(piece)
            yield piece
        if left:
            raise UploadNotFound

    async def delete(self, upload_id: str) -> None:
        user_id = caller().user_id
        event = file_deleted(_checked(upload_id), user_id)
        await self._uploads.delete(user_id, upload_id, event, KEEPERS_OF_FILES)

    async def existing_uploads(self, ids: Sequence[str]) -> Sequence[str]:
        if len(ids) > FILTER_MOST:
            raise Invalid(f"At most {FILTER_MOST} ids.")
        return await self._uploads.existing([each for each in ids if is_id(each)])


@contextmanager
def _spool() -> Generator[IO[bytes]]:
    """Where a file lies while it comes. Unavailable where there is no room for it: the last of it
    is written as it is first read, and what could not be is tried again as it is closed.
    """
    try:
        # Without a name: it is gone with this process, whatever ends it.
        with tempfile.TemporaryFile() as spool:
            yield spool
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        log.warning("no room to receive a file", extra={"cause": error.strerror})
        raise Unavailable from None


def _checked(upload_id: str) -> str:
    if not is_id(upload_id):
        raise UploadNotFound
    return upload_id
