"""What stand-ins for services share: failures to raise, and a note of who called what."""

from __future__ import annotations

from typing import ClassVar

from google.protobuf.timestamp_pb2 import Timestamp

from libs.rpc.errors import DomainError, Kind
from libs.runtime.context import caller, request_id


def error(
    kind_: Kind, reason_: str, message_: str = "For a person.", **details: str
) -> DomainError:
    """A failure as a service would raise it."""

    class Raised(DomainError):
        kind: ClassVar[Kind] = kind_
        reason: ClassVar[str] = reason_
        message: ClassVar[str] = message_

    return Raised(**details)


def now() -> Timestamp:
    stamp = Timestamp()
    stamp.GetCurrentTime()
    return stamp


class Calls:
    """What was called, by whom; and failures to raise instead of answering."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, str]] = []
        self.fail: dict[str, DomainError] = {}

    def note(self, method: str) -> None:
        self.made.append((method, caller().user_id, request_id.get()))
        if found := self.fail.get(method):
            raise found

    def count(self, method: str) -> int:
        return sum(made[0] == method for made in self.made)
