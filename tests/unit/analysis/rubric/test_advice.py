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


def quotes(made: Any, words: str) -> list[str]:
    """What is quoted behind the one recommendation with these words in it."""
    [found] = [one for one in made.judged().recommendations if words in one.text]
    return [one.quote for one in found.evidence if one.kind == "quote" and one.quote]


def test_advice_is_proven_by_the_lines_it_quotes(facts: Callable[..., Any]) -> None:
    clerk, porter = ("Kept papers", "Filed the forms"), ("Carried boxes", "Opened the doors")
    text = "\n".join(("Clerk, Harbor", *clerk, "Porter, Dock", *porter))
    made = facts(f"{text}\n{ENGLISH}").role("Clerk", "Harbor", "2020-01", "present", *clerk)
    made = made.role("Porter", "Dock", "2018-01", "2019-12", *porter)
    said = advice(made, "Say how much")
    assert "Kept [add your number] papers" in said
    assert "Carried boxes" in said
    assert quotes(made, "Say how much") == ["Kept papers", "Carried boxes"]


def test_a_line_borrowed_for_advice_is_its_proof(facts: Callable[..., Any]) -> None:
    line = "Cut the waiting time by 20%"
    made = facts(f"A passionate clerk\nExperience\nClerk, Harbor\n{line}\n{ENGLISH}")
    made = made.role("Clerk", "Harbor", "2020-01", "present", line)
    assert quotes(made, "let a fact speak") == [line, "passionate"]


def test_a_rewritten_line_is_not_cut_off(facts: Callable[..., Any]) -> None:
    long = (
        "Monitoring and recording activity " + "for one account after another " * 4 + "of the bank"
    )
    lines = ("Sorted the post", long, "Filing the forms")
    made = facts("\n".join(("Clerk, Harbor", *lines, ENGLISH)))
    made = made.role("Clerk", "Harbor", "2020-01", "present", *lines)
    assert advice(made, "Begin with what was done") == (
        "Begin with what was done, as elsewhere: “Monitoring and recording” → “Monitored and"
        " recorded” (Clerk at Harbor) and “Filed the forms” (Clerk at Harbor)."
    )
