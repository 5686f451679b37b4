"""The nursery: a small process that has every reader loaded and forks a fresh child for each
document.

Loading takes most of a second, forking a few milliseconds; and limits count per document, because
no child reads two. The nursery itself never touches a document. It ends when the service does.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

import orjson

from services.analysis import sandbox_walls as walls
from services.analysis import sandbox_wire as wire
from services.analysis.errors import DocumentError
from services.analysis.reading.preload import preload
from services.analysis.reading.read import read

_GRACE = 5.0  # seconds past a child's own alarm before the nursery kills it


@dataclass(slots=True)
class _Child:
    ticket: int
    ends: float  # by time.monotonic()


class Nursery:
    """Takes orders over `control` until it closes."""

    def __init__(self, control: socket.socket, *, enforce: bool) -> None:
        self._control = control
        self._enforce = enforce
        self._children: dict[int, _Child] = {}
        self._wakeup = socket.socketpair()
        self._buffer = b""
        self._descriptors: list[int] = []

    def run(self) -> None:
        for end in self._wakeup:
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakeup[1].fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _ignore)  # its number arrives at the wake-up descriptor
        self._report(wire.Report(wire.READY))
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._wakeup[0], selectors.EVENT_READ)
            while True:
                for key, _ in selector.select(self._patience()):
                    if key.fileobj is self._control:
                        if not self._take_orders():
                            self._kill_all()
                            return
                    else:
                        self._wakeup[0].recv(4096)
                self._reap()
                self._kill_overdue()

    def _patience(self) -> float | None:
        if not self._children:
            return None
        return max(0.0, min(child.ends for child in self._children.values()) - time.monotonic())

    def _take_orders(self) -> bool:
        data, descriptors, _, _ = socket.recv_fds(self._control, 4096, 16)
        self._descriptors += descriptors
        if not data:
            return False
        self._buffer += data
        while len(self._buffer) >= wire.ORDER_SIZE:
            order = wire.Order.unpack(self._buffer[: wire.ORDER_SIZE])
            self._buffer = self._buffer[wire.ORDER_SIZE :]
            self._obey(order)
        return True

    def _obey(self, order: wire.Order) -> None:
        if order.kind == wire.KILL:
            for pid, child in self._children.items():
                if child.ticket == order.ticket:
                    _kill(pid)
            return
        pipe = self._descriptors.pop(0)
        try:
            pid = os.fork()
        except OSError:
            self._report(wire.Report(wire.REFUSED, order.ticket))
        else:
            if pid == 0:
                _child(order, pipe, enforce=self._enforce)
            ends = time.monotonic() + order.wall_seconds + _GRACE
            self._children[pid] = _Child(order.ticket, ends)
        os.close(pipe)

    def _reap(self) -> None:
        for pid in list(self._children):
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                child = self._children.pop(pid)
                self._report(wire.Report(wire.ENDED, child.ticket, status, usage.ru_maxrss))

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        for pid, child in self._children.items():
            if child.ends <= now:
                _kill(pid)
                child.ends = now + _GRACE

    def _kill_all(self) -> None:
        for pid in self._children:
            _kill(pid)
            os.waitpid(pid, 0)

    def _report(self, report: wire.Report) -> None:
        self._control.sendall(report.pack())


def _ignore(_number: int, _frame: FrameType | None) -> None:
    pass


def _kill(pid: int) -> None:
    """The child, and whatever group it made. It is not reaped yet: the number is still its own."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _child(order: wire.Order, pipe: int, *, enforce: bool) -> NoReturn:
    """Put up the walls, read the document, hand over one frame, end."""
    code = 1
    try:
        _settle(order, pipe)
        try:
            _enclose(order, enforce=enforce)
        except OSError as error:
            _write(pipe, wire.pack_frame(wire.WALL, str(error)[:200].encode()))
            os._exit(1)
        if order.kind == wire.PROBE:
            frame = wire.pack_frame(wire.RESULT, orjson.dumps(probe()))
        else:
            frame = _read(_receive(pipe), order)
        _write(pipe, frame)
        code = 0
    except MemoryError:
        code = _report_failure(pipe, "file_too_complex")
    except BaseException:  # noqa: BLE001 - a child must never return into the nursery's loop
        code = 1
    finally:
        os._exit(code)


def _settle(order: wire.Order, pipe: int) -> None:
    parent = os.getppid()
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    os.chdir("/")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    walls.close_others([pipe])
    signal.setitimer(signal.ITIMER_REAL, order.wall_seconds)
    if sys.platform == "linux":
        walls.die_with_parent(parent)


def _enclose(order: wire.Order, *, enforce: bool) -> None:
    limits = walls.Limits(order.memory, order.cpu_seconds, order.wall_seconds, order.output)
    walls.limit_resources(limits)
    if not enforce:
        return
    walls.forbid_new_privileges()
    walls.filter_calls()
    if _outcome(_open_socket) != "refused":
        raise walls.WallError(errno.EPERM, "a socket could be opened in spite of the filter")


def _receive(pipe: int) -> bytes:
    """The content: eight bytes of length, then that many."""
    size = int.from_bytes(_exactly(pipe, 8), "big")
    if size > wire.MAX_CONTENT:
        raise ValueError(size)
    return _exactly(pipe, size)


def _exactly(pipe: int, size: int) -> bytes:
    pieces: list[bytes] = []
    while size:
        piece = os.read(pipe, min(size, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _read(content: bytes, order: wire.Order) -> bytes:
    try:
        document = read(content, wire.FORMATS[order.format])
    except DocumentError as error:
        return wire.pack_frame(wire.FAILURE, error.code.encode())
    except RecursionError:
        return wire.pack_frame(wire.FAILURE, b"file_too_complex")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a parser raises, the file is what it choked on
        return wire.pack_frame(wire.FAILURE, b"file_broken " + type(error).__name__.encode())
    payload = orjson.dumps(document)
    if len(payload) > order.output:
        return wire.pack_frame(wire.FAILURE, b"file_too_complex")
    return wire.pack_frame(wire.RESULT, payload)


def _report_failure(pipe: int, code: str) -> int:
    try:
        _write(pipe, wire.pack_frame(wire.FAILURE, code.encode()))
    except BaseException:  # noqa: BLE001 - no memory even for this: the exit status says it
        return 1
    return 0


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def probe() -> dict[str, str]:
    """Try what a hijacked reader would try. "refused" for each means the walls stand."""
    attempts = {
        "internet socket": _open_socket,
        "unix socket": lambda: socket.socket(socket.AF_UNIX).close(),
        "open a file": lambda: os.close(os.open("/etc/hosts", os.O_RDONLY)),
        "write a file": lambda: os.close(os.open(os.devnull, os.O_WRONLY)),
        "run a program": lambda: os.execv("/bin/true", ["/bin/true"]),  # noqa: S606 - to see it refused
        "fork": _fork,
        "signal another process": lambda: os.kill(os.getppid(), 0),
    }
    return {name: _outcome(attempt) for name, attempt in attempts.items()}


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except PermissionError:
        return "refused"
    except OSError as error:
        return f"failed: {error.strerror}"
    return "allowed"


def _open_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def main(arguments: list[str]) -> int:
    """`arguments`: the descriptor of the control socket, and "on" or "off" for the walls."""
    control = socket.socket(fileno=int(arguments[0]))
    enforce = arguments[1] == "on"
    if enforce:
        walls.leave_network()
        walls.forbid_new_privileges()
    preload()
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody counts references to collect them
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the service is gone
        Nursery(control, enforce=enforce).run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
