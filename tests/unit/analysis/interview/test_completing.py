"""A clause that needs a fact is a prompt as a whole: around the fact it would claim something."""

from __future__ import annotations

import pytest

from services.analysis.interview.completing import completed
from tests.support.interview_claims import claimed


@pytest.mark.parametrize(
    ("cue", "answer"),
    [
        ("I compared [say what], and signed off with [say whom].",
         "[Complete if true: I compared … (say what), and signed off with … (say whom).]"),
        ("People kept asking about [say what].",
         "[Complete if true: people kept asking about … (say what).]"),
        ("I had to tell them apart: [say how].",
         "[Complete if true: I had to tell them apart: say how.]"),
        ("It was [name it]; it was off by [add your number].",
         "[Complete if true: it was … (name it); it was off by … (add your number).]"),
        # A heading claims nothing, and neither does what somebody would do.
        ("What I did: [say what, in order].", "[What I did: say what, in order.]"),
        ("I would ask [say whom], and wait. [Add a case.]",
         "I would ask [say whom], and wait. [Add a case.]"),
        ("I would add it empty; in our case [say the size].",
         "I would add it empty. [Complete if true: in our case … (say the size).]"),
        ("I noticed [say what]; the patient first.",
         "[Complete if true: I noticed … (say what).] The patient first."),
        ("I would have stopped at [say what].",
         "[Complete if true: I would have stopped at … (say what).]"),
        ("[Say what it led to.]", "[Say what it led to.]"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_left_to_say(cue: str, answer: str) -> None:
    assert completed(cue) == answer


@pytest.mark.parametrize(
    "answer",
    [
        "People kept asking about [say what].",
        "It had to stand up to [say whom].",
        "I compared [say what], account by account, and signed off with [say whom].",
        "I kept the books. I deleted [name it], because in [say how long] it [say what].",
        "Task: [Say what.]\nResult: Everybody thanked me.",
        "I would ask first; they praised my patience.",
    ],
)
def test_a_claim_around_a_prompt_is_noticed(answer: str) -> None:
    assert claimed(answer, "Kept the books of a shop.")


def test_what_the_resume_says_and_what_one_would_do_are_no_claims() -> None:
    answer = (
        "As Clerk at Mill, I kept the books of a shop. I would ask first. No line of my resume "
        "tells of this yet. [Add what they thanked you for.]"
    )
    assert claimed(answer, "Clerk, Mill. Kept the books of a shop.") == []
