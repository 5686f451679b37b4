"""Advice puts no claim into anybody's mouth that the resume doesn't make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ENGLISH = "Interests\nThe history of the harbor and of the docks to the south of it\n"


def advice(made: Any, words: str) -> str:
    """The one recommendation with these words in it."""
    [found] = [one.text for one in made.judged().recommendations if words in one.text]
    return found


def test_a_fact_is_said_of_the_role_it_belongs_to(facts: Callable[..., Any]) -> None:
    made = facts(
        "A passionate clerk\nExperience\nClerk, Harbor\n• Filed papers\nPorter, Dock\n"
        f"• Cut the waiting time by 20%\n{ENGLISH}"
    )
    made = made.role("Clerk", "Harbor", "2020-01", "present", "Filed papers")
    made = made.role("Porter", "Dock", "2018-01", "2019-12", "Cut the waiting time by 20%")
    said = advice(made, "let a fact speak")
    assert said.endswith("let a fact speak: “Cut the waiting time by 20%” (Porter at Dock).")


def opened(facts: Callable[..., Any], end: str, *lines: str) -> str:
    """The sentence that somebody is advised to open with, who was a porter before."""
    text = "Clerk, Harbor\n" + "\n".join(lines) + "\nPorter, Dock\nCut the waiting time by 20%"
    text += f"\n{ENGLISH}"
    made = facts(text).role("Clerk", "Harbor", "2020-01", end, *lines)
    made = made.role("Porter", "Dock", "2018-01", "2019-12", "Cut the waiting time by 20%")
    return advice(made, "sentence such as").split("“")[1].split("”")[0]


def test_the_opening_names_one_role_its_employer_and_its_own_line(
    facts: Callable[..., Any],
) -> None:
    assert opened(facts, "present", "Filed 300 papers a day") == (
        "Clerk at Harbor, with 8.5 years of work in all, who filed 300 papers a day"
    )


def test_the_opening_borrows_no_line_of_another_role(facts: Callable[..., Any]) -> None:
    assert opened(facts, "present", "Kept the archive").endswith(
        "who [what you did], [add the result]"
    )


def test_the_opening_cuts_no_line(facts: Callable[..., Any]) -> None:
    long = "Filed 300 papers a day " + "for one office after another " * 5 + "of the old city"
    assert opened(facts, "present", long).endswith("who [what you did], [add the result]")


def test_a_title_of_the_past_is_no_occupation(facts: Callable[..., Any]) -> None:
    said = opened(facts, "2024-12", "Filed 300 papers a day")
    assert said.startswith("[your profession], last Clerk at Harbor, with 7 years of work in all")


def test_dropping_the_first_person_leaves_no_weak_opening(facts: Callable[..., Any]) -> None:
    line = "I was responsible for ordering materials"
    made = facts(f"Clerk, Harbor\n{line}\n{ENGLISH}").role(
        "Clerk", "Harbor", "2020-01", "present", line
    )
    assert advice(made, "Drop “I”") == (
        "Drop “I” and say what you did: “I was responsible for” → “Ordered materials,"
        " [add the result]” (Clerk at Harbor)."
    )
