"""Keeping files and profiles: bounded, behind everybody's back, and never after an erasure."""
# ruff: noqa: ARG002 - a fake has the signature of what it stands for

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import cast

import pytest

from libs.rpc.errors import Unavailable
from services.export import keeping
from services.export.keeping import Keeping
from services.export.models import Key, StoredProfile
from services.export.rendering import File
from services.export.repository import Repository
from tests.support.probes import eventually

KEY = Key("user", "job", "pdf", masked=False)


class Shelf:
    """The repository and the upload service, in memory."""

    def __init__(self) -> None:
        self.uploads = {"upload"}
        self.files: dict[str, File] = {}
        self.profiles: dict[str, StoredProfile] = {}
        self.failures: list[Exception] = []
        self.asked = 0
        self.hold = asyncio.Event()
        self.hold.set()

    async def keep(self, key: Key, upload_id: str, file: File) -> None:
        await self.hold.wait()
        if self.failures:
            raise self.failures.pop()
        self.files[upload_id] = file

    async def take_in(self, job_id: str, user_id: str, profile: StoredProfile) -> None:
        self.profiles[profile.upload_id] = profile

    async def erase_upload(self, upload_id: str) -> None:
        self.files.pop(upload_id, None)
        self.profiles.pop(upload_id, None)

    async def existing(self, upload_ids: Sequence[str]) -> Sequence[str]:
        self.asked += 1
        if not self.uploads:
            raise Unavailable
        return [each for each in upload_ids if each in self.uploads]


@asynccontextmanager
async def at_work(shelf: Shelf) -> AsyncGenerator[Keeping]:
    made = Keeping(cast("Repository", shelf), shelf.existing)
    task = asyncio.create_task(made.run())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def file(content: bytes = b"x") -> File:
    return File("name", content)


async def test_what_is_rendered_is_kept() -> None:
    shelf = Shelf()
    async with at_work(shelf) as keeping_:
        keeping_.later(KEY, "upload", file())

        async def kept() -> bool:
            return shelf.asked > 0

        await eventually(kept)
    assert shelf.files == {"upload": file()}


async def test_nothing_is_kept_of_an_upload_that_was_erased_meanwhile() -> None:
    shelf = Shelf()
    async with at_work(shelf) as keeping_:
        keeping_.later(KEY, "gone", file())

        async def asked() -> bool:
            return shelf.asked > 0 and not shelf.files

        await eventually(asked)


async def test_a_profile_is_kept_unless_its_upload_was_erased_meanwhile() -> None:
    shelf = Shelf()
    keeping_ = Keeping(cast("Repository", shelf), shelf.existing)
    for upload_id in ("upload", "gone"):
        await keeping_.profile("job", "user", StoredProfile("{}", upload_id))
    assert shelf.profiles == {"upload": StoredProfile("{}", "upload")}


async def test_a_profile_that_cannot_be_checked_is_told_of_again() -> None:
    """Whoever handed it in hears of it, and the event stays owed."""
    shelf = Shelf()
    shelf.uploads = set()
    with pytest.raises(Unavailable):
        await Keeping(cast("Repository", shelf), shelf.existing).profile(
            "job", "user", StoredProfile("{}", "upload")
        )


async def test_what_cannot_be_kept_stops_nothing() -> None:
    shelf = Shelf()
    shelf.failures = [RuntimeError("disk full")]
    async with at_work(shelf) as keeping_:
        keeping_.later(KEY, "upload", file(b"lost"))
        keeping_.later(KEY, "upload", file(b"kept"))

        async def second() -> bool:
            return shelf.files == {"upload": file(b"kept")}

        await eventually(second)


async def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 10)
    monkeypatch.setattr(keeping, "WAITING_BYTES", 25)
    shelf = Shelf()
    shelf.hold.clear()
    async with at_work(shelf) as keeping_:
        for number, size in enumerate((11, 10, 10, 10)):  # too large, fits, fits, too many
            keeping_.later(KEY, str(number), file(b"x" * size))
        shelf.uploads = {"0", "1", "2", "3", "4"}
        shelf.hold.set()

        async def both() -> bool:
            return set(shelf.files) == {"1", "2"}

        await eventually(both)
        keeping_.later(KEY, "4", file(b"x" * 10))  # there is room again

        async def three() -> bool:
            return set(shelf.files) == {"1", "2", "4"}

        await eventually(three)
