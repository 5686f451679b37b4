"""Hashing in threads: few at once, a short queue, no difference between nobody and somebody."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from services.auth.errors import SignInBusy
from services.auth.passwords import Passwords, passwords

PASSWORD = "correct horse battery"


async def test_a_hash_is_argon2id_with_the_parameters_promised() -> None:
    async with passwords(at_once=2, queue=8) as made:
        parameters = extract_parameters(await made.hash(PASSWORD))
    assert parameters.type is Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (47104, 1, 1)


async def test_only_the_right_password_matches() -> None:
    async with passwords(at_once=2, queue=8) as made:
        hashed = await made.hash(PASSWORD)
        assert (await made.verify(PASSWORD, hashed)).matches
        assert not (await made.verify(PASSWORD + " ", hashed)).matches
        assert not (await made.verify(PASSWORD, None)).matches
        assert not (await made.verify(PASSWORD, "not a hash")).matches


async def test_a_hash_made_with_other_parameters_is_outdated() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    async with passwords(at_once=2, queue=8) as made:
        assert (await made.verify(PASSWORD, old)).outdated
        assert not (await made.verify(PASSWORD, await made.hash(PASSWORD))).outdated
        wrong = await made.verify("another password", old)
    assert not wrong.matches
    assert not wrong.outdated


class Held(ThreadPoolExecutor):
    """Hashes nothing until told to, and counts how many are under way."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self.go = Event()
        self.running = 0
        self.most = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201
        def held() -> object:
            self.running += 1
            self.most = max(self.most, self.running)
            self.go.wait(10)
            self.running -= 1
            return fn(*args, **kwargs)  # pyright: ignore[reportUnknownVariableType]

        return super().submit(held)


async def test_who_comes_when_the_queue_is_full_is_told_at_once() -> None:
    executor = Held(at_once=2)
    made = Passwords(executor, queue=1, at_once=2)
    waiting = [asyncio.create_task(made.verify(PASSWORD, None)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(SignInBusy) as refused:
        await made.verify(PASSWORD, None)
    assert int(refused.value.details["retry_after"]) > 0
    executor.go.set()
    verdicts = await asyncio.gather(*waiting)
    assert not any(verdict.matches for verdict in verdicts)
    assert executor.most == 2
    # There is room again.
    assert not (await made.verify(PASSWORD, None)).matches
    executor.shutdown()


async def test_who_gives_up_leaves_the_queue() -> None:
    executor = Held(at_once=1)
    made = Passwords(executor, queue=0, at_once=1)
    impatient = asyncio.create_task(made.verify(PASSWORD, None))
    await asyncio.sleep(0)
    impatient.cancel()
    with suppress(asyncio.CancelledError):
        await impatient
    executor.go.set()
    assert not (await made.verify(PASSWORD, None)).matches
    executor.shutdown()
