"""What can go wrong in a use case, said once: a kind, a stable reason, a sentence for clients.

Imports nothing of gRPC, so that a service's core can raise these; `server.py` puts them on the
wire and `channel.py` takes them off it again.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Kind(Enum):
    """The class of a failure; each is one gRPC status."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    EXISTS = "exists"
    CONFLICT = "conflict"
    EXHAUSTED = "exhausted"
    UNAVAILABLE = "unavailable"
    UNIMPLEMENTED = "unimplemented"
    INTERNAL = "internal"


class DomainError(Exception):
    """Base of every expected failure. `reason` is UPPER_SNAKE and stable; `details` are small
    facts a client may act on, such as `retry_after` in seconds.
    """

    kind: ClassVar[Kind] = Kind.INTERNAL
    reason: ClassVar[str] = "INTERNAL"
    message: ClassVar[str] = "Something went wrong on our side. Try again in a moment."

    def __init__(self, message: str | None = None, **details: str) -> None:
        super().__init__(message or self.message)
        self.details = details


class RemoteError(DomainError):
    """A failure another service reported, passed on as it was."""

    def __init__(self, kind: Kind, reason: str, message: str, details: dict[str, str]) -> None:
        super().__init__(message, **details)
        self.kind = kind  # pyright: ignore[reportAttributeAccessIssue] - an instance of any kind
        self.reason = reason  # pyright: ignore[reportAttributeAccessIssue]


class Unavailable(DomainError):
    kind = Kind.UNAVAILABLE
    reason = "SERVICE_UNAVAILABLE"
    message = "A part of the system is not available right now. Try again in a moment."


class NotPermitted(DomainError):
    kind = Kind.FORBIDDEN
    reason = "NOT_PERMITTED"
    message = "This call is not open to its caller."


class Unauthenticated(DomainError):
    kind = Kind.UNAUTHENTICATED
    reason = "UNAUTHENTICATED"
    message = "The call carries no valid credentials."


class NotAvailable(DomainError):
    kind = Kind.UNIMPLEMENTED
    reason = "NOT_AVAILABLE"
    message = "This is not available yet."


class Invalid(DomainError):
    kind = Kind.INVALID
    reason = "INVALID_ARGUMENT"
    message = "The request is not valid."
