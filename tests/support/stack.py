"""The system as real processes, to be started, killed and started again.

    with make_stack(server_factory, directory, postgres) as stack:
        stack.start("auth", "upload")
        stack["upload"].kill()
        stack.start("upload")
        stack.nats.restart()

Start processes from the main thread: Linux ties a child's life to the thread that started it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from deploy.local.process import ProcessSpec, kill_tree, spawn
from tests.support.keys import PROCESSES, RpcKeys
from tests.support.ports import reserve_port
from tests.support.probes import grpc_serves, http_answers
from tests.support.servers import NATS_USERS, Postgres, ServerFactory, WithUrl

ROOT = Path(__file__).parents[2]
SERVICES = ("auth", "upload", "analysis", "export", "chat")
DATABASE_PASSWORD = "database-password"
READY_SECONDS = 90.0  # the machine may be busy with other things
STOP_SECONDS = 15.0


class ServiceProcess:
    """One process of the system, on an address it keeps over every restart."""

    def __init__(self, name: str, env: dict[str, str], address: str, log_path: Path) -> None:
        self.name = name
        self.env = env
        self.address = address
        self.log_path = log_path
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was never started"
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process else None

    def spawn(self) -> None:
        """Starts it without waiting for anything."""
        assert not self.alive, f"{self.name} is running"
        module = "gateway" if self.name == "gateway" else f"services.{self.name}"
        argv = [sys.executable, "-m", module]
        with self.log_path.open("ab") as log:
            self._process = spawn(ProcessSpec(self.name, argv, env=self.env, cwd=ROOT), log)

    def ready(self) -> bool:
        """AssertionError with the end of its log where it has ended instead."""
        assert self.alive, f"{self.name} ended with {self.exit_code}:\n{self.log_tail()}"
        if self.name == "gateway":
            return http_answers(f"http://{self.address}/readyz")
        return grpc_serves(self.address)

    def signal(self, number: signal.Signals) -> None:
        """SIGSTOP and SIGCONT reach every process of its group, anything else the process alone."""
        assert self._process is not None
        if number in (signal.SIGSTOP, signal.SIGCONT):
            os.killpg(self._process.pid, number)
        else:
            self._process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL, to its children as well, and gone when this returns."""
        if self._process is not None:
            kill_tree(self._process.pid)
            self._process.wait(STOP_SECONDS)

    def stop(self) -> int:
        """SIGTERM, and how it ended: 0 after a drain."""
        assert self._process is not None
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        """Killed where it doesn't end by itself in time: then AssertionError."""
        assert self._process is not None
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop:\n{self.log_tail()}") from None

    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def log_tail(self, lines: int = 15) -> str:
        return "\n".join(self.log().splitlines()[-lines:])


class Stack:
    """Every process of the system over given servers, with databases and keys of its own.

    A NATS server and a Chroma server serve one stack: streams and collections have fixed names.
    """

    def __init__(
        self,
        directory: Path,
        postgres: Postgres,
        nats: WithUrl,
        chroma: WithUrl | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`settings` go to every process; set those of one alone by `self["auth"].env`."""
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.postgres, self.nats, self.chroma = postgres, nats, chroma
        self.keys = RpcKeys.make()
        self.database_urls = _databases(postgres)
        self._settings = dict(settings or {})
        self._ports = {name: reserve_port() for name in PROCESSES}
        self.processes = {name: self._process(name, name, self._ports[name]) for name in PROCESSES}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __getitem__(self, label: str) -> ServiceProcess:
        return self.processes[label]

    @property
    def http_url(self) -> str:
        return f"http://{self['gateway'].address}"

    def address(self, name: str) -> str:
        return self[name].address

    def start(self, *names: str, within: float = READY_SECONDS) -> None:
        """Starts these and waits until each serves."""
        self.spawn(*names)
        self.wait_ready(*names, within=within)

    def spawn(self, *names: str) -> None:
        for name in names:
            self[name].spawn()

    def wait_ready(self, *names: str, within: float = READY_SECONDS) -> None:
        deadline = time.monotonic() + within
        for name in names:
            while not self[name].ready():
                if time.monotonic() > deadline:
                    raise AssertionError(f"{name} is not ready:\n{self[name].log_tail()}")
                time.sleep(0.05)

    async def until_ready(self, *names: str, within: float = READY_SECONDS) -> None:
        """`wait_ready` for tests whose event loop has other things to do."""
        await asyncio.to_thread(self.wait_ready, *names, within=within)

    def restart(self, name: str) -> None:
        """Kills it and starts it again."""
        self[name].kill()
        self.start(name)

    def add(self, name: str, label: str, **settings: str) -> ServiceProcess:
        """A further process of a service, not started: a replica, or one with other settings."""
        process = self._process(name, label, reserve_port())
        process.env.update(settings)
        self.processes[label] = process
        return process

    def remove(self, label: str) -> None:
        self.processes.pop(label).kill()

    def close(self) -> None:
        """Stops everything; what doesn't end by itself is killed."""
        running = [process for process in self.processes.values() if process.alive]
        for process in running:
            process.signal(signal.SIGCONT)
            process.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while any(process.alive for process in running) and time.monotonic() < deadline:
            time.sleep(0.02)
        for process in running:
            process.kill()

    def logs(self) -> str:
        return "".join(process.log() for process in self.processes.values())

    def _process(self, name: str, label: str, port: int) -> ServiceProcess:
        address = f"127.0.0.1:{port}"
        own = {"RPC_KEY": self.keys.private[name], "NATS_PASSWORD": NATS_USERS[name]}
        if name == "gateway":
            own |= {"HTTP_HOST": "127.0.0.1", "HTTP_PORT": str(port)}
            own |= {"PUBLIC_URL": f"http://{address}"}
        else:
            own |= {"RPC_BIND": address, "DATABASE_URL": self.database_urls[name]}
        env = self._shared() | own | self._settings
        return ServiceProcess(name, env, address, self.directory / f"{label}.log")

    def _shared(self) -> dict[str, str]:
        addresses = {
            f"{name.upper()}_ADDRESS": f"127.0.0.1:{self._ports[name]}" for name in SERVICES
        }
        chroma = {"CHROMA_URL": self.chroma.url} if self.chroma else {}
        return {
            "PYTHONPATH": f"{ROOT}:{ROOT / 'proto' / 'gen'}",
            "PYTHONUNBUFFERED": "1",
            "HOME": str(self.directory),
            "NATS_URL": self.nats.url,
            "RPC_KEYRING": self.keys.public,
            **addresses,
            **chroma,
        }


def _databases(postgres: Postgres, services: Iterable[str] = SERVICES) -> dict[str, str]:
    """An empty database for each service, apart from those of every other stack."""
    stack = secrets.token_hex(4)
    return {
        name: postgres.create_database(f"{name}_{stack}", DATABASE_PASSWORD) for name in services
    }


@contextmanager
def make_stack(
    factory: ServerFactory,
    directory: Path,
    postgres: Postgres,
    *,
    with_chroma: bool = False,
    settings: Mapping[str, str] | None = None,
) -> Generator[Stack]:
    """A stack with NATS, and Chroma where asked for, of its own; no process is started yet."""
    with ExitStack() as servers:
        nats = factory.nats()
        servers.callback(nats.remove)
        nats.start()
        chroma = factory.chroma() if with_chroma else None
        if chroma:
            servers.callback(chroma.remove)
            chroma.start()
        yield servers.enter_context(Stack(directory, postgres, nats, chroma, settings))
