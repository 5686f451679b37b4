"""Whoever is stopped while claiming leaves nothing claimed."""

from __future__ import annotations

import asyncio

import pytest

from services.analysis.claiming import claimed


class Desk:
    """Claims when told to, and notes what is handed back."""

    def __init__(self, yields: str | Exception | None) -> None:
        self.commit = asyncio.Event()
        self.back: list[str] = []
        self._yields = yields

    async def claim(self) -> str | None:
        await self.commit.wait()
        if isinstance(self._yields, Exception):
            raise self._yields
        return self._yields

    async def hand_back(self, claim: str) -> None:
        self.back.append(claim)


@pytest.mark.parametrize(
    ("yields", "back"), [("a job", ["a job"]), (None, []), (OSError("away"), [])]
)
async def test_what_was_claimed_all_the_same_is_handed_back(
    yields: str | Exception | None, back: list[str]
) -> None:
    desk = Desk(yields)
    claiming = asyncio.create_task(claimed(desk.claim(), desk.hand_back))
    await asyncio.sleep(0)
    claiming.cancel()
    await asyncio.sleep(0)
    desk.commit.set()
    with pytest.raises(asyncio.CancelledError):
        await claiming
    assert desk.back == back


async def test_a_claim_comes_through() -> None:
    desk = Desk("a job")
    desk.commit.set()
    assert await claimed(desk.claim(), desk.hand_back) == "a job"
    assert desk.back == []


async def test_a_failure_comes_through() -> None:
    desk = Desk(OSError("away"))
    desk.commit.set()
    with pytest.raises(OSError, match="away"):
        await claimed(desk.claim(), desk.hand_back)
