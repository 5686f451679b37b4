"""Renders files in children that can be killed, and that die when they take too much.

One preloaded process forks them (`renderer_nursery`); one child waits for the next order.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from services.export import renderer_wire as wire
from services.export.errors import (
    ExportFailed,
    ExportNameUnknown,
    ExportTimedOut,
    ExportTooLarge,
)
from services.export.renderer_wire import Bounds
from services.export.rendering import File, Order
from services.export.turns import Turns

log = logging.getLogger(__name__)

_MODULE = "services.export.renderer_nursery"
_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0  # to load everything, on a busy machine
_HATCH_SECONDS = 5.0  # to fork a child, on a busy machine
_GRACE_SECONDS = 1.0  # past the child's own alarm before the service stops waiting
_END_SECONDS = 5.0
_FILES_EACH = 50  # then a child is replaced: what libraries leave behind must not add up
_NAME = re.compile(rb"[A-Za-z_]\w{0,60}")


class NurseryGone(Exception):
    """The process that makes the children has ended, or makes none any more."""


class _Nursery:
    """One running preloaded process."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._tickets = itertools.count(1)

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, bounds: Bounds) -> Self:
        """Starts one and waits until it has loaded everything. NurseryGone where it doesn't."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            process = subprocess.Popen(  # noqa: ASYNC220, S603 - returns at once; our own module
                [
                    *(sys.executable, "-m", _MODULE),
                    *(str(theirs.fileno()), bounds.to_argument()),
                ],
                cwd=_ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        nursery = cls(process, ours)
        try:
            await _ready(ours, _START_SECONDS)
        except BaseException:
            await nursery.close()
            raise
        return nursery

    async def hatch(self) -> _Child:
        """A child that waits for an order. NurseryGone."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        child = _Child(self, next(self._tickets), ours)
        try:
            with theirs:
                order = wire.pack_control(wire.FORK, child.ticket)
                socket.send_fds(self._control, [order], [theirs.fileno()])
            await _ready(ours, _HATCH_SECONDS)
        except OSError as error:
            child.end()
            raise NurseryGone from error
        except BaseException:
            child.end()
            raise
        return child

    def kill(self, ticket: int) -> None:
        with contextlib.suppress(OSError):  # gone: its children ended with it
            self._control.send(wire.pack_control(wire.KILL, ticket))

    async def close(self) -> None:
        """Ends the process; it takes its children along."""
        self._control.close()
        try:
            await asyncio.to_thread(self._process.wait, _END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)


