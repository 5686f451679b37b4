"""Only what is asked is answered, and by what speaks of it."""

from __future__ import annotations

import pytest

from libs.profile.model import Certification, Language, Profile, Project, Score, ScorePart, Skill
from tests.unit.chat.engines.builtin.careers import BAKER, job, person
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile, quote

WARD = TEXT + (
    "Cut medication errors by 38% with a second check\n"
    "Run the weekly falls meeting; falls per bed day went from 6.1 to 3.4\n"
    "Advanced Life Support (ALS), Care Council, 2023\n"
    "Referees\n"
    "Dr. Wilma Stone, Tidewater Labs, 0113 496 0999\n"
)


async def test_the_latest_job_is_the_one_the_summary_has() -> None:
    both = person(
        job("Waiter", "Kettle Inn", "2024-07", "2024-09"),
        job("Tutor", "Free School", "2023", "2024"),
    )
    answer = await ask("What was my last job?", of=both)
    assert "Waiter at Kettle Inn" in answer.text
    assert "Tutor" not in answer.text


async def test_what_was_finished_are_the_studies() -> None:
    answer = await ask("When did I study and did I finish?")
    assert answer.text == "Yes: MSc in Physics, University of Oslo (2016)."


async def test_what_changed_must_be_what_is_asked_of() -> None:
    answer = await ask("By how much did falls drop?", text=WARD)
    assert "from 6.1 to 3.4" in answer.text
    assert "38%" not in answer.text
    assert "35%" in (await ask("By how much did hosting costs drop?", text=WARD)).text


async def test_the_year_of_a_certificate_is_not_its_end() -> None:
    als = quote(WARD, "Advanced Life Support (ALS), Care Council, 2023")
    of = profile(certifications=[Certification(name="Advanced Life Support (ALS)", evidence=[als])])
    for question in (
        "When does my ALS expire?",
        "Is my ALS still valid?",
        "Is my PIN valid until May?",
    ):
        answer = await ask(question, of=of, text=WARD)
        assert answer.text.startswith("The resume doesn't say until when"), answer.text
        assert not answer.grounded


@pytest.mark.parametrize("question", ["Who are my referees?", "Do I have references?"])
async def test_a_heading_is_told_by_what_stands_below(question: str) -> None:
    answer = await ask(question, text=WARD)
    assert "Wilma Stone" in answer.text
    assert "“Referees”" not in answer.text


async def test_how_good_a_language_is_is_told_by_its_level() -> None:
    of = profile(languages=[Language(name="German", level="B2", evidence=[quote(TEXT, "German")])])
    for question in ("Is my German good?", "Am I any good at German?"):
        answer = await ask(question, of=of)
        assert answer.text.startswith("German (B2)"), answer.text
    assert (await ask("Is my Thai good?")).text == "The resume doesn't mention Thai."


async def test_the_project_that_uses_it_is_told_alone() -> None:
    of = profile(
        projects=[
            Project(name="Tidemap", description="charts of tides, in Rust"),
            Project(name="Gullcount", highlights=["Counted gulls with ML"]),
        ]
    )
    answer = await ask("Which project used machine learning?", of=of)
    assert answer.text.startswith("Gullcount"), answer.text
    assert "Tidemap" not in answer.text
    assert "Tidemap" in (await ask("Which projects did I do?", of=of)).text


async def test_stars_are_no_address() -> None:
    of = profile(projects=[Project(name="Tidemap", highlights=["Won 900 GitHub stars"])])
    answer = await ask("How many GitHub stars does Tidemap have?", of=of)
    assert "900 GitHub stars" in answer.text


async def test_years_before_a_title_are_of_all_jobs_before() -> None:
    grown = person(
        job("Senior Welder", "Keel Yard", "2022-01", current=True),
        job("Welder", "Moor Steel", "2020-01", "2021-12"),
        job("Welder", "Dock Nine", "2018-01", "2019-12"),
    )
    question = "How many years as a welder before becoming senior?"
    answer = await ask(question, of=grown)
    assert answer.text.startswith("4 years in all"), answer.text
    assert "Keel Yard" not in answer.text


async def test_a_town_stands_for_the_job_there() -> None:
    answer = await ask("Where did I work before Lyon?", of=BAKER)
    assert answer.text.startswith("Before Head Baker at Rye & Co: Baker at Crumb House")
    assert "Crumb House" not in (await ask("Where did I live before Lyon?", of=BAKER)).text


def _with_line(line: str) -> tuple[Profile, str]:
    """A teacher who coached children, and a line more."""
    did = ("Coached the junior hurling team", line)
    text = f"{TEXT}Teacher, Hill School\nSep 2014 - Jul 2019\n{did[0]}\n{did[1]}\n"
    return person(job("Teacher", "Hill School", "2014-09", "2019-07", did=did)), text


async def test_who_leads_is_told_before_who_coaches() -> None:
    of, text = _with_line("Head of the inclusion team since 2016")
    text = text.replace("Led a team of seven engineers and mentored two apprentices", "Sailed")
    answer = await ask("Did I ever lead a team?", of=of, text=text)
    assert "inclusion team" in answer.text
    assert "hurling" not in answer.text


async def test_software_is_told_without_other_skills() -> None:
    names = ("Attention to detail", "Payroll software", "Basic mathematics", "Excel")
    of = profile(skills=[Skill(name=name, category="Skills", evidence=[]) for name in names])
    answer = await ask("What software does she use?", of=of)
    assert answer.text == "Software among the skills: Payroll software and Excel."


@pytest.mark.parametrize("question", ["Am I employed?", "Is she working?"])
async def test_employment_is_told_by_the_current_job(question: str) -> None:
    past = person(job("Waiter", "Kettle Inn", "2024-07", "2024-09"))
    assert (await ask(question, of=past)).text.startswith("No: no role is marked as current")
    assert (await ask(question, of=BAKER)).text.startswith("Yes: ")


async def test_a_degree_is_no_experience() -> None:
    answer = await ask("Do I have experience in physics?")
    assert answer.text.startswith("Of studies the resume says: “MSc in Physics"), answer.text


@pytest.mark.parametrize("question", ["Have I used ECMO?", "Do I have experience with sheep?"])
async def test_what_no_line_says_is_not_denied(question: str) -> None:
    assert (await ask(question)).text.startswith("The resume doesn't say that: I looked for “")


async def test_one_of_many_is_told_where_one_is_asked_for() -> None:
    first = await ask("What should she improve first?")
    assert first.text == "Say what the tooling was for."
    parts = [
        ScorePart(name=name, points=2, max=10, why=f"why {name}") for name in ("Results", "Skills")
    ]
    of = profile(score=Score(total=40, version="1", parts=parts))
    assert "Skills" not in (await ask("Why is the results score so low?", of=of)).text
    assert "Skills" in (await ask("What is my score?", of=of)).text
    long = profile(summary="Nora works at Acme Corp. Inc. since 2021. Before that came Tidewater.")
    short = await ask("Summarize me in one sentence", of=long)
    assert short.text.endswith("2021."), short.text


async def test_the_first_and_the_last_job_are_both_told() -> None:
    answer = await ask("Compare my first and last job", of=BAKER)
    assert "Porter at Hotel Astor" in answer.text
    assert "Head Baker at Rye & Co" in answer.text
