"""Servers for every test that needs real ones: one set a run, started when first asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.servers import Postgres, ServerFactory


@pytest.fixture(scope="session")
def server_factory(tmp_path_factory: pytest.TempPathFactory) -> ServerFactory:
    """Makes servers: a stack has its own NATS, and a test that kills a server its own of that."""
    return ServerFactory(tmp_path_factory.mktemp("servers"))


@pytest.fixture(scope="session")
def postgres(server_factory: ServerFactory) -> Iterator[Postgres]:
    server = server_factory.postgres()
    server.start()
    yield server
    server.remove()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m servers` picks those whose servers may be containers."""
    for item in items:
        if "server_factory" in getattr(item, "fixturenames", ()):
            item.add_marker("servers")


def pytest_report_header() -> str:
    from tests.support.servers import kind_of_servers

    return f"servers under test: {kind_of_servers()}"
