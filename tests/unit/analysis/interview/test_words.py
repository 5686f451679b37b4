"""Sentences around a question: which of them speak of something named before."""

from __future__ import annotations

import pytest

from services.analysis.interview.words import content_in_common, points_back


@pytest.mark.parametrize(
    "ask",
    [
        "how would you bring that to a second country, customer or team without copying it?",
        "what did the code for that look like on the first day, and what does it look like now?",
        "which library or service did that rest on, and what would you do if it went away?",
        "where in that would you let two people work at once, and where would they collide?",
        "which test around that would you write first if there were none?",
        "take me through that step by step, as if I were to do it tomorrow.",
        "draw that system in three boxes: what are they, and what runs between them?",
        "what does a beginner get wrong there, and how do you show it to them?",
    ],
)
def test_a_question_that_needs_something_before_it(ask: str) -> None:
    assert points_back(ask)


@pytest.mark.parametrize(
    "ask",
    [
        "tell me about a bug that took you far longer than it should have.",
        "when did you find that the data could not answer the question, and how did you say so?",
        "profit falls though sales rise: how do you take that apart?",
        "is there a rule that nobody keeps, and why?",
        "the signal is there in the morning and gone in the afternoon: what do you look at?",
    ],
)
def test_a_question_that_stands_alone(ask: str) -> None:
    assert not points_back(ask)


CUE = "I would ask what happens. [Add an example.]"


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("two people each say that their work comes first", "Cut medication errors by 38%"),
        ("a patient refuses a drug that they need", "Cared for two ventilated patients"),
    ],
)
def test_a_line_on_something_else_has_nothing_in_common_with_a_question(
    ask: str, line: str
) -> None:
    assert not content_in_common(ask, CUE, line)


def test_a_line_on_what_is_asked_has() -> None:
    ask = "tell me about a lesson that went wrong"
    assert content_in_common(ask, CUE, "Planned and taught lessons")
