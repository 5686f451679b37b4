"""Files rendered by the real service, and the profiles they are made of: kept, found again,
expired, replaced and erased. Analysis is a stand-in that answers with one profile.
"""
# ruff: noqa: ARG002, N802 - the signatures are gRPC's

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc
from vitae.events.v1 import events_pb2
from vitae.export.v1 import export_pb2 as pb

from libs.bus.topology import JOB_COMPLETED
from libs.db.ids import new_id
from libs.rpc.errors import Kind, RemoteError
from libs.rpc.server import Mount, for_service, for_user, serving
from libs.runtime.context import caller
from tests.integration.test_erasure import (
    confirm_as_analysis,
    delete_account,
    delete_upload,
    until_awaited,
)
from tests.support import files
from tests.support.bus import bus_of
from tests.support.database import change, rows
from tests.support.dossier import dossier
from tests.support.people import Person, Rpc, calling_as, parts_of
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.stack import Stack

PIECE_MOST = 64 * 1024
PDF, JSON = pb.EXPORT_FORMAT_PDF, pb.EXPORT_FORMAT_JSON
KINDS = [number for number in pb.ExportFormat.values() if number]


class Analysis(analysis_pb2_grpc.AnalysisServiceServicer):
    """Completed jobs of some people, all with one profile."""

    def __init__(self) -> None:
        self.jobs: dict[str, tuple[str, str]] = {}  # job → its owner's id, its upload's
        self.text = dossier().model_dump_json()
        self.read: list[str] = []  # jobs of which the profile was asked for
        self.taken: list[str] = []  # and by export itself
        self.asked, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()

    def job(self, person: Person, upload_id: str) -> str:
        job_id = new_id()
        self.jobs[job_id] = (person.user_id, upload_id)
        return job_id

    async def GetProfile(self, request: Any, context: Any) -> Any:
        owner, upload_id = self.jobs.get(request.job_id, ("", ""))
        if owner != caller().user_id:
            raise RemoteError(Kind.NOT_FOUND, "JOB_NOT_FOUND", "", {})
        self.read.append(request.job_id)
        self.asked.set()
        await self.go.wait()
        return analysis_pb2.GetProfileResponse(profile_json=self.text, upload_id=upload_id)

    async def ReadProfile(self, request: Any, context: Any) -> Any:
        owner, upload_id = self.jobs.get(request.job_id, ("", ""))
        if not owner or owner != request.user_id:
            raise RemoteError(Kind.NOT_FOUND, "JOB_NOT_FOUND", "", {})
        self.taken.append(request.job_id)
        return analysis_pb2.ReadProfileResponse(profile_json=self.text, upload_id=upload_id)


@pytest.fixture
async def analysis(stack: Stack) -> AsyncIterator[Analysis]:
    made = Analysis()  # pyright: ignore[reportAbstractUsage] - of two methods
    register = analysis_pb2_grpc.add_AnalysisServiceServicer_to_server
    access = {"GetProfile": for_user("export"), "ReadProfile": for_service("export")}
    mount = Mount(register, made, "vitae.analysis.v1.AnalysisService", access)
    async with serving(stack.address("analysis"), [mount], stack.keys.keyring("analysis")):
        yield made


async def a_job(gateway: Rpc, analysis: Analysis, person: Person) -> str:
    """Of an upload that is there: of others nothing is kept."""
    upload = await gateway.upload(person, parts_of(files.pdf()))
    return analysis.job(person, upload.id)


async def exported(
    gateway: Rpc, person: Person, job_id: str, kind: int = PDF, *, masked: bool = False
) -> tuple[pb.ExportHeader, bytes]:
    request = pb.ExportProfileRequest(job_id=job_id, format=cast("Any", kind), mask_personal=masked)
    parts = await gateway.stream("export", "ExportProfile", request, person)
    first = parts[0]
    assert all(0 < len(part.piece) <= PIECE_MOST for part in parts)
    content = b"".join(part.piece for part in parts)
    assert first.header.size == len(content)
    return first.header, content


