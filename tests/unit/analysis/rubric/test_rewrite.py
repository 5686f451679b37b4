"""Rewritten lines keep the resume's words and invent nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.analysis.rubric.rewrite import in_past, is_countable, past_of, with_deed, with_number


@pytest.mark.parametrize(
    ("line", "better"),
    [
        (
            "Compute taxes for clients during tax season",
            "Compute taxes for [add your number] clients during tax season, [add the result]",
        ),
        (
            "Cared for various elderly patients.",
            "Cared for [add your number] elderly patients, [add the result]",
        ),
        (
            "Assessed and diagnosed tech issues remotely",
            "Assessed and diagnosed [add your number] tech issues remotely, [add the result]",
        ),
        (
            "Met with owners to discuss budgets",
            "Met with owners to discuss [add your number] budgets, [add the result]",
        ),
        (
            "Kept the ward clean",
            "Kept the ward clean, [add your number: how many, how often, by how much]",
        ),
    ],
)
def test_a_number_goes_before_what_is_counted(line: str, better: str) -> None:
    assert with_number(line) == better
    assert is_countable(line) == ("[add your number]" in better)


@pytest.mark.parametrize(
    ("line", "weak", "better"),
    [
        (
            "Responsible for managing the night shift",
            "Responsible for",
            "Managed the night shift, [add the result]",
        ),
        (
            "I was responsible for ordering materials",
            "I was responsible for",
            "Ordered materials, [add the result]",
        ),
        (
            "I worked on the platform",
            "I worked on",
            "[what you did] on the platform, [add the result]",
        ),
        (
            "Worked on the platform team.",
            "Worked on",
            "[what you did] on the platform team, [add the result]",
        ),
        (
            "Helped with various team initiatives",
            "Helped with",
            "[what you did] with team initiatives, [add the result]",
        ),
        (
            "Participated in oncall rotation",
            "Participated in",
            "[what you did] in oncall rotation, [add the result]",
        ),
        (
            "Responsible for payroll",
            "Responsible for",
            "[what you did] payroll, [add the result]",
        ),
    ],
)
def test_a_deed_replaces_the_weak_opening(line: str, weak: str, better: str) -> None:
    assert with_deed(line, weak) == better


def test_a_long_line_is_rewritten_to_the_end_of_a_clause() -> None:
    line = "Worked on the captions team, in Python and Go, to plan and design " + "a service " * 9
    assert with_deed(line, "Worked on") == (
        "[what you did] on the captions team, in Python and Go, [add the result]"
    )


def test_help_without_its_object_is_left_to_the_owner() -> None:
    assert with_deed("Helped the audit team complete audits", "Helped") is None


@pytest.mark.parametrize(
    ("gerund", "past"),
    [
        ("managing", "managed"),
        ("planning", "planned"),
        ("copying", "copied"),
        ("teaching", "taught"),
        ("overseeing", "oversaw"),
        ("agreeing", "agreed"),
        ("marketing", None),
        ("nursing", None),
    ],
)
def test_past(gerund: str, past: str | None) -> None:
    assert past_of(gerund) == past


def test_a_second_gerund_follows() -> None:
    assert in_past("Monitoring and recording activity") == "Monitored and recorded activity"
    assert in_past("Nursing and more") is None


@given(st.text("abcdeimnoprst ,.:()ABMS", min_size=1, max_size=200).filter(str.strip))
def test_only_placeholders_are_added(line: str) -> None:
    said = set(re.findall(r"\w+", line))
    added = re.sub(r"\[add [^\]]*\]", " ", with_number(line))
    assert set(re.findall(r"\w+", added)) <= said | {"…"}
