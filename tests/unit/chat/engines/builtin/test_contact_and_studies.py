from __future__ import annotations

import pytest

from libs.profile.model import PersonalInfo
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What's my e-mail adress?", "nora.quist@example.org"),
        ("how can I call her, phone nr please", "+47 555 01 22"),
        ("Where does Nora live?", "Bergen, Norway"),
        ("linkedin?", "linkedin.com/in/noraquist"),
        ("¿Cuál es su correo electrónico?", "nora.quist@example.org"),
    ],
)
async def test_contact_details_are_given(question: str, said: str) -> None:
    answer = await ask(question)
    assert said in answer.text
    assert answer.grounded
    assert answer.standalone


@pytest.mark.parametrize(
    "question",
    ["What is the name on this resume?", "Whose CV is this?", "Who wrote this resume?"],
)
async def test_a_stranger_asks_whose_it_is(question: str) -> None:
    assert (await ask(question)).text == "The name is Nora Quist."


async def test_a_detail_the_resume_lacks_is_named_and_not_made_up() -> None:
    bare = profile(personal_info=PersonalInfo(name="Nora Quist", email="nora.quist@example.org"))
    answer = await ask("Do you have her phone number?", of=bare)
    assert answer.text == "No: the resume gives no phone number."
    assert not answer.grounded


async def test_two_details_at_once_with_the_missing_one_said() -> None:
    bare = profile(personal_info=PersonalInfo(email="nora.quist@example.org"))
    answer = await ask("her email and phone please", of=bare)
    assert "nora.quist@example.org" in answer.text
    assert "no phone number" in answer.text
    assert [place.quote for place in answer.citations] == ["nora.quist@example.org"]


@pytest.mark.parametrize(
    "question",
    [
        "Where and when did I study?",
        "What degree does she have?",
        "which university did nora go to",
    ],
)
async def test_studies(question: str) -> None:
    answer = await ask(question)
    assert "MSc in Physics, University of Oslo (2016)" in answer.text


async def test_a_degree_that_is_not_there_is_denied_with_the_highest_one() -> None:
    answer = await ask("Does she have a PhD?")
    assert answer.text.startswith("No")
    assert "MSc in Physics" in answer.text


async def test_no_education_is_said() -> None:
    answer = await ask("Where did I go to school?", of=profile(education=[]))
    assert not answer.grounded
    assert "doesn't mention any education" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What is my employer's phone number?",
        "phone number of my company",
        "my boss's email address",
    ],
)
async def test_others_have_other_numbers(question: str) -> None:
    answer = await ask(question)
    assert "555" not in answer.text
    assert "@" not in answer.text
    assert answer.text.startswith("The resume doesn't say the ")


async def test_an_employers_number_in_a_line_of_a_job_is_told() -> None:
    text = TEXT.replace("Wrote tooling in JavaScript", "Office: 555 410 2233")
    answer = await ask("What is my employer's phone number?", text=text)
    assert "+47 555 01 22" not in answer.text


async def test_a_named_employers_number_is_not_the_persons() -> None:
    answer = await ask("What is the phone number of Tidewater Labs?")
    assert "555" not in answer.text
    own = await ask("What is Nora Quist's phone number?")
    assert "+47 555 01 22" in own.text


@pytest.mark.parametrize("question", ["How can I be reached?", "How do I reach her?"])
async def test_how_to_reach_the_person(question: str) -> None:
    answer = await ask(question)
    assert "nora.quist@example.org" in answer.text
    assert "+47 555 01 22" in answer.text


async def test_a_home_elsewhere_is_no_yes() -> None:
    assert (await ask("Do I live in Bergen?")).text == "Yes: the location is Bergen, Norway."
    assert (
        await ask("Do I live in Austin?")
    ).text == "The resume doesn't say that: the location is Bergen, Norway."
