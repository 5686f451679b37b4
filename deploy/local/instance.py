"""Which supervisor, if any, runs this checkout: a locked file that a crash unlocks by itself."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import FileIO
from typing import TYPE_CHECKING, Any

import psutil

from deploy.local.disk import disk_error
from deploy.local.server import write_private

if TYPE_CHECKING:
    from deploy.local.layout import Layout

STOP_SECONDS = 60.0


@dataclass(frozen=True)
class Owner:
    """The process that holds a checkout's system."""

    pid: int
    created: float
    url: str
    command: str  # "up", or "analyze" where the system ends with it

    def is_alive(self) -> bool:
        try:
            return abs(psutil.Process(self.pid).create_time() - self.created) < 1
        except psutil.NoSuchProcess:
            return False


class Instance:
    """The lock of a checkout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._file: FileIO | None = None

    def acquire(self, url: str, command: str) -> bool:
        """Become the supervisor; False where there is one. ServerError where the disk refuses."""
        owner = Owner(os.getpid(), psutil.Process().create_time(), url, command)
        try:
            # Unbuffered: what a full disk refuses must not be tried again when it is closed.
            file = self._layout.lock.open("ab+", buffering=0)
        except OSError as error:
            raise disk_error(error, self._layout.root) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        try:
            file.truncate(0)
            file.write(json.dumps(asdict(owner)).encode())
        except OSError as error:
            file.close()
            raise disk_error(error, self._layout.root) from error
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def owner(self) -> Owner | None:
        """Who runs the system now."""
        try:
            with self._layout.lock.open("r+", encoding="utf-8") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except OSError:
                    owner = Owner(**json.loads(file.read()))
                    return owner if owner.is_alive() else None
        except (FileNotFoundError, ValueError, TypeError):
            pass
        return None

    def stop_owner(self, owner: Owner) -> bool:
        """Ask the supervisor to stop and wait until it did; False where it doesn't within a
        minute.
        """
        with suppress(ProcessLookupError):
            os.kill(owner.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            if not owner.is_alive() or self.owner() is None:
                return True
            time.sleep(0.1)
        return False


def write_state(layout: Layout, processes: list[dict[str, Any]]) -> None:
    """What runs now, for `status` and for whoever has to clear up after a crash."""
    with suppress(OSError):
        write_private(layout.state, json.dumps(processes, indent=1), durable=False)


def read_state(layout: Layout) -> list[dict[str, Any]]:
    try:
        state: list[dict[str, Any]] = json.loads(layout.state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return state


def clear_leftovers(layout: Layout) -> int:
    """End what an earlier supervisor left running; how many that were. Only for the holder of the
    lock.

    Normally there are none: the kernel ends them with their supervisor.
    """
    leftovers: list[psutil.Process] = []
    for entry in read_state(layout):
        with suppress(psutil.Error, KeyError, TypeError):
            process = psutil.Process(entry["pid"])
            same = abs(process.create_time() - entry["created"]) < 1
            if same and process.status() != psutil.STATUS_ZOMBIE:
                leftovers += [process, *process.children(recursive=True)]
    for process in leftovers:
        with suppress(psutil.Error):
            # PostgreSQL in the middle of its own end: given a moment, it leaves nothing to replay.
            process.send_signal(signal.SIGQUIT if process.name() == "postgres" else signal.SIGKILL)
    _, alive = psutil.wait_procs(leftovers, timeout=6)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
    layout.state.unlink(missing_ok=True)
    return len(leftovers)
