"""Who waits for a set is told when to look, and is let go when the process stops."""

from __future__ import annotations

import asyncio

from services.analysis.interview.endings import Endings


async def test_everybody_who_waits_for_a_set_is_told_and_nobody_else() -> None:
    endings = Endings()
    with endings.watched("a") as one, endings.watched("a") as two, endings.watched("b") as other:
        endings.ended("a")
        endings.ended("nobody waits for this")
        assert (one.is_set(), two.is_set(), other.is_set()) == (True, True, False)
        assert endings.watching == 2
    assert endings.watching == 0


async def test_a_process_that_stops_lets_everybody_go() -> None:
    endings = Endings()
    with endings.watched("a") as one, endings.watched("b") as two:
        waiting = asyncio.gather(one.wait(), two.wait())
        await endings.close()
        async with asyncio.timeout(1):
            await waiting
    assert endings.closed
