"""Who waits for a set to end, in this process."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager


class Endings:
    """Tells those who wait that a set has ended, or that they must not wait any longer. A set that
    ends in another process is not heard of: whoever waits looks now and then.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self.closed = False

    @property
    def watching(self) -> int:
        """How many sets are waited for."""
        return len(self._waiting)

    @contextmanager
    def watched(self, set_id: str) -> Generator[asyncio.Event]:
        """The event is set when there is reason to look."""
        event = asyncio.Event()
        self._waiting[set_id].add(event)
        try:
            yield event
        finally:
            self._waiting[set_id].discard(event)
            if not self._waiting[set_id]:
                del self._waiting[set_id]

    def ended(self, set_id: str) -> None:
        for event in self._waiting.get(set_id, ()):
            event.set()

    async def close(self) -> None:
        """The process stops: nobody waits any longer."""
        self.closed = True
        for set_id in self._waiting:
            self.ended(set_id)
