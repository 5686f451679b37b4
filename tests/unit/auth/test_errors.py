"""What refusals say."""

from __future__ import annotations

import pytest

from services.auth.errors import TooManyTries


@pytest.mark.parametrize(
    ("seconds", "wait"), [(1, "a minute"), (60, "a minute"), (61, "2 minutes"), (900, "15 minutes")]
)
def test_too_many_tries_says_how_long_to_wait(seconds: int, wait: str) -> None:
    refusal = TooManyTries(seconds)
    assert str(refusal) == f"Too many tries. Try again in {wait}."
    assert refusal.details == {"retry_after": str(seconds)}
