"""How many uploads may be under way at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager

from services.upload.errors import TooManyAtOnce, UploadBusy

RETRY_AFTER_SECONDS = 5


class Slots:
    """A limit for everybody together, and one for each user within it."""

    def __init__(self, most: int, most_per_user: int) -> None:
        self._most = most
        self._most_per_user = most_per_user
        self._taken: Counter[str] = Counter()

    @contextmanager
    def taken(self, user_id: str) -> Generator[None]:
        """Holds a slot while entered. TooManyAtOnce, UploadBusy where there is none."""
        again = str(RETRY_AFTER_SECONDS)
        if self._taken[user_id] >= self._most_per_user:
            raise TooManyAtOnce(retry_after=again)
        if self._taken.total() >= self._most:
            raise UploadBusy(retry_after=again)
        self._taken[user_id] += 1
        try:
            yield
        finally:
            self._taken[user_id] -= 1
            if not self._taken[user_id]:
                del self._taken[user_id]
