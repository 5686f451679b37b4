"""Deleting a file or an account erases it in every service, whoever is down meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from vitae.auth.v1 import auth_pb2
from vitae.events.v1 import events_pb2
from vitae.upload.v1 import upload_pb2

from libs.bus.topology import ERASED_FILE, ERASED_USER, USER_DELETED
from libs.db.ids import new_id
from tests.support import files
from tests.support.bus import bus_of
from tests.support.database import change, rows
from tests.support.people import PASSWORD, Person, Rpc, parts_of, somewhere
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.stack import Stack


async def confirm_as_analysis(stack: Stack, subject: str, erased_id: str) -> None:
    """Analysis, which doesn't run here, says that it has erased its part."""
    word = events_pb2.Erased(service="analysis", id=erased_id)
    async with bus_of(stack.nats, "analysis") as bus:
        await bus.jetstream().publish(subject, word.SerializeToString())


async def delete_account(gateway: Rpc, person: Person) -> None:
    request = auth_pb2.DeleteAccountRequest(password=PASSWORD, client=somewhere())
    await gateway.call("auth", "DeleteAccount", request, person)


async def delete_upload(gateway: Rpc, person: Person, upload_id: str) -> None:
    request = upload_pb2.DeleteUploadRequest(upload_id=upload_id)
    await gateway.call("upload", "DeleteUpload", request, person)


async def awaited(stack: Stack, owner: str, erased_id: str) -> list[str]:
    """The services that have not confirmed yet."""
    statement = "SELECT service FROM erasures WHERE id = %s ORDER BY service"
    return [row[0] for row in await rows(stack.database_urls[owner], statement, [erased_id])]


async def until_awaited(stack: Stack, owner: str, erased_id: str, services: list[str]) -> None:
    async def only_those() -> bool:
        return await awaited(stack, owner, erased_id) == services

    await eventually(only_those, within=40)


