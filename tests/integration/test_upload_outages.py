"""PostgreSQL or NATS away: a clear answer meanwhile, and everything well again after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from vitae.auth.v1 import auth_pb2
from vitae.upload.v1 import upload_pb2 as pb

from libs.rpc.errors import DomainError
from tests.support import files
from tests.support.people import Rpc, calling_as, parts_of
from tests.support.probes import eventually
from tests.support.refusals import refused
from tests.support.servers import ServerFactory
from tests.support.stack import Stack, make_stack

RUNNING = ("auth", "upload")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, server_factory: ServerFactory) -> Iterator[Stack]:
    """A stack over servers that nobody else uses."""
    postgres = server_factory.postgres()
    try:
        postgres.start()
        with make_stack(server_factory, tmp_path_factory.mktemp("own"), postgres) as stack:
            stack.start(*RUNNING)
            yield stack
    finally:
        postgres.remove()


@pytest.fixture
async def caller(own: Stack) -> AsyncIterator[Rpc]:
    addresses = {name: own.address(name) for name in RUNNING}
    async with calling_as("gateway", own.keys.keyring("gateway"), addresses) as rpc:
        yield rpc


async def test_a_database_that_crashed_and_came_back(own: Stack, caller: Rpc) -> None:
    ada = await caller.register()
    content = files.pdf(300_000)
    upload = await caller.upload(ada, parts_of(content))
    # Several connections at once, so that each pool holds dead ones afterwards.
    await asyncio.gather(*(caller.authenticated(ada.token) for _ in range(20)))
    pids = [own[name].pid for name in RUNNING]

    own.postgres.kill()
    listing = pb.ListUploadsRequest()
    await refused(caller.call("upload", "ListUploads", listing, ada), "SERVICE_UNAVAILABLE")
    await refused(caller.upload(ada, parts_of(content)), "SERVICE_UNAVAILABLE")
    await refused(caller.authenticated(ada.token), "SERVICE_UNAVAILABLE")
    await refused(caller.login(ada.email), "SERVICE_UNAVAILABLE")
    own.postgres.start()

    async def well() -> bool:
        try:
            again = await caller.login(ada.email)
            listed = await caller.call("upload", "ListUploads", listing, again)
            await caller.upload(ada, parts_of(content))
        except DomainError as error:
            if error.reason != "SERVICE_UNAVAILABLE":
                raise
            return False
        return upload in listed.uploads

    await eventually(well)
    for _ in range(20):
        await caller.authenticated(ada.token)
        await caller.call("upload", "ListUploads", listing, ada)
    assert [own[name].pid for name in RUNNING] == pids
    assert all(own[name].alive for name in RUNNING)


async def test_without_the_bus_people_are_served(own: Stack, caller: Rpc) -> None:
    ada = await caller.register()
    own.nats.kill()
    try:
        other = await caller.login(ada.email)
        upload = await caller.upload(other, parts_of(files.pdf()))
        await caller.call("auth", "Logout", auth_pb2.LogoutRequest(), other)
        await refused(caller.authenticated(other.token), "SESSION_INVALID")
        delete = pb.DeleteUploadRequest(upload_id=upload.id)
        await caller.call("upload", "DeleteUpload", delete, ada)
    finally:
        own.nats.start()
    assert all(own[name].alive for name in RUNNING)
