from __future__ import annotations

import pytest

from libs.profile.model import Experience
from tests.unit.chat.engines.builtin.desk import ask, profile


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is my current job?", "Lead Engineer at Fjordline Ferries"),
        ("who did i work for before fjordline", "Tidewater Labs"),
        ("Where was she in 2018?", "Engineer at Tidewater Labs (Jan 2017 to Dec 2019)"),
        ("How long was I at Tidewater?", "3.2 years"),
        ("Which job was the longest?", "Fjordline Ferries: 5.3 years"),
        ("what was my first job", "Intern at Tidewater Labs"),
        ("How many jobs have I had?", "3 roles at 2 employers"),
        ("How many companies did she work for?", "2 employers"),
        ("How many years of experience do I have?", "8.6 years"),
        ("What titles have I held?", "Lead Engineer"),
        ("Was I promoted?", "Intern (Jun 2016 to Aug 2016), then Engineer"),
        ("Are there gaps in my career?", "14 months between Engineer at Tidewater Labs"),
        ("What did I do at Tidewater?", "Moved forty services to Kubernetes"),
        ("Which technologies did I use at Fjordline?", "Go and PostgreSQL"),
        ("Did she lead anybody?", "Led a team of seven engineers"),
        ("¿Dónde trabajo actualmente?", "Fjordline Ferries"),
    ],
)
async def test_jobs(question: str, said: str) -> None:
    answer = await ask(question)
    assert said in answer.text
    assert answer.grounded
    assert answer.citations


async def test_time_that_overlaps_counts_once() -> None:
    twice = [
        Experience(company="One", title="Nurse", start="2020-01", end="2021-12"),
        Experience(company="Two", title="Tutor", start="2021-01", end="2022-12"),
    ]
    answer = await ask("How many years have I worked in total?", of=profile(experience=twice))
    assert answer.text.startswith("3 years of dated work, from Jan 2020 to Dec 2022")


async def test_roles_without_dates_are_said_to_have_none() -> None:
    bare = [Experience(company="Tidewater Labs", title="Engineer")]
    answer = await ask("How many years have I worked in total?", of=profile(experience=bare))
    assert not answer.grounded
    assert "no dates" in answer.text
    again = await ask("When did I work at Tidewater?", of=profile(experience=bare))
    assert not again.grounded
    assert "no dates" in again.text


async def test_what_was_not_done_at_an_employer_is_not_taken_from_another() -> None:
    answer = await ask("Did I use Kubernetes at Fjordline?")
    assert answer.text == "No: the resume doesn't mention Kubernetes at Fjordline Ferries."
    assert not answer.grounded


async def test_nobody_works_where_no_role_is_current() -> None:
    past = [Experience(company="Tidewater Labs", title="Engineer", start="2017-01", end="2019-12")]
    answer = await ask("Is Nora employed right now?", of=profile(experience=past))
    assert answer.text.startswith("No: no role is marked as current")
    assert "Dec 2019" in answer.text


@pytest.mark.parametrize(
    ("question", "lasting"),
    [
        ("What is my current job?", True),  # since when, the resume says
        ("How long have I worked at Fjordline?", False),
        ("How many years of experience do I have?", False),
        ("Which job was the longest?", False),
        ("How long was I at Tidewater?", True),
        ("Where was she in 2018?", True),
        ("What is my email?", True),
        ("What did I do at Tidewater?", True),
    ],
)
async def test_what_today_decides_does_not_last(question: str, *, lasting: bool) -> None:
    assert (await ask(question)).lasting is lasting
    ended = [
        role.model_copy(update={"current": False, "end": role.end or "2024-05"})
        for role in profile().experience
    ]
    assert (await ask(question, of=profile(experience=ended))).lasting


async def test_a_long_place_is_quoted_in_part() -> None:
    told = "Kept the lighthouse of Bugio " + "and the boats and the nets and the bells " * 60
    answer = await ask("Who kept the lighthouse of Bugio?", text=f"Zoe\n{told}\nGo")
    assert any("lighthouse" in place.quote for place in answer.citations)
    assert all(len(place.quote) <= 300 for place in answer.citations)
