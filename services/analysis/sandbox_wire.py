"""What the service and its sandbox say to each other: fixed-size messages and one frame a document.

Nothing here is unpickled, and every length is checked before it is believed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

READ, PROBE, KILL = 1, 2, 3  # orders to the nursery
READY, STARTED, ENDED, REFUSED = 1, 2, 3, 4  # its reports
RESULT, FAILURE, WALL = b"D", b"E", b"W"  # kinds of frame from a child

_ORDER = struct.Struct("!BBQQIdQ")
_REPORT = struct.Struct("!BQiQ")
_FRAME = struct.Struct("!cQ")
# The most that FILE_MAX_BYTES may be, whatever it is at present: a file that was let in is read
# after the setting was lowered, too. What is larger still is not held in memory.
MAX_CONTENT = 100 * 1024 * 1024  # bytes
ORDER_SIZE, REPORT_SIZE, FRAME_SIZE = _ORDER.size, _REPORT.size, _FRAME.size
FORMATS: tuple[Literal["pdf"], Literal["docx"], Literal["doc"]] = ("pdf", "docx", "doc")


@dataclass(frozen=True, slots=True)
class Order:
    """What one child is to do. The content comes over the descriptor sent along."""

    kind: int
    format: int  # an index of FORMATS
    ticket: int
    memory: int  # bytes
    cpu_seconds: int
    wall_seconds: float
    output: int  # bytes

    def pack(self) -> bytes:
        return _ORDER.pack(
            self.kind,
            self.format,
            self.ticket,
            self.memory,
            self.cpu_seconds,
            self.wall_seconds,
            self.output,
        )

    @classmethod
    def unpack(cls, raw: bytes) -> Order:
        return cls(*_ORDER.unpack(raw))


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a child. `status`: as from `waitpid`, for ENDED. `peak`: its memory in KiB."""

    kind: int
    ticket: int = 0
    status: int = 0
    peak: int = 0

    def pack(self) -> bytes:
        return _REPORT.pack(self.kind, self.ticket, self.status, self.peak)

    @classmethod
    def unpack(cls, raw: bytes) -> Report:
        return cls(*_REPORT.unpack(raw))


def pack_frame(kind: bytes, payload: bytes) -> bytes:
    return _FRAME.pack(kind, len(payload)) + payload


def unpack_frame_head(raw: bytes) -> tuple[bytes, int]:
    """Kind and length of the payload that follows."""
    return _FRAME.unpack(raw)
