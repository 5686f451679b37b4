"""PostgreSQL, NATS and Chroma as containers, with the handles the wheels' servers have."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from testcontainers.core.container import DockerContainer

from deploy.local.nats import CONFIGURATION
from tests.support.ports import reserve_port
from tests.support.probes import chroma_answers, nats_greets, postgres_answers

POSTGRES_IMAGE = "postgres:17"
NATS_IMAGE = "nats:2"
CHROMA_IMAGE = "chromadb/chroma:1.5.9"
PASSWORD = "superuser"
START_SECONDS = 60.0


class ContainerServer:
    """One container on a fixed port of this machine; its data outlives `kill` and `stop`."""

    def __init__(self, container: DockerContainer, port: int, inner_port: int) -> None:
        self.port = port
        self._container = container.with_bind_ports(inner_port, port)
        self._created = False

    def answers(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        if self._created:
            self._docker.start()
        else:
            self._container.start()
            self._created = True
        _wait(self.answers, f"{self._container.image} on port {self.port}")

    def stop(self) -> None:
        self._docker.stop(timeout=20)

    def kill(self) -> None:
        self._docker.kill()
        self._docker.wait(timeout=20)

    def restart(self) -> None:
        self.stop()
        self.start()

    def remove(self) -> None:
        if self._created:
            self._docker.remove(force=True, v=True)

    @property
    def _docker(self) -> Any:
        return self._container.get_wrapped_container()


class ContainerPostgres(ContainerServer):
    def __init__(self) -> None:
        image = DockerContainer(POSTGRES_IMAGE).with_envs(POSTGRES_PASSWORD=PASSWORD)
        super().__init__(image, reserve_port(), 5432)

    @property
    def admin_url(self) -> str:
        return self._url("postgres", PASSWORD, "postgres")

    def answers(self) -> bool:
        return postgres_answers(self.admin_url)

    def stop(self) -> None:
        """A fast shutdown: it doesn't wait for its clients to leave."""
        self._docker.kill(signal="SIGINT")
        self._docker.wait(timeout=20)

    def create_database(self, name: str, password: str) -> str:
        """A role and a database of that name; its address."""
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            role, word = sql.Identifier(name), sql.Literal(password)
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, word))
            # An image whose locale is C would make the encoding SQL_ASCII.
            made = "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
            connection.execute(sql.SQL(made).format(role, role))
        return self._url(name, password, name)

    def _url(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"


class ContainerNats(ContainerServer):
    def __init__(self, directory: Path, users: dict[str, str]) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "nats.conf").write_text(CONFIGURATION.read_text())
        lines = [f'{name.upper()}_PASSWORD: "{password}"\n' for name, password in users.items()]
        (directory / "passwords.conf").write_text("".join(lines))
        image = (
            DockerContainer(NATS_IMAGE)
            .with_volume_mapping(str(directory), "/etc/vitae", "ro")
            .with_command(["-c", "/etc/vitae/nats.conf", "-a", "0.0.0.0", "-sd", "/data"])
        )
        super().__init__(image, reserve_port(), 4222)

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def answers(self) -> bool:
        return nats_greets(self.port)


class ContainerChroma(ContainerServer):
    def __init__(self) -> None:
        image = DockerContainer(CHROMA_IMAGE).with_envs(ANONYMIZED_TELEMETRY="False")
        super().__init__(image, reserve_port(), 8000)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self) -> bool:
        return chroma_answers(self.url)


def _wait(answers: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come up within {START_SECONDS:g} s")
        time.sleep(0.1)
