from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.desk import ask, profile


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What are my strengths?", "Costs were cut by 35%"),
        ("What are my weak points?", "when Rust was learned"),
        ("How can I improve my resume?", "Say what the tooling was for. Date the project Tidemap."),
        ("What is my score and why?", "81.5 of 100. Results 20 of 25 points"),
        ("Does my file hold hidden text?", "The file holds hidden text."),
        ("Tell me about yourself", "Lead Engineer at Fjordline Ferries"),
        ("Which languages do I speak?", "Norwegian (native) and German (B2)"),
        ("Is Nora certified?", "Certified Kubernetes Administrator, 2022"),
        ("What is Tidemap?", "charts of tides, in Rust"),
        ("Any achievements with numbers?", "35%"),
        (
            "Would she fit a job with Go and Haskell?",
            "The resume states Go. It doesn't mention Haskell.",
        ),
    ],
)
async def test_what_the_analysis_says(question: str, said: str) -> None:
    answer = await ask(question)
    assert said in answer.text


async def test_a_language_nobody_speaks_is_denied() -> None:
    answer = await ask("Does she speak Italian?")
    assert answer.text == "No: the resume doesn't mention Italian."
    assert not answer.grounded


async def test_what_the_analysis_left_empty_is_said_to_be() -> None:
    bare = profile(strengths=[], weaknesses=[], recommendations=[], score=None, warnings=[])
    for question in ("my strengths?", "my weaknesses?", "how do I improve my resume?", "my score?"):
        answer = await ask(question, of=bare)
        assert not answer.grounded, question
