"""The supervisor: everything up in order, kept up, and down in reverse order."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from deploy.local.child import Child, Component
from deploy.local.disk import check_room, disk_full, is_full
from deploy.local.instance import clear_leftovers, write_state
from deploy.local.logfiles import bound, keep_bounded
from deploy.local.server import ServerError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from deploy.local.console import Console
    from deploy.local.system import System


class Supervisor:
    """Holds the processes of a system. Only one per checkout: hold its lock."""

    def __init__(self, system: System, console: Console) -> None:
        self._system = system
        self._console = console
        self._children: list[Child] = []

    async def start(self) -> None:
        """Everything up, or ServerError with the one reason why not. Call `stop` in either case."""
        system, console = self._system, self._console
        if ended := await asyncio.to_thread(clear_leftovers, system.layout):
            console.note(f"ended {ended} processes that an earlier run had left")
        system.check_port()
        check_room(system.layout.root)
        await asyncio.to_thread(system.prepare)
        for path in system.layout.logs.glob("*.log"):
            with suppress(OSError):  # a log that can't be moved aside goes on where it is
                bound(path, limit=1_000_000)
        await self._start_stage(system.servers())
        await asyncio.to_thread(system.create_databases)
        await self._start_stage(system.services())

    async def _start_stage(self, components: list[Component]) -> None:
        """Start these at once and wait for all."""
        children = [Child(component, self._changed, self._console.note) for component in components]
        self._children += children
        self._console.waiting([child.name for child in children])
        async with asyncio.TaskGroup() as group:
            for child in children:
                group.create_task(self._start(child))

    async def _start(self, child: Child) -> None:
        seconds = await child.start()
        self._console.ready(child.name, seconds)

    def explained(self, error: ServerError) -> ServerError:
        """The reason behind a start that failed: a full disk ends programs in many words, some of
        which it leaves no room for.
        """
        root = self._system.layout.root
        if is_full(root) or any(child.met_full_disk for child in self._children):
            return disk_full(root)
        return error

    async def run(self) -> None:
        """Look after what children don't themselves, until cancelled."""
        await keep_bounded(self._system.layout.logs)

    async def stop(self) -> None:
        """Gateway first, then the services, then what they stand on, PostgreSQL last."""
        self._console.stopping()
        order = {child.name: child for child in self._children}
        if gateway := order.pop("gateway", None):
            await gateway.stop()
        servers = [order.pop(name) for name in ("chroma", "nats", "postgres") if name in order]
        await asyncio.gather(*(child.stop() for child in order.values()))
        for child in servers:
            await child.stop()
        self._system.layout.state.unlink(missing_ok=True)

    async def kill(self) -> None:
        """As `stop`, without patience."""
        await asyncio.gather(*(child.stop(grace=0) for child in self._children))

    def _changed(self) -> None:
        write_state(self._system.layout, [describe(child) for child in self._children])


def describe(child: Child) -> dict[str, Any]:
    return {
        "name": child.name,
        "state": child.state,
        "pid": child.pid,
        "created": child.created,
        "since": child.since,
        "restarts": child.restarts,
        "log": str(child.component.log),
    }


@asynccontextmanager
async def running(
    system: System, console: Console, announce: Callable[[Supervisor], None]
) -> AsyncGenerator[Supervisor]:
    """A whole system, up while entered. ServerError where it doesn't come up; nothing is left then
    either.

    `announce` gets the supervisor before anything is started.
    """
    supervisor = Supervisor(system, console)
    announce(supervisor)
    try:
        try:
            await supervisor.start()
        except BaseExceptionGroup as group:
            errors, others = group.split(ServerError)
            if errors is None or others is not None:
                raise
            raise supervisor.explained(first_error(errors)) from None
        except ServerError as error:
            raise supervisor.explained(error) from error
        watching = asyncio.create_task(supervisor.run())
        try:
            yield supervisor
        finally:
            watching.cancel()
    finally:
        await asyncio.shield(supervisor.stop())


def first_error(group: BaseExceptionGroup[ServerError]) -> ServerError:
    """The first reason: the others mostly follow from it."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, ServerError)
    return error
