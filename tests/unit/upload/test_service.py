"""Receiving a file: order of its parts, slow senders, slots, and nothing kept of what failed."""
# ruff: noqa: ARG002 - a fake has the signature of what it stands for

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import IO, Any, cast

import pytest

from libs.rpc.errors import DomainError, Invalid, Unavailable
from libs.runtime.context import Caller, act_for
from services.upload.errors import (
    LinkedInUrlInvalid,
    QuotaExceeded,
    TooManyAtOnce,
    UploadBusy,
    UploadNotFound,
    UploadTooSlow,
)
from services.upload.intake import Intake
from services.upload.models import NewUpload, Upload
from services.upload.repository import Uploads
from services.upload.service import (
    Header,
    Intakes,
    Part,
    Trailer,
    UploadService,
)
from services.upload.slots import Slots
from services.upload.storage import Storage
from tests.support import files

USER = "01900000-0000-7000-8000-000000000001"
ID = "01900000-0000-7000-8000-000000000002"
HEADER = Header("cv.pdf", "application/pdf", "")


class Kept:
    """The repository and the storage: what was kept, in memory."""

    def __init__(self, *, room: bool = True, missing: int = 0) -> None:
        self.room = room
        self.missing = missing
        self.contents: list[bytes] = []
        self.uploads: list[Upload] = []

    async def has_room(self, user_id: str) -> bool:
        return self.room

    async def add(self, user_id: str, new: NewUpload, content: IO[bytes]) -> Upload:
        self.contents.append(content.read())
        upload = Upload(
            ID,
            new.filename,
            new.mime_type,
            new.file_size,
            new.sha256,
            new.linkedin_url,
            datetime.now(UTC),
            "",
        )
        self.uploads.append(upload)
        return upload

    async def get(self, user_id: str, upload_id: str) -> Upload:
        return self.uploads[0]

    async def read(self, upload_id: str) -> AsyncIterator[bytes]:
        yield self.contents[0][: len(self.contents[0]) - self.missing]


def service(kept: Kept, slots: Slots | None = None, **intakes: Any) -> UploadService:
    act_for(Caller("gateway", USER, "session", "identity"))
    limits = Intakes(**{"most_bytes": 10**6, "idle_seconds": 5, "total_seconds": 10} | intakes)
    return UploadService(cast("Uploads", kept), cast("Storage", kept), slots or Slots(8, 4), limits)


async def parts(*given: Part, whole: bool = True) -> AsyncIterator[Part]:
    for part in given:
        yield part
    if whole:
        yield Trailer("")


async def test_a_file_that_breaks_off_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(Invalid):
        await service(kept).upload(parts(HEADER, files.pdf(), whole=False))
    assert kept.uploads == []


async def test_a_file_is_kept_as_it_came() -> None:
    kept = Kept()
    content = files.pdf(5000)
    upload = await service(kept).upload(parts(HEADER, content[:3000], content[3000:]))
    assert kept.contents == [content]
    assert upload.file_size == 5000


async def test_the_linkedin_field_may_come_after_the_file() -> None:
    url = "https://www.linkedin.com/in/ada"
    sent = parts(HEADER, files.pdf(), Trailer(url))
    upload = await service(Kept()).upload(sent)
    assert upload.linkedin_url == url
    with pytest.raises(LinkedInUrlInvalid):
        await service(Kept()).upload(parts(HEADER, files.pdf(), Trailer("ada")))


@pytest.mark.parametrize(
    "sent",
    [
        (),
        (files.pdf(), HEADER),
        (HEADER, HEADER, files.pdf()),
        (HEADER, files.pdf(64 * 1024 + 1)),
    ],
)
async def test_parts_out_of_order_keep_nothing(sent: tuple[Part, ...]) -> None:
    kept = Kept()
    with pytest.raises(Invalid):
        await service(kept).upload(parts(*sent))
    assert not kept.contents


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, Unavailable), (errno.EIO, OSError)])
async def test_where_there_is_no_room_it_may_be_tried_again(
    number: int, told: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Intake, "take", refused)
    kept = Kept()
    with pytest.raises(told):
        await service(kept).upload(parts(HEADER, files.pdf()))
    assert not kept.contents


@pytest.mark.parametrize("size", [2000, 60_000])  # less and more than is buffered
async def test_a_full_disk_is_told_however_late_it_is_noticed(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", partial(open, "/dev/full", "w+b"))
    kept = Kept()
    with pytest.raises(Unavailable):
        await service(kept).upload(parts(HEADER, files.pdf(size)))
    assert not kept.contents


async def test_who_sends_nothing_for_too_long_is_let_go() -> None:
    kept = Kept()

    async def stalled() -> AsyncIterator[Part]:
        yield HEADER
        yield files.pdf()
        await asyncio.Event().wait()

    with pytest.raises(UploadTooSlow):
        await service(kept, idle_seconds=0.05).upload(stalled())
    assert not kept.contents


async def test_who_trickles_for_ever_is_let_go() -> None:
    async def trickle() -> AsyncIterator[Part]:
        yield HEADER
        yield files.pdf()
        while True:
            await asyncio.sleep(0.01)
            yield b"x"

    with pytest.raises(UploadTooSlow):
        await service(Kept(), total_seconds=0.2).upload(trickle())


async def test_a_full_quota_is_said_before_the_file_is_read() -> None:
    async def unread() -> AsyncIterator[Part]:
        raise AssertionError("was read")
        yield HEADER

    with pytest.raises(QuotaExceeded):
        await service(Kept(room=False)).upload(unread())


async def test_uploads_at_once_are_bounded_and_slots_come_back() -> None:
    slots = Slots(most=2, most_per_user=1)
    held = service(Kept(), slots)
    go = asyncio.Event()

    async def waiting() -> AsyncIterator[Part]:
        yield HEADER
        await go.wait()
        yield files.pdf()
        yield Trailer("")

    first = asyncio.create_task(held.upload(waiting()))
    await asyncio.sleep(0)
    with pytest.raises(TooManyAtOnce) as refused:
        await held.upload(parts(HEADER, files.pdf()))
    assert int(refused.value.details["retry_after"]) > 0
    act_for(Caller("gateway", "a third", "session", "identity"))
    with slots.taken("another"), pytest.raises(UploadBusy):
        await held.upload(parts(HEADER, files.pdf()))
    go.set()
    assert (await first).file_size
    assert (await held.upload(parts(HEADER, files.pdf()))).file_size


async def test_a_file_that_vanishes_while_it_is_read_is_an_error_and_not_half_a_file() -> None:
    kept = Kept(missing=1)
    files_service = service(kept)
    await files_service.upload(parts(HEADER, files.pdf()))
    _, pieces = await files_service.open(ID, USER)
    with pytest.raises(UploadNotFound):
        [piece async for piece in pieces]


@pytest.mark.parametrize(
    "not_an_id", ["", "x", "../x", ID + "0", "01900000000070008000000000000002"]
)
async def test_what_cannot_be_an_id_is_not_found(not_an_id: str) -> None:
    files_service = service(Kept())
    for attempt in (
        files_service.get(not_an_id),
        files_service.delete(not_an_id),
        files_service.open(not_an_id, USER),
        files_service.open(ID, not_an_id),
    ):
        with pytest.raises(DomainError) as refused:
            await attempt
        assert refused.value.reason == "UPLOAD_NOT_FOUND"
