"""Files in and out: streamed, bounded, and refused as early as can be."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator

import psutil
import pytest

from gateway.routes.uploads import disposition
from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error
from tests.unit.gateway.conftest import Person, Running, Start, eventually

MIB = 1024 * 1024


def form(content: bytes, name: str = "cv.pdf", *, url: str = "", url_first: bool = False) -> bytes:
    file = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + content + b"\r\n"
    )
    field = (
        b'--b\r\nContent-Disposition: form-data; name="linkedin_url"\r\n\r\n'
        + url.encode()
        + b"\r\n"
    )
    parts = [field, file] if url_first else [file, field]
    return b"".join(parts if url else [file]) + b"--b--\r\n"


TYPE = {"content-type": "multipart/form-data; boundary=b"}


async def post(person: Person, body: bytes | AsyncIterator[bytes]) -> tuple[int, dict[str, object]]:
    answer = await person.call("POST", "/api/upload", content=body, headers=TYPE)
    return answer.status_code, answer.json()


@pytest.mark.parametrize("url_first", [True, False])
async def test_the_link_counts_before_and_after_the_file(
    running: Running, *, url_first: bool
) -> None:
    ana = running.someone()
    link = "https://www.linkedin.com/in/ana"
    status, body = await post(ana, form(b"%PDF", url=link, url_first=url_first))
    assert status == 201
    assert body["linkedin_url"] == link
    assert body["sha256"] == hashlib.sha256(b"%PDF").hexdigest()


async def test_a_whole_file_arrives_as_it_was_in_small_pieces(running: Running) -> None:
    ana = running.someone()
    content = os.urandom(3 * MIB)
    status, body = await post(ana, form(content))
    assert status == 201
    assert body["file_size"] == len(content)
    assert body["sha256"] == hashlib.sha256(content).hexdigest()
    assert max(running.backend.upload.pieces) <= 64 * 1024

    answer = await ana.call("GET", f"/api/uploads/{body['id']}/file")
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith('attachment; filename="cv.pdf"')
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_refusal_ends_the_upload_while_the_client_is_still_sending(
    running: Running,
) -> None:
    """The name alone is enough: the rest of the file is not waited for."""
    ana = running.someone()
    reader, writer = await asyncio.open_connection("127.0.0.1", running.settings.http_port)
    start = form(b"x" * 1000, "cv.txt")[:500]
    writer.write(
        b"POST /api/upload HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
        + ana.token.encode()
        + b"\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n"
        + start
    )
    line = await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
    assert line == b"HTTP/1.1 415 Unsupported Media Type\r\n"
    writer.close()


async def test_a_client_that_sends_all_before_it_reads_gets_the_answer(running: Running) -> None:
    ana = running.someone()
    status, body = await post(ana, form(b"x" * (9 * MIB), "cv.txt"))
    assert (status, body["code"]) == (415, "unsupported_file_type")
    assert (await running.http.get("/livez")).status_code == 200


async def test_too_large_is_refused_by_the_promise_alone(running: Running) -> None:
    ana = running.someone()
    reader, writer = await asyncio.open_connection("127.0.0.1", running.settings.http_port)
    writer.write(
        b"POST /api/upload HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
        + ana.token.encode()
        + b"\r\ncontent-type: multipart/form-data; boundary=b\r\n"
        b"content-length: 20000000\r\nexpect: 100-continue\r\n\r\n"
    )
    line = await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
    assert line.startswith(b"HTTP/1.1 413 ")
    writer.close()
    assert running.backend.upload.calls.count("UploadFile") == 0


@pytest.mark.parametrize("announced", [True, False])
async def test_too_large_is_refused_while_it_streams(start: Start, *, announced: bool) -> None:
    async with start(file_max_bytes=MIB) as running:
        ana = running.someone()

        async def chunks() -> AsyncIterator[bytes]:
            yield form(b"")[: -len(b"\r\n--b--\r\n")]
            for _ in range(160):
                yield b"x" * 65536

        body: bytes | AsyncIterator[bytes] = form(b"x" * (2 * MIB)) if announced else chunks()
        status, answer = await post(ana, body)
        assert (status, answer["code"]) == (413, "file_too_large")
        assert not running.backend.upload.files


async def test_the_services_limit_is_the_same_answer(running: Running) -> None:
    ana = running.someone()
    running.backend.upload.limit = MIB
    status, body = await post(ana, form(b"x" * (2 * MIB)))
    assert (status, body["code"]) == (413, "file_too_large")


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        ("application/pdf", b"%PDF", 415, "unsupported_media_type"),
        ("", b"%PDF", 415, "unsupported_media_type"),
        ("multipart/form-data", b"--b--", 400, "malformed_form"),
        (TYPE["content-type"], b"", 400, "malformed_form"),
        (TYPE["content-type"], b"not a form", 400, "malformed_form"),
        (TYPE["content-type"], form(b"x")[:-8], 400, "malformed_form"),
        (TYPE["content-type"], b"--b--\r\n", 400, "file_missing"),
        (TYPE["content-type"], form(b"x").replace(b"--b--\r\n", form(b"y")), 400, "too_many_files"),
        (TYPE["content-type"], form(b""), 400, "file_empty"),
    ],
)
async def test_forms_that_are_none(
    running: Running, content_type: str, body: bytes, status: int, code: str
) -> None:
    ana = running.someone()
    headers = {"content-type": content_type} if content_type else {}
    answer = await ana.call("POST", "/api/upload", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not running.backend.upload.files


async def test_a_client_that_goes_away_leaves_nothing(running: Running) -> None:
    ana = running.someone()
    _, writer = await asyncio.open_connection("127.0.0.1", running.settings.http_port)
    writer.write(
        b"POST /api/upload HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
        + ana.token.encode()
        + b"\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n"
        + form(b"x" * 200_000)[:-8]
    )
    await writer.drain()
    await eventually(lambda: sum(running.backend.upload.pieces) >= 64 * 1024)
    writer.transport.abort()
    await asyncio.wait_for(running.backend.upload.broken_off.wait(), 5)
    assert not running.backend.upload.files


async def test_a_client_that_stalls_is_not_waited_for(start: Start) -> None:
    async with start(upload_idle_seconds=0.2) as running:
        await _stall(running)


async def _stall(running: Running) -> None:
    ana = running.someone()
    reader, writer = await asyncio.open_connection("127.0.0.1", running.settings.http_port)
    writer.write(
        b"POST /api/upload HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
        + ana.token.encode()
        + b"\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n"
        + form(b"x" * 1000)[:-8]
    )
    line = await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
    assert line.startswith(b"HTTP/1.1 408 ")
    await asyncio.wait_for(running.backend.upload.broken_off.wait(), 5)
    writer.close()


async def test_the_upload_service_going_away_midway_is_503(running: Running) -> None:
    ana = running.someone()
    running.backend.upload.calls.fail["UploadFile"] = error(Kind.UNAVAILABLE, "UPLOAD_BUSY")
    status, body = await post(ana, form(b"x" * MIB))
    assert (status, body["code"]) == (503, "upload_busy")


async def test_uploads_have_a_limit_and_it_is_checked_before_the_body(start: Start) -> None:
    async with start(uploads_per_minute=1) as running:
        ana = running.someone()
        assert (await post(ana, form(b"x")))[0] == 201
        status, body = await post(ana, form(b"x"))
        assert (status, body["code"]) == (429, "rate_limited")
        assert running.backend.upload.calls.count("UploadFile") == 1


async def test_who_is_not_signed_in_sends_for_nothing(running: Running) -> None:
    answer = await running.http.post("/api/upload", content=form(b"x" * MIB), headers=TYPE)
    assert answer.status_code == 401
    assert running.backend.upload.calls.count("UploadFile") == 0


async def test_an_upload_costs_little_memory(running: Running) -> None:
    """The gateway's process is this one: twenty files of 10 MB at once would be 200 MB."""
    ana = running.someone()
    running.backend.upload.keep_bytes = False
    piece = b"x" * 65536

    async def one() -> int:
        async def chunks() -> AsyncIterator[bytes]:
            yield form(b"")[: -len(b"\r\n--b--\r\n")]
            for _ in range(150):
                yield piece
            yield b"\r\n--b--\r\n"

        return (await post(ana, chunks()))[0]

    assert await one() == 201
    process = psutil.Process()
    before, most, done = process.memory_info().rss, 0, False

    async def watch() -> None:
        nonlocal most
        while not done:
            most = max(most, process.memory_info().rss)
            await asyncio.sleep(0.005)

    watching = asyncio.create_task(watch())
    assert set(await asyncio.gather(*(one() for _ in range(10)))) == {201}
    done = True
    await watching
    assert most - before < 60 * MIB


