"""The page of examples is what the engine says today."""

from __future__ import annotations

from tests.support.interview_examples import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "write it again: python -m tests.support.interview_examples"
