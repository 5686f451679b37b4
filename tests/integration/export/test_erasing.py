"""What the real service keeps goes with its upload, its account and its job, whatever comes late.
Analysis is a stand-in that answers with one profile.
"""

from __future__ import annotations

import asyncio

from libs.db.ids import new_id
from tests.integration.test_erasure import (
    confirm_as_analysis,
    delete_account,
    delete_upload,
    until_awaited,
)
from tests.support import files
from tests.support.database import change
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
from tests.support.people import Person, Rpc, parts_of
from tests.support.probes import eventually
from tests.support.stack import Stack


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