async def test_others_files_do_not_exist(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    _, body = await post(ana, form(b"x"))
    for method, path in (
        ("GET", f"/api/uploads/{body['id']}"),
        ("GET", f"/api/uploads/{body['id']}/file"),
        ("DELETE", f"/api/uploads/{body['id']}"),
    ):
        assert (await bob.call(method, path)).json()["code"] == "upload_not_found"
    assert (await ana.call("DELETE", f"/api/uploads/{body['id']}")).status_code == 204
    assert (await ana.call("GET", f"/api/uploads/{body['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cv.pdf", "attachment; filename=\"cv.pdf\"; filename*=UTF-8''cv.pdf"),
        ("Zoë.pdf", "attachment; filename=\"Zoe.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf"),
        (
            "Łæß.pdf",
            "attachment; filename=\"Laess.pdf\"; filename*=UTF-8''%C5%81%C3%A6%C3%9F.pdf",
        ),
        ('a"b;c\\.pdf', "attachment; filename=\"a_b_c_.pdf\"; filename*=UTF-8''a%22b%3Bc%5C.pdf"),
        ("a\r\nb.pdf", "attachment; filename=\"a__b.pdf\"; filename*=UTF-8''a%0D%0Ab.pdf"),
        (
            "履歴書.pdf",
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf",
        ),
        (
            "王 - resume.pdf",
            "attachment; filename=\"resume.pdf\"; filename*=UTF-8''%E7%8E%8B%20-%20resume.pdf",
        ),
        ("-rf.pdf", "attachment; filename=\"rf.pdf\"; filename*=UTF-8''-rf.pdf"),
        ("", "attachment; filename=\"file\"; filename*=UTF-8''file"),
    ],
)
def test_names_of_downloads(name: str, wanted: str) -> None:
    assert disposition(name) == wanted
