"""Exports over fakes: who is asked what, and what is kept."""

from __future__ import annotations

from typing import cast

import pytest
from sqlalchemy.exc import OperationalError

from libs.rpc.errors import DomainError, Kind, RemoteError
from libs.runtime.context import Caller, act_for
from services.export.errors import ExportTimedOut, JobNotFound
from services.export.formats.catalogue import FORMATS
from services.export.models import Key, StoredProfile
from services.export.rendering import File, Order
from services.export.repository import Found, Repository
from services.export.service import SHORT_BYTES, ExportService
from tests.support.dossier import dossier

USER = "01900000-0000-7000-8000-000000000001"
JOB = "01900000-0000-7000-8000-000000000002"
UPLOAD = "01900000-0000-7000-8000-000000000003"
TEXT = dossier().model_dump_json()


class World:
    """Analysis, the database, the renderer and what is kept, in memory."""

    def __init__(self) -> None:
        self.text = TEXT
        self.refusal: DomainError | None = None
        self.files: dict[Key, File] = {}
        self.profiles: dict[str, StoredProfile] = {}  # that were taken in
        self.erased: set[str] = set()
        self.away = False
        self.asked: list[str] = []
        self.rendered: list[Order] = []
        self.kept: list[tuple[Key, str, File]] = []
        self.failure: DomainError | None = None

    async def profile(self, job_id: str) -> StoredProfile:
        self.asked.append(job_id)
        if self.refusal:
            raise self.refusal
        return StoredProfile(self.text, UPLOAD)

    async def completed(self, job_id: str, user_id: str) -> StoredProfile | None:
        assert (job_id, user_id) == (JOB, USER)
        return None if job_id in self.erased else StoredProfile(self.text, UPLOAD)

    async def erase_job(self, job_id: str) -> None:
        self.profiles.pop(job_id, None)

    async def find(self, key: Key) -> Found:
        if self.away:
            raise OperationalError("", None, Exception())
        return Found(self.files.get(key), self.profiles.get(key.job_id))

    async def render(self, order: Order, user_id: str) -> File:
        assert user_id == USER
        self.rendered.append(order)
        if self.failure:
            raise self.failure
        return File(f"file {len(self.rendered)}", b"%PDF")

    def later(self, key: Key, upload_id: str, file: File) -> None:
        self.kept.append((key, upload_id, file))
        self.files[key] = file


class Keeps:
    """What is kept, of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.later = world.later

    async def profile(self, job_id: str, user_id: str, profile: StoredProfile) -> None:
        assert user_id == USER
        self._world.profiles[job_id] = profile


@pytest.fixture
def world() -> World:
    act_for(Caller("gateway", USER, "session", "identity"))
    return World()


@pytest.fixture
def exports(world: World) -> ExportService:
    return ExportService(world, cast("Repository", world), world, Keeps(world))


@pytest.mark.parametrize("name", FORMATS)
async def test_what_was_rendered_is_handed_out_again(
    name: str, world: World, exports: ExportService
) -> None:
    first = await exports.export(JOB, name, masked=False)
    second = await exports.export(JOB, name, masked=False)
    assert first == second
    assert first.media_type == FORMATS[name].media_type
    assert world.asked == [JOB]  # once: what is kept holds
    file = File(first.filename, first.content)
    assert world.kept == [(Key(USER, JOB, name, masked=False), UPLOAD, file)]


@pytest.mark.parametrize("name", FORMATS)
async def test_analysis_is_not_asked_for_what_was_taken_in(
    name: str, world: World, exports: ExportService
) -> None:
    asked = await exports.export(JOB, name, masked=False)
    world.files.clear()
    await exports.job_completed(JOB, USER)
    assert world.profiles == {JOB: StoredProfile(TEXT, UPLOAD)}
    world.asked.clear()
    found = await exports.export(JOB, name, masked=False)
    assert (found.media_type, world.asked) == (asked.media_type, [])
    assert world.kept[-1] == (*world.kept[0][:2], File(found.filename, found.content))


async def test_nothing_is_taken_in_of_a_job_that_was_erased_meanwhile(
    world: World, exports: ExportService
) -> None:
    world.profiles[JOB] = StoredProfile(TEXT, UPLOAD)  # by an earlier try
    world.erased.add(JOB)
    await exports.job_completed(JOB, USER)
    assert world.profiles == {}


@pytest.mark.parametrize("name", ["json", "csv", "jsonresume"])
async def test_short_text_is_made_here_and_what_may_take_long_is_not(
    name: str, world: World, exports: ExportService
) -> None:
    assert b"Ana Quill Marlowe" in (await exports.export(JOB, name, masked=False)).content
    assert world.rendered == []
    await exports.export(JOB, name, masked=True)
    world.files.clear()
    world.text = dossier(summary="x" * SHORT_BYTES).model_dump_json()
    await exports.export(JOB, name, masked=False)
    assert [(order.format, order.masked) for order in world.rendered] == [
        *((name, True), (name, False)),
    ]


async def test_another_format_or_mask_is_another_file(world: World, exports: ExportService) -> None:
    await exports.export(JOB, "pdf", masked=False)
    await exports.export(JOB, "docx", masked=False)
    await exports.export(JOB, "pdf", masked=True)
    assert [(order.format, order.masked, order.profile) for order in world.rendered] == [
        *(("pdf", False, TEXT.encode()), ("docx", False, TEXT.encode())),
        ("pdf", True, TEXT.encode()),
    ]


@pytest.mark.parametrize("reason", ["JOB_NOT_FOUND", "JOB_NOT_COMPLETED"])
async def test_a_refusal_comes_through(reason: str, world: World, exports: ExportService) -> None:
    world.refusal = RemoteError(Kind.NOT_FOUND, reason, "", {})
    for name in FORMATS:
        with pytest.raises(DomainError) as refused:
            await exports.export(JOB, name, masked=False)
        assert refused.value.reason == reason
    assert (world.rendered, world.kept) == ([], [])


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
