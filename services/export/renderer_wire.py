"""What the service and the processes that render say to each other: short messages, one frame."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from datetime import datetime

from services.export.rendering import File, Order

FORK, KILL = 1, 2  # orders to the nursery, for a child by its ticket
READY = b"R"  # its word that all is loaded, and a child's that it waits for its order
RENDERED, REFUSED = b"F", b"E"  # kinds of answer from a child: a file; the name of what is wrong
TOO_LARGE, NAME_UNKNOWN = b"too_large", b"name_unknown"

_CONTROL = struct.Struct("!BQ")
_ORDER = struct.Struct("!IQ")
_ANSWER = struct.Struct("!cIQ")
CONTROL_SIZE, ORDER_SIZE, ANSWER_SIZE = _CONTROL.size, _ORDER.size, _ANSWER.size


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may take: seconds, bytes of address space, bytes of the file."""

    seconds: float = 20.0
    memory: int = 512 * 1024 * 1024
    output: int = 16 * 1024 * 1024

    def to_argument(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_argument(cls, text: str) -> Bounds:
        return cls(**json.loads(text))


def pack_control(kind: int, ticket: int) -> bytes:
    return _CONTROL.pack(kind, ticket)


def unpack_control(raw: bytes) -> tuple[int, int]:
    return _CONTROL.unpack(raw)


def pack_order(order: Order) -> bytes:
    fields = [order.format, order.masked, order.exported_at.isoformat()]
    head = json.dumps(fields).encode()
    return _ORDER.pack(len(head), len(order.profile)) + head + order.profile


def unpack_order_head(raw: bytes) -> tuple[int, int]:
    """Length of the order's fields, length of the profile behind them."""
    return _ORDER.unpack(raw)


def unpack_order(head: bytes, profile: bytes) -> Order:
    name, masked, exported_at = json.loads(head)
    return Order(profile, name, masked, datetime.fromisoformat(exported_at))


def pack_file(file: File) -> bytes:
    name = file.filename.encode()
    return _ANSWER.pack(RENDERED, len(name), len(file.content)) + name + file.content


def pack_refusal(what: bytes) -> bytes:
    return _ANSWER.pack(REFUSED, len(what), 0) + what


def unpack_answer_head(raw: bytes) -> tuple[bytes, int, int]:
    """Kind; length of the name; length of the content behind it."""
    return _ANSWER.unpack(raw)
