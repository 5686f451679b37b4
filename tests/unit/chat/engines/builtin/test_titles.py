"""Jobs under a title, internships above all: how long each, together, on average."""

from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import BAKER, INTERN, SCHOLAR
from tests.unit.chat.engines.builtin.desk import ask


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("How long were my internships on average?", "On average 4 months: Research Intern"),
        ("What was the average length of my internships?", "On average 4 months: Research Intern"),
        ("How long did my internships last?", "8 months in all: Research Intern at Pine Lab"),
        ("What was my longest internship?", "The longest internship is Research Intern"),
        ("What was my shortest internship?", "The shortest internship is Summer Intern"),
        ("What was my first internship?", "The first internship is Summer Intern"),
        ("What was my most recent internship?", "The latest internship is Research Intern"),
        ("What was my second internship?", "The second internship: Research Intern at Pine Lab"),
        ("What was my third internship?", "The resume lists only 2 internships"),
    ],
)
async def test_internships_are_counted_among_themselves(question: str, begins: str) -> None:
    answer = await ask(question, of=INTERN)
    assert answer.text.startswith(begins), answer.text
    assert "Clerk" not in answer.text


async def test_each_internship_has_its_length() -> None:
    answer = await ask("How long did my internship last?", of=INTERN)
    assert "(Jan 2023 to Jun 2023), 6 months" in answer.text, answer.text
    assert "(Jun 2022 to Jul 2022), 2 months" in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How long did my internship last?",
        "How long were my internships on average?",
        "What was my longest internship?",
        "What was my first internship?",
    ],
)
async def test_without_an_internship_no_other_job_stands_in_for_one(question: str) -> None:
    answer = await ask(question, of=BAKER, text="Baker\nRye & Co")
    assert answer.text == "The resume doesn't mention any internship.", answer.text
    assert not answer.grounded


async def test_jobs_of_one_length_are_the_longest_together() -> None:
    alike = INTERN.model_copy(update={"experience": INTERN.experience[1:2] * 2})
    answer = await ask("What was my longest role?", of=alike)
    assert answer.text.startswith("The longest roles are Research Intern"), answer.text
    assert "6 months each" in answer.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("Which jobs did I have for less than two years?", "Hotel Astor", "Head Baker"),
        ("Which jobs lasted more than 3 years?", "Head Baker at Rye & Co", "Apprentice"),
        ("Did I have jobs of less than a year?", "No dated role took less than a year", "Baker"),
    ],
)
async def test_jobs_are_told_apart_by_their_length(question: str, has: str, lacks: str) -> None:
    answer = await ask(question, of=BAKER)
    assert has in answer.text, answer.text
    assert lacks not in answer.text


async def test_a_title_beside_studies_is_told_by_its_dates() -> None:
    answer = await ask("Was I a tutor while studying?", of=SCHOLAR)
    assert answer.text.startswith("Yes: by the dates, these overlap: Tutor at Loch"), answer.text
    answer = await ask("Was I a surveyor while at university?", of=SCHOLAR)
    assert answer.text.startswith("No: by the dates"), answer.text


async def test_the_job_before_another_has_its_length() -> None:
    answer = await ask("What did I do before Rye & Co and how long?", of=BAKER)
    assert "That is 3.2 years" in answer.text, answer.text


async def test_an_award_is_not_given_to_an_employer_it_is_not_of() -> None:
    text = "Crumb House\nBaked\nAwards\nGolden Spoon 2018, City of Ghent"
    answer = await ask("Did I win an award at Crumb House?", of=BAKER, text=text)
    assert not answer.text.startswith("Yes"), answer.text
    assert "Golden Spoon" in answer.text
