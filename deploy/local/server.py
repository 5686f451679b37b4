"""A server from a wheel: data directory and port in, a running process out.

The supervisor starts them from `spec()`; tests use `start`, `stop` and `kill` directly.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Self

import psutil

from deploy.local.process import ProcessSpec, kill_tree, spawn

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

LOOPBACK = "127.0.0.1"
PORTS = range(20_000, 30_000)


class ServerError(Exception):
    """A server can't be prepared or doesn't come up; the message is one line that says what to
    do.
    """


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether one could listen on the port now."""
    return refusal(port, host) is None


def refusal(port: int, host: str) -> OSError | None:
    """Why one could not listen on the port now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error
    return None


def free_port(taken: Container[int] = ()) -> int:
    """A port on the loopback address that nobody has, out of a range that the system gives to no
    connection: a server that restarts would else find its port lent to one of its own clients.
    """
    for _ in range(1000):
        port = secrets.choice(PORTS)
        if port not in taken and is_free(port):
            return port
    raise ServerError(f"no port is free between {PORTS.start} and {PORTS.stop}")


def listens(pid: int, port: int) -> bool:
    """Whether the process, or a child of it, is the one that listens on `port`: a stranger's answer
    isn't ours.
    """
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children()]
        return any(
            connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
            for process in family
            for connection in process.net_connections(kind="tcp")
        )
    except psutil.Error:
        return False


def private_directory(path: Path, mode: int = 0o700) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    if (path.stat().st_mode & 0o777) != mode:
        path.chmod(mode)
    return path


def write_private(path: Path, text: str, *, durable: bool = True) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    new = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        new.unlink()
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        if durable:
            os.fsync(file.fileno())
    new.replace(path)


class Server:
    """One server process over one data directory. Synchronous; call from a thread that outlives the
    server.
    """

    name = "server"

    def __init__(self, data_dir: Path, port: int = 0) -> None:
        """`port` 0 picks a free one."""
        self.data_dir = data_dir.resolve()
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log_path(self) -> Path:
        return self.data_dir / f"{self.name}.log"

    def prepare(self) -> None:
        """Make the data directory and the configuration. Repeatable; ServerError where it can't."""
        raise NotImplementedError

    def spec(self) -> ProcessSpec:
        """The process to run, after `prepare`."""
        raise NotImplementedError

    def ready(self, pid: int) -> bool:
        """Whether the process started as `pid` answers."""
        raise NotImplementedError

    def stuck(self, said: bytes) -> bool:  # noqa: ARG002 - most servers mend themselves
        """Whether `said`, its log since its start, means that only another start helps."""
        return False

    def start(self, timeout: float = 30) -> None:
        """Prepare, start and wait until it answers. ServerError with the log's last line if it
        doesn't.
        """
        if self.process is not None and self.process.poll() is None:
            raise ServerError(f"{self.name} is already running")
        self.prepare()
        deadline = time.monotonic() + timeout
        while True:
            with self.log_path.open("ab") as log:
                self.process = self._spawn(log)
            if self._wait_ready(deadline):
                return
            # It may have ended only because its killed predecessor wasn't gone yet: try until the
            # deadline.
            if time.monotonic() > deadline:
                self.kill()
                raise ServerError(
                    f"{self.name} did not come up: {self.last_line()} ({self.log_path})"
                )
            time.sleep(0.2)

    def _spawn(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        return spawn(self.spec(), log)

    def _wait_ready(self, deadline: float) -> bool:
        process = self.process
        assert process is not None
        while time.monotonic() < deadline and process.poll() is None:
            if self.ready(process.pid):
                return True
            time.sleep(0.02)
        return False

    def stop(self, timeout: float = 20) -> None:
        """A clean end; killed after `timeout`."""
        process, self.process = self.process, None
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(self.spec().stop_signal)
            try:
                process.wait(timeout)
            except subprocess.TimeoutExpired:
                kill_tree(process.pid)
        process.wait()

    def kill(self) -> None:
        """SIGKILL to every process of the server, as a crash of the machine would."""
        process, self.process = self.process, None
        if process is None:
            return
        kill_tree(process.pid)
        process.wait()

    def restart(self, timeout: float = 30) -> None:
        self.stop()
        self.start(timeout)

    @property
    def pid(self) -> int:
        assert self.process is not None, f"{self.name} is not running"
        return self.process.pid

    def last_line(self) -> str:
        return last_log_line(self.log_path)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def last_log_line(path: Path) -> str:
    """The last line of a log that says something, without its final newline."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 8192))
            lines = [line.strip() for line in file.read().decode("utf-8", "replace").splitlines()]
    except OSError:
        return "(no log)"
    return next((line for line in reversed(lines) if line), "(the log is empty)")
