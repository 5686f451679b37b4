"""Exports through the gateway: streamed, named, limited, and told apart from failures."""

from __future__ import annotations

import asyncio
import os

import httpx
import pytest
from vitae.export.v1 import export_pb2 as pb

from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error
from tests.unit.gateway.conftest import Running, Start, eventually

MIB = 1024 * 1024
PATH = "/api/analysis/export?job_id=some-job"


@pytest.mark.parametrize(
    ("query", "wanted", "masked"),
    [
        ("format=json", pb.EXPORT_FORMAT_JSON, False),
        ("format=csv", pb.EXPORT_FORMAT_CSV, False),
        ("format=pdf&mask=personal", pb.EXPORT_FORMAT_PDF, True),
        ("format=docx", pb.EXPORT_FORMAT_DOCX, False),
        ("format=json&schema=jsonresume&mask=personal", pb.EXPORT_FORMAT_JSONRESUME, True),
    ],
)
async def test_what_is_asked_for_is_handed_on(
    running: Running, query: str, wanted: int, *, masked: bool
) -> None:
    ana = running.someone()
    answer = await ana.call("GET", f"{PATH}&{query}")
    assert answer.status_code == 200, answer.text
    asked = running.backend.export.asked[0]
    assert (asked.job_id, asked.format, asked.mask_personal) == ("some-job", wanted, masked)
    assert running.backend.export.calls.made[0][1] == ana.user_id


async def test_the_file_comes_whole_under_its_name_and_type(running: Running) -> None:
    export = running.backend.export
    export.filename, export.content = 'José "X" Ñandú - resume analysis.pdf', os.urandom(3 * MIB)
    answer = await running.someone().call("GET", f"{PATH}&format=pdf")
    assert answer.content == export.content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(3 * MIB)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="Jose _X_ Nandu - resume analysis.pdf"; '
        "filename*=UTF-8''Jos%C3%A9%20%22X%22%20%C3%91and%C3%BA%20-%20resume%20analysis.pdf"
    )


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("format=xls", "format", "Give 'json', 'csv', 'pdf' or 'docx'."),
        ("", "format", "Field required"),
        ("format=pdf&schema=jsonresume", "schema", "Only format=json has schemas."),
        ("format=json&schema=other", "schema", "Give 'jsonresume', or leave it out."),
        ("format=json&mask=all", "mask", "Give 'personal', or leave it out."),
    ],
)
async def test_what_cannot_be_asked_for_is_422(
    running: Running, query: str, field: str, said: str
) -> None:
    answer = await running.someone().call("GET", f"{PATH}&{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"] == [{"field": field, "message": said}]
    assert not running.backend.export.asked


@pytest.mark.parametrize(
    ("kind", "reason", "status"),
    [
        (Kind.NOT_FOUND, "JOB_NOT_FOUND", 404),
        (Kind.CONFLICT, "JOB_NOT_COMPLETED", 409),
        (Kind.INVALID, "EXPORT_TOO_LARGE", 422),
        (Kind.INVALID, "EXPORT_NAME_UNKNOWN", 422),
        (Kind.EXHAUSTED, "TOO_MANY_EXPORTS_AT_ONCE", 429),
        (Kind.UNAVAILABLE, "EXPORT_BUSY", 503),
        (Kind.UNAVAILABLE, "EXPORT_TIMED_OUT", 503),
        (Kind.UNAVAILABLE, "EXPORT_FAILED", 503),
    ],
)
async def test_a_failure_before_the_first_byte_is_a_problem(
    running: Running, kind: Kind, reason: str, status: int
) -> None:
    running.backend.export.calls.fail["ExportProfile"] = error(kind, reason)
    answer = await running.someone().call("GET", f"{PATH}&format=pdf")
    assert (answer.status_code, answer.json()["code"]) == (status, reason.lower())
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-disposition" not in answer.headers


async def test_a_failure_in_the_middle_breaks_the_transfer(running: Running) -> None:
    export = running.backend.export
    export.content, export.breaks_at = os.urandom(MIB), MIB // 2
    with pytest.raises(httpx.RemoteProtocolError):
        await running.someone().call("GET", f"{PATH}&format=pdf")
    export.breaks_at = None
    answer = await running.someone().call("GET", f"{PATH}&format=pdf")
    assert answer.content == export.content


async def test_nobody_gets_anything(running: Running) -> None:
    answer = await running.http.get(f"{PATH}&format=json")
    assert answer.status_code == 401
    assert not running.backend.export.asked


async def test_a_slow_reader_holds_little_of_a_file(running: Running) -> None:
    """What the gateway takes from the service follows what the reader takes from it."""
    export = running.backend.export
    export.content = os.urandom(48 * MIB)
    ana = running.someone()
    async with running.http.stream("GET", f"{PATH}&format=pdf", headers=ana.headers) as answer:
        assert answer.status_code == 200
        parts = answer.aiter_raw(65536)
        await anext(parts)
        seen = -1
        async with asyncio.timeout(10):
            while seen != export.sent:  # until nothing moves any more
                seen = export.sent
                await asyncio.sleep(0.3)
        assert seen < 24 * MIB


async def test_exports_are_limited_a_user(start: Start) -> None:
    async with start(exports_per_minute=2) as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        for _ in range(2):
            assert (await ana.call("GET", f"{PATH}&format=json")).status_code == 200
        answer = await ana.call("GET", f"{PATH}&format=json")
        assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
        assert answer.headers["ratelimit-policy"] == '"exports";q=2;w=60'
        assert int(answer.headers["retry-after"]) > 0
        assert (await bob.call("GET", f"{PATH}&format=json")).status_code == 200


async def test_whoever_leaves_before_the_first_byte_ends_the_call(running: Running) -> None:
    export = running.backend.export
    export.hold = asyncio.Event()
    ana = running.someone()
    asked = asyncio.create_task(ana.call("GET", f"{PATH}&format=pdf"))
    await eventually(lambda: export.calls.count("ExportProfile") == 1)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await asyncio.wait_for(export.broken_off.wait(), 5)
