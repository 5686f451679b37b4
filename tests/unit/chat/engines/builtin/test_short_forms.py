"""Short forms: abbreviations, questions of a word or two, titles by their letters."""

from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import SCHOLAR, TUTOR
from tests.unit.chat.engines.builtin.desk import ask, profile


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("how many yrs in total", "years of dated work"),
        ("how long was i a CPA", "2.6 years: Certified Public Accountant"),
        ("since when am I a tutor?", "Peer Tutor at Reed College (Aug 2022 to today)"),
        ("when did i become a CPA", "Certified Public Accountant at Ash Office (Jan 2020"),
        ("where was my work located?", "Cork (Clerk at Moss Hall)"),
    ],
)
async def test_short_forms_are_read_as_what_they_stand_for(question: str, has: str) -> None:
    answer = await ask(question, of=TUTOR)
    assert has in answer.text, answer.text
    assert answer.grounded


async def test_a_university_may_be_a_uni() -> None:
    assert "Ben University" in (await ask("uni?", of=SCHOLAR)).text


async def test_mobile_is_a_phone_and_a_kind_of_software() -> None:
    assert "+47 555 01 22" in (await ask("mobile?")).text
    assert "555" not in (await ask("mobile development skills?")).text


async def test_a_certificate_makes_one_certified() -> None:
    answer = await ask("Am I a Certified Kubernetes Administrator?")
    assert answer.text.startswith("Yes: Certified Kubernetes Administrator")


async def test_how_well_a_tool_is_known_is_not_judged() -> None:
    answer = await ask("Am I good at Go?", of=profile())
    assert answer.text.startswith("Go is listed"), answer.text


async def test_a_school_is_none_of_the_degrees() -> None:
    answer = await ask("Which high school did I attend?", of=SCHOLAR)
    assert answer.text == "The resume calls none of its studies a school before university."
    assert not answer.grounded


async def test_devs_are_people_and_dev_skills_are_skills() -> None:
    assert "seven engineers" in (await ask("how many devs did i lead")).text
    assert "Developer" not in (await ask("mobile dev skills?")).text
