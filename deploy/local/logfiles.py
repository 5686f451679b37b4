"""Logs of the processes: one file each, bounded, an older one kept beside it."""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 10_000_000
CHECK_SECONDS = 30.0


def open_log(path: Path) -> IO[bytes]:
    """For appending: processes write to it by themselves, each line at the file's end wherever that
    is.
    """
    if not path.exists():
        path.touch(mode=0o600)
    return path.open("ab", buffering=0)


def bound(path: Path, limit: int = LIMIT) -> None:
    """Move a log that outgrew `limit` bytes to `<name>.1`, in place: its writer keeps the file
    open.
    """
    with suppress(FileNotFoundError):
        if path.stat().st_size > limit:
            older = path.with_name(path.name + ".1")
            shutil.copyfile(path, older)
            older.chmod(0o600)
            with path.open("r+b") as file:
                file.truncate(0)


def readable(line: str) -> str:
    """A line of a JSON log as a person would say it; any other line as it is."""
    try:
        entry: Any = json.loads(line)
        said = str(entry["message"])
    except (ValueError, KeyError, TypeError):
        return line
    cause = str(entry.get("exception") or entry.get("cause") or "").strip()
    return f"{said}: {cause.splitlines()[-1]}" if cause else said


async def keep_bounded(directory: Path) -> None:
    """Look after all logs of a directory until cancelled. A full disk is no reason to stop."""
    while True:
        for path in directory.glob("*.log"):
            with suppress(OSError):
                bound(path)
        await asyncio.sleep(CHECK_SECONDS)
