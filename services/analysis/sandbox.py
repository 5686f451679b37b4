"""Reads documents in children that can do nothing else, and that die when they take too much.

`python -m services.analysis.sandbox --self-test` says which walls are up on this machine.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
import signal
import socket
import sys
from types import TracebackType
from typing import Self

import orjson

from services.analysis import sandbox_walls as walls
from services.analysis import sandbox_wire as wire
from services.analysis.errors import (
    DocumentError,
    ExtractTimeout,
    FileBroken,
    FileEncrypted,
    FileIsScan,
    FileTooComplex,
    TextTooShort,
)
from services.analysis.reading.document import Document, FileFormat
from services.analysis.sandbox_nursery import NurseryGone, NurseryProcess, SandboxUnavailable
from services.analysis.sandbox_verify import InvalidDocument, verified
from services.analysis.sandbox_walls import Limits

__all__ = ["Limits", "Sandbox", "SandboxUnavailable", "main"]

_log = logging.getLogger(__name__)
_GRACE = 10.0  # seconds past the child's own alarm before the service stops waiting
_ERRORS: dict[str, type[DocumentError]] = {
    error.code: error
    for error in (FileBroken, FileEncrypted, FileIsScan, FileTooComplex, TextTooShort)
}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")
_OUT_OF_BOUNDS = frozenset((signal.SIGXCPU, signal.SIGKILL))


class Sandbox:
    """A pool of one preloaded nursery and at most `parallel` children, one a document.

    `enforce=False` reads without the walls (limits stay): only for systems that have none, by
    explicit setting. Otherwise a system where they cannot be put up refuses to read:
    `SandboxUnavailable`.
    """

    def __init__(
        self, limits: Limits | None = None, *, enforce: bool = True, parallel: int = 5
    ) -> None:
        self._limits = limits or Limits()
        self._enforce = enforce
        self._slots = asyncio.Semaphore(parallel)
        self._starting = asyncio.Lock()
        self._tickets = itertools.count(1)
        self._nursery: NurseryProcess | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that makes the children, while there is one."""
        return None if self._nursery is None else self._nursery.pid

    async def start(self) -> None:
        """Start the nursery and prove the walls. Raises `SandboxUnavailable`."""
        if self._enforce and not walls.supported():
            raise SandboxUnavailable(
                "This system cannot confine the reader of documents. Run on Linux (x86-64 or "
                "ARM64), or set SANDBOX=off to read files without protection."
            )
        await self._running()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the nursery and every child."""
        self._closed = True
        if self._nursery is not None:
            await self._nursery.close()
            self._nursery = None

    async def read(self, content: bytes, kind: FileFormat) -> Document:
        """Read a document. Raises a `DocumentError` for the file, `SandboxUnavailable` for the
        machine.

        Cancelling kills the child.
        """
        async with self._slots:
            try:
                return await self._read(content, kind)
            except NurseryGone:
                _log.warning("the reader process died; starting another")
            try:
                return await self._read(content, kind)
            except NurseryGone as error:
                raise SandboxUnavailable("The reader process keeps dying.") from error

    async def probe(self) -> dict[str, str]:
        """What a hijacked reader could do here: each attempt, and "refused" where a wall stands."""
        nursery = await self._running()
        kind, payload, _ = await self._run(nursery, wire.PROBE, b"", 0)
        if kind != wire.RESULT:
            raise SandboxUnavailable(
                "The reader of documents cannot be confined here: "
                + (payload.decode("utf-8", "replace") or "the attempt ended it")
            )
        return {str(name): str(outcome) for name, outcome in orjson.loads(payload).items()}

    async def _running(self) -> NurseryProcess:
        async with self._starting:
            if self._closed:
                raise SandboxUnavailable("The reader of documents is closed.")
            if self._nursery is None or self._nursery.gone:
                if self._nursery is not None:
                    await self._nursery.close()
                self._nursery = await NurseryProcess.start(enforce=self._enforce)
                if self._enforce:
                    await self._prove(self._nursery)
            return self._nursery

    async def _prove(self, nursery: NurseryProcess) -> None:
        try:
            kind, payload, _ = await self._run(nursery, wire.PROBE, b"", 0)
        except NurseryGone as error:
            raise SandboxUnavailable("The reader process died at its start.") from error
        outcomes: dict[str, str] = orjson.loads(payload) if kind == wire.RESULT else {}
        open_walls = [name for name, outcome in outcomes.items() if outcome != "refused"]
        if not outcomes or open_walls:
            await nursery.close()
            self._nursery = None
            raise SandboxUnavailable(
                "The reader of documents cannot be confined here ("
                + (", ".join(open_walls) or payload.decode("utf-8", "replace"))
                + "). Allow prctl(PR_SET_SECCOMP) for this process, or set SANDBOX=off to read "
                "files without protection."
            )

    async def _read(self, content: bytes, kind: FileFormat) -> Document:
        nursery = await self._running()
        number = wire.FORMATS.index(kind)
        frame, payload, report = await self._run(nursery, wire.READ, content, number)
        if frame == wire.RESULT:
            try:
                return verified(payload, kind)
            except InvalidDocument as error:
                _log.error("the reader returned an invalid document: %s", error)
                raise FileBroken from None
        if frame == wire.WALL:
            raise SandboxUnavailable("The reader of documents could not be confined.")
        if frame == wire.FAILURE:
            raise self._failure(payload)
        assert report is not None  # as _run says
        raise self._fate(report)

    async def _run(
        self, nursery: NurseryProcess, kind: int, content: bytes, number: int
    ) -> tuple[bytes, bytes, wire.Report | None]:
        """One child's whole life: (kind of frame, payload, None), or where it ended without a
        whole frame (b"", b"", how it ended). Who has had the frame waits for no end: it is killed.
        """
        limits = self._limits
        order = wire.Order(
            kind,
            number,
            next(self._tickets),
            limits.memory,
            limits.cpu_seconds,
            limits.wall_seconds,
            limits.output,
        )
        ours, theirs = socket.socketpair()
        ended = False
        try:
            ours.setblocking(False)
            with theirs:
                report = nursery.order(order, theirs)
            async with asyncio.timeout(limits.wall_seconds + _GRACE):
                frame = await _exchange(ours, content, limits.output)
                if frame[0]:
                    return *frame, None
                outcome = await report
                ended = True
        except TimeoutError:
            raise ExtractTimeout from None
        else:
            return *frame, outcome
        finally:
            ours.close()
            if not ended:
                nursery.kill(order.ticket)

    def _failure(self, payload: bytes) -> DocumentError:
        """The child's word for what is wrong with the file: only known codes are believed."""
        code, _, cause = payload[:200].decode("ascii", "replace").partition(" ")
        if _NAME.fullmatch(cause):
            _log.info("a file could not be read: %s", cause)
        return _ERRORS.get(code, FileBroken)()

    def _fate(self, report: wire.Report) -> DocumentError:
        """What a child that ended without a word says about its file."""
        number = report.status & 0x7F
        if number == signal.SIGALRM:
            return ExtractTimeout()
        starved = report.peak * 1024 > 0.6 * self._limits.memory
        if number in _OUT_OF_BOUNDS or starved:
            return FileTooComplex()
        return FileBroken()


