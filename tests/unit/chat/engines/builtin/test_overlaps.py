from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import (
    BAKER,
    STUDENT,
    UNDATED,
    WELDER,
    job,
    person,
    school,
)
from tests.unit.chat.engines.builtin.desk import ask

WHILE = [
    "Did I work while studying?",
    "was she employed during her studies?",
    "Did I study while I was working?",
    "Did I have a job when I was at university?",
]
AFTER = person(
    job("Nurse", "Elm Clinic", "2016-09", "2019-05"),
    studies=(school("BSc in Nursing", "Hill College", "2012-09", "2016-06"),),
)
YEARS = person(
    job("Nurse", "Elm Clinic", "2016", "2019"),
    studies=(school("BSc in Nursing", "Hill College", None, "2016"),),
)
NO_DATES = person(
    job("Nurse", "Elm Clinic", "2016", "2019"),
    studies=(school("BSc in Nursing", "Hill College", None, None),),
)
STUDY = (school("BSc in Nursing", "Hill College", "2012-09", "2016-06"),)
TWO = person(
    job("Nurse", "Elm Clinic", "2018-03", current=True),
    job("Tutor", "Ash School", "2020-01", "2021-06"),
    job("Porter", "Hotel Astor", "2015-01", "2018-03"),
)


@pytest.mark.parametrize("question", WHILE)
async def test_work_beside_studies_is_told_by_the_dates(question: str) -> None:
    both = await ask(question, of=STUDENT)
    assert both.text.startswith("Yes: by the dates, these overlap: Barista at Bean Corner")
    assert "BA in History, Hill College (Sep 2020 to Jun 2024)" in both.text
    assert "Analyst" not in both.text
    after = await ask(question, of=AFTER)
    assert after.text == "No: by the dates in the resume no job overlaps the studies."


@pytest.mark.parametrize("question", WHILE)
async def test_where_dates_cannot_tell_that_is_said(question: str) -> None:
    years = await ask(question, of=YEARS)
    assert years.text.startswith("The resume doesn't say, and its dates can't tell")
    none = await ask(question, of=NO_DATES)
    assert "gives no dates for the studies" in none.text
    lacking = await ask(question, of=UNDATED)
    assert lacking.text == "The resume doesn't mention any studies."
    assert not any(one.grounded for one in (years, none, lacking))


async def test_two_jobs_at_once() -> None:
    question = "Did I ever work for two companies at once?"
    both = await ask(question, of=TWO)
    assert both.text.startswith("Yes: by the dates, these overlap: Nurse at Elm Clinic")
    assert "Tutor at Ash School" in both.text
    assert "Porter" not in both.text  # one month in both is a change of jobs
    assert (await ask(question, of=WELDER)).text.startswith("No: by the dates")


async def test_how_often_is_often_is_not_judged() -> None:
    answer = await ask("Did I change jobs often?", of=BAKER)
    assert answer.text.startswith("4 dated roles at 3 employers in 10.4 years of dated work")
    assert "Porter at Hotel Astor, 1.6 years" in answer.text
    average = await ask("What's my average tenure?", of=WELDER)
    assert average.text.startswith("On average 4.8 years in a role")
    assert not (await ask("Do I change jobs often?", of=UNDATED)).grounded


async def test_an_employer_that_comes_up_twice() -> None:
    twice = await ask("Have I worked for the same company twice?", of=BAKER)
    assert twice.text.startswith("Yes: Crumb House has 2 roles")
    once = await ask("Have I worked for the same company twice?", of=WELDER)
    assert once.text.startswith("No: each employer in the resume has one role")


async def test_years_asked_for_are_compared() -> None:
    assert (await ask("Do I have 5 years of experience?")).text.startswith("Yes: 8.6 years")
    assert not (await ask("Do I have 20 years of experience?")).text.startswith("Yes")


async def test_the_job_after_studies_is_the_first_that_began_then() -> None:
    answer = await ask("What was my first job after graduating?", of=STUDENT)
    assert "Analyst at Delta Grain" in answer.text
    assert "Barista" not in answer.text
    none = await ask("What did I do after university?", of=person(studies=STUDY))
    assert "Yes" not in none.text


async def test_full_time_is_not_read_from_dates() -> None:
    answer = await ask("Did I work full time while at college?", of=STUDENT)
    assert not answer.text.startswith("Yes")
    assert "don't tell full time" in answer.text
