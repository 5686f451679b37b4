"""What the system consists of on one machine: the servers, the services, the gateway, and what each
is given.
"""

from __future__ import annotations

import asyncio
import errno
import os
import sys

from deploy.local import settings
from deploy.local.child import Component
from deploy.local.credentials import Credentials
from deploy.local.disk import disk_error
from deploy.local.health import serves_grpc, serves_http, until
from deploy.local.layout import PROCESSES, ROOT, SERVICES, Layout
from deploy.local.ports import internal_ports
from deploy.local.process import ProcessSpec
from deploy.local.server import LOOPBACK, ServerError, refusal
from deploy.local.servers import ChromaServer, NatsServer, PostgresServer, Server

SERVICE_SECONDS = 90.0
LAST_PORT = 65535


class System:
    """The components of one checkout, made from its settings. ServerError where it can't run
    here.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.values = settings.given()
        try:
            self.host, self.port = settings.http_address(self.values)
        except ValueError as error:
            raise ServerError(f"{error}.") from error
        self.url = settings.local_url(self.host, self.port)
        self.credentials = Credentials(layout)
        self.ports: dict[str, int] = {}
        self._postgres: PostgresServer | None = None

    def check_port(self) -> None:
        error = refusal(self.port, self.host or LOOPBACK)
        if error is None:
            return
        if error.errno == errno.EADDRINUSE:
            other = self.port + 1 if self.port < LAST_PORT else self.port - 1
            raise ServerError(
                f"Port {self.port} is taken by another program: "
                f"free it, or choose another with HTTP_PORT={other} make up"
            )
        if error.errno in {errno.EACCES, errno.EPERM}:
            raise ServerError(
                f"Port {self.port} is not for ordinary users: choose one above 1023, "
                "such as HTTP_PORT=8081 make up"
            )
        raise ServerError(
            f"HTTP_HOST={self.host} is no address of this machine ({error.strerror}): "
            "set one that is, or leave it out"
        )

    def prepare(self) -> None:
        """Directories, secrets, ports. Blocking."""
        try:
            self.credentials.ensure()
            self.ports = internal_ports(self.layout, self.port)
        except OSError as error:
            raise disk_error(error, self.layout.root) from error

    def servers(self) -> list[Component]:
        """PostgreSQL, NATS and Chroma: they need nobody."""
        self._postgres = PostgresServer(self.layout.postgres, self.ports["postgres"])
        nats = NatsServer(self.layout.nats, self.ports["nats"], self.credentials.nats_passwords)
        chroma = ChromaServer(self.layout.chroma, self.ports["chroma"])
        return [self._server(server) for server in (self._postgres, nats, chroma)]

    def _server(self, server: Server) -> Component:
        async def answers(pid: int) -> bool:
            return await asyncio.to_thread(server.ready, pid)

        def prepare() -> ProcessSpec:
            try:
                server.prepare()
            except OSError as error:
                raise disk_error(error, self.layout.root) from error
            return server.spec()

        log = self.layout.log(server.name)
        return Component(server.name, prepare, until(answers), log, stuck=server.stuck)

    def create_databases(self) -> None:
        """A role and a database for each service, and its address among that service's secrets.
        Blocking.
        """
        assert self._postgres is not None
        passwords = self.credentials.database_passwords
        self._postgres.create_databases(passwords)
        try:
            for name, password in passwords.items():
                self.credentials.set_database_url(name, self._postgres.url(name, password))
                self.credentials.set_nats_url(name, self._nats_url())
        except OSError as error:
            raise disk_error(error, self.layout.root) from error

    def services(self) -> list[Component]:
        """The five services and the gateway: each waits for those it needs by itself."""
        return [self._process(name) for name in PROCESSES]

    def _process(self, name: str) -> Component:
        spec = self._spec(name)
        check = serves_http(*self._door()) if name == "gateway" else serves_grpc(self.ports[name])
        return Component(name, lambda: spec, until(check), self.layout.log(name), SERVICE_SECONDS)

    def _nats_url(self) -> str:
        return f"nats://{LOOPBACK}:{self.ports['nats']}"

    def _door(self) -> tuple[str, int]:
        return (LOOPBACK if self.host in settings.WILDCARDS else self.host), self.port

    def _spec(self, name: str) -> ProcessSpec:
        module = "gateway" if name == "gateway" else f"services.{name}"
        environment = settings.settings_for(name, self.values)
        environment |= {
            "SECRETS_DIR": str(self.credentials.directory(name)),
            "NATS_URL": self._nats_url(),
            "NATS_USER": name,
            "CHROMA_URL": f"http://{LOOPBACK}:{self.ports['chroma']}",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "proto" / "gen"))),
            "PYTHONUNBUFFERED": "1",
            # Threads of one small process needn't have 64 MB of address space each.
            "MALLOC_ARENA_MAX": "2",
            "HOME": str(self.layout.run),
        }
        for service in SERVICES:
            environment[f"{service.upper()}_ADDRESS"] = f"{LOOPBACK}:{self.ports[service]}"
        if name == "gateway":
            environment |= {"HTTP_HOST": self.host, "HTTP_PORT": str(self.port)}
        else:
            environment["RPC_BIND"] = f"{LOOPBACK}:{self.ports[name]}"
        return ProcessSpec(name, [sys.executable, "-m", module], env=environment, cwd=ROOT)
