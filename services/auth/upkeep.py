"""Deletes what has run out: expired sessions and tries no limit looks at any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from libs.db.database import DATABASE_AWAY

log = logging.getLogger(__name__)

BATCH = 1000


async def prune(every: float, *pruners: Callable[[int], Awaitable[int]]) -> None:
    """Runs each pruner until nothing is left, every `every` seconds, for ever."""
    while True:
        await asyncio.sleep(every)
        try:
            for pruner in pruners:
                while await pruner(BATCH) == BATCH:
                    pass
        except DATABASE_AWAY as error:
            log.warning("pruning waits", extra={"cause": type(error).__name__})
