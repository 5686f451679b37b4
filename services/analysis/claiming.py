"""Claiming work so that who is stopped in the middle of it leaves nothing claimed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

Claim = TypeVar("Claim")


async def claimed(
    claim: Coroutine[Any, Any, Claim | None], hand_back: Callable[[Claim], Awaitable[None]]
) -> Claim | None:
    """What `claim` yields. Its commit may come through although we are cancelled meanwhile: then
    it is waited for and handed back, or others would wait until we are taken for dead.
    """
    claiming = asyncio.create_task(claim)
    try:
        return await asyncio.shield(claiming)
    except asyncio.CancelledError:
        with suppress(Exception):  # nothing is claimed
            if (found := await claiming) is not None:
                await hand_back(found)
        raise


def stopped() -> bool:
    """Whether the current task was told to stop: what fails now fails of that, by whatever name. A
    driver that is cut off in the middle of its work doesn't always say that it was cancelled.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
