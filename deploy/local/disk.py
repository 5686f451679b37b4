"""A full disk, said in one line whichever program met it."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING

from deploy.local.server import ServerError

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000
# A start writes about 80 MB the first time. Later PostgreSQL and NATS could come up with less, and
# would stop at one of the first things asked of them.
NEEDED_BYTES = 100 * MEGABYTE
# PostgreSQL writes its log in segments of 16 MB: with no room for one it stops.
FULL_BYTES = 20 * MEGABYTE
# What PostgreSQL, the services and Chroma write into their logs.
SIGNS = ("No space left", "Check free disk space", "database or disk is full")
ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT})


def check_room(root: Path) -> None:
    """ServerError where the disk has too little room to start on."""
    if shutil.disk_usage(root).free < NEEDED_BYTES:
        raise disk_full(root)


def is_full(root: Path) -> bool:
    """Whether there is too little room to go on."""
    return shutil.disk_usage(root).free < FULL_BYTES


def tells_of_full_disk(text: str) -> bool:
    """Whether a program says so in what it printed."""
    return any(sign in text for sign in SIGNS)


def disk_full(root: Path) -> ServerError:
    room = NEEDED_BYTES // MEGABYTE
    return ServerError(f"The disk of {root} is full: make {room} MB free and start again.")


def disk_error(error: OSError, root: Path) -> ServerError:
    """One line for a disk that refuses."""
    if error.errno in ERRORS:
        return disk_full(root)
    return ServerError(
        f"Can't write {error.filename or root}: {error.strerror or error}. Check its owner."
    )
