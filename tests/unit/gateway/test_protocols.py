"""Connections that misbehave below the level of requests."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress

import pytest

from tests.unit.gateway.conftest import Running, Start, eventually

REQUEST = b"GET /livez HTTP/1.1\r\nhost: localhost\r\n"


async def open_to(running: Running) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", running.settings.http_port)


async def answer_to(running: Running, *chunks: bytes) -> bytes:
    """The status line, or nothing where the connection is just closed."""
    reader, writer = await open_to(running)
    with suppress(ConnectionError):
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
    try:
        async with asyncio.timeout(5):
            return await reader.readline()
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    "chunks",
    [
        [REQUEST + b"x: " + b"y" * 40_000 + b"\r\n\r\n"],
        [REQUEST, *[b"h%d: %b\r\n" % (n, b"y" * 1000) for n in range(40)], b"\r\n"],
        [REQUEST + b"x: ", *[b"y" * 8000] * 8],  # a header that never ends
        [b"GET /" + b"p" * 40_000 + b" HTTP/1.1\r\nhost: localhost\r\n\r\n"],
    ],
    ids=["one", "many", "endless", "path"],
)
async def test_a_head_has_a_limit(running: Running, chunks: list[bytes]) -> None:
    assert (await answer_to(running, *chunks)).startswith(b"HTTP/1.1 431 ")


async def test_a_head_of_common_size_is_fine(running: Running) -> None:
    head = REQUEST + b"cookie: " + b"y" * 8000 + b"\r\n\r\n"
    assert (await answer_to(running, head)).startswith(b"HTTP/1.1 200 ")


async def test_nonsense_is_a_bad_request(running: Running) -> None:
    assert (await answer_to(running, b"\x16\x03\x01\r\n\r\n")).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("sent", [b"", REQUEST, b"GET / HT"])
async def test_a_head_has_to_arrive(
    running: Running, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr("gateway.protocols.HEAD_SECONDS", 0.2)
    assert await answer_to(running, sent) == b""


async def test_two_hosts_are_none(running: Running) -> None:
    head = REQUEST.replace(b"/livez", b"/api/uploads") + b"host: evil.example\r\n\r\n"
    assert (await answer_to(running, head)).startswith(b"HTTP/1.1 421 ")


async def test_a_refused_body_is_dropped_up_to_a_point(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.protocols.DISCARDED_BYTES", 1_000_000)
    reader, writer = await open_to(running)
    writer.write(
        b"POST /api/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999\r\n\r\n"
    )
    assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")

    async def send_on() -> None:
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    with pytest.raises(ConnectionError):
        await asyncio.wait_for(send_on(), 5)


async def test_who_does_not_read_an_answer_is_cut_off(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.protocols.UNREAD_SECONDS", 0.2)
    ana = running.someone()
    content = b"x" * (8 * 1024 * 1024)
    files = {"file": ("cv.pdf", content, "application/pdf")}
    upload = (await ana.call("POST", "/api/upload", files=files)).json()
    reader, writer = await open_to(running)
    writer.write(
        b"GET /api/uploads/%b/file HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer %b\r\n\r\n"
        % (upload["id"].encode(), ana.token.encode())
    )
    assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")

    def cut() -> bool:  # counted once it is over, one way or the other
        labels = {"method": "GET", "route": "/api/uploads/{upload_id}/file"}
        seen = running.gateway.metrics.registry.get_sample_value("vitae_http_seconds_count", labels)
        return bool(seen)

    await eventually(cut)
    taken = 0
    with suppress(ConnectionError, asyncio.IncompleteReadError):
        async with asyncio.timeout(5):
            while chunk := await reader.read(65536):
                taken += len(chunk)
    assert taken < len(content)
    writer.close()


async def test_requests_in_one_connection_do_not_mix(running: Running) -> None:
    """Two people behind one proxy share a connection, pipelined."""
    ana, bob = running.someone(), running.someone("bob@example.org")
    reader, writer = await open_to(running)
    head = b"GET /api/auth/me HTTP/1.1\r\nhost: localhost\r\n"
    for person in (ana, bob):
        writer.write(head + b"authorization: Bearer %b\r\n\r\n" % person.token.encode())
    writer.write(head + b"connection: close\r\n\r\n")
    async with asyncio.timeout(5):
        text = await reader.read()
    assert text.count(b"HTTP/1.1 200 OK") == 2
    assert text.count(b"HTTP/1.1 401 Unauthorized") == 1
    assert (
        text.index(b"ana@example.org")
        < text.index(b"bob@example.org")
        < text.index(b"HTTP/1.1 401")
    )


async def test_one_connection_too_many_is_told_as_any_other_failure(start: Start) -> None:
    async with start(max_connections=10) as running, AsyncExitStack() as stack:
        for _ in range(12):
            _, writer = await open_to(running)
            stack.callback(writer.close)
        answer = await running.http.get("/livez")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["connection"] == "close"
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["code"] == "service_unavailable"
    async with start(max_connections=10) as running:
        assert (await running.http.get("/livez")).status_code == 200
