"""Studies in their order, beside work, and what they are not."""

from __future__ import annotations

import pytest

from tests.unit.chat.engines.builtin.careers import BAKER, SCHOLAR, STUDENT, job, person, school
from tests.unit.chat.engines.builtin.desk import ask


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did I do my PhD before my bachelor's?", "No: first BSc in Geography, Glen College"),
        ("Did I do my bachelor's before my PhD?", "Yes: first BSc in Geography, Glen College"),
        ("Did I study at Ben before Glen?", "No: first BSc in Geography, Glen College"),
        ("Which came first, my PhD or my bachelor's?", "First BSc in Geography, Glen College"),
        ("What did I study first?", "The first studies are BSc in Geography, Glen College"),
        ("What did I study last?", "The latest studies are PhD in Geology, Ben University"),
        ("What is my most recent degree?", "The latest studies are PhD in Geology"),
        ("What did I study before my PhD?", "Before PhD in Geology, Ben University (Sep 2016"),
        ("What did I study before my bachelor's?", "The resume lists no studies before BSc"),
        ("In what order did I get my degrees?", "BSc in Geography, Glen College (Sep 2012 to"),
        ("Did I finish my PhD before I worked at Cairn Maps?", "Yes: first PhD in Geology"),
        ("Did I do my PhD before Loch Evening School?", "The dates don't tell which came first"),
        ("What did I study before my master's?", "The resume lists no master's degree"),
        ("Did I do my master's before my PhD?", "No: the resume lists no master's degree"),
    ],
)
async def test_studies_stand_in_the_order_of_their_dates(question: str, begins: str) -> None:
    answer = await ask(question, of=SCHOLAR)
    assert answer.text.startswith(begins), answer.text


@pytest.mark.parametrize(
    "question",
    ["Did I study and work at the same time?", "Did I work and study simultaneously?",
     "Did I combine work with my studies?"],
)  # fmt: skip
async def test_work_beside_studies_is_told_by_the_dates(question: str) -> None:
    answer = await ask(question, of=SCHOLAR)
    assert answer.text.startswith("Yes: by the dates, these overlap: Tutor"), answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did I study at Skye University?", "No: the resume lists no studies that name “Skye”"),
        ("Do I have a degree in law?", "No: the resume lists no studies that name “law”"),
        ("Do I have a degree in geology?", "Yes: PhD in Geology"),
        ("Did I pay for college?", "The resume doesn't say that of any studies"),
        ("Do I have a degree from a Scottish university?", "The resume doesn't say that of any"),
        ("Did I study in the US?", "The resume doesn't say that of any studies: I looked for “US”"),
        ("Did I study in Scotland?", "The resume doesn't say that of any studies"),
        ("Did I graduate in 2016?", "Yes: BSc in Geography"),
        ("Did I graduate in 2018?", "No: PhD in Geology, Ben University (Sep 2016 to Oct 2020)"),
        ("Did I study in 2018?", "Yes: PhD in Geology"),
        ("Do I have a bachelor's and a PhD?", "Yes: PhD in Geology"),
    ],
)
async def test_a_yes_is_of_what_the_studies_say(question: str, begins: str) -> None:
    answer = await ask(question, of=SCHOLAR)
    assert answer.text.startswith(begins), answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Did I work at my old college?", "No: no employer in the resume is one of the schools"),
        ("What was between my studies and my first job?", "The first job that began after PhD"),
    ],
)
async def test_jobs_and_studies_meet(question: str, begins: str) -> None:
    answer = await ask(question, of=SCHOLAR)
    assert answer.text.startswith(begins), answer.text


async def test_a_job_at_the_own_school_is_one_there() -> None:
    both = person(
        job("Librarian", "Hill College", "2024-01", current=True),
        studies=(school("BA in History", "Hill College", "2020-09", "2023-06"),),
    )
    answer = await ask("Did I work at my university?", of=both)
    assert answer.text.startswith("Yes: Librarian at Hill College"), answer.text


@pytest.mark.parametrize("question", ["Have I graduated?", "Do I have a degree?"])
async def test_a_degree_to_come_is_none_yet(question: str) -> None:
    late = person(studies=(school("BA in History", "Hill College", "2024-09", "2027-06"),))
    answer = await ask(question, of=late)
    assert answer.text.startswith("Not yet: BA in History, Hill College"), answer.text
    assert "still to come: Jun 2027" in answer.text
    assert not answer.lasting  # on the day it ends it would be another
    going_on = await ask("Do I study History?", of=late)
    assert "Not yet" not in going_on.text
    assert (await ask(question, of=STUDENT)).text.startswith("Yes: BA in History")


async def test_what_was_done_at_once_is_not_agreed_to_unseen() -> None:
    answer = await ask("Was I baking and singing at once?", of=BAKER)
    assert answer.text.startswith("By the dates"), answer.text
