"""Auth, upload, export and chat as real processes, and callers with real keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.people import Person, Rpc, calling_as
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import Stack, make_stack

RUNNING = ("auth", "upload", "export", "chat")


@pytest.fixture(scope="session")
def stack(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[Stack]:
    """Without analysis. Tests that restart one leave it running."""
    names = ("ERASURE_REMINDER_SECONDS", "RECONCILE_SECONDS", "PRUNE_SECONDS")
    settings: dict[str, str] = dict.fromkeys(names, "1")
    directory = tmp_path_factory.mktemp("stack")
    with make_stack(
        server_factory, directory, postgres, with_chroma=True, settings=settings
    ) as running:
        running.start(*RUNNING)
        yield running


@pytest.fixture
async def gateway(stack: Stack) -> AsyncIterator[Rpc]:
    """Calls every running service as the gateway."""
    addresses = {name: stack.address(name) for name in RUNNING}
    async with calling_as("gateway", stack.keys.keyring("gateway"), addresses) as rpc:
        yield rpc


@pytest.fixture
async def analysis(stack: Stack) -> AsyncIterator[Rpc]:
    """Calls every running service as analysis."""
    addresses = {name: stack.address(name) for name in RUNNING}
    async with calling_as("analysis", stack.keys.keyring("analysis"), addresses) as rpc:
        yield rpc


@pytest.fixture
async def ada(gateway: Rpc) -> Person:
    return await gateway.register(name="Ada Example")


@pytest.fixture
async def bob(gateway: Rpc) -> Person:
    return await gateway.register(name="Bob Example")
