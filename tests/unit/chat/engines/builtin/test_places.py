from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import BAKER, STUDENT, UNDATED
from tests.unit.chat.engines.builtin.desk import TEXT, ask


@pytest.mark.parametrize(
    "question",
    [
        "Do I have any experience abroad?",
        "have I worked abroad?",
        "Did she work in other countries?",
    ],
)
async def test_work_abroad_is_not_taken_for_studies(question: str) -> None:
    plain = await ask(question)
    assert "MSc" not in plain.text
    assert not plain.text.startswith(("Yes", "No"))
    assert not plain.grounded
    placed = await ask(question, of=BAKER)
    assert "Lyon, France (Head Baker at Rye & Co)" in placed.text
    assert "Ghent, Belgium" in placed.text


async def test_what_the_resume_says_of_abroad_is_quoted() -> None:
    answer = await ask("Have I worked abroad?", text=TEXT + "Spent 2019 overseas, in Tromsø\n")
    assert "Spent 2019 overseas" in answer.text
    assert answer.grounded


async def test_studies_abroad_are_not_made_of_any_studies() -> None:
    answer = await ask("Did I study abroad?")
    assert answer.text.startswith("The resume doesn't say whether any studies were abroad")
    assert not answer.grounded


@pytest.mark.parametrize(
    "question",
    [
        "Which cities have I worked in?",
        "In what places did he work?",
        "which countries have I worked in",
    ],
)
async def test_the_places_of_work_are_told(question: str) -> None:
    answer = await ask(question, of=BAKER)
    assert "Lyon, France (Head Baker at Rye & Co)" in answer.text
    assert "Ghent, Belgium (Baker at Crumb House and Apprentice at Crumb House)" in answer.text
    assert "1 role gives no place" in answer.text
    none = await ask(question, of=UNDATED)
    assert none.text.startswith("The resume doesn't say where its jobs were")
    assert not none.grounded


async def test_a_students_places_are_not_invented() -> None:
    assert not (await ask("Which cities have I worked in?", of=STUDENT)).grounded


async def test_a_place_the_resume_never_writes_gets_no_list_of_jobs() -> None:
    answer = await ask("Which of my employers was in London?", of=BAKER)
    assert answer.text == "The resume doesn't say that a job was in London."
    here = await ask("Which of my employers was in Ghent?", of=BAKER)
    assert "Crumb House" in here.text
    assert "Rye" not in here.text
