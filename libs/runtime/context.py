"""What belongs to the request at hand, wherever in the process it is being served."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """Who acts: the calling process and, where a person stands behind it, that person."""

    service: str
    user_id: str = ""
    session_id: str = ""
    # The signed identity itself, passed on where this process calls another for the same person.
    identity: str = ""


_caller: ContextVar[Caller] = ContextVar("caller")
request_id: ContextVar[str] = ContextVar("request_id", default="")


def caller() -> Caller:
    """The caller of the request at hand. LookupError outside of one: a programming error."""
    return _caller.get()


def caller_or_none() -> Caller | None:
    return _caller.get(None)


def act_for(who: Caller) -> None:
    """Sets the caller for the rest of this task."""
    _caller.set(who)
