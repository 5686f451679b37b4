"""One supervised process: started, watched, started again when it dies, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil

from deploy.local.disk import tells_of_full_disk
from deploy.local.logfiles import open_log, readable
from deploy.local.process import base_environment, launch_command
from deploy.local.server import ServerError, last_log_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from deploy.local.process import ProcessSpec

MIND_SECONDS = 5.0
LONGEST_READ = 1_000_000  # bytes of a log's end
LAST_WORDS = 8192  # bytes in which a program that ended says why
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STABLE_SECONDS = 30.0
# Deaths before it was ever ready that are taken for a fault of its own rather than of its
# surroundings.
EARLY_DEATHS = 3


def pause_before_restart(deaths: int) -> float:
    """Seconds to wait before the start after this many deaths in a row: 0.5, 1, 2 … 30."""
    return min(FIRST_PAUSE * 2 ** (max(deaths, 1) - 1), LONGEST_PAUSE)


@dataclass(frozen=True)
class Component:
    """What to run and how to tell that it is up."""

    name: str
    # Makes what the process needs and says how to run it. Blocking: runs in a thread.
    prepare: Callable[[], ProcessSpec]
    # Returns when the process started as that pid answers.
    ready: Callable[[int], Awaitable[None]]
    log: Path
    timeout: float = 60.0
    # Whether what the process has logged since its start means that it works on only after another.
    # Blocking: runs in a thread.
    stuck: Callable[[bytes], bool] | None = None


@dataclass
class Child:
    """The life of a component's process. `changed` is called at every change of `state`."""

    component: Component
    changed: Callable[[], None]
    # Told in a sentence what happens to it after it was up.
    told: Callable[[str], None]
    state: str = "waiting"  # waiting, starting, ready, restarting, stopping, stopped
    restarts: int = 0
    since: float = field(default_factory=time.time)
    pid: int | None = None
    created: float = 0.0
    met_full_disk: bool = False  # it ended of that
    _spec: ProcessSpec | None = None
    _process: asyncio.subprocess.Process | None = None
    _task: asyncio.Task[None] | None = None
    _up: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def name(self) -> str:
        return self.component.name

    async def start(self) -> float:
        """Start and wait until it is ready; the seconds it took. ServerError where it doesn't come
        up.
        """
        began = time.monotonic()
        self._task = asyncio.create_task(self._live(), name=f"supervise {self.name}")
        up = asyncio.create_task(self._up.wait())
        done, _ = await asyncio.wait(
            {up, self._task}, timeout=self.component.timeout, return_when=asyncio.FIRST_COMPLETED
        )
        up.cancel()
        if self._task in done:
            self._task.result()  # raises what stopped it
        if not self._up.is_set():
            raise ServerError(self._complaint("did not come up"))
        return time.monotonic() - began

    async def _live(self) -> None:
        deaths = 0
        while True:
            self._enter("starting" if deaths == 0 else "restarting")
            began = time.monotonic()
            end = await self._run_once()
            if not self._up.is_set() and deaths + 1 >= EARLY_DEATHS:
                raise ServerError(self._complaint(f"ended {deaths + 1} times, {end}"))
            if time.monotonic() - began > STABLE_SECONDS:
                deaths = 0
            deaths += 1
            self.restarts += 1
            self._enter("restarting")
            pause = pause_before_restart(deaths)
            if self._up.is_set():
                self.told(f"{self.name} ended ({end}), starting it again in {pause:g} s")
            await asyncio.sleep(pause)

    async def _run_once(self) -> str:
        """From preparation to death; how it ended."""
        try:
            self._spec = spec = await asyncio.to_thread(self.component.prepare)
        except ServerError as error:
            if not self._up.is_set():
                raise
            return str(error)
        try:
            process, written = await self._launch(spec)
        except OSError as error:  # no memory, no descriptors, no folder for its log
            return f"it can't be started: {error.strerror or error}"
        self._process, self.pid = process, process.pid
        with suppress(psutil.NoSuchProcess):
            self.created = psutil.Process(process.pid).create_time()
        self.changed()
        watchers = [asyncio.create_task(self._announce(process.pid))]
        if self.component.stuck is not None:
            watchers.append(asyncio.create_task(self._mind(process, self.component.stuck, written)))
        try:
            end = describe_end(await process.wait())
        finally:
            for watcher in watchers:
                watcher.cancel()
            if process.returncode is not None:
                # Whatever it left behind would hold its port or its memory.
                kill_group(process.pid)
                self._process, self.pid = None, None
        said = _written_since(self.component.log, written)[-LAST_WORDS:]
        full = tells_of_full_disk(said.decode("utf-8", "replace"))
        # Who is killed from outside may have told of it long before.
        self.met_full_disk = full and process.returncode != -signal.SIGKILL
        return f"{end}: the disk is full, free some" if self.met_full_disk else end

    async def _launch(self, spec: ProcessSpec) -> tuple[asyncio.subprocess.Process, int]:
        """The process, and how much its log held before it."""
        command, descriptors = launch_command(spec)
        with open_log(self.component.log) as log:
            written = log.tell()
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**base_environment(), **spec.env},
                cwd=spec.cwd,
                pass_fds=descriptors,
                process_group=0,
            )
        return process, written

    async def _announce(self, pid: int) -> None:
        await self.component.ready(pid)
        self._enter("ready")
        if self._up.is_set():
            self.told(f"{self.name} is back")
        self._up.set()

    async def _mind(
        self, process: asyncio.subprocess.Process, stuck: Callable[[bytes], bool], written: int
    ) -> None:
        """Ends the process where its log says that it is stuck. `written`: bytes before it."""
        log = self.component.log
        while not await asyncio.to_thread(lambda: stuck(_written_since(log, written))):
            await asyncio.sleep(MIND_SECONDS)
        self.told(f"{self.name} is stuck and has to be started again")
        await self._end(process)

    async def _end(self, process: asyncio.subprocess.Process, grace: float | None = None) -> None:
        """A clean end, or after the time its spec grants an unclean one."""
        assert self._spec is not None
        with suppress(ProcessLookupError):
            process.send_signal(self._spec.stop_signal)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._spec.stop_timeout if grace is None else grace):
                await process.wait()
                return
        kill_group(process.pid)
        await process.wait()

    async def stop(self, grace: float | None = None) -> None:
        """A clean end, then an unclean one: nothing of the process is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError, ServerError):
                await self._task
        process, spec = self._process, self._spec
        if process is not None and spec is not None and process.returncode is None:
            self._enter("stopping")
            family = descendants(process.pid)
            await self._end(process, grace)
            kill_group(process.pid)
            for member in family:
                with suppress(psutil.NoSuchProcess):
                    member.kill()
        self._process, self.pid = None, None
        self._enter("stopped")

    def _enter(self, state: str) -> None:
        self.state, self.since = state, time.time()
        self.changed()

    def _complaint(self, what: str) -> str:
        said = readable(last_log_line(self.component.log))
        return f"{self.name} {what}: {said}\nIts log: {self.component.log}"


def describe_end(code: int) -> str:
    """An exit status in words."""
    if code >= 0:
        return f"status {code}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-code).name}"
    return f"killed by signal {-code}"


def descendants(pid: int) -> list[psutil.Process]:
    """Children and their children; psutil knows them by start time, so that a reused id is never
    hit.
    """
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _written_since(log: Path, written: int) -> bytes:
    """What a log holds beyond its first `written` bytes, all of it where it was cut meanwhile."""
    with suppress(OSError), log.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(written if size >= written else 0, size - LONGEST_READ))
        return file.read()
    return b""
