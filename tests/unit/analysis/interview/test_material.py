"""What a line shows: words that mean other things in other trades show nothing by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.analysis.interview.material import Material, topic_words
from tests.support.applicants import NURSE
from tests.support.interview_examples import brief_of


def names(text: str) -> set[str]:
    return {topic.name for _, topic in topic_words(text)}


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Completed library collections inventory", "Payables and receivables"),
        ("Cared for aging adults", "Payables and receivables"),
        ("Mentored 8 engineers, shipping 6 major features", "Transport and carriers"),
        ("Screened mail for the practice", "Front office in health and public service"),
        ("Built the ingestion pipeline", "Electrical, plumbing and building trades"),
        ("Stored an event-driven log on one server", "Guests and service at table"),
        ("Published novel methods in production", "Stage, film and production"),
    ],
)
def test_an_ambiguous_word_is_no_topic(line: str, topic: str) -> None:
    assert topic not in names(line)


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Took over debt collection for 40 accounts", "Payables and receivables"),
        ("Prepared the receivables aging report", "Payables and receivables"),
        ("Negotiated shipping rates with six carriers", "Transport and carriers"),
    ],
)
def test_the_qualified_word_is_one(line: str, topic: str) -> None:
    assert topic in names(line)


def with_line(text: str, posting: str = "") -> Material:
    """The nurse, with `text` as a line of the latest role."""
    first, *others = NURSE.posts
    first = replace(first, text=f"{first.text}\n- {text}")
    source = brief_of(replace(NURSE, posts=(first, *others)))
    return Material(replace(source, job_description=posting))


def shown_in(material: Material, text: str) -> set[str]:
    return {
        key
        for key, shown in material.shown.items()
        if any(line.text == text for line in shown.lines)
    }


def test_a_foreign_topic_takes_two_of_its_words() -> None:
    one, two = "Moved the freight to floor two", "Booked freight with three carriers"
    assert not any(key.startswith("logistics") for key in shown_in(with_line(one), one))
    assert any(key.startswith("logistics") for key in shown_in(with_line(two), two))


def test_one_word_in_two_forms_is_one_word() -> None:
    text = "Moved the truck beside the other trucks"
    assert not any(key.startswith("logistics") for key in shown_in(with_line(text), text))


def test_a_word_of_the_posting_is_enough() -> None:
    text = "Moved the freight to floor two"
    material = with_line(text, "We need experience with freight.")
    assert any(key.startswith("logistics") for key in shown_in(material, text))
