from __future__ import annotations

import pytest

from libs.profile.model import Profile
from tests.unit.chat.engines.builtin.careers import job, person
from tests.unit.chat.engines.builtin.desk import ask


def _of(*lines: str, company: str = "Keel Yard", title: str = "Welder") -> tuple[Profile, str]:
    """A person with one job, whose lines are these, and the text."""
    text = "\n".join(["Ida Moor", f"{title}, {company}", "Jan 2021 - Present", *lines])
    role = job(title, company, "2021-01", current=True, did=lines)
    return person(role).model_copy(update={"skills": [], "certifications": []}), text


@pytest.mark.parametrize(
    "line",
    [
        "Analyst for private clients of the bank and its staff",
        "Raised a round led by Sequoia for a team of founders",
        "Worked in a team of eight engineers",
        "Member of a 12-person team that shipped the ledger",
        "Generated 200 sales leads for the staff in Ghent",
        "Managed the budget used by 30 employees",
        "Led new product launches in three towns",
        "Wrote templates, leading to fewer errors of employees",
        "Trained in first aid with the staff",
    ],
)
async def test_what_others_did_or_people_beside_the_work_is_no_leading(line: str) -> None:
    profile, text = _of(line, company="Money Management")
    answer = await ask("Have I ever managed people?", of=profile, text=text)
    assert line[:20] not in answer.text
    assert "doesn't mention leading, training or managing people" in answer.text


@pytest.mark.parametrize(
    "line",
    [
        "Led a team of nine welders",
        "Managed four yards and twelve administrative staff",
        "Supervised 15 apprentices",
        "Grew the crew and built a 20-member team across two yards",
        "Coached junior engineers toward promotion",
    ],
)
async def test_people_led_are_quoted(line: str) -> None:
    profile, text = _of("Cut steel", line)
    answer = await ask("Have I ever managed people?", of=profile, text=text)
    assert answer.text.startswith("Yes")
    assert line[:18] in answer.text
    assert "Cut steel" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How many people reported to me?",
        "How many employees reported to me?",
        "how big was the team i led",
        "How many direct reports did I have?",
        "How many people did I manage?",
    ],
)
async def test_the_number_of_people_led_is_quoted_or_said_to_be_missing(question: str) -> None:
    profile, text = _of("Led a crew", "Supervised 15 apprentices")
    counted = await ask(question, of=profile, text=text)
    assert "Supervised 15 apprentices" in counted.text
    assert "employer" not in counted.text
    profile, text = _of("Cut 400 plates a day", "Led the crew of the night")
    uncounted = await ask(question, of=profile, text=text)
    assert uncounted.text.startswith("The resume doesn't say how many people were led")
    assert "400" not in uncounted.text
    assert not uncounted.grounded


async def test_a_title_alone_is_no_proof_of_people() -> None:
    profile, text = _of("Planned releases", title="Product Manager")
    answer = await ask("Have I led people?", of=profile, text=text)
    assert not answer.text.startswith("Yes")
    assert "Product Manager at Keel Yard" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of my current manager?",
        "Who is my manager?",
        "my boss's name",
        "Who did I report to?",
    ],
)
async def test_the_manager_is_not_the_person(question: str) -> None:
    profile, text = _of("Led a team of nine welders", title="Shift Manager")
    answer = await ask(question, of=profile, text=text)
    assert answer.text == "The resume doesn't say anything about a manager."
    told, text = _of("Planned shifts, reporting to the harbour master")
    answer = await ask(question, of=told, text=text)
    assert "harbour master" in answer.text


@pytest.mark.parametrize(
    "question", ["Was I a manager?", "Did I work as a manager?", "Do I have management experience?"]
)
async def test_a_firm_called_management_makes_no_manager(question: str) -> None:
    profile, text = _of("Prepared taxes", title="Accountant", company="Harrison Money Management")
    answer = await ask(question, of=profile, text=text)
    assert "Harrison" not in answer.text
    assert not answer.text.startswith("Yes")
    assert not answer.grounded


async def test_a_budget_is_not_found_in_the_name_of_a_firm() -> None:
    profile, text = _of("Kept the budget of the yard", company="Money Management")
    answer = await ask("Any experience in managing budgets?", of=profile, text=text)
    assert "Kept the budget" in answer.text
    assert "Accountant" not in answer.text


async def test_titles_answer_what_someone_worked_as() -> None:
    profile, text = _of("Led a team of nine welders")
    assert (await ask("Did I work as a welder?", of=profile, text=text)).text.startswith("Yes")
    nurse = await ask("Did I work as a nurse?", of=profile, text=text)
    assert nurse.text == "No: no title in the resume says “nurse”."
    manager = await ask("Did I work as a manager?", of=profile, text=text)
    assert manager.text.startswith("No: no title in the resume says “manager”. The resume says")
    assert "nine welders" in manager.text


async def test_a_thing_that_was_led_is_no_team() -> None:
    profile, text = _of("Led the migration of the ledger", "Led a team of nine welders")
    answer = await ask("Did I lead the migration?", of=profile, text=text)
    assert "migration of the ledger" in answer.text
    assert "nine welders" not in answer.text


async def test_a_number_asked_for_is_left_to_the_reader() -> None:
    profile, text = _of("Led a team of nine welders")
    answer = await ask("Did I lead a team of more than 10 people?", of=profile, text=text)
    assert not answer.text.startswith("Yes")
    assert "nine welders" in answer.text


async def test_who_was_mentored_need_not_have_reported() -> None:
    profile, text = _of("Mentored four junior engineers")
    answer = await ask("How many people reported to me?", of=profile, text=text)
    assert answer.text.startswith("The resume doesn't say how many people were led")
    assert "Mentored four" in answer.text
    trained = await ask("How many people did I mentor?", of=profile, text=text)
    assert trained.text.startswith("The resume says: “Mentored four junior engineers”")


async def test_people_led_at_an_employer_are_counted_there() -> None:
    of, text = _of("Led a team of six welders")
    answer = await ask("How many people did I lead at Keel Yard?", of=of, text=text)
    assert "six welders" in answer.text, answer.text
    of, text = _of("Cut steel")
    answer = await ask("How many people did I lead at Keel Yard?", of=of, text=text)
    assert answer.text == "The resume doesn't say how many people were led or managed at Keel Yard."
