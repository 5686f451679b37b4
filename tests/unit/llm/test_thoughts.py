"""Thoughts are taken out, wherever the text is cut."""

from __future__ import annotations

import pytest

from libs.llm.thoughts import Thoughts


def tell(text: str, step: int, *, within: bool = False) -> tuple[str, bool]:
    thoughts = Thoughts(within=within)
    told = "".join(thoughts.feed(text[at : at + step]) for at in range(0, len(text), step))
    return told + thoughts.end(), thoughts.unopened


@pytest.mark.parametrize("step", [1, 2, 5, 100])
@pytest.mark.parametrize(
    ("text", "told", "unopened"),
    [
        ("plain", "plain", False),
        ("<think>no</think>yes", "yes", False),
        ("<thinking>no < no</thinking>yes", "yes", False),
        ("yes <think>no</think>yes", "yes yes", False),
        ("a < b <thin c", "a < b <thin c", False),
        ("ends with <thi", "ends with <thi", False),
        ("<think>never closed", "", False),
    ],
)
def test_what_stands_between_the_tags_is_not_told(
    text: str, told: str, step: int, *, unopened: bool
) -> None:
    assert tell(text, step) == (told, unopened)


@pytest.mark.parametrize("step", [1, 3, 100])
@pytest.mark.parametrize(
    ("text", "told", "unopened"),
    [
        ("no</think>yes", "yes", True),
        ("no thoughts <thi", "no thoughts <thi", False),
        ("<think>no</think>yes", "yes", False),
    ],
)
def test_a_text_that_may_begin_in_thoughts(
    text: str, told: str, step: int, *, unopened: bool
) -> None:
    assert tell(text, step, within=True) == (told, unopened)


def test_thoughts_closed_unopened_are_noticed() -> None:
    assert tell("no</think>yes", 1) == ("noyes", True)


def test_a_tag_that_is_quoted_after_thoughts_is_no_beginning_in_thoughts() -> None:
    assert tell("<think>no</think>yes </think> yes", 1) == ("yes  yes", False)
