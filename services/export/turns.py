"""Whose file is made when: a few at once, one a user, and a queue that ends somewhere."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from services.export.errors import ExportBusy, TooManyExportsAtOnce

RETRY_AFTER_SECONDS = 5


class Turns:
    """One user's files are made one after another, so that nobody's keep the others' waiting."""

    def __init__(self, at_once: int, waiting: int, waiting_per_user: int, seconds: float) -> None:
        """`seconds`: how long somebody may wait for a turn."""
        self._most = at_once + waiting
        self._most_per_user = 1 + waiting_per_user
        self._seconds = seconds
        self._slots = asyncio.Semaphore(at_once)
        self._locks: dict[str, asyncio.Lock] = {}
        self._held: Counter[str] = Counter()

    @asynccontextmanager
    async def taken(self, user_id: str) -> AsyncGenerator[None]:
        """Has the turn while entered. TooManyExportsAtOnce, ExportBusy."""
        again = str(RETRY_AFTER_SECONDS)
        if self._held[user_id] >= self._most_per_user:
            raise TooManyExportsAtOnce(retry_after=again)
        if self._held.total() >= self._most:
            raise ExportBusy(retry_after=again)
        self._held[user_id] += 1
        lock = self._locks.setdefault(user_id, asyncio.Lock())
        try:
            async with self._in_time(lock, again), self._in_time(self._slots, again):
                yield
        finally:
            self._held[user_id] -= 1
            if not self._held[user_id]:
                del self._held[user_id], self._locks[user_id]

    @asynccontextmanager
    async def _in_time(
        self, gate: asyncio.Lock | asyncio.Semaphore, again: str
    ) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout(self._seconds):
                await gate.acquire()
        except TimeoutError:
            raise ExportBusy(retry_after=again) from None
        try:
            yield
        finally:
            gate.release()
