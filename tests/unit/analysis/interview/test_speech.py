"""Lines told in the first person: the same words, or a quote."""

from __future__ import annotations

import pytest

from services.analysis.interview.speech import first_person, told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Cut costs by 14%.", "I cut costs by 14%"),
        ("• Manage four office locations", "I manage four office locations"),
        ("Oversees two plants", "I oversee two plants"),
        ("Monitoring and recording activity", "I monitored and recorded activity"),
        ("Responsible for payroll", "I was responsible for payroll"),
        ("Was part of the backend team", "I was part of the backend team"),
        ("Successfully led the audit", "I successfully led the audit"),
        ("Promoted to shift lead in a year", "I was promoted to shift lead in a year"),
        ("Split the order monolith", "I split the order monolith"),
        ("I created the generator", "I created the generator"),
    ],
)
def test_a_deed_is_told_as_one(line: str, said: str) -> None:
    assert first_person(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Lead engineer on a tracing system",
        "Adopted by six startups for observability",
        "2.2M daily and 17.2M monthly active users",
        "Advanced Excel and reporting",
        "UI framework and webmail accessibility",
        "Desarrollé varias aplicaciones en Java",
        "Teamwork",
        "",
    ],
)
def test_any_other_line_is_quoted(line: str) -> None:
    assert first_person(line) is None
    assert told(line).whole.startswith("In the words of my resume: “")


def test_a_line_that_says_how_is_told_in_two_sentences() -> None:
    line = told("Cut p99 latency from 940ms to 210ms by reworking the caching tier")
    assert line.how == "I got there by reworking the caching tier."
    assert line.result == "I cut p99 latency from 940ms to 210ms."


def test_a_line_that_says_what_came_of_it_is_told_in_two_sentences() -> None:
    line = told("Led migration of three services to Kubernetes, cutting cost by 28%.")
    assert line.how == "I led migration of three services to Kubernetes."
    assert line.result == "That cut cost by 28%."


def test_leading_people_through_something_is_not_a_way_to_have_led_them() -> None:
    assert told("Led a 6-person team through a vendor migration").result == ""


def test_only_the_first_sentence_of_a_line_is_told() -> None:
    assert told("Performed leading roles. Rehearsed new works.").whole == (
        "I performed leading roles."
    )


def test_a_long_line_is_cut_where_a_thought_ends() -> None:
    line = "Built a service for the desk, which " + "handled many kinds of orders, and " * 12
    said = told(line).whole
    assert len(said) <= 242
    assert said.startswith("I built a service for the desk")


def test_an_effect_of_two_parts_is_not_told_apart_from_its_line() -> None:
    line = "Led the move to queues, improving uptime to 99.99% and establishing scalable patterns"
    assert told(line).whole == f"I l{line[1:]}."
    assert not told(line).result
