"""`up`, `down` and `status`."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from deploy.local import settings
from deploy.local.console import Console
from deploy.local.instance import Instance, Owner, read_state
from deploy.local.layout import ROOT
from deploy.local.server import ServerError
from deploy.local.supervisor import Supervisor, running
from deploy.local.system import System

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from deploy.local.layout import Layout

RETRY_SECONDS = 0.5


def already_running(owner: Owner | None) -> str:
    where = f" at {owner.url}" if owner is not None else ""
    return f"Vitae is already running{where}. Stop it with Ctrl-C there, or with: make down"


def up(layout: Layout, make_system: Callable[[Layout], System] = System) -> int:
    """Run the system in the foreground until told to stop; the exit status."""
    system = make_system(layout)
    layout.create()
    instance = Instance(layout)
    if not instance.acquire(system.url, "up"):
        owner = instance.owner()
        if owner is None or owner.command == "up":
            print(already_running(owner))
            return 0
        print(
            f"`make {owner.command}` uses the system; waiting until it has finished …", flush=True
        )
        while not instance.acquire(system.url, "up"):
            time.sleep(RETRY_SECONDS)
    for name in settings.unknown_in_file():
        print(f"! .env: {name} is not a setting")
    began = time.monotonic()

    async def wait_for_end() -> None:
        console.say(greeting(system, time.monotonic() - began))
        await asyncio.Event().wait()

    console = Console()
    try:
        return asyncio.run(supervise(system, console, wait_for_end))
    finally:
        instance.release()


def greeting(system: System, seconds: float) -> str:
    logs = system.layout.logs
    if logs.is_relative_to(ROOT):
        logs = logs.relative_to(ROOT)
    return (
        f"Vitae is ready at {system.url} ({seconds:.1f} s)\n"
        f"  Read a resume:  make analyze RESUME=path/to/resume.pdf\n"
        f"  The API:        {system.url}/docs\n"
        f"  Logs:           {logs}/\n"
        f"  Stop:           Ctrl-C"
    )


async def supervise(system: System, console: Console, work: Callable[[], Awaitable[None]]) -> int:
    """Bring the system up, do the work, take it down. A first signal ends the work, a second one
    all patience.
    """
    loop = asyncio.get_running_loop()
    supervisor: list[Supervisor] = []
    killing: list[asyncio.Task[None]] = []

    async def main() -> None:
        async with running(system, console, supervisor.append):
            await work()

    task = asyncio.create_task(main())

    def on_signal() -> None:
        if not task.cancelling():
            task.cancel()
        elif supervisor:
            killing.append(loop.create_task(supervisor[0].kill()))

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, on_signal)
    try:
        with suppress(asyncio.CancelledError):
            await task
    except ServerError as error:
        console.stopped()
        print(error, file=sys.stderr)
        return 1
    console.stopped()
    return 0


def down(layout: Layout) -> int:
    """Stop a running system and wait until nothing of it is left."""
    instance = Instance(layout)
    owner = instance.owner()
    if owner is None:
        print("Vitae is not running.")
        return 0
    if not instance.stop_owner(owner):
        print(
            f"Vitae (process {owner.pid}) does not stop; its logs: {layout.logs}", file=sys.stderr
        )
        return 1
    print("Vitae is stopped.")
    return 0


def status(layout: Layout) -> int:
    """A line a process; 0 where all are ready, 1 where not, 3 where nothing runs."""
    owner = Instance(layout).owner()
    if owner is None:
        print("Vitae is not running. Start it with: make up")
        return 3
    processes = read_state(layout)
    for entry in processes:
        seconds = int(time.time() - entry["since"])
        again = f", restarted {entry['restarts']} times" if entry["restarts"] else ""
        print(f"{entry['name']:<10}{entry['state']:<12}{seconds} s{again}")
    ready = all(entry["state"] == "ready" for entry in processes)
    print(f"Vitae is {'ready' if ready else 'not ready'} at {owner.url}")
    return 0 if ready else 1
