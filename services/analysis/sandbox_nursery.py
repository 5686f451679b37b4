"""The service's side of the nursery: starts the process, gives it orders, learns of its children's
ends.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Self

from services.analysis import sandbox_wire as wire

_ROOT = Path(__file__).resolve().parents[2]
_START = 60.0  # seconds to load every reader, on a busy machine
_END = 5.0


class SandboxUnavailable(RuntimeError):
    """Documents cannot be read safely on this machine, now. Said to the operator alone."""


class NurseryGone(Exception):
    """The nursery ended while a child was at work."""


class NurseryProcess:
    """One running nursery."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        self._waiting: dict[int, asyncio.Future[wire.Report]] = {}
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self.gone = False
        self._loop.add_reader(control.fileno(), self._take_reports)

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, *, enforce: bool) -> Self:
        """Start one and wait until it has loaded. Raises `SandboxUnavailable`."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: ASYNC220, S603 - returns at once; our own module
                [
                    sys.executable,
                    "-m",
                    "services.analysis.sandbox_child",
                    str(theirs.fileno()),
                    "on" if enforce else "off",
                ],
                cwd=_ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        ours.setblocking(False)
        nursery = cls(process, ours)
        try:
            async with asyncio.timeout(_START):
                await nursery._ready
        except (TimeoutError, NurseryGone) as error:
            await nursery.close()
            raise SandboxUnavailable("The reader process did not start.") from error
        except BaseException:
            await nursery.close()
            raise
        return nursery

    def order(self, order: wire.Order, pipe: socket.socket) -> Awaitable[wire.Report]:
        """Have a child made for `pipe`; the result tells how it ended. Raises `NurseryGone`."""
        if self.gone:
            raise NurseryGone
        try:
            socket.send_fds(self._control, [order.pack()], [pipe.fileno()])
        except OSError as error:
            self._lost()
            raise NurseryGone from error
        report: asyncio.Future[wire.Report] = self._loop.create_future()
        self._waiting[order.ticket] = report
        return report

    def kill(self, ticket: int) -> None:
        """Kill the child of a ticket, if it still runs."""
        report = self._waiting.pop(ticket, None)
        if report is not None:
            report.cancel()
        if not self.gone:
            try:
                self._control.send(wire.Order(wire.KILL, 0, ticket, 0, 0, 0.0, 0).pack())
            except OSError:
                self._lost()

    async def close(self) -> None:
        """End the process; it takes its children along."""
        self._lost()
        self._control.close()
        try:
            await asyncio.to_thread(self._process.wait, _END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    def _take_reports(self) -> None:
        try:
            data = self._control.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost()
            return
        self._buffer += data
        while len(self._buffer) >= wire.REPORT_SIZE:
            report = wire.Report.unpack(self._buffer[: wire.REPORT_SIZE])
            self._buffer = self._buffer[wire.REPORT_SIZE :]
            self._take(report)

    def _take(self, report: wire.Report) -> None:
        if report.kind == wire.READY:
            if not self._ready.done():
                self._ready.set_result(None)
            return
        waiting = self._waiting.pop(report.ticket, None)
        if waiting is None or waiting.done():
            return
        if report.kind == wire.ENDED:
            waiting.set_result(report)
        else:
            waiting.set_exception(SandboxUnavailable("No process could be started to read a file."))

    def _lost(self) -> None:
        if self.gone:
            return
        self.gone = True
        self._loop.remove_reader(self._control.fileno())
        for future in (self._ready, *self._waiting.values()):
            if not future.done():
                future.set_exception(NurseryGone())
                future.exception()  # somebody may have stopped waiting: not an error of its own
        self._waiting.clear()


def _environment() -> dict[str, str]:
    """What the nursery needs to find its modules; none of the service's secrets."""
    kept = {"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV"):
        if name in os.environ:
            kept[name] = os.environ[name]
    return kept
