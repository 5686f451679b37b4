"""The use cases of exports."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import orjson

from libs.db.database import DATABASE_AWAY
from libs.db.ids import is_id
from libs.runtime.context import caller
from services.export.errors import ExportNameUnknown, JobNotFound
from services.export.formats.catalogue import FORMATS
from services.export.models import KeptFile, Key
from services.export.peers import StoredProfile
from services.export.rendering import File, Order, rendered
from services.export.repository import RenderedFiles

INLINE_BYTES = 64 * 1024  # of a profile; as text it is a file within two milliseconds

log = logging.getLogger(__name__)


class Renders(Protocol):
    async def render(self, order: Order, user_id: str) -> File: ...


class Keeps(Protocol):
    def later(self, key: Key, upload_id: str, file: KeptFile) -> None: ...


@dataclass(frozen=True, slots=True)
class Exported:
    filename: str
    media_type: str
    content: bytes


class ExportService:
    def __init__(
        self,
        profile: Callable[[str, str], Awaitable[StoredProfile]],
        files: RenderedFiles,
        renderer: Renders,
        keeping: Keeps,
    ) -> None:
        """`profile` answers the caller's profile of a job, unless its version is the one given."""
        self._profile = profile
        self._files = files
        self._renderer = renderer
        self._keeping = keeping

    async def export(self, job_id: str, format_name: str, *, masked: bool) -> Exported:
        """A completed job's profile as a file; analysis is asked each time whether it may be had.
        JobNotFound; JOB_NOT_COMPLETED; ExportNameUnknown; what the renderer refuses.
        """
        if not is_id(job_id):
            raise JobNotFound
        chosen = FORMATS[format_name]
        key = Key(caller().user_id, job_id, chosen.name, masked)
        file = await (self._paged(key) if chosen.paged else self._text(key))
        return Exported(file.filename, chosen.media_type, file.content)

    async def _text(self, key: Key) -> File:
        """Made each time: it takes less than looking whether it was made before, and for an
        ordinary profile less than handing it over. What may take long is bounded as pages are.
        """
        order = _order(key, await self._profile(key.job_id, ""))
        if key.masked or len(order.profile) > INLINE_BYTES:
            return await self._renderer.render(order, key.user_id)
        return rendered(order)

    async def _paged(self, key: Key) -> File:
        kept = await self._kept(key)
        stored = await self._profile(key.job_id, kept.version if kept else "")
        if kept is not None and kept.version == stored.version:
            return File(kept.filename, kept.content)
        file = await self._renderer.render(_order(key, stored), key.user_id)
        new = KeptFile(stored.version, file.filename, file.content)
        self._keeping.later(key, stored.upload_id, new)
        return file

    async def _kept(self, key: Key) -> KeptFile | None:
        try:
            return await self._files.get(key)
        except DATABASE_AWAY as error:  # what can't be looked up is rendered
            log.warning("kept files out of reach", extra={"cause": type(error).__name__})
            return None

    async def profile_changed(self, job_id: str) -> None:
        """Drops what was made of a job's earlier profile."""
        await self._files.drop_job(job_id)

    async def erase_file(self, upload_id: str, _user_id: str = "") -> None:
        """Erases what was made of a file. Bears repetition."""
        await self._files.erase_upload(upload_id)

    async def erase_user(self, user_id: str) -> None:
        await self._files.erase_user(user_id)


def _order(key: Key, stored: StoredProfile) -> Order:
    if key.masked and not orjson.loads(stored.text)["personal_info"].get("name"):
        raise ExportNameUnknown
    return Order(stored.text.encode(), key.format, key.masked, datetime.now(UTC))