async def kept(stack: Stack, job_id: str) -> list[Any]:
    statement = """SELECT format, masked, filename FROM rendered_files WHERE job_id = %s
        ORDER BY format, masked"""
    return await rows(stack.database_urls["export"], statement, [job_id])


async def until_kept(stack: Stack, job_id: str, count: int) -> list[Any]:
    async def all_of_them() -> list[Any]:
        found = await kept(stack, job_id)
        return found if len(found) == count else []

    return await eventually(all_of_them)


async def until_gone(stack: Stack, job_id: str, within: float = 20.0) -> None:
    async def gone() -> bool:
        return not await kept(stack, job_id)

    await eventually(gone, within)


async def complete(stack: Stack, person: Person, job_id: str) -> None:
    """As analysis tells of it."""
    event = events_pb2.JobCompleted(job_id=job_id, user_id=person.user_id)
    async with bus_of(stack.nats, "analysis") as bus:
        await bus.jetstream().publish(JOB_COMPLETED, event.SerializeToString())


async def holds(stack: Stack, job_id: str) -> str | None:
    """The profile that export holds."""
    statement = "SELECT profile FROM profiles WHERE job_id = %s"
    found = await rows(stack.database_urls["export"], statement, [job_id])
    return found[0][0] if found else None


async def until_held(stack: Stack, job_id: str) -> str:
    found = await eventually(lambda: holds(stack, job_id))
    assert found is not None
    return found


async def age(stack: Stack, job_id: str, minutes: int) -> None:
    statement = """UPDATE rendered_files SET rendered_at = now() - make_interval(mins => %s)
        WHERE job_id = %s"""
    assert await change(stack.database_urls["export"], statement, [minutes, job_id])


