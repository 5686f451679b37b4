"""Files rendered by the real service, and the profiles they are made of: kept, found again,
expired and replaced. Analysis is a stand-in that answers with one profile.
"""

from __future__ import annotations

from vitae.export.v1 import export_pb2 as pb

from tests.support.database import change
from tests.support.dossier import dossier
from tests.support.exporting import (
    Analysis,
    a_job,
    complete,
    exported,
    holds,
    kept,
    until_gone,
    until_held,
    until_kept,
)
from tests.support.people import Person, Rpc, calling_as
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.stack import Stack

JSON = pb.EXPORT_FORMAT_JSON
KINDS = [number for number in pb.ExportFormat.values() if number]


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
