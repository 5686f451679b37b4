"""Files, through real gRPC with real tokens: taken in, listed, read, deleted, and nobody else's."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from vitae.upload.v1 import upload_pb2 as pb

from tests.support import files
from tests.support.database import rows, value
from tests.support.people import Person, Rpc, calling_as, parts_of
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.stack import Stack

MIB = 1024 * 1024
NO_ID = "01900000-0000-7000-8000-000000000000"


def split(answers: list[Any]) -> tuple[pb.Upload, bytes]:
    assert answers[0].WhichOneof("part") == "upload"
    return answers[0].upload, b"".join(answer.piece for answer in answers[1:])


async def download(gateway: Rpc, person: Person, upload_id: str) -> tuple[pb.Upload, bytes]:
    request = pb.DownloadFileRequest(upload_id=upload_id)
    return split(await gateway.stream("upload", "DownloadFile", request, person))


@pytest.mark.parametrize(
    ("content", "name", "mime_type"),
    [
        (files.pdf(), "cv.pdf", "application/pdf"),
        (files.pdf(10 * MIB), "largest.pdf", "application/pdf"),
        (files.pdf(256 * 1024), "one piece.pdf", "application/pdf"),
        (files.pdf(256 * 1024 + 1), "two pieces.pdf", "application/pdf"),
        (files.doc(), "cv.doc", "application/msword"),
        (files.docx(padding=700_000), "cv.docx", files.DOCX_TYPE),
    ],
)
async def test_a_file_comes_back_as_it_was(
    gateway: Rpc, ada: Person, content: bytes, name: str, mime_type: str
) -> None:
    sent = await gateway.upload(ada, parts_of(content, name, mime_type))
    assert sent.filename == name
    assert sent.mime_type == mime_type
    assert sent.file_size == len(content)
    assert sent.sha256 == hashlib.sha256(content).hexdigest()
    assert sent.duplicate_of == ""
    got, back = await download(gateway, ada, sent.id)
    assert back == content
    assert got == sent
    one = await gateway.call("upload", "GetUpload", pb.GetUploadRequest(upload_id=sent.id), ada)
    assert one.upload == sent


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (parts_of(b"", "cv.pdf"), "FILE_EMPTY"),
        (parts_of(files.pdf(10 * MIB + 1)), "FILE_TOO_LARGE"),
        (parts_of(files.pdf(), "cv.txt"), "UNSUPPORTED_FILE_TYPE"),
        (parts_of(files.pdf(), "cv.pdf", "image/png"), "UNSUPPORTED_FILE_TYPE"),
        (parts_of(files.pdf(), "cv.docx"), "UNSUPPORTED_FILE_TYPE"),
        (parts_of(b"{\\rtf1 Ada}", "cv.doc"), "UNSUPPORTED_FILE_TYPE"),
        (parts_of(files.pdf(), linkedin_url="https://example.com"), "LINKEDIN_URL_INVALID"),
        (parts_of(files.pdf(), late_linkedin_url="ada"), "LINKEDIN_URL_INVALID"),
    ],
)
async def test_what_is_refused_leaves_nothing(
    stack: Stack,
    gateway: Rpc,
    ada: Person,
    sent: AsyncIterator[pb.UploadFileRequest],
    reason: str,
) -> None:
    await refused(gateway.upload(ada, sent), reason)
    url = stack.database_urls["upload"]
    assert not await rows(url, "SELECT id FROM user_uploads WHERE user_id = %s", [ada.user_id])


async def test_a_file_too_large_is_refused_while_it_streams(gateway: Rpc, ada: Person) -> None:
    """Not after a gigabyte."""
    sent = 0

    async def endless() -> AsyncIterator[pb.UploadFileRequest]:
        nonlocal sent
        yield pb.UploadFileRequest(header=pb.UploadHeader(filename="cv.pdf"))
        yield pb.UploadFileRequest(piece=files.pdf())
        piece = files.noise(64 * 1024)
        while sent < 1024 * MIB:
            yield pb.UploadFileRequest(piece=piece)
            sent += len(piece)

    error = await refused(gateway.upload(ada, endless()), "FILE_TOO_LARGE")
    assert error.details["max_bytes"] == str(10 * MIB)
    assert sent < 20 * MIB


async def test_a_wrong_type_is_refused_by_its_first_bytes(gateway: Rpc, ada: Person) -> None:
    stopped = asyncio.Event()

    async def stalled() -> AsyncIterator[pb.UploadFileRequest]:
        yield pb.UploadFileRequest(header=pb.UploadHeader(filename="cv.pdf"))
        yield pb.UploadFileRequest(piece=b"MZ" + bytes(2000))
        await stopped.wait()

    async with asyncio.timeout(10):
        await refused(gateway.upload(ada, stalled()), "UNSUPPORTED_FILE_TYPE")


async def test_the_linkedin_field_may_come_before_or_after(gateway: Rpc, ada: Person) -> None:
    url = "https://www.linkedin.com/in/ada"
    first = await gateway.upload(ada, parts_of(files.pdf(), linkedin_url=f" {url}?x=1 "))
    last = await gateway.upload(ada, parts_of(files.pdf(), late_linkedin_url=url))
    assert first.linkedin_url == last.linkedin_url == url


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/cron.d/x.pdf", "x.pdf"),
        ("a\r\nX-Evil: 1.pdf", "a X-Evil: 1.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("nul\0byte.pdf", "nulbyte.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("\u05e7\u05d5\u05e8\u05d5\u05ea.pdf", "\u05e7\u05d5\u05e8\u05d5\u05ea.pdf"),
        ("'; DROP TABLE user_uploads; --.pdf", "'; DROP TABLE user_uploads; --.pdf"),
        ("%(id)s %s.pdf", "%(id)s %s.pdf"),
    ],
)
async def test_a_dangerous_name_is_made_safe(
    gateway: Rpc, ada: Person, given: str, kept: str
) -> None:
    assert (await gateway.upload(ada, parts_of(files.pdf(), given))).filename == kept


async def test_the_same_content_again_names_the_earliest(
    gateway: Rpc, ada: Person, bob: Person
) -> None:
    first = await gateway.upload(ada, parts_of(files.pdf(), "one.pdf"))
    second = await gateway.upload(ada, parts_of(files.pdf(), "two.pdf"))
    third = await gateway.upload(ada, parts_of(files.pdf(), "three.pdf"))
    other = await gateway.upload(ada, parts_of(files.pdf(seed=1), "other.pdf"))
    assert [second.duplicate_of, third.duplicate_of] == [first.id, first.id]
    assert other.duplicate_of == ""
    # Whether somebody else has the same file is nobody's business.
    assert (await gateway.upload(bob, parts_of(files.pdf()))).duplicate_of == ""
    listed = await gateway.call("upload", "ListUploads", pb.ListUploadsRequest(), ada)
    assert list(listed.uploads) == [other, third, second, first]
    delete = pb.DeleteUploadRequest(upload_id=first.id)
    await gateway.call("upload", "DeleteUpload", delete, ada)
    get = pb.GetUploadRequest(upload_id=third.id)
    again = (await gateway.call("upload", "GetUpload", get, ada)).upload
    assert again.duplicate_of == second.id


async def test_uploads_come_in_pages_newest_first(gateway: Rpc, ada: Person, bob: Person) -> None:
    await gateway.upload(bob, parts_of(files.pdf()))
    made = [(await gateway.upload(ada, parts_of(files.pdf(seed=number)))).id for number in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        request = pb.ListUploadsRequest(page_size=2, page_token=cursor)
        page = await gateway.call("upload", "ListUploads", request, ada)
        assert len(page.uploads) <= 2
        seen += [upload.id for upload in page.uploads]
        cursor = page.next_page_token
        if not cursor:
            break
    assert seen == made[::-1]
    for bad in (
        pb.ListUploadsRequest(page_size=101),
        pb.ListUploadsRequest(page_size=-1),
        pb.ListUploadsRequest(page_token="x"),
    ):
        await refused(gateway.call("upload", "ListUploads", bad, ada), "INVALID_ARGUMENT")


@pytest.mark.parametrize("which", ["other's", NO_ID, "", "x", "../" + NO_ID])
async def test_what_is_not_ones_own_is_not_there(
    gateway: Rpc, ada: Person, bob: Person, which: str
) -> None:
    hers = (await gateway.upload(ada, parts_of(files.pdf()))).id
    asked = hers if which == "other's" else which
    for method, request in (
        ("GetUpload", pb.GetUploadRequest(upload_id=asked)),
        ("DeleteUpload", pb.DeleteUploadRequest(upload_id=asked)),
    ):
        await refused(gateway.call("upload", method, request, bob), "UPLOAD_NOT_FOUND")
    await refused(download(gateway, bob, asked), "UPLOAD_NOT_FOUND")
    assert (await download(gateway, ada, hers))[1] == files.pdf()


async def test_analysis_reads_a_users_file_and_no_other(
    gateway: Rpc, analysis: Rpc, ada: Person, bob: Person
) -> None:
    content = files.pdf(600_000)
    upload = await gateway.upload(ada, parts_of(content))
    request = pb.ReadFileRequest(upload_id=upload.id, user_id=ada.user_id)
    read, back = split(await analysis.stream("upload", "ReadFile", request))
    assert (read, back) == (upload, content)
    for user_id in (bob.user_id, "", "x"):
        request = pb.ReadFileRequest(upload_id=upload.id, user_id=user_id)
        await refused(analysis.stream("upload", "ReadFile", request), "UPLOAD_NOT_FOUND")
    # On behalf of its owner it may look at a file, as the gateway may.
    get = pb.GetUploadRequest(upload_id=upload.id)
    assert (await analysis.call("upload", "GetUpload", get, ada)).upload == upload
    await refused(analysis.call("upload", "GetUpload", get, bob), "UPLOAD_NOT_FOUND")


async def test_which_uploads_still_exist(
    gateway: Rpc, analysis: Rpc, ada: Person, bob: Person
) -> None:
    hers = (await gateway.upload(ada, parts_of(files.pdf()))).id
    his = (await gateway.upload(bob, parts_of(files.pdf()))).id
    request = pb.FilterUploadsRequest(upload_ids=[hers, NO_ID, "x", his])
    answer = await analysis.call("upload", "FilterUploads", request)
    assert sorted(answer.existing_ids) == sorted([hers, his])
    many = pb.FilterUploadsRequest(upload_ids=[NO_ID] * 1001)
    await refused(analysis.call("upload", "FilterUploads", many), "INVALID_ARGUMENT")


async def test_a_sender_that_gives_up_leaves_nothing(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    class GaveUpError(Exception):
        pass

    async def half() -> AsyncIterator[pb.UploadFileRequest]:
        async for part in parts_of(files.pdf(500_000)):
            yield part
        raise GaveUpError

    with pytest.raises(GaveUpError):
        await gateway.upload(ada, half())
    listed = await gateway.call("upload", "ListUploads", pb.ListUploadsRequest(), ada)
    assert not listed.uploads
    url = stack.database_urls["upload"]
    assert not await rows(url, "SELECT id FROM user_uploads WHERE user_id = %s", [ada.user_id])


async def test_a_crash_in_the_middle_of_an_upload_leaves_nothing(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    before = await gateway.upload(ada, parts_of(files.pdf()))

    async def until_killed() -> AsyncIterator[pb.UploadFileRequest]:
        async for part in parts_of(files.pdf(3 * MIB, seed=1)):
            yield part
        stack["upload"].kill()

    await refused(gateway.upload(ada, until_killed()), "SERVICE_UNAVAILABLE")
    stack.spawn("upload")
    await gateway.reach("upload")
    listed = await gateway.call("upload", "ListUploads", pb.ListUploadsRequest(), ada)
    assert [upload.id for upload in listed.uploads] == [before.id]
    orphans = await value(
        stack.database_urls["upload"],
        "SELECT count(*) FROM upload_pieces p LEFT JOIN user_uploads u ON u.id = p.upload_id"
        " WHERE u.id IS NULL",
    )
    assert orphans == 0
    assert (await download(gateway, ada, before.id))[1] == files.pdf()


async def test_a_file_deleted_while_it_is_read_ends_in_an_error(
    gateway: Rpc, analysis: Rpc, ada: Person
) -> None:
    content = files.pdf(10 * MIB)
    upload = await gateway.upload(ada, parts_of(content))
    request = pb.ReadFileRequest(upload_id=upload.id, user_id=ada.user_id)
    answers = analysis.answers("upload", "ReadFile", request)
    received = 0

    async def rest() -> None:
        nonlocal received
        async for answer in answers:
            received += len(answer.piece)

    await anext(answers)
    delete = pb.DeleteUploadRequest(upload_id=upload.id)
    await gateway.call("upload", "DeleteUpload", delete, ada)
    await refused(rest(), "UPLOAD_NOT_FOUND")
    assert received < len(content)


async def test_slow_senders_hold_no_connection_to_the_database(
    stack: Stack, ada: Person, bob: Person
) -> None:
    """More uploads under way than the pool has connections, and everybody else is served."""
    stack.add("upload", "upload-small-pool", DATABASE_POOL="1")
    stack.start("upload-small-pool")
    address = {"upload": stack.address("upload-small-pool")}
    gateway_key = stack.keys.keyring("gateway")
    go = asyncio.Event()
    waiting = 0

    async def held() -> AsyncIterator[pb.UploadFileRequest]:
        nonlocal waiting
        parts = parts_of(files.pdf(200_000))
        yield await anext(parts)
        yield await anext(parts)
        waiting += 1
        await go.wait()
        async for part in parts:
            yield part

    async with calling_as("gateway", gateway_key, address) as caller:
        senders = [asyncio.create_task(caller.upload(ada, held())) for _ in range(3)]

        async def all_wait() -> bool:
            return waiting == 3

        await eventually(all_wait)
        async with asyncio.timeout(10):
            for _ in range(5):
                await caller.call("upload", "ListUploads", pb.ListUploadsRequest(), bob)
            await caller.upload(bob, parts_of(files.pdf()))
        go.set()
        assert len({upload.id for upload in await asyncio.gather(*senders)}) == 3
    stack.remove("upload-small-pool")
