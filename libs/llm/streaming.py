"""Reading an answer while it comes: what counts as progress, and how long silence may last."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, Protocol, TypeVar

import httpx2

from libs.llm.errors import ModelBrokenOff, ModelStalled, ModelTimeout, ModelUnavailable
from libs.llm.events import EventReader
from libs.llm.failures import from_error_object

# Once an answer has ended, what may still follow (usage, `[DONE]`, the end of the body) is waited
# for this long: before `[DONE]`, and after it.
_GRACE_S = 2.0
_LAST_GRACE_S = 0.1


class StreamEvent(Protocol):
    """What an event was read as."""

    @property
    def tells(self) -> bool:
        """Whether it brings the answer on. A role, a keep-alive or an empty piece does not."""
        ...

    @property
    def ends(self) -> bool:
        """Whether the answer is whole with it, whatever follows."""
        ...


E = TypeVar("E", bound=StreamEvent)


class _Patience:
    """The instant until which the next bytes are waited for."""

    def __init__(self, deadline: float, stall_seconds: float) -> None:
        self._clock = asyncio.get_running_loop().time
        self._deadline = deadline
        self._stall_seconds = stall_seconds
        self.until = deadline  # a local model may read a long prompt for minutes
        self.over = self._begun = False

    def told(self) -> None:
        self._begun = True
        if not self.over:
            self.until = min(self._deadline, self._clock() + self._stall_seconds)

    def ended(self, grace: float) -> None:
        self.over = True
        self.until = min(self._deadline, self._clock() + grace)

    def too_long(self) -> ModelTimeout:
        return ModelTimeout() if self._clock() >= self._deadline else ModelStalled()

    def broken(self) -> ModelUnavailable:
        return ModelBrokenOff() if self._begun else ModelUnavailable()


async def read_stream(
    response: httpx2.Response,
    read: Callable[[dict[str, Any]], E],
    deadline: float,
    stall_seconds: float,
) -> AsyncGenerator[E]:
    """The events of a body, as `read` reads them; closes the response.

    Raises ModelTimeout at the deadline, ModelStalled where `stall_seconds` pass without an event
    that tells after one that did, ModelBrokenOff where the body ends before the answer, and what
    an error object among the events says.
    """
    reader, patience = EventReader(), _Patience(deadline, stall_seconds)
    try:
        async with aclosing(_events(response, reader, patience)) as events:
            async for event in events:
                if error := event.get("error"):
                    raise from_error_object(error)
                found = read(event)
                yield found
                if found.ends:
                    patience.ended(_GRACE_S)
                elif found.tells:
                    patience.told()
    except ModelUnavailable:
        if not patience.over:
            raise
    finally:
        await response.aclose()
    if not patience.over:
        raise patience.broken()


async def _events(
    response: httpx2.Response, reader: EventReader, patience: _Patience
) -> AsyncGenerator[dict[str, Any]]:
    pieces = response.aiter_raw()
    async with aclosing(pieces):
        while (piece := await _next(pieces, patience)) is not None:
            for event in reader.feed(piece):
                yield event
            if reader.done:
                patience.ended(_LAST_GRACE_S)
    for event in reader.end():
        yield event


async def _next(pieces: AsyncIterator[bytes], patience: _Patience) -> bytes | None:
    """The next bytes; None at the end of the body."""
    try:
        async with asyncio.timeout_at(patience.until):
            return await anext(pieces, None)
    except TimeoutError:
        raise patience.too_long() from None
    except httpx2.HTTPError:
        raise patience.broken() from None
