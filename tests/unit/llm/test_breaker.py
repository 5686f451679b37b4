"""The breaker's states, on a clock that the test moves."""

from __future__ import annotations

import asyncio

import pytest

from libs.llm.breaker import Breaker
from libs.llm.errors import ModelAuthFailed, ModelUnavailable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, pause_s=5.0, max_pause_s=12.0, clock=clock)


def fail(breaker: Breaker, retry_after: float | None = None) -> None:
    with pytest.raises(ModelUnavailable), breaker.guard():
        raise ModelUnavailable(retry_after=retry_after)


def succeed(breaker: Breaker) -> None:
    with breaker.guard():
        pass


def test_a_run_of_failures_opens_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    fail(breaker)
    succeed(breaker)
    fail(breaker)
    fail(breaker)
    assert breaker.retry_after() == 0.0
    fail(breaker)
    assert breaker.state == "open"
    assert breaker.retry_after() == 5.0
    clock.now += 2
    with pytest.raises(ModelUnavailable) as held, breaker.guard():
        pytest.fail("a request went through")
    assert held.value.retry_after == 3.0


def test_pauses_grow_with_each_failed_probe_and_end_with_a_good_one(
    breaker: Breaker, clock: Clock
) -> None:
    for _ in range(3):
        fail(breaker)
    pauses: list[float] = []
    for _ in range(3):
        clock.now += breaker.retry_after()
        assert breaker.state == "half_open"
        fail(breaker)
        pauses.append(breaker.retry_after())
    assert pauses == [10.0, 12.0, 12.0]
    clock.now += 12
    succeed(breaker)
    assert breaker.state == "closed"
    fail(breaker)
    assert breaker.retry_after() == 0.0


def test_one_probe_at_a_time(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now += 5
    with breaker.guard():
        assert breaker.retry_after() == 5.0
        with pytest.raises(ModelUnavailable), breaker.guard():
            pytest.fail("a second probe went through")
    assert breaker.retry_after() == 0.0


def test_a_cancelled_probe_leaves_room_for_the_next(breaker: Breaker, clock: Clock) -> None:
    for _ in range(3):
        fail(breaker)
    clock.now += 5
    with pytest.raises(asyncio.CancelledError), breaker.guard():
        raise asyncio.CancelledError
    assert breaker.state == "half_open"
    succeed(breaker)
    assert breaker.state == "closed"


def test_an_answer_of_any_kind_means_the_server_is_there(breaker: Breaker) -> None:
    fail(breaker)
    fail(breaker)
    with pytest.raises(ModelAuthFailed), breaker.guard():
        raise ModelAuthFailed
    fail(breaker)
    fail(breaker)
    assert breaker.state == "closed"


def test_an_asked_pause_opens_it_at_once_and_is_bounded(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, retry_after=30)
    assert breaker.retry_after() == 30.0
    clock.now += 30
    fail(breaker, retry_after=1e9)
    assert breaker.retry_after() == 600.0


def test_failures_of_requests_sent_before_it_opened_change_nothing(
    breaker: Breaker, clock: Clock
) -> None:
    early = breaker.guard()
    early.__enter__()
    for _ in range(3):
        fail(breaker)
    clock.now += 1
    late = ModelUnavailable()
    early.__exit__(ModelUnavailable, late, None)
    assert breaker.retry_after() == 4.0
