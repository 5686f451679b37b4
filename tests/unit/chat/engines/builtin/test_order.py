"""Two employers in one question: which came first."""

from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import BAKER, CLERK, UNDATED, WELDER
from tests.unit.chat.engines.builtin.desk import ask


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did I work at Hotel Astor before Crumb House?", "Yes: first Porter at Hotel Astor"),
        ("Did I work at Crumb House before Hotel Astor?", "No: first Porter at Hotel Astor"),
        ("Did I work at Crumb House after Hotel Astor?", "Yes: first Porter at Hotel Astor"),
        ("Before Rye & Co, was I at Hotel Astor?", "Yes: first Porter at Hotel Astor"),
        ("After Rye & Co, was I at Hotel Astor?", "No: first Porter at Hotel Astor"),
        ("Did I go from Crumb House to Rye & Co?", "Yes: first Apprentice at Crumb House"),
        ("Did I go from Rye & Co to Crumb House?", "No: first Apprentice at Crumb House"),
        ("Did I leave Crumb House for Rye & Co?", "Yes: first Apprentice at Crumb House"),
        ("Which came first, Rye & Co or Hotel Astor?", "First Porter at Hotel Astor"),
        ("How long was it between Hotel Astor and Crumb House?", "8 months between them."),
        ("How much time was between Crumb House and Rye & Co?", "No month between them."),
    ],
)
async def test_the_order_is_that_of_the_dates(question: str, begins: str) -> None:
    answer = await ask(question, of=BAKER)
    assert answer.text.startswith(begins), answer.text
    assert answer.grounded


async def test_without_dates_no_order_is_told() -> None:
    answer = await ask("Did I work at Fern Estate before Petal Market?", of=UNDATED)
    assert answer.text.startswith("The resume gives too few dates to tell"), answer.text
    assert not answer.grounded


@pytest.mark.parametrize("question", ["What did I not do at Keel Yard?", "What have I never done?"])
async def test_what_was_not_done_no_resume_says(question: str) -> None:
    answer = await ask(question, of=WELDER)
    assert "doesn't say what was not" in answer.text, answer.text
    assert not answer.grounded


async def test_what_was_done_under_a_title_at_an_employer() -> None:
    answer = await ask("What did I do as a Gardener at Fern Estate?", of=UNDATED)
    assert "Kept the orangery" in answer.text or "Gardener at Fern Estate" in answer.text
    assert "The resume says: “Gardener" not in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did I work longer at Crumb House than at Hotel Astor?", "Yes: 4.6 years at Crumb House"),
        ("Did I work longer at Hotel Astor than at Crumb House?", "No: 4.6 years at Crumb House"),
        ("Was I shorter at Hotel Astor than at Crumb House?", "Yes: 4.6 years at Crumb House"),
        ("Did I work at Hotel Astor in 2016?", "Yes: Porter at Hotel Astor"),
        ("Did I work at Hotel Astor in 2020?", "No: Porter at Hotel Astor"),
        ("Did I work at Hotel Astor after 2018?", "No: Porter at Hotel Astor"),
        ("What did I do at Hotel Astor in 2016?", "Porter at Hotel Astor"),
    ],
)
async def test_the_dates_of_an_employer_answer(question: str, begins: str) -> None:
    answer = await ask(question, of=BAKER)
    assert answer.text.startswith(begins), answer.text


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Was I unemployed in 2017?", "Yes: 8 months between Porter at Hotel Astor"),
        ("Was I unemployed in 2020?", "No: in that time there is no gap"),
        ("Did I have a gap before Rye & Co?", "No: beside Rye & Co there is no gap"),
        ("Did I have a gap after Hotel Astor?", "Yes: 8 months between Porter at Hotel Astor"),
    ],
)
async def test_a_gap_is_of_the_time_and_the_employer_asked_for(question: str, has: str) -> None:
    answer = await ask(question, of=BAKER)
    assert answer.text.startswith(has), answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Was I a director before I was a clerk?", "No: first Clerk at Moss Hall"),
        ("Was I a clerk before I was a director?", "Yes: first Clerk at Moss Hall"),
        ("Was I a senior clerk before I was a clerk?", "No: first Clerk at Moss Hall"),
        ("Was I a clerk before I worked at Alder Pay?", "Yes: first Clerk at Moss Hall"),
        ("Which came first, director or clerk?", "First Clerk at Moss Hall"),
        ("What was I before I was a clerk?", "The resume lists no job before Clerk at Moss Hall"),
        ("Was I a nurse before I was a clerk?", "No title in the resume says “nurse”"),
        ("Was I longer a director or a clerk?", "6.2 years at Alder Market Inc. and Moss Hall"),
    ],
)
async def test_titles_have_an_order_too(question: str, begins: str) -> None:
    answer = await ask(question, of=CLERK)
    assert answer.text.startswith(begins), answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("How long was I at Alder Market?", "2.2 years (Jan 2019 to Feb 2021) at Alder Market"),
        ("How long was I at Alder Pay?", "5.3 years (Mar 2021 to today) at Alder Pay"),
        ("Was I at Alder Pay before Alder Market?", "No: first Senior Clerk at Alder Market"),
        ("Was I at Alder Market before Alder Pay?", "Yes: first Senior Clerk at Alder Market"),
        ("Was I at Alder before Moss Hall?", "No: first Clerk at Moss Hall"),
        ("Where was I before Alder Pay?", "Before Alder Pay Inc.: Senior Clerk at Alder Market"),
        ("Where was I before Alder?", "Before Alder Pay Inc. and Alder Market Inc.: Clerk at Moss"),
    ],
)
async def test_employers_that_share_a_word_are_told_apart(question: str, begins: str) -> None:
    answer = await ask(question, of=CLERK)
    assert answer.text.startswith(begins), answer.text


async def test_a_shared_word_alone_means_each_of_them() -> None:
    answer = await ask("How long was I at Alder?", of=CLERK)
    for one in ("5.3 years (Mar 2021 to today) at Alder Pay", "2.2 years (Jan 2019 to Feb 2021)"):
        assert one in answer.text, answer.text
