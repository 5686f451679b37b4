"""One run of docker-compose.yml: a name, a port and secrets of its own, gone without a trace."""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

from deploy.compose import credentials
from deploy.compose.engine import ROOT, Deadline, Engine, Failed

OURS = ("gateway", "auth", "upload", "analysis", "export", "chat")
SERVERS = ("postgres", "nats", "chroma")
VERSION = "compose-test"
TEARDOWN_SECONDS = 180.0

Json = dict[str, Any]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Project:
    """The system under test. Call `tear_down` in any case."""

    def __init__(self, engine: Engine, deadline: Deadline) -> None:
        self.engine = engine
        self.deadline = deadline
        self.name = f"vitae-test-{secrets.token_hex(4)}"
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        # Given for the checkout's own `.env`, which is of another system.
        self._no_settings = self._folder / "empty.env"
        self._no_settings.touch()
        self.secrets = self._folder / "secrets"
        credentials.write(self.secrets)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def compose(self, *arguments: str, seconds: float = 120.0) -> str:
        """Run a compose command on this project."""
        return self._compose(arguments, self.deadline.left(seconds))

    def _compose(self, arguments: tuple[str, ...], seconds: float) -> str:
        command = [*self.engine.compose, "--env-file", str(self._no_settings)]
        command += ["-p", self.name, "-f", str(ROOT / "docker-compose.yml"), *arguments]
        return self.engine.run(
            command,
            seconds,
            extra={
                "HTTP_PORT": str(self.port),
                "VITAE_SECRETS": str(self.secrets),
                "VITAE_VERSION": VERSION,
            },
        )

    def docker(self, *arguments: str, seconds: float = 60.0) -> str:
        return self.engine.docker(*arguments, seconds=self.deadline.left(seconds))

    def containers(self, service: str) -> list[str]:
        """Ids of a service's containers, running or not."""
        label = f"label=com.docker.compose.project={self.name}"
        service_label = f"label=com.docker.compose.service={service}"
        listed = self.docker(
            "ps", "-aq", "--no-trunc", "--filter", label, "--filter", service_label
        )
        return sorted(listed.split())

    @staticmethod
    def image(service: str) -> str:
        return f"vitae/{service}:{VERSION}"

    def container(self, service: str) -> str:
        return self.containers(service)[0]

    def inspect(self, *containers: str) -> list[Json]:
        return json.loads(self.docker("inspect", *containers))

    def execute(self, container: str, *command: str, seconds: float = 60.0) -> str:
        """What a command prints inside a container."""
        return self.docker("exec", container, *command, seconds=seconds)

    def sql(self, database: str, statement: str) -> list[list[str]]:
        """Rows of a query, as the superuser."""
        psql = ("psql", "-X", "-A", "-t", "-U", "postgres", "-d", database, "-c", statement)
        printed = self.execute(self.container("postgres"), *psql)
        return [line.split("|") for line in printed.splitlines() if line]

    def logs(self, container: str, *options: str) -> str:
        """Both streams of a container's log."""
        command = ["docker", "logs", *options, container]
        return self.engine.run(command, 60, both_streams=True)

    def last_words(self) -> str:
        """The ends of all logs, to tell why a run failed."""
        said: list[str] = []
        for service in (*OURS, *SERVERS):
            for number, container in enumerate(self.containers(service), 1):
                tail = self.logs(container, "--tail", "8").rstrip()
                said.append(f"--- {service} {number}\n{tail}")
        return "\n".join(said)

    def tear_down(self) -> list[str]:
        """Remove containers, networks, volumes and secrets; what is left all the same."""
        try:
            arguments = ("down", "--volumes", "--remove-orphans", "--timeout", "20")
            self._compose(arguments, TEARDOWN_SECONDS)
        except Failed as error:
            print(error)
        shutil.rmtree(self._folder, ignore_errors=True)
        label = f"label=com.docker.compose.project={self.name}"
        kinds = (("ps", "-aq"), ("network", "ls", "-q"), ("volume", "ls", "-q"))
        left = [self.engine.docker(*kind, "--filter", label).split() for kind in kinds]
        return [item for kind in left for item in kind]
