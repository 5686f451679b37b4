from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import BAKER, INTERN, TUTOR, UNDATED, WELDER
from tests.unit.chat.engines.builtin.desk import ask

DONE = "Opened accounts\nCounted needles\nSawed planks"


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("Who was my previous employer?", "Baker at Crumb House", "Rye & Co ("),
        ("What was her previous role?", "Baker at Crumb House", "Apprentice"),
        ("last employer before this", "Crumb House", "Hotel"),
        ("Where did I work before?", "Baker at Crumb House", "Apprentice"),
        ("Which company hired me first?", "Hotel Astor", "Rye"),
        ("What was my last job before the current one?", "Baker at Crumb House", "Apprentice"),
        ("what was i doing before my current job", "Baker at Crumb House", "Hotel"),
        ("What is my second most recent job?", "Baker at Crumb House", "Apprentice"),
        ("my second-to-last employer", "Crumb House", "Hotel"),
        ("What is my third most recent company?", "Hotel Astor", "Head Baker"),
        ("Which job came after my first job?", "Apprentice at Crumb House", "Head Baker"),
        ("What was my second job?", "Apprentice at Crumb House", "Head Baker"),
        ("What was my job before my first job?", "no job before it", "Crumb House"),
        ("How long was I at my previous company?", "4.6 years", "Hotel"),
        ("How long was I in my previous role?", "3.2 years", "Apprentice"),
        ("my previous jobs?", "Porter at Hotel Astor", "Head Baker"),
        ("¿Cuál fue mi trabajo anterior?", "Baker at Crumb House", "Apprentice"),
        ("What year did I start working?", "Porter at Hotel Astor (Jun 2015", "Baker"),
        ("What is my sixth job?", "lists only 4 roles", "the sixth role"),
        ("When did my last job end?", "last that ended is Baker at Crumb House", "Porter"),
    ],
)
async def test_jobs_are_counted_from_an_end(question: str, has: str, lacks: str) -> None:
    answer = await ask(question, of=BAKER)
    assert has in answer.text, answer.text
    assert lacks not in answer.text, answer.text


async def test_without_a_job_of_today_the_previous_one_may_be_either() -> None:
    answer = await ask("Who was my previous employer?", of=WELDER)
    assert answer.text.startswith("No role is marked as current; the latest is Welder at Keel Yard")
    assert "Before Welder at Keel Yard: Fitter at Moor Steel (Mar 2016 to Dec 2020)" in answer.text


async def test_what_was_done_in_the_first_and_in_the_previous_job() -> None:
    first = await ask("What did I do in my first job?")
    assert "Intern at Tidewater Labs" in first.text
    previous = await ask("What did I do in my previous job?")
    assert "Engineer at Tidewater Labs" in previous.text
    assert "Moved forty services to Kubernetes" in previous.text
    assert "booking service" not in previous.text


async def test_which_tools_the_previous_and_the_current_job_show() -> None:
    previous = await ask("Which tools did I use in my previous job?")
    assert "Kubernetes" in previous.text
    assert "PostgreSQL" not in previous.text
    current = await ask("What tools do I use in my current job?")
    assert "PostgreSQL" in current.text
    assert "Kubernetes" not in current.text


async def test_the_order_of_the_page_is_said_to_be_one() -> None:
    answer = await ask("What was my second job?", of=UNDATED)
    assert "Gardener at Fern Estate" in answer.text
    assert answer.text.count("by the order of the resume") == 1
    timed = await ask("How long was I at my previous company?", of=UNDATED)
    assert not timed.grounded
    assert "no dates to count" in timed.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("name my last two employers", "Rye & Co", "Hotel"),
        ("What was my job title two jobs ago?", "Apprentice at Crumb House", "Porter"),
        ("who employed me before i came here", "Baker at Crumb House", "Apprentice"),
        ("Which company did I leave to join my current one?", "Baker at Crumb House", "Hotel"),
        ("How long did my first job last?", "1.6 years", "10.4"),
        ("What jobs did I have before 2017?", "Porter at Hotel Astor", "Crumb House"),
        ("Where did I work after 2020?", "Rye & Co", "Hotel Astor"),
        ("How many years did I work since 2022?", "4.5 years", "Apprentice"),
    ],
)
async def test_jobs_are_found_from_other_words_and_years(
    question: str, has: str, lacks: str
) -> None:
    answer = await ask(question, of=BAKER)
    assert has in answer.text, answer.text
    assert lacks not in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "begins", "told"),
    [
        ("Summarise my second job", "The second role: Research Intern", "Counted needles"),
        ("Tell me about my previous job", "Before Clerk at Oak Bank: Research", "Counted needles"),
        ("Describe my first role", "The first role is Summer Intern", "Sawed planks"),
        ("Describe my current role", "The current role is Clerk at Oak Bank", "Opened accounts"),
        ("Tell me about my job", "The current role is Clerk at Oak Bank", "Opened accounts"),
        ("Describe my position at Elm Works", "Summer Intern at Elm Works", "Sawed planks"),
        ("Sum up my work at Elm Works", "Summer Intern at Elm Works", "Sawed planks"),
    ],
)
async def test_to_describe_a_job_is_to_say_what_was_done(
    question: str, begins: str, told: str
) -> None:
    answer = await ask(question, of=INTERN, text=DONE)
    assert answer.text.startswith(begins), answer.text
    assert told in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What was I before I was a tutor?", "Before Peer Tutor at Reed College: Certified"),
        ("Where did I work before Reed College?", "Before Reed College: Certified"),
        ("Where did I work after Reed College?", "After Reed College: Lab Hand"),
        ("Where did I work before Flint Works?", "Before Flint Works: Peer Tutor"),
        ("What was my previous job?", "The latest that has ended: Lab Hand at Flint Works"),
        ("What was I before I became a CPA?", "Before Certified Public Accountant at Ash Office"),
    ],
)
async def test_a_job_begun_later_was_none_before(question: str, begins: str) -> None:
    answer = await ask(question, of=TUTOR)
    assert answer.text.startswith(begins), answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Do I still work at Reed College?", "Yes: Peer Tutor at Reed College (Aug 2022 to today)"),
        ("Am I still employed at Flint Works?", "No: Lab Hand at Flint Works (Jun 2023 to Sep"),
        ("Do I work at Ash Office now?", "No: Certified Public Accountant at Ash Office"),
        ("Do I no longer work at Moss Hall?", "Yes: Clerk at Moss Hall (Jan 2018 to Dec 2019)"),
    ],
)
async def test_whether_a_job_goes_on_its_dates_say(question: str, begins: str) -> None:
    answer = await ask(question, of=TUTOR)
    assert answer.text.startswith(begins), answer.text