async def test_a_deleted_file_is_gone_at_once_and_confirmed_by_all(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    upload = await gateway.upload(ada, parts_of(files.pdf(600_000)))
    kept = await gateway.upload(ada, parts_of(files.pdf(600_000, seed=1)))
    await delete_upload(gateway, ada, upload.id)
    url = stack.database_urls["upload"]
    assert not await rows(url, "SELECT id FROM user_uploads WHERE id = %s", [upload.id])
    pieces = "SELECT seq FROM upload_pieces WHERE upload_id = %s"
    assert not await rows(url, pieces, [upload.id])
    assert len(await rows(url, pieces, [kept.id])) == 3
    await refused(delete_upload(gateway, ada, upload.id), "UPLOAD_NOT_FOUND")
    await until_awaited(stack, "upload", upload.id, ["analysis"])
    await confirm_as_analysis(stack, ERASED_FILE, upload.id)
    await until_awaited(stack, "upload", upload.id, [])


async def test_a_deleted_account_takes_its_files_along(
    stack: Stack, gateway: Rpc, ada: Person, bob: Person
) -> None:
    for number in range(12):
        await gateway.upload(ada, parts_of(files.pdf(seed=number)))
    his = await gateway.upload(bob, parts_of(files.pdf()))
    await delete_account(gateway, ada)
    await until_awaited(stack, "auth", ada.user_id, ["analysis"])
    url = stack.database_urls["upload"]
    left = await rows(url, "SELECT user_id, id FROM user_uploads")
    assert ada.user_id not in {str(row[0]) for row in left}
    assert his.id in {str(row[1]) for row in left}
    orphans = "SELECT 1 FROM upload_pieces WHERE upload_id NOT IN (SELECT id FROM user_uploads)"
    assert not await rows(url, orphans)
    await confirm_as_analysis(stack, ERASED_USER, ada.user_id)
    await until_awaited(stack, "auth", ada.user_id, [])


async def test_a_service_that_is_down_erases_when_it_is_back(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    await gateway.upload(ada, parts_of(files.pdf()))
    stack["upload"].kill()
    stack["chat"].kill()
    await delete_account(gateway, ada)
    await until_awaited(stack, "auth", ada.user_id, ["analysis", "chat", "upload"])
    stack.spawn("upload", "chat")
    await gateway.reach("upload")
    await until_awaited(stack, "auth", ada.user_id, ["analysis"])
    url = stack.database_urls["upload"]
    assert not await rows(url, "SELECT id FROM user_uploads WHERE user_id = %s", [ada.user_id])
    await confirm_as_analysis(stack, ERASED_USER, ada.user_id)


async def test_an_owner_that_dies_after_deleting_still_tells_the_others(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    """With the bus away the event can't have left before the crash: it is owed by its row."""
    upload = await gateway.upload(ada, parts_of(files.pdf()))
    stack.nats.kill()
    await delete_upload(gateway, ada, upload.id)
    stack["upload"].kill()
    stack.nats.start()
    stack.spawn("upload")
    await gateway.reach("upload")
    await until_awaited(stack, "upload", upload.id, ["analysis"])
    await confirm_as_analysis(stack, ERASED_FILE, upload.id)


async def test_an_event_that_was_lost_is_sent_again_until_all_have_confirmed(stack: Stack) -> None:
    """As after the loss of the stream: confirmations are awaited, and no event is under way."""
    lost, user_id = new_id(), new_id()
    event = events_pb2.FileDeleted(upload_id=lost, user_id=user_id).SerializeToString()
    url = stack.database_urls["upload"]
    for service in ("analysis", "chat", "export"):
        statement = "INSERT INTO erasures (id, service, event) VALUES (%s, %s, %s)"
        await change(url, statement, [lost, service, event])
    await until_awaited(stack, "upload", lost, ["analysis"])

    asked = "SELECT asked_at FROM erasures WHERE id = %s"
    before = await rows(url, asked, [lost])

    async def asked_again() -> bool:
        return await rows(url, asked, [lost]) > before

    await eventually(asked_again)
    await confirm_as_analysis(stack, ERASED_FILE, lost)
    await until_awaited(stack, "upload", lost, [])


async def test_an_account_no_event_told_of_is_found_by_the_reconciler(
    stack: Stack, gateway: Rpc, ada: Person, bob: Person
) -> None:
    await gateway.upload(ada, parts_of(files.pdf()))
    his = await gateway.upload(bob, parts_of(files.pdf()))
    await change(stack.database_urls["auth"], "DELETE FROM users WHERE id = %s", [ada.user_id])
    url = stack.database_urls["upload"]

    async def gone() -> bool:
        statement = "SELECT id FROM user_uploads WHERE user_id = %s"
        return not await rows(url, statement, [ada.user_id])

    await eventually(gone)
    get = upload_pb2.GetUploadRequest(upload_id=his.id)
    assert (await gateway.call("upload", "GetUpload", get, bob)).upload == his


async def test_an_upload_that_was_under_way_does_not_come_after_the_erasure(
    stack: Stack, gateway: Rpc, ada: Person
) -> None:
    """Her identity still holds for minutes; her files must not."""
    begun, go = asyncio.Event(), asyncio.Event()

    async def held() -> AsyncGenerator[upload_pb2.UploadFileRequest]:
        parts = parts_of(files.pdf(200_000))
        yield await anext(parts)
        yield await anext(parts)
        begun.set()
        await go.wait()
        async for part in parts:
            yield part

    sender = asyncio.create_task(gateway.upload(ada, held()))
    await begun.wait()
    await delete_account(gateway, ada)
    await until_awaited(stack, "auth", ada.user_id, ["analysis"])
    go.set()
    await refused(sender, "UNAUTHENTICATED")
    await refused(gateway.upload(ada, parts_of(files.pdf())), "UNAUTHENTICATED")
    url = stack.database_urls["upload"]
    assert not await rows(url, "SELECT id FROM user_uploads WHERE user_id = %s", [ada.user_id])
    await confirm_as_analysis(stack, ERASED_USER, ada.user_id)


async def test_events_and_confirmations_bear_repetition(
    stack: Stack, gateway: Rpc, bob: Person
) -> None:
    his = await gateway.upload(bob, parts_of(files.pdf()))
    stranger = new_id()
    async with bus_of(stack.nats, "auth") as bus:
        for _ in range(3):
            event = events_pb2.UserDeleted(user_id=stranger).SerializeToString()
            await bus.jetstream().publish(USER_DELETED, event)
    for _ in range(3):
        await confirm_as_analysis(stack, ERASED_USER, stranger)
        await confirm_as_analysis(stack, ERASED_FILE, his.id)
    ada = await gateway.register()
    await delete_account(gateway, ada)
    await until_awaited(stack, "auth", ada.user_id, ["analysis"])
    get = upload_pb2.GetUploadRequest(upload_id=his.id)
    assert (await gateway.call("upload", "GetUpload", get, bob)).upload == his
    await confirm_as_analysis(stack, ERASED_USER, ada.user_id)
