"""Turns: a few at once, one a user, and nobody waits without end."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from services.export.errors import ExportBusy, TooManyExportsAtOnce
from services.export.turns import Turns

LONG = 30.0


async def holding(turns: Turns, user: str, begun: asyncio.Event, go: asyncio.Event) -> None:
    async with turns.taken(user):
        begun.set()
        await go.wait()


async def test_one_users_files_are_made_one_after_another_and_others_meanwhile() -> None:
    turns = Turns(2, 8, 4, LONG)
    begun, second, go = asyncio.Event(), asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(holding(turns, "ana", begun, go))
    await begun.wait()
    again = asyncio.create_task(holding(turns, "ana", second, go))
    async with turns.taken("bob"):
        assert not second.is_set()
    go.set()
    await asyncio.gather(first, again)
    assert second.is_set()


async def test_a_user_has_so_many_in_the_queue_and_no_more() -> None:
    turns = Turns(2, 8, 1, LONG)
    begun, go = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(holding(turns, "ana", begun, go)) for _ in range(2)]
    await begun.wait()
    with pytest.raises(TooManyExportsAtOnce) as refused:
        async with turns.taken("ana"):
            pass
    assert int(refused.value.details["retry_after"]) > 0
    go.set()
    await asyncio.gather(*tasks)
    async with turns.taken("ana"):
        pass


async def test_the_queue_ends_somewhere() -> None:
    turns = Turns(1, 1, 4, LONG)
    begun, go = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(holding(turns, user, begun, go)) for user in ("ana", "bob")]
    await begun.wait()
    with pytest.raises(ExportBusy):
        async with turns.taken("cleo"):
            pass
    go.set()
    await asyncio.gather(*tasks)


async def test_who_waits_too_long_is_let_go_and_holds_nothing() -> None:
    turns = Turns(1, 4, 4, 0.05)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(turns.taken("ana"))
        with pytest.raises(ExportBusy):
            async with turns.taken("bob"):
                pass
        with pytest.raises(ExportBusy):
            async with turns.taken("ana"):
                pass
    async with turns.taken("bob"):  # in time, or ExportBusy
        pass
