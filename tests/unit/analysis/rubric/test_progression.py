"""Ranks that titles state, in any trade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.analysis.rubric.progression import longest_rise, promotions, rank, same_company


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("Nursing Assistant", "Charge Nurse"),
        ("Junior Accountant", "Senior Accountant"),
        ("Research Intern", "Junior Analyst"),
        ("Senior Engineer", "Staff Engineer"),
        ("Assistant Professor", "Associate Professor"),
        ("Office Manager", "Director of Operations"),
        ("Assistant Manager", "Store Manager"),
        ("Director", "Vice President"),
        ("Becario", "Gerente de ventas"),
    ],
)
def test_ranks(low: str, high: str) -> None:
    below, above = rank(low), rank(high)
    assert below is not None
    assert above is not None
    assert below < above


@pytest.mark.parametrize(
    "title", ["Accountant", "Staff Nurse", "Staff Accountant", "Teacher", None]
)
def test_plain_titles_state_no_rank(title: str | None) -> None:
    assert rank(title) is None


def test_a_promotion_is_inside_one_employer(facts: Callable[..., Any]) -> None:
    text = "Senior Clerk, Harbor Ltd\nClerk, Harbor LTD\nJunior Clerk, Other Inc"
    made = (
        facts(text)
        .role("Senior Clerk", "Harbor Ltd", "2020-01", "present")
        .role("Clerk", "Harbor LTD", "2018-01", "2019-12")
        .role("Junior Clerk", "Other Inc", "2016-01", "2017-12")
    )
    moves = promotions(made.resume())
    assert [(move.before.title, move.after.title) for move in moves] == [("Clerk", "Senior Clerk")]
    rise = longest_rise(made.resume())
    assert rise
    assert (rise.before.title, rise.after.title) == ("Junior Clerk", "Senior Clerk")


def test_to_lead_is_a_rise_where_one_works(facts: Callable[..., Any]) -> None:
    made = (
        facts("Department Chair, East High\nBiology Teacher, East High")
        .role("Department Chair", "East High", "2018-08", "present")
        .role("Biology Teacher", "East High", "2012-08", "2018-06")
    )
    assert [move.after.title for move in promotions(made.resume())] == ["Department Chair"]


def test_other_trades_and_falls_are_no_rise(facts: Callable[..., Any]) -> None:
    sang = (
        facts("Lead Vocalist, Opera\nTeaching Assistant, School")
        .role("Lead Vocalist", "Opera", "2020", "2023")
        .role("Teaching Assistant", "School", "2017", "2019")
    )
    assert longest_rise(sang.resume()) is None
    fell = (
        facts("Clerk, Harbor\nSenior Clerk, Harbor")
        .role("Clerk", "Harbor", "2020-01", "present")
        .role("Senior Clerk", "Harbor", "2018-01", "2019-12")
    )
    assert promotions(fell.resume()) == []


def test_companies_are_compared_without_their_legal_form() -> None:
    assert same_company("Harbor Ltd", "HARBOR")
    assert not same_company("Harbor", "Haven")
    assert not same_company(None, None)
