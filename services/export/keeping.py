"""Keeping files that were rendered, behind the answer's back and never at its cost, and the
profiles of jobs that have completed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from libs.db.database import DATABASE_AWAY
from services.export.models import Key, StoredProfile
from services.export.rendering import File
from services.export.repository import Repository

log = logging.getLogger(__name__)

MIB = 1024 * 1024
LARGEST = 4 * MIB  # a larger one is rendered again
WAITING_BYTES = 32 * MIB
PRUNED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _ToKeep:
    key: Key
    upload_id: str
    file: File


class Keeping:
    def __init__(
        self, repository: Repository, existing: Callable[[Sequence[str]], Awaitable[Sequence[str]]]
    ) -> None:
        """`existing` asks which uploads there still are."""
        self._repository = repository
        self._existing = existing
        self._queue: asyncio.Queue[_ToKeep] = asyncio.Queue()
        self._waiting = 0  # bytes

    def later(self, key: Key, upload_id: str, file: File) -> None:
        """Keeps it soon, unless it is too large or too much waits already."""
        size = len(file.content)
        if size <= LARGEST and self._waiting + size <= WAITING_BYTES:
            self._waiting += size
            self._queue.put_nowait(_ToKeep(key, upload_id, file))

    async def run(self) -> None:
        """Keeps what comes, for ever. What can't be kept is rendered again when asked for."""
        while True:
            found = await self._queue.get()
            try:
                await self._keep(found)
            except Exception as error:  # noqa: BLE001 - whatever failed, nobody waits for it
                log.warning("rendered file not kept", extra={"cause": type(error).__name__})
            finally:
                self._waiting -= len(found.file.content)

    async def profile(self, job_id: str, user_id: str, profile: StoredProfile) -> None:
        """Returns once it is kept."""
        await self._repository.take_in(job_id, user_id, profile)
        await self._erase_if_gone(profile.upload_id)

    async def _keep(self, found: _ToKeep) -> None:
        await self._repository.keep(found.key, found.upload_id, found.file)
        await self._erase_if_gone(found.upload_id)

    async def _erase_if_gone(self, upload_id: str) -> None:
        """An erasure may have passed before this was kept. Its event comes after the upload is
        gone: whoever looks after keeping sees that, and whoever looks before is seen by it.
        """
        if upload_id not in await self._existing([upload_id]):
            await self._repository.erase_upload(upload_id)

    async def prune(self, every: float) -> None:
        """Deletes what is not fresh any more, every `every` seconds, for ever."""
        while True:
            await asyncio.sleep(every)
            try:
                while await self._repository.prune(PRUNED_AT_ONCE) == PRUNED_AT_ONCE:
                    pass
            except DATABASE_AWAY as error:
                log.warning("pruning waits", extra={"cause": type(error).__name__})
