"""The use cases of exports."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from libs.db.database import DATABASE_AWAY
from libs.db.ids import is_id
from libs.runtime.context import caller
from services.export.errors import JobNotFound
from services.export.formats.catalogue import FORMATS
from services.export.models import Key, StoredProfile
from services.export.rendering import File, Order, rendered
from services.export.repository import Found, Repository

SHORT_BYTES = 64 * 1024  # of a profile; as text it is a file within a millisecond or two

log = logging.getLogger(__name__)


class Renders(Protocol):
    async def render(self, order: Order, user_id: str) -> File: ...


class Analysis(Protocol):
    async def profile(self, job_id: str) -> StoredProfile: ...
    async def completed(self, job_id: str, user_id: str) -> StoredProfile | None: ...


class Keeps(Protocol):
    def later(self, key: Key, upload_id: str, file: File) -> None: ...
    async def profile(self, job_id: str, user_id: str, profile: StoredProfile) -> None: ...


@dataclass(frozen=True, slots=True)
class Exported:
    filename: str
    media_type: str
    content: bytes


class ExportService:
    def __init__(
        self, analysis: Analysis, repository: Repository, renderer: Renders, keeping: Keeps
    ) -> None:
        self._analysis = analysis
        self._repository = repository
        self._renderer = renderer
        self._keeping = keeping

    async def export(self, job_id: str, format_name: str, *, masked: bool) -> Exported:
        """A completed job's profile as a file: one that is kept, or one that is made now.
        JobNotFound; JOB_NOT_COMPLETED; what the renderer refuses.
        """
        if not is_id(job_id):
            raise JobNotFound
        key = Key(caller().user_id, job_id, format_name, masked)
        found = await self._found(key)
        file = found.file or await self._made(key, found.profile)
        return Exported(file.filename, FORMATS[format_name].media_type, file.content)

    async def _found(self, key: Key) -> Found:
        """Nobody is asked whether it still holds: a completed job's profile stays as it is, and
        what erases it erases this by the same event.
        """
        try:
            return await self._repository.find(key)
        except DATABASE_AWAY as error:  # analysis knows the profile too
            log.warning("what is kept is out of reach", extra={"cause": type(error).__name__})
            return Found()

    async def _made(self, key: Key, profile: StoredProfile | None) -> File:
        """Analysis is asked where no profile came yet: it also knows why there is none."""
        stored = profile or await self._analysis.profile(key.job_id)
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

    async def job_completed(self, job_id: str, user_id: str) -> None:
        """Takes in the profile, before anybody asks for a file of it. Bears repetition."""
        profile = await self._analysis.completed(job_id, user_id)
        if profile is None:  # nor may one stay that an earlier try has stored
            await self._repository.erase_job(job_id)
        else:
            await self._keeping.profile(job_id, user_id, profile)

    async def erase_file(self, upload_id: str, _user_id: str = "") -> None:
        """Erases what is kept of a file. Bears repetition."""
        await self._repository.erase_upload(upload_id)

    async def erase_user(self, user_id: str) -> None:
        await self._repository.erase_user(user_id)
