"""A frame that the peer doesn't take is noticed in time, whatever was sent before it."""

from __future__ import annotations

import asyncio

from gateway.live.sending import Sending

SECONDS = 0.2


async def blocked_after(*frames: float) -> float | None:
    """When a peer counts as blocked that takes so long for each frame; None where it never does."""
    loop = asyncio.get_running_loop()
    began, found = loop.time(), loop.create_future()
    sending = Sending(SECONDS, lambda: found.set_result(loop.time() - began))
    for seconds in frames:
        sending.began()
        await asyncio.wait([found], timeout=seconds)
        if found.done():
            break
        sending.ended()
    sending.stop()
    return found.result() if found.done() else None


async def test_a_frame_that_is_not_taken_is_noticed() -> None:
    after = await blocked_after(5.0)
    assert after is not None
    assert SECONDS <= after < 2 * SECONDS


async def test_each_frame_has_its_own_time() -> None:
    assert await blocked_after(*[SECONDS / 4] * 12) is None


async def test_quick_frames_before_give_a_slow_one_no_less_and_no_more() -> None:
    after = await blocked_after(SECONDS / 2, SECONDS / 4, 5.0)
    assert after is not None
    assert 1.75 * SECONDS <= after < 3 * SECONDS


async def test_silence_between_frames_is_no_blocked_peer() -> None:
    loop = asyncio.get_running_loop()
    found = loop.create_future()
    sending = Sending(SECONDS, lambda: found.set_result(None))
    sending.began()
    sending.ended()
    await asyncio.sleep(2 * SECONDS)
    sending.began()
    await asyncio.sleep(SECONDS / 2)
    sending.ended()
    sending.stop()
    await asyncio.sleep(2 * SECONDS)
    assert not found.done()
