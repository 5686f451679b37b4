"""Work that needs a running system: the one that runs, else one that lives as long as the work."""

from __future__ import annotations

import asyncio
import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from deploy.local.console import Console
from deploy.local.instance import Instance
from deploy.local.server import ServerError
from deploy.local.system import System
from deploy.local.up import supervise

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from deploy.local.layout import Layout


def on_system(layout: Layout, command: str, work: Callable[[str], Awaitable[None]]) -> int:
    """Do `work(address of the gateway)`; the exit status. A system that was running stays."""
    layout.create()
    system = System(layout)
    instance = Instance(layout)
    if not instance.acquire(system.url, command):
        owner = instance.owner()
        if owner is None:
            raise ServerError("Vitae is just starting or stopping: try again in a moment.")
        with _sharing(layout):
            asyncio.run(_awaited(work(owner.url)))
        return 0

    async def and_wait() -> None:
        await work(system.url)
        # Whoever came to share this system meanwhile gets to finish.
        await asyncio.to_thread(_wait_for_sharers, layout)

    try:
        return asyncio.run(supervise(system, Console(), and_wait))
    finally:
        instance.release()


async def _awaited(work: Awaitable[None]) -> None:
    await work


@contextmanager
def _sharing(layout: Layout) -> Generator[None]:
    """Use a system that another command may have started: it waits for us."""
    with (layout.run / "sharers").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _wait_for_sharers(layout: Layout) -> None:
    with (layout.run / "sharers").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
