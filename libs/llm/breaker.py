"""A circuit breaker: after a run of transient failures no request is sent for a while.

One stands before each model server, shared by chat and embeddings, so that jobs are held back
before they start instead of failing one by one against a server that is away.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from libs.llm.errors import ModelUnavailable

# A server may ask for any pause; past this one a probe costs less than a wait that is too long.
MAX_ASKED_PAUSE_S = 600.0


class Breaker:
    """Closed, open until an instant, or half open with one probe under way.

    Not for threads: every method runs in the event loop and none awaits.
    """

    def __init__(
        self,
        *,
        failures: int = 5,
        pause_s: float = 5.0,
        max_pause_s: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`failures` in a row open it for `pause_s`, doubled each time the probe fails.

        A server that asks for a pause of `pause_s` or more (Retry-After) opens it at once.
        """
        self._threshold = failures
        self._first_pause = pause_s
        self._max_pause = max_pause_s
        self._clock = clock
        self._failures = 0
        self._pause = 0.0  # 0 while closed
        self._open_until = 0.0
        self._probing = False

    @property
    def state(self) -> str:
        """`closed`, `open` or `half_open`."""
        if not self._pause:
            return "closed"
        return "open" if self._clock() < self._open_until else "half_open"

    def retry_after(self) -> float:
        """Seconds until a request would be let through; 0.0 when it would be now."""
        if not self._pause:
            return 0.0
        if self._probing:
            return self._first_pause
        return max(0.0, self._open_until - self._clock())

    @contextmanager
    def guard(self) -> Generator[Callable[[], None]]:
        """Around one request. Raises ModelUnavailable instead of letting it through while open.

        ModelUnavailable from inside counts as a failure; any other ModelError and a normal end
        mean the server answered, as does calling what is yielded, where an answer takes long; a
        cancelled request says nothing of the server.
        """
        if (wait := self.retry_after()) > 0:
            raise ModelUnavailable(retry_after=wait)
        probe = self._probing = bool(self._pause)
        try:
            yield self._succeeded
        except ModelUnavailable as failure:
            self._failed(failure.retry_after or 0.0)
            raise
        except Exception:
            self._succeeded()
            raise
        else:
            self._succeeded()
        finally:
            if probe:
                self._probing = False

    def _succeeded(self) -> None:
        self._failures, self._pause, self._open_until = 0, 0.0, 0.0

    def _failed(self, asked: float) -> None:
        asked = min(asked, MAX_ASKED_PAUSE_S)
        self._failures += 1
        now = self._clock()
        if self._pause and now < self._open_until:
            # Sent before the breaker opened: old news, except for a longer pause.
            self._open_until = max(self._open_until, now + asked)
        elif self._pause or self._failures >= self._threshold or asked >= self._first_pause:
            self._pause = min(self._pause * 2 or self._first_pause, self._max_pause)
            self._open_until = now + max(self._pause, asked)
