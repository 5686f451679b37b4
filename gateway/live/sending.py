"""Notices that a peer doesn't take what it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Sending:
    """Calls `blocked` where one frame takes longer than `seconds` to send. There is one timer for
    many frames: a timeout for each was a tenth of what a frame costs.
    """

    __slots__ = ("_blocked", "_loop", "_seconds", "_since", "_timer")

    def __init__(self, seconds: float, blocked: Callable[[], None]) -> None:
        self._seconds = seconds
        self._blocked = blocked
        self._loop = asyncio.get_running_loop()
        self._since: float | None = None  # when the frame under way began
        self._timer: asyncio.TimerHandle | None = None

    def began(self) -> None:
        self._since = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._look)

    def ended(self) -> None:
        self._since = None

    def stop(self) -> None:
        """No more is sent."""
        if self._timer is not None:
            self._timer.cancel()

    def _look(self) -> None:
        self._timer = None
        if self._since is None:
            return
        left = self._since + self._seconds - self._loop.time()
        if left <= 0:
            self._blocked()
        else:
            self._timer = self._loop.call_later(left, self._look)
