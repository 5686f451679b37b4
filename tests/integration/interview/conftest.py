"""A database and a bus on which sets of questions are made in the test's own process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.interviews import Place, a_database, place
from tests.support.servers import Postgres, ServerFactory, WithUrl


@pytest.fixture(scope="package")
def nats_server(server_factory: ServerFactory) -> Iterator[WithUrl]:
    found = server_factory.nats()
    found.start()
    yield found
    found.remove()


@pytest.fixture(scope="package")
def database_url(postgres: Postgres) -> str:
    return a_database(postgres)


@pytest.fixture
async def here(database_url: str, nats_server: WithUrl) -> AsyncIterator[Place]:
    async with place(database_url, nats_server) as made:
        yield made