async def _exchange(pipe: socket.socket, content: bytes, limit: int) -> tuple[bytes, bytes]:
    """Send the content, take the one frame that comes back: (kind, payload), empty if none."""
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_sendall(pipe, len(content).to_bytes(8, "big"))
        await loop.sock_sendall(pipe, content)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it ended early; it may have said why
    data, kind, whole = bytearray(), b"", wire.FRAME_SIZE
    try:
        while len(data) < whole and (piece := await loop.sock_recv(pipe, 1 << 18)):
            data += piece
            if len(data) >= wire.FRAME_SIZE:
                kind, length = wire.unpack_frame_head(bytes(data[: wire.FRAME_SIZE]))
                whole = wire.FRAME_SIZE + length
            if max(len(data), whole) > limit + wire.FRAME_SIZE:
                return wire.FAILURE, b"file_too_complex"
    except ConnectionResetError:
        pass
    return (kind, bytes(data[wire.FRAME_SIZE :])) if len(data) == whole else (b"", b"")


async def _self_test() -> int:
    from services.analysis.reading.specimen import SPECIMEN_LINES, specimen_pdf

    sandbox = Sandbox()
    try:
        await sandbox.start()
        outcomes = await sandbox.probe()
        document = await sandbox.read(specimen_pdf(SPECIMEN_LINES), "pdf")
    except (SandboxUnavailable, DocumentError) as error:
        print(f"sandbox: FAILED: {error}", file=sys.stderr)
        return 1
    finally:
        await sandbox.close()
    for name, outcome in outcomes.items():
        print(f"{name}: {outcome}")
    limits = Limits()
    print(
        f"per document: {limits.memory >> 20} MiB of memory, {limits.cpu_seconds} s of processor, "
        f"{limits.wall_seconds:.0f} s of time"
    )
    print(f"a specimen was read with {document.reader}: {len(document.lines)} lines")
    return 0


def main(arguments: list[str]) -> int:
    """The command line."""
    if arguments != ["--self-test"]:
        print("usage: python -m services.analysis.sandbox --self-test", file=sys.stderr)
        return 2
    return asyncio.run(_self_test())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
