"""A posting's employer is no topic of the questions; what the posting asks for is."""

from __future__ import annotations

import time

import pytest

from services.analysis.interview.builtin import questions
from services.analysis.interview.material import Material
from services.analysis.interview.posting import read_posting
from tests.unit.analysis.interview.people import brief

ASKS = "We need strong experience with PostgreSQL and Elasticsearch."


def asked(posting: str) -> set[str]:
    """What a posting asks of a software developer, whether the resume has it or not."""
    found = read_posting(Material(brief("software", 10, posting)))
    named = (*found.named.values(), *found.near.values(), *found.lacking, *found.shared)
    return {one.casefold() for one in named}


@pytest.mark.parametrize(
    "posting",
    [
        "Orvane Robotics is hiring a backend developer.",
        "Backend Engineer at Orvane Robotics",
        "Backend Engineer @ Orvane Robotics",
        "Orvane Robotics\nBackend engineer, remote",
        "Company: Orvane Robotics GmbH",
        "About Orvane Robotics\nWe make arms.",
        "ABOUT ORVANE ROBOTICS\nWe make arms.",
        "At Orvane Robotics, we make arms.",
        "Orvane Robotics builds arms. At Orvane Robotics you choose your hours.",
        "The Orvane Robotics Company is a growing firm. Our values: Orvane Robotics Company cares.",
        "Come and join Orvane Robotics! Everybody at Orvane Robotics writes tests.",
        "We are Orvane Robotics, and we make arms.",
        "Welcome to Orvane Robotics.\nOur client Orvane Robotics makes arms.",
        "Our client, Orvane Robotics Inc., pays well. Orvane Robotics pays on time.",
    ],
)
def test_the_name_of_the_employer_is_no_topic(posting: str) -> None:
    assert asked(f"{posting}\n{ASKS}") == {"postgresql", "elasticsearch"}


@pytest.mark.parametrize(
    ("posting", "topic"),
    [
        ("Orvane Robotics is hiring. You have experience with robotics.", "robotics"),
        ("At Orvane Robotics, we want knowledge of industrial robotics.", "industrial robotics"),
        ("Robotics Engineer\nWe make arms.", "robotics"),
        ("Requirements: Robotics, Rust", "robotics"),
        ("Docker is hiring. You have experience with Docker.", "docker"),
        ("Join the Robotics team.", "robotics"),
        ("You are good at Industrial Robotics.", "robotics"),
        ("Excellent at Industrial Robotics.", "robotics"),
        ("Join the Advanced Industrial Robotics team.", "robotics"),
        ("Passionate about Robotics and arms.", "robotics"),
        ("Robotics is a must in a company as ours.", "robotics"),
    ],
)
def test_what_is_asked_for_stays_a_topic(posting: str, topic: str) -> None:
    assert topic in asked(posting)


@pytest.mark.parametrize("posting", ["Docker is hiring.", "Backend Engineer at Docker"])
def test_an_employer_that_is_called_as_a_topic_is_none_where_it_is_the_employer(
    posting: str,
) -> None:
    assert "docker" not in asked(posting)


def test_no_question_is_about_the_employers_name() -> None:
    posting = f"Orvane Robotics is hiring a backend developer.\n{ASKS}"
    made = questions(brief("software", 10, posting))
    assert not any("obotics" in one.question + one.why + one.answer for one in made)


@pytest.mark.parametrize(
    "unit", ["At A ", "Orvane ", "Orvane Robotics is a ", "A.b", "A", "A’", "\n ", "at @ "]
)
def test_a_long_run_is_looked_through_once(unit: str) -> None:
    material = Material(brief("software", 10, unit * (20_000 // len(unit))))
    began = time.process_time()
    assert material.posting
    assert time.process_time() - began < 1