async def test_a_rendered_file_is_found_again(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    header, content = await exported(gateway, ada, job_id)
    assert (header.filename, header.media_type) == (
        "Ana Quill Marlowe - resume analysis.pdf",
        "application/pdf",
    )
    assert content.startswith(b"%PDF-")
    await until_kept(stack, job_id, 1)
    assert await exported(gateway, ada, job_id) == (header, content)
    assert analysis.read == [job_id]


async def test_each_format_and_mask_is_a_file_of_its_own(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    made = {
        (kind, masked): await exported(gateway, ada, job_id, kind, masked=masked)
        for kind in KINDS
        for masked in (False, True)
    }
    found = await until_kept(stack, job_id, 2 * len(KINDS))
    assert all(("Ana" in name) != masked for _, masked, name in found)
    for (kind, masked), file in made.items():
        assert await exported(gateway, ada, job_id, kind, masked=masked) == file
    assert len(analysis.read) == len(made)


async def test_what_was_made_of_an_earlier_profile_is_dropped(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id, other = [await a_job(gateway, analysis, ada) for _ in range(2)]
    before = {each: await exported(gateway, ada, each, JSON) for each in (job_id, other)}
    for each in before:
        await until_kept(stack, each, 1)
    analysis.text = dossier(summary="Another.").model_dump_json()
    await complete(stack, ada, job_id)
    await until_gone(stack, job_id)
    assert b"Another." in (await exported(gateway, ada, job_id, JSON))[1]
    assert await exported(gateway, ada, other, JSON) == before[other]


async def test_the_profile_of_a_completed_job_is_at_hand_before_anybody_asks(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person, bob: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    await complete(stack, ada, job_id)
    assert await until_held(stack, job_id) == analysis.text
    for kind in KINDS:
        await exported(gateway, ada, job_id, kind)
    assert analysis.read == []
    await until_kept(stack, job_id, len(KINDS))
    await age(stack, job_id, 61)
    await exported(gateway, ada, job_id, JSON)
    assert analysis.read == []
    await refused(exported(gateway, bob, job_id, JSON), "JOB_NOT_FOUND")


async def test_the_next_profile_takes_the_place_of_the_one_before(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    await complete(stack, ada, job_id)
    await until_held(stack, job_id)
    analysis.text = dossier(summary="Another.").model_dump_json()
    await complete(stack, ada, job_id)

    async def another() -> bool:
        return "Another." in (await holds(stack, job_id) or "")

    await eventually(another)
    assert b"Another." in (await exported(gateway, ada, job_id, JSON))[1]


async def test_a_file_is_handed_out_for_an_hour(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    _, content = await exported(gateway, ada, job_id)
    await until_kept(stack, job_id, 1)
    await age(stack, job_id, 59)
    assert (await exported(gateway, ada, job_id))[1] == content
    await age(stack, job_id, 61)
    await exported(gateway, ada, job_id)
    assert analysis.read == [job_id, job_id]
    await until_kept(stack, job_id, 1)
    await age(stack, job_id, 61)
    await until_gone(stack, job_id)


async def test_only_its_owner_gets_a_file_that_is_kept(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person, bob: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    await exported(gateway, ada, job_id)
    await until_kept(stack, job_id, 1)
    await refused(exported(gateway, bob, job_id), "JOB_NOT_FOUND")
    await refused(exported(gateway, bob, job_id, JSON), "JOB_NOT_FOUND")
    await refused(exported(gateway, ada, "nothing"), "JOB_NOT_FOUND")
    await refused(exported(gateway, ada, job_id, 0), "INVALID_ARGUMENT")


async def test_a_file_that_cannot_be_kept_is_answered_all_the_same(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    url, job_id = stack.database_urls["export"], await a_job(gateway, analysis, ada)
    await change(url, "ALTER TABLE rendered_files ADD CONSTRAINT full_ CHECK (false) NOT VALID")
    try:
        for _ in range(2):
            assert (await exported(gateway, ada, job_id))[1].startswith(b"%PDF-")
    finally:
        await change(url, "ALTER TABLE rendered_files DROP CONSTRAINT full_")
    await exported(gateway, ada, job_id)
    await until_kept(stack, job_id, 1)


async def test_the_oldest_go_where_a_user_has_no_more_room(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person, bob: Person
) -> None:
    """In a replica that has room for one file and a half."""
    jobs = [await a_job(gateway, analysis, ada) for _ in range(3)]
    his = await a_job(gateway, analysis, bob)
    size = (await exported(gateway, bob, his))[0].size
    small = stack.add("export", "export-small", EXPORT_CACHE_BYTES=str(size * 3 // 2))
    small.spawn()
    await stack.until_ready("export-small")
    addresses = {"export": small.address}
    async with calling_as("gateway", stack.keys.keyring("gateway"), addresses) as rpc:
        for job_id in jobs:
            await exported(rpc, ada, job_id)
            await until_kept(stack, job_id, 1)
    await until_gone(stack, jobs[0])
    await until_gone(stack, jobs[1])
    assert await kept(stack, jobs[2])
    assert await kept(stack, his)
    stack.remove("export-small")


# --- erasing --------------------------------------------------------------------------------------


async def test_a_deleted_upload_takes_its_files_along(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    gone = await gateway.upload(ada, parts_of(files.pdf()))
    stays = await gateway.upload(ada, parts_of(files.pdf(seed=1)))
    jobs = [analysis.job(ada, each.id) for each in (gone, gone, stays)]
    for job_id in jobs:
        await complete(stack, ada, job_id)
        await until_held(stack, job_id)
        await exported(gateway, ada, job_id)
        await until_kept(stack, job_id, 1)
    await delete_upload(gateway, ada, gone.id)
    await until_awaited(stack, "upload", gone.id, ["analysis"])
    assert [len(await kept(stack, job_id)) for job_id in jobs] == [0, 0, 1]
    assert [await holds(stack, job_id) for job_id in jobs] == [None, None, analysis.text]
    await confirm_as_analysis(stack, "erased.file", gone.id)


async def test_a_deleted_account_takes_its_files_along(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person, bob: Person
) -> None:
    hers = await a_job(gateway, analysis, ada)
    his = await a_job(gateway, analysis, bob)
    for person, job_id in ((ada, hers), (bob, his)):
        await complete(stack, person, job_id)
        await until_held(stack, job_id)
        await exported(gateway, person, job_id)
    await until_kept(stack, his, 1)
    await delete_account(gateway, ada)
    await until_awaited(stack, "auth", ada.user_id, ["analysis"])
    await until_gone(stack, hers)
    assert await kept(stack, his)
    assert [await holds(stack, job_id) for job_id in (hers, his)] == [None, analysis.text]
    await confirm_as_analysis(stack, "erased.user", ada.user_id)


async def test_a_file_that_is_rendered_during_the_erasure_is_not_kept(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    """The profile was read before; its file comes after every confirmation."""
    gone = await gateway.upload(ada, parts_of(files.pdf()))
    stays = await gateway.upload(ada, parts_of(files.pdf(seed=1)))
    late, later = analysis.job(ada, gone.id), analysis.job(ada, stays.id)
    analysis.go.clear()
    analysis.asked.clear()
    going = asyncio.create_task(exported(gateway, ada, late))
    await analysis.asked.wait()
    await delete_upload(gateway, ada, gone.id)
    await until_awaited(stack, "upload", gone.id, ["analysis"])
    analysis.go.set()
    await going
    await exported(gateway, ada, later)
    await until_kept(stack, later, 1)  # they are kept in turn: the late one had its own
    assert not await kept(stack, late)
    await confirm_as_analysis(stack, "erased.file", gone.id)


async def test_a_completion_that_is_heard_of_after_the_erasure_leaves_nothing(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    gone = await gateway.upload(ada, parts_of(files.pdf()))
    late, later = analysis.job(ada, gone.id), await a_job(gateway, analysis, ada)
    await delete_upload(gateway, ada, gone.id)
    await until_awaited(stack, "upload", gone.id, ["analysis"])
    await complete(stack, ada, late)  # analysis has not erased it yet
    await complete(stack, ada, later)
    await until_held(stack, later)  # they are heard of in turn
    assert analysis.taken[0] == late
    assert await holds(stack, late) is None
    await confirm_as_analysis(stack, "erased.file", gone.id)


async def test_what_an_earlier_try_took_in_goes_with_the_job(
    stack: Stack, gateway: Rpc, analysis: Analysis, ada: Person
) -> None:
    job_id = await a_job(gateway, analysis, ada)
    await complete(stack, ada, job_id)
    await until_held(stack, job_id)
    del analysis.jobs[job_id]
    await complete(stack, ada, job_id)  # told again

    async def let_go() -> bool:
        return await holds(stack, job_id) is None

    await eventually(let_go)


async def test_what_no_event_told_of_is_found_by_the_reconciler(stack: Stack) -> None:
    """As after a crash between keeping something and looking whether its upload is still there."""
    job_id, profile = new_id(), new_id()
    taken_in = (
        "INSERT INTO profiles (job_id, user_id, upload_id, profile) VALUES (%s, %s, %s, '{}')"
    )
    await change(stack.database_urls["export"], taken_in, [profile, new_id(), new_id()])
    statement = """
        INSERT INTO rendered_files (job_id, format, masked, user_id, upload_id, renderer, filename,
            size, content)
        VALUES (%s, 'pdf', false, %s, %s, 'x', 'x.pdf', 1, 'x')"""
    await change(stack.database_urls["export"], statement, [job_id, new_id(), new_id()])
    await until_gone(stack, job_id)

    async def let_go() -> bool:
        return await holds(stack, profile) is None

    await eventually(let_go)
