"""The nursery: a small process that has everything loaded that renders, and forks the children that
make files.

Loading takes a second and fonts take memory: here once for all. A child is asked for one file after
another, because the first costs a third more: it copies the pages it writes to. Its time
is bounded anew for each. The nursery never sees a resume. It ends, and its children with it, when
the service does.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import resource
import select
import signal
import socket
import sys
import time
from datetime import UTC, datetime
from itertools import product
from types import FrameType
from typing import NoReturn

from services.export import renderer_wire as wire
from services.export.formats.catalogue import FORMATS
from services.export.masking import NameUnknown
from services.export.rendering import Order, rendered
from services.export.specimen import SPECIMEN


class Nursery:
    """Takes orders over `control` until it closes."""

    def __init__(self, control: socket.socket, bounds: wire.Bounds) -> None:
        self._control = control
        self._bounds = bounds
        self._children: dict[int, int] = {}  # ticket → process
        self._buffer = b""
        self._descriptors: list[int] = []

    def run(self) -> None:
        # A handler alone may come too late: a signal just before a read blocks waits for its end.
        woken, waking = socket.socketpair()
        woken.setblocking(False)
        waking.setblocking(False)
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)
        self._control.sendall(wire.READY)
        while True:
            ready, _, _ = select.select((self._control, woken), (), ())
            if woken in ready:
                woken.recv(4096)
                self._reap()
            if self._control not in ready:
                continue
            data, descriptors, _, _ = socket.recv_fds(self._control, 4096, 16)
            if not data:
                break
            self._descriptors += descriptors
            self._buffer += data
            while len(self._buffer) >= wire.CONTROL_SIZE:
                kind, ticket = wire.unpack_control(self._buffer[: wire.CONTROL_SIZE])
                self._buffer = self._buffer[wire.CONTROL_SIZE :]
                self._obey(kind, ticket)
        for process in list(self._children.values()):
            _kill(process)

    def _obey(self, kind: int, ticket: int) -> None:
        if kind == wire.KILL:
            if process := self._children.get(ticket):
                _kill(process)
            return
        pipe = self._descriptors.pop(0)
        with contextlib.suppress(OSError):  # no process to be had: the pipe's end tells it
            process = os.fork()
            if process == 0:
                _child(pipe, self._bounds)
            self._children[ticket] = process
        os.close(pipe)

    def _reap(self) -> None:
        """Only those it knows: a number that is not reaped is still its child's own."""
        for ticket, process in list(self._children.items()):
            if os.waitpid(process, os.WNOHANG)[0]:
                self._children.pop(ticket, None)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """A signal without a handler wakes nobody."""


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _child(pipe: int, bounds: wire.Bounds) -> NoReturn:
    """Wait for orders, make their files, hand them over, until nobody asks any more."""
    try:
        _settle(pipe, bounds)
        _write(pipe, wire.READY)
        while True:
            order = _receive(pipe)
            _set_alarms(bounds.seconds)
            _write(pipe, _answer(order, bounds))
            signal.setitimer(signal.ITIMER_REAL, 0)
    except MemoryError:
        with contextlib.suppress(BaseException):
            _write(pipe, wire.pack_refusal(wire.TOO_LARGE))
    finally:
        os._exit(0)


def _settle(pipe: int, bounds: wire.Bounds) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDWR), 2)  # libraries warn of what they read
    os.closerange(3, pipe)
    os.closerange(pipe + 1, 1 << 16)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))


def _set_alarms(seconds: float) -> None:
    """Whatever the child is at, and whoever still waits for it: it dies of them."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    spent = math.ceil(time.process_time() + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent, hard))


def _answer(order: Order, bounds: wire.Bounds) -> bytes:
    try:
        file = rendered(order)
    except MemoryError:
        raise
    except NameUnknown:
        return wire.pack_refusal(wire.NAME_UNKNOWN)
    except Exception as error:  # noqa: BLE001 - whatever a library raises: there is no file
        return wire.pack_refusal(type(error).__name__.encode())
    if len(file.content) > bounds.output:
        return wire.pack_refusal(wire.TOO_LARGE)
    return wire.pack_file(file)


def _receive(pipe: int) -> Order:
    head, profile = wire.unpack_order_head(_exactly(pipe, wire.ORDER_SIZE))
    return wire.unpack_order(_exactly(pipe, head), _exactly(pipe, profile))


def _exactly(pipe: int, size: int) -> bytes:
    pieces: list[bytes] = []
    while size:
        piece = os.read(pipe, min(size, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def preload() -> None:
    """Render a specimen in every format, masked and not: all that loads at first use is loaded."""
    for name, masked in product(FORMATS, (False, True)):
        rendered(Order(SPECIMEN, name, masked=masked, exported_at=datetime.now(UTC)))


def main(arguments: list[str]) -> int:
    """`arguments`: the descriptor of the control socket, and the bounds."""
    control = socket.socket(fileno=int(arguments[0]))
    bounds = wire.Bounds.from_argument(arguments[1])
    preload()
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody counts references to collect them
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the service is gone
        Nursery(control, bounds).run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
