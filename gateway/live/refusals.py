"""How many frames of one socket were refused lately: a broken tab ends its own connection, and not
that of another tab of the same person.
"""

from __future__ import annotations

from gateway.errors import RateLimited
from gateway.limits import REFUSALS_PER_MINUTE, SPARED_REFUSALS_PER_MINUTE, Limits

_MINUTE = 60.0


class Refusals:
    """One a socket, and gone with it. A sliding minute: this one, and what is left of the last."""

    __slots__ = ("_begun", "_last", "_this")

    def __init__(self) -> None:
        self._begun = 0.0  # when this minute began
        self._last = 0
        self._this = 0

    def add(self, now: float) -> float:
        """Counts one more at `now`, in seconds of a clock that only grows; how many there are."""
        past = now - self._begun
        if past >= 2 * _MINUTE or not self._this:
            self._begun, self._last, self._this = now, 0, 0
        elif past >= _MINUTE:
            self._begun, self._last, self._this = self._begun + _MINUTE, self._this, 0
        self._this += 1
        return self._this + self._last * (1 - (now - self._begun) / _MINUTE)

    async def are_too_many(self, limits: Limits, user_id: str, now: float) -> bool:
        """Counts one more, of the socket and of its person. The person's count is as much as all
        their sockets may have at once, and bounds who comes back whenever one is ended, for each
        begins at nothing; one with few refusals of its own is spared whatever the others do.
        """
        own = self.add(now)
        if own > REFUSALS_PER_MINUTE:
            return True
        try:
            await limits.take(limits.refusals, user_id)
        except RateLimited:
            return own > SPARED_REFUSALS_PER_MINUTE
        return False
