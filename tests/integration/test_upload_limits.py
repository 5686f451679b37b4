"""How many files, how many bytes, how many at once, how slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from vitae.upload.v1 import upload_pb2 as pb

from libs.rpc.errors import DomainError
from tests.support import files
from tests.support.people import Person, Rpc, calling_as, parts_of
from tests.support.refusals import refused
from tests.support.stack import Stack

KIB = 1024


@asynccontextmanager
async def limited(stack: Stack, label: str, **settings: str) -> AsyncGenerator[Rpc]:
    """The gateway's view of an upload service with other limits."""
    process = stack.add("upload", label, **settings)
    stack.start(label)
    address = {"upload": process.address}
    try:
        async with calling_as("gateway", stack.keys.keyring("gateway"), address) as caller:
            yield caller
    finally:
        stack.remove(label)


async def test_the_number_of_files_is_limited_also_for_those_that_come_at_once(
    stack: Stack, ada: Person, bob: Person
) -> None:
    async with limited(
        stack, "upload-few", QUOTA_FILES="3", UPLOADS_AT_ONCE_PER_USER="10"
    ) as caller:
        results = await asyncio.gather(
            *(caller.upload(ada, parts_of(files.pdf(seed=n))) for n in range(8)),
            return_exceptions=True,
        )
        kept = [each for each in results if isinstance(each, pb.Upload)]
        errors = [each for each in results if isinstance(each, DomainError)]
        assert len(kept) == 3
        assert {error.reason for error in errors} == {"QUOTA_EXCEEDED"}
        await refused(caller.upload(ada, parts_of(files.pdf())), "QUOTA_EXCEEDED")
        await caller.upload(bob, parts_of(files.pdf()))
        # Deleting makes room.
        delete = pb.DeleteUploadRequest(upload_id=kept[0].id)
        await caller.call("upload", "DeleteUpload", delete, ada)
        await caller.upload(ada, parts_of(files.pdf()))


async def test_the_bytes_of_a_user_are_limited(stack: Stack, ada: Person) -> None:
    async with limited(stack, "upload-small", QUOTA_BYTES=str(200 * KIB)) as caller:
        await caller.upload(ada, parts_of(files.pdf(150 * KIB)))
        await refused(caller.upload(ada, parts_of(files.pdf(51 * KIB))), "QUOTA_EXCEEDED")
        await caller.upload(ada, parts_of(files.pdf(50 * KIB)))
        await refused(caller.upload(ada, parts_of(files.pdf(1 * KIB))), "QUOTA_EXCEEDED")


async def test_who_sends_too_slowly_is_let_go_and_the_slot_comes_back(
    stack: Stack, ada: Person
) -> None:
    async def stalled() -> AsyncIterator[pb.UploadFileRequest]:
        yield pb.UploadFileRequest(header=pb.UploadHeader(filename="cv.pdf"))
        yield pb.UploadFileRequest(piece=files.pdf())
        await asyncio.Event().wait()

    async def trickling() -> AsyncIterator[pb.UploadFileRequest]:
        yield pb.UploadFileRequest(header=pb.UploadHeader(filename="cv.pdf"))
        yield pb.UploadFileRequest(piece=files.pdf())
        while True:
            await asyncio.sleep(0.05)
            yield pb.UploadFileRequest(piece=b"x")

    slow = {"UPLOAD_IDLE_SECONDS": "0.5", "UPLOAD_TOTAL_SECONDS": "1.5"}
    async with (
        limited(stack, "upload-hasty", UPLOADS_AT_ONCE_PER_USER="1", **slow) as caller,
        asyncio.timeout(20),
    ):
        await refused(caller.upload(ada, stalled()), "UPLOAD_TOO_SLOW")
        await refused(caller.upload(ada, trickling()), "UPLOAD_TOO_SLOW")
        await caller.upload(ada, parts_of(files.pdf()))


async def test_uploads_at_once_are_limited(stack: Stack, ada: Person, bob: Person) -> None:
    go = asyncio.Event()
    begun = asyncio.Event()

    async def held() -> AsyncIterator[pb.UploadFileRequest]:
        parts = parts_of(files.pdf(200 * KIB))
        yield await anext(parts)
        yield await anext(parts)
        yield await anext(parts)
        begun.set()
        await go.wait()
        async for part in parts:
            yield part

    few = {"UPLOADS_AT_ONCE": "2", "UPLOADS_AT_ONCE_PER_USER": "1"}
    async with limited(stack, "upload-one", **few) as caller:
        first = asyncio.create_task(caller.upload(ada, held()))
        await begun.wait()
        error = await refused(caller.upload(ada, parts_of(files.pdf())), "TOO_MANY_UPLOADS_AT_ONCE")
        assert int(error.details["retry_after"]) > 0
        await caller.upload(bob, parts_of(files.pdf()))
        go.set()
        await first
        await caller.upload(ada, parts_of(files.pdf()))