class _Child:
    """A process that makes one file after another."""

    def __init__(self, nursery: _Nursery, ticket: int, pipe: socket.socket) -> None:
        self._nursery = nursery
        self.ticket = ticket
        self._pipe = pipe
        self.files = 0  # that it has made

    @property
    def waits(self) -> bool:
        """Whether it is still there: its pipe is open, and silent."""
        try:
            self._pipe.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    async def ask(self, order: Order, limit: int) -> tuple[bytes, bytes, bytes]:
        """Kind, name and content of its answer; empty where it ended without a whole one."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            await loop.sock_sendall(self._pipe, wire.pack_order(order))
        head = await self._exactly(wire.ANSWER_SIZE)
        if len(head) < wire.ANSWER_SIZE:
            return b"", b"", b""
        kind, name_size, size = wire.unpack_answer_head(head)
        if size > limit:
            return wire.REFUSED, wire.TOO_LARGE, b""
        rest = await self._exactly(name_size + size)
        if len(rest) < name_size + size:
            return b"", b"", b""
        return kind, rest[:name_size], rest[name_size:]

    async def _exactly(self, size: int) -> bytes:
        """Fewer where it ends before."""
        loop = asyncio.get_running_loop()
        data = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while len(data) < size:
                piece = await loop.sock_recv(self._pipe, min(size - len(data), 1 << 18))
                if not piece:
                    break
                data += piece
        return bytes(data)

    def end(self) -> None:
        self._pipe.close()
        self._nursery.kill(self.ticket)


class Renderer:
    """Makes a file at a time for each user, a few in all."""

    def __init__(self, bounds: Bounds, turns: Turns) -> None:
        self._bounds = bounds
        self._turns = turns
        self._nursery: _Nursery | None = None
        self._starting = asyncio.Lock()
        self._idle: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The process that makes the children, while there is one."""
        return self._nursery.pid if self._nursery else None

    async def __aenter__(self) -> Self:
        """NurseryGone where nothing can be rendered here."""
        self._idle = await self._hatch()
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._idle is not None:
            self._idle.end()
        if self._nursery is not None:
            await self._nursery.close()

    async def render(self, order: Order, user_id: str) -> File:
        """ExportTooLarge, ExportTimedOut, ExportFailed, ExportNameUnknown for the file; ExportBusy,
        TooManyExportsAtOnce for the queue. Cancelling kills the child.
        """
        async with self._turns.taken(user_id):
            child = await self._take()
            try:
                return await self._made_by(child, order)
            except (ExportTooLarge, ExportFailed):
                if not child.files:
                    raise
            # It may have died of what earlier files left behind.
            return await self._made_by(await self._hatched(), order)

    async def _made_by(self, child: _Child, order: Order) -> File:
        """The child waits again, or is ended."""
        began = time.monotonic()
        kind, name, content = b"", b"", b""
        try:
            async with asyncio.timeout(self._bounds.seconds + _GRACE_SECONDS):
                kind, name, content = await child.ask(order, self._bounds.output)
        except TimeoutError:
            pass
        finally:
            if kind == wire.RENDERED:
                self._give_back(child)
            else:
                child.end()
        if kind == wire.RENDERED:
            return File(name.decode(), content)
        raise self._failure(kind, name, time.monotonic() - began)

    def _failure(self, kind: bytes, name: bytes, seconds: float) -> Exception:
        if kind == wire.REFUSED and name == wire.TOO_LARGE:
            return ExportTooLarge()
        if kind == wire.REFUSED and name == wire.NAME_UNKNOWN:
            return ExportNameUnknown()
        if not kind and seconds >= self._bounds.seconds:
            log.warning("a rendering took too long")
            return ExportTimedOut()
        cause = name.decode() if _NAME.fullmatch(name) else "ended"
        log.error("a rendering failed", extra={"cause": cause})
        return ExportFailed()

    async def _take(self) -> _Child:
        """The child that waits, or a new one. ExportFailed."""
        child, self._idle = self._idle, None
        if child is not None:
            if child.waits:
                return child
            child.end()
        return await self._hatched()

    def _give_back(self, child: _Child) -> None:
        """One waits; what it took for others is freed."""
        child.files += 1
        if self._idle is None and child.files < _FILES_EACH:
            self._idle = child
        else:
            child.end()

    async def _hatched(self) -> _Child:
        try:
            return await self._hatch()
        except NurseryGone as error:
            log.exception("nothing can be rendered", exc_info=error)
            raise ExportFailed from None

    async def _hatch(self) -> _Child:
        """A child that waits, of another nursery where this one makes none. NurseryGone."""
        async with self._starting:
            if self._nursery is not None:
                try:
                    return await self._nursery.hatch()
                except NurseryGone:
                    log.warning("the process that renders is gone; starting another")
                    await self._nursery.close()
                    self._nursery = None
            self._nursery = await _Nursery.start(self._bounds)
            return await self._nursery.hatch()


async def _ready(pipe: socket.socket, seconds: float) -> None:
    """NurseryGone where nobody says so in time."""
    try:
        async with asyncio.timeout(seconds):
            word = await asyncio.get_running_loop().sock_recv(pipe, 1)
    except (TimeoutError, OSError):
        word = b""
    if word != wire.READY:
        raise NurseryGone


def _environment() -> dict[str, str]:
    """What the nursery needs to find its modules; none of the service's secrets."""
    kept = {"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    for name in ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR"):
        if name in os.environ:
            kept[name] = os.environ[name]
    return kept
