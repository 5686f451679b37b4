from __future__ import annotations

import pytest

from libs.profile.model import PersonalInfo
from tests.unit.chat.engines.builtin.desk import ask, profile


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
