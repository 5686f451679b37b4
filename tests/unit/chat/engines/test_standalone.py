"""Which questions lean on what was said before."""

from __future__ import annotations

import pytest

from services.chat.engines.standalone import stands_alone


@pytest.mark.parametrize(
    "question",
    [
        "What are my top skills?",
        "Do I know Python?",
        "Where did she study?",
        "How many years of experience do I have?",
        "Does this resume mention a degree?",
        "Is it true that I worked in Lisbon?",
        "Which of my skills matter to an employer that builds ships?",
        "Where have I worked and what did I do?",
        "Why should somebody hire this candidate?",
        "What was my longest role?",
        "Who was I working for in 2019?",
        "Is there a gap in my career?",
    ],
)
def test_these_stand_alone(question: str) -> None:
    assert stands_alone(question)


@pytest.mark.parametrize(
    "question",
    [
        "And in Lisbon?",
        "What about Python?",
        "Where was that?",
        "Where was it?",
        "Why?",
        "How long?",
        "Tell me more",
        "What else?",
        "How long did I work there?",
        "Which one was the longest?",
        "When did I leave that job?",
        "Are those enough?",
        "What do you mean by this?",
        "Can you be more specific?",
        "You said I know Go. Since when?",
        "And what\u2019s it worth?",
        "???",
        "",
    ],
)
def test_these_lean_on_what_was_said(question: str) -> None:
    assert not stands_alone(question)
