"""The servers under the system: containers where an engine answers, else those of the wheels.

VITAE_TEST_SERVERS: `containers`, `wheels`, or `auto` (the default), which looks for an engine.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol

from deploy.local.servers import ChromaServer, NatsServer, PostgresServer
from tests.support.keys import PROCESSES
from tests.support.ports import reserve_port

NATS_USERS = {name: f"{name}-password" for name in PROCESSES}


class Server(Protocol):
    """A real server. `kill` is a crash; data outlives everything but `remove`."""

    port: int

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...
    def restart(self) -> None: ...
    def remove(self) -> None: ...


class Postgres(Server, Protocol):
    @property
    def admin_url(self) -> str: ...
    def create_database(self, name: str, password: str) -> str: ...


class WithUrl(Server, Protocol):
    @property
    def url(self) -> str: ...


class _WheelPostgres(PostgresServer):
    def remove(self) -> None:
        self.stop()


class _WheelNats(NatsServer):
    def remove(self) -> None:
        self.stop()


class _WheelChroma(ChromaServer):
    def remove(self) -> None:
        self.stop()


def engine_answers() -> bool:
    import docker
    from docker.errors import DockerException

    try:
        client: Any = docker.from_env(timeout=5)
        try:
            return bool(client.ping())
        finally:
            client.close()
    except DockerException:
        return False


def kind_of_servers() -> str:
    """`containers` or `wheels`."""
    asked = os.environ.get("VITAE_TEST_SERVERS", "auto")
    if asked not in ("containers", "wheels", "auto"):
        raise ValueError(f"VITAE_TEST_SERVERS must not be {asked!r}")
    if asked == "auto":
        return "containers" if engine_answers() else "wheels"
    return asked


class ServerFactory:
    """Makes servers of one kind; none is started yet. Whoever makes one removes it."""

    def __init__(self, directory: Path, kind: str | None = None) -> None:
        self.directory = directory
        self.kind = kind or kind_of_servers()
        self._made = 0

    def postgres(self) -> Postgres:
        if self.kind == "containers":
            from tests.support.containers import ContainerPostgres

            return ContainerPostgres()
        return _WheelPostgres(self._folder("postgres"), reserve_port())

    def nats(self) -> WithUrl:
        """With a user for every process, by `NATS_USERS`."""
        folder = self._folder("nats")
        if self.kind == "containers":
            from tests.support.containers import ContainerNats

            return ContainerNats(folder, NATS_USERS)
        return _WheelNats(folder, reserve_port(), users=NATS_USERS)

    def chroma(self) -> WithUrl:
        if self.kind == "containers":
            from tests.support.containers import ContainerChroma

            return ContainerChroma()
        return _WheelChroma(self._folder("chroma"), reserve_port())

    def _folder(self, name: str) -> Path:
        self._made += 1
        folder = self.directory / f"{name}-{self._made}"
        folder.mkdir(parents=True)
        return folder
