"""The use cases of exports."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from libs.db.database import DATABASE_AWAY
from libs.db.ids import is_id
from libs.runtime.context import caller
from services.export.errors import JobNotFound
from services.export.formats.catalogue import FORMATS
from services.export.models import Key
from services.export.peers import StoredProfile
from services.export.rendering import File, Order, rendered
from services.export.repository import RenderedFiles

SHORT_BYTES = 64 * 1024  # of a profile; as text it is a file within a millisecond or two

log = logging.getLogger(__name__)


class Renders(Protocol):
    async def render(self, order: Order, user_id: str) -> File: ...


class Keeps(Protocol):
    def later(self, key: Key, upload_id: str, file: File) -> None: ...


@dataclass(frozen=True, slots=True)
class Exported:
    filename: str
    media_type: str
    content: bytes


class ExportService:
    def __init__(
        self,
        profile: Callable[[str], Awaitable[StoredProfile]],
        files: RenderedFiles,
        renderer: Renders,
        keeping: Keeps,
    ) -> None:
        """`profile` answers the caller's profile of a completed job."""
        self._profile = profile
        self._files = files
        self._renderer = renderer
        self._keeping = keeping

    async def export(self, job_id: str, format_name: str, *, masked: bool) -> Exported:
        """A completed job's profile as a file: one that is kept, or one that is made now.
        JobNotFound; JOB_NOT_COMPLETED; what the renderer refuses.
        """
        if not is_id(job_id):
            raise JobNotFound
        key = Key(caller().user_id, job_id, format_name, masked)
        file = await self._kept(key) or await self._made(key)
        return Exported(file.filename, FORMATS[format_name].media_type, file.content)

    async def _kept(self, key: Key) -> File | None:
        """Nobody is asked whether it still holds: a completed job's profile stays as it is, and
        what erases it drops the file by the same event.
        """
        try:
            return await self._files.get(key)
        except DATABASE_AWAY as error:  # what can't be looked up is rendered
            log.warning("kept files out of reach", extra={"cause": type(error).__name__})
            return None

    async def _made(self, key: Key) -> File:
        stored = await self._profile(key.job_id)
        order = Order(stored.text.encode(), key.format, key.masked, datetime.now(UTC))
        file = await self._rendered(order, key.user_id)
        self._keeping.later(key, stored.upload_id, file)
        return file

    async def _rendered(self, order: Order, user_id: str) -> File:
        """Short text takes less to make than to hand over. What may take long has its bounds."""
        short = len(order.profile) <= SHORT_BYTES and not order.masked
        if short and not FORMATS[order.format].paged:
            return await asyncio.to_thread(rendered, order)
        return await self._renderer.render(order, user_id)

    async def profile_changed(self, job_id: str) -> None:
        """Drops what was made of a job before its profile was written, should there be any."""
        await self._files.drop_job(job_id)

    async def erase_file(self, upload_id: str, _user_id: str = "") -> None:
        """Erases what was made of a file. Bears repetition."""
        await self._files.erase_upload(upload_id)

    async def erase_user(self, user_id: str) -> None:
        await self._files.erase_user(user_id)
