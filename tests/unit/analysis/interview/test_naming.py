"""A thing is named in whichever of its spellings, and nothing is named by an ordinary word."""

from __future__ import annotations

import pytest

from services.analysis.interview.naming import may_say, says, says_one_of_its_kind


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Python, Go, Redis", "Golang"),
        ("Moved billing to PostgreSQL", "Postgres"),
        ("Ran 40 services on Kubernetes", "k8s"),
        ("Ran finite element analysis in ANSYS", "FEA"),
        ("Set up CI/CD for four teams", "continuous integration"),
        ("Migrated two databases", "database"),
    ],
)
def test_a_thing_in_another_spelling(text: str, term: str) -> None:
    assert says(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("I go to customers with the sales team", "Golang"),
        ("Led R&D for a maker of pumps", "R"),
        ("Held a go-to-market role", "Go"),
        ("Cared for 24 residents", "FEA"),
    ],
)
def test_an_ordinary_word_names_no_tool(text: str, term: str) -> None:
    assert not says(text, term)


def test_a_tool_is_of_its_kind() -> None:
    assert says_one_of_its_kind("Designed uprights in SolidWorks", "3D CAD")
    assert not says_one_of_its_kind("Designed uprights on paper", "3D CAD")


def test_the_words_of_a_term_in_other_forms_are_no_ground_to_deny_it() -> None:
    assert may_say("NMC registered nurse (adult)", "NMC registration")
    assert not may_say("Registered nurse\nNMC", "NMC registration")
