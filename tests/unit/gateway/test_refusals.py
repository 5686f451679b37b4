"""How many refusals a socket has had within a minute, by a clock that the test sets."""

from __future__ import annotations

from gateway.live.refusals import Refusals


def added(refusals: Refusals, now: float, count: int) -> float:
    return max(refusals.add(now) for _ in range(count))


def test_a_burst_is_counted_to_the_last_whenever_it_begins() -> None:
    for begins in (0.0, 59.9, 1_000_000.5):
        refusals = Refusals()
        assert added(refusals, begins, 60) == 60
        assert added(refusals, begins + 0.5, 61) == 121


def test_what_is_past_fades_within_the_minute_after() -> None:
    refusals = Refusals()
    added(refusals, 100.0, 100)
    assert refusals.add(160.0) == 101
    assert refusals.add(190.0) == 52
    assert refusals.add(280.0) == 1


def test_what_is_refused_now_and_then_never_comes_to_much() -> None:
    refusals = Refusals()
    assert max(refusals.add(float(now)) for now in range(600)) < 62
