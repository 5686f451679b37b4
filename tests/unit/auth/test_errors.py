"""What refusals say."""

from __future__ import annotations

import pytest

from services.auth.errors import EmailInvalid, SessionNotFound, TooManyTries


@pytest.mark.parametrize(
    ("seconds", "wait"), [(1, "a minute"), (60, "a minute"), (61, "2 minutes"), (900, "15 minutes")]
)
def test_too_many_tries_says_how_long_to_wait(seconds: int, wait: str) -> None:
    refusal = TooManyTries(seconds)
    assert str(refusal) == f"Too many tries. Try again in {wait}."
    assert refusal.details == {"retry_after": str(seconds)}


@pytest.mark.parametrize("error", [EmailInvalid, SessionNotFound])
def test_what_a_person_can_mend_comes_with_a_next_step(
    error: type[EmailInvalid | SessionNotFound],
) -> None:
    happened, _, step = error.message.partition(". ")
    assert happened
    assert step.endswith(".")
