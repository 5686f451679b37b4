"""PostgreSQL's lock file after a crash, and the one question PostgreSQL can't answer from it."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

GRACE = 10.0  # seconds that the orphans of a killed postmaster get to end
PAUSE = 0.05  # seconds


def remove_stale(data: Path) -> None:
    """Remove `postmaster.pid` of the cluster in `data` unless a process works there.

    PostgreSQL takes any process that has the number in the file for itself and refuses to start:
    another cluster's that was given the number since, or its own that is dead and not yet reaped.
    But each process of a cluster has its directory as working directory, so that tells them apart.
    """
    lock = data / "postmaster.pid"
    deadline = time.monotonic() + GRACE
    while lock.exists() and _worked_in(data):
        if time.monotonic() > deadline:
            return  # PostgreSQL runs there: what it says about that is right
        time.sleep(PAUSE)
    lock.unlink(missing_ok=True)


def holder(data: Path) -> tuple[int, bool] | None:
    """The number of the postmaster that holds `data` and whether it takes connections; None when
    there is none. As pg_ctl reads it.
    """
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return int(lines[0]), len(lines) >= 8 and lines[7].strip() == "ready"
    except (OSError, ValueError, IndexError):
        return None


def _worked_in(data: Path) -> bool:
    directory = str(data.resolve())
    return any(_works_in(process, directory) for process in psutil.process_iter())


def _works_in(process: psutil.Process, directory: str) -> bool:
    try:
        return process.cwd() == directory and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False  # gone, or another user's, who can't write here
