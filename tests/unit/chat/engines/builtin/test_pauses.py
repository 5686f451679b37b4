from __future__ import annotations

import pytest

from libs.profile.model import Profile
from tests.unit.chat.engines.builtin.careers import BAKER, STUDENT, UNDATED, WELDER, job, person
from tests.unit.chat.engines.builtin.careers import school as school_of
from tests.unit.chat.engines.builtin.desk import ask

RECENT = person(job("Welder", "Keel Yard", "2021-01", "2026-03"))
BY_YEAR = person(job("Welder", "Keel Yard", "2019", "2023"))
AT_SCHOOL = person(
    job("Welder", "Keel Yard", "2021-01", "2025-06"),
    studies=(school_of("Diploma in Design", "Hill College", "2025-08", "2027-06"),),
)


@pytest.mark.parametrize("question", ["Are there any gaps?", "Do I have a gap in my career?"])
async def test_time_since_the_last_job_is_a_gap(question: str) -> None:
    answer = await ask(question, of=WELDER)
    assert answer.text.startswith("Yes: 9 months since Welder at Keel Yard (until Sep 2025)")
    assert answer.grounded


@pytest.mark.parametrize("of", [RECENT, AT_SCHOOL, BAKER])
async def test_short_or_filled_time_since_the_last_job_is_none(of: Profile) -> None:
    answer = await ask("Are there any gaps between now and my last job?", of=of)
    assert "since Welder" not in answer.text


async def test_a_year_alone_is_counted_from_its_end() -> None:
    answer = await ask("Are there gaps?", of=BY_YEAR)
    assert "at least 30 months since Welder at Keel Yard (until 2023)" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How long have I been out of work?",
        "how long has she been unemployed",
        "How long have I been without a job?",
        "How long is it since my last job?",
    ],
)
async def test_time_out_of_work_is_counted_to_today(question: str) -> None:
    out = await ask(question, of=WELDER)
    assert "ended 9 months ago" in out.text
    assert "Sep 2025" in out.text
    assert not out.lasting
    working = await ask(question, of=BAKER)
    assert "a current job: Head Baker at Rye & Co" in working.text
    assert "ago" not in working.text
    undated = await ask(question, of=UNDATED)
    assert "doesn't say when it ended" in undated.text
    assert not undated.grounded


async def test_whoever_works_is_not_unemployed() -> None:
    assert (await ask("Am I unemployed?", of=BAKER)).text.startswith("No: the resume gives a")
    assert (await ask("Am I unemployed?", of=WELDER)).text.startswith("By the resume, yes")
    assert not (await ask("Am I unemployed?", of=UNDATED)).text.startswith(("No:", "Yes"))


async def test_studies_that_go_on_are_told_with_time_out_of_work() -> None:
    answer = await ask("How long have I been out of work?", of=AT_SCHOOL)
    assert "Studies go on: Diploma in Design, Hill College" in answer.text


async def test_the_longest_gap_is_one() -> None:
    answer = await ask("What was my longest gap?", of=BAKER)
    assert answer.text.startswith("Without a dated role: 8 months between Porter at Hotel Astor")


async def test_a_gap_between_two_jobs_is_not_the_one_since_the_last() -> None:
    answer = await ask("How long is the gap between my two jobs?", of=WELDER)
    assert "since" not in answer.text


async def test_time_in_school_is_no_gap() -> None:
    assert (await ask("Any gaps?", of=STUDENT)).text.startswith("Between the dated roles there is")


async def test_that_there_is_no_gap_yet_does_not_last() -> None:
    answer = await ask("Are there any gaps?", of=RECENT)
    assert answer.text.startswith("No: between the dated roles and since the last one")
    assert not answer.lasting
