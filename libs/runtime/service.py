"""The life of a process: resources in order, work until told to stop, then everything in reverse.

A composition root enters its resources into a `Service` in the order they depend on each other;
SIGTERM and SIGINT end `run`, and leaving the `Service` closes them last to first.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, Self, TypeVar

import uvloop

from libs.runtime import logs

log = logging.getLogger(__name__)
T = TypeVar("T")

DRAIN_SECONDS = 9.0  # what is not done by then is cut off: a supervisor waits ten

# A library can lose a cancellation (Python 3.11's `wait_for` does). Handing a job back takes less.
CANCEL_AGAIN_SECONDS = 4.0


class Service:
    """Holds what a process has opened and started."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.stopping = asyncio.Event()
        self._stack = AsyncExitStack()
        self._failure: BaseException | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stopping.set)
        await self._stack.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> None:
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._stack.__aexit__(None, None, None)
        except TimeoutError:
            log.warning("drain cut off", extra={"after_seconds": DRAIN_SECONDS})

    async def enter(self, resource: AbstractAsyncContextManager[T]) -> T:
        """Opens a resource; it is closed when the process stops, before those opened earlier."""
        return await self._stack.enter_async_context(resource)

    def on_stop(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Runs when the process stops, before what was entered earlier is closed."""
        self._stack.push_async_callback(callback)

    def background(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Runs `work` until the process stops. If it ends by itself the process fails: a
        supervisor's restart mends more than a process that only looks alive.
        """
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._stack.push_async_callback(self._cancel, task)
        return task

    def fail(self, reason: BaseException) -> None:
        """Ends the process with an error, in order."""
        self._failure = self._failure or reason
        self.stopping.set()

    async def run(self) -> None:
        """Returns when the process is told to stop; raises what made it fail."""
        # What is loaded by now stays: a full collection need not look through it again and again,
        # which would hold up every request for a tenth of a second.
        gc.collect()
        gc.freeze()
        log.info("ready")
        await self.stopping.wait()
        log.info("stopping")
        if self._failure:
            raise self._failure

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self.stopping.is_set() or task.cancelled():
            return
        error = task.exception() or RuntimeError("ended by itself")
        log.error("background task failed", extra={"task": task.get_name()}, exc_info=error)
        self.fail(error)

    @staticmethod
    async def _cancel(task: asyncio.Task[None]) -> None:
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=CANCEL_AGAIN_SECONDS)


def run(name: str, log_level: str, main: Callable[[Service], Awaitable[None]]) -> None:
    """Runs a process's composition root in an event loop; exits 0 after a drain, 1 on failure."""

    async def root() -> None:
        async with Service(name) as service:
            await main(service)
            await service.run()

    logs.set_up(name, log_level)
    try:
        uvloop.run(root())
    except Exception:
        log.critical("failed", exc_info=True)
        sys.exit(1)
