"""Exports over fakes: who is asked what, and what is kept."""
# ruff: noqa: ARG002 - a fake has the signature of what it stands for

from __future__ import annotations

from typing import cast

import orjson
import pytest
from sqlalchemy.exc import OperationalError

from libs.profile.model import PersonalInfo
from libs.rpc.errors import DomainError, Kind, RemoteError
from libs.runtime.context import Caller, act_for
from services.export.errors import ExportNameUnknown, ExportTimedOut, JobNotFound
from services.export.models import KeptFile, Key
from services.export.peers import StoredProfile
from services.export.rendering import File, Order
from services.export.repository import RenderedFiles
from services.export.service import INLINE_BYTES, ExportService
from tests.support.dossier import dossier

USER = "01900000-0000-7000-8000-000000000001"
JOB = "01900000-0000-7000-8000-000000000002"
UPLOAD = "01900000-0000-7000-8000-000000000003"
TEXT = dossier().model_dump_json()


class World:
    """Analysis, the database, the renderer and what is kept, in memory."""

    def __init__(self) -> None:
        self.version = "1"
        self.text = TEXT
        self.refusal: DomainError | None = None
        self.files: dict[Key, KeptFile] = {}
        self.away = False
        self.asked: list[str] = []
        self.rendered: list[Order] = []
        self.kept: list[tuple[Key, str, KeptFile]] = []
        self.failure: DomainError | None = None

    async def profile(self, job_id: str, known_version: str) -> StoredProfile:
        self.asked.append(known_version)
        if self.refusal:
            raise self.refusal
        text = "" if known_version == self.version else self.text
        return StoredProfile(text, self.version, UPLOAD)

    async def get(self, key: Key) -> KeptFile | None:
        if self.away:
            raise OperationalError("", None, Exception())
        return self.files.get(key)

    async def render(self, order: Order, user_id: str) -> File:
        assert user_id == USER
        self.rendered.append(order)
        if self.failure:
            raise self.failure
        return File(f"file {len(self.rendered)}", b"%PDF")

    def later(self, key: Key, upload_id: str, file: KeptFile) -> None:
        self.kept.append((key, upload_id, file))
        self.files[key] = file


@pytest.fixture
def world() -> World:
    act_for(Caller("gateway", USER, "session", "identity"))
    return World()


@pytest.fixture
def exports(world: World) -> ExportService:
    return ExportService(world.profile, cast("RenderedFiles", world), world, world)


async def test_what_was_rendered_is_handed_out_again(world: World, exports: ExportService) -> None:
    first = await exports.export(JOB, "pdf", masked=False)
    second = await exports.export(JOB, "pdf", masked=False)
    assert first == second
    assert (first.filename, first.media_type) == ("file 1", "application/pdf")
    assert len(world.rendered) == 1
    assert world.asked == ["", "1"]
    key, upload_id, file = world.kept[0]
    assert key == Key(USER, JOB, "pdf", masked=False)
    assert (upload_id, file.version) == (UPLOAD, "1")


async def test_another_profile_format_or_mask_is_another_file(
    world: World, exports: ExportService
) -> None:
    await exports.export(JOB, "pdf", masked=False)
    await exports.export(JOB, "docx", masked=False)
    await exports.export(JOB, "pdf", masked=True)
    world.version = "2"
    await exports.export(JOB, "pdf", masked=False)
    assert [(order.format, order.masked) for order in world.rendered] == [
        *(("pdf", False), ("docx", False), ("pdf", True), ("pdf", False)),
    ]
    assert world.files[Key(USER, JOB, "pdf", masked=False)].version == "2"


@pytest.mark.parametrize("name", ["json", "csv", "jsonresume"])
async def test_text_is_made_each_time_and_never_kept(
    name: str, world: World, exports: ExportService
) -> None:
    file = await exports.export(JOB, name, masked=False)
    assert b"Ana Quill Marlowe" in file.content
    assert (world.kept, world.rendered, world.asked) == ([], [], [""])


@pytest.mark.parametrize("name", ["json", "csv", "jsonresume"])
async def test_text_that_may_take_long_is_made_where_pages_are_and_not_kept(
    name: str, world: World, exports: ExportService
) -> None:
    assert (await exports.export(JOB, name, masked=True)).content == b"%PDF"
    world.text = dossier(summary="x" * INLINE_BYTES).model_dump_json()
    await exports.export(JOB, name, masked=False)
    assert [(order.format, order.masked) for order in world.rendered] == [
        *((name, True), (name, False)),
    ]
    world.failure = ExportTimedOut()
    with pytest.raises(ExportTimedOut):
        await exports.export(JOB, name, masked=True)
    assert (world.kept, world.asked) == ([], ["", "", ""])


@pytest.mark.parametrize("name", ["json", "csv", "jsonresume", "pdf", "docx"])
async def test_a_name_nobody_read_is_not_said_to_be_hidden(
    name: str, world: World, exports: ExportService
) -> None:
    world.text = dossier(personal_info=PersonalInfo()).model_dump_json()
    with pytest.raises(ExportNameUnknown):
        await exports.export(JOB, name, masked=True)
    assert (world.rendered, world.kept) == ([], [])
    assert (await exports.export(JOB, name, masked=False)).content


async def test_a_refusal_comes_through_even_where_a_file_is_kept(
    world: World, exports: ExportService
) -> None:
    await exports.export(JOB, "pdf", masked=False)
    for reason in ("JOB_NOT_FOUND", "JOB_NOT_COMPLETED"):
        world.refusal = RemoteError(Kind.NOT_FOUND, reason, "", {})
        for name in ("pdf", "json"):
            with pytest.raises(DomainError) as refused:
                await exports.export(JOB, name, masked=False)
            assert refused.value.reason == reason


async def test_what_cannot_be_looked_up_is_rendered(world: World, exports: ExportService) -> None:
    world.away = True
    assert (await exports.export(JOB, "docx", masked=False)).content == b"%PDF"


async def test_what_failed_is_not_kept(world: World, exports: ExportService) -> None:
    world.failure = ExportTimedOut()
    with pytest.raises(ExportTimedOut):
        await exports.export(JOB, "pdf", masked=False)
    assert world.kept == []


async def test_what_cannot_be_an_id_is_not_found(world: World, exports: ExportService) -> None:
    with pytest.raises(JobNotFound):
        await exports.export("../x", "json", masked=False)
    assert world.asked == []


async def test_json_carries_the_moment_it_was_made(world: World, exports: ExportService) -> None:
    one = orjson.loads((await exports.export(JOB, "json", masked=False)).content)
    two = orjson.loads((await exports.export(JOB, "json", masked=False)).content)
    assert one["exported_at"] < two["exported_at"]
