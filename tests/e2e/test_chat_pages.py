"""Answers over a PDF name the page and the words they rest on, whichever engine gives them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed_pdf
from tests.support.sheets import LOREM, Sheet
from tests.support.tabs import Tab

LOOMS = "Moved forty looms to another hall within nine weeks"
EMAIL = "ada.arden@example.com"
PAGES = (
    (
        *("Ada Arden", "Operations Analyst", f"{EMAIL} | (503) 555-0100 | Portland, Oregon", ""),
        *("EXPERIENCE", "Operations Analyst, Northlight Logistics, 2019 - 2023", *LOREM),
    ),
    (
        *("Site Planner, Harbor Mills, 2015 - 2019", LOOMS, *LOREM[:2], ""),
        *("EDUCATION", "BSc in Statistics, Lakeside University, 2014", ""),
        *("SKILLS", "SQL, Excel, Python, Forecasting"),
    ),
)
# A question, the page that answers it, words that stand there.
Wanted = tuple[str, int, str]
ASKED: tuple[Wanted, ...] = (
    ("What is my email address?", 1, EMAIL),
    ("What did I do at Harbor Mills?", 2, LOOMS),
)
# The test's model quotes the lines that have words of the question.
ASKED_OF_A_MODEL: tuple[Wanted, ...] = (
    ("Do I live in Portland?", 1, EMAIL),
    ("Did I move looms?", 2, LOOMS),
)


def two_pages() -> bytes:
    sheet = Sheet()
    for number, lines in enumerate(PAGES):
        if number:
            sheet.next_page()
        sheet.column(60, 60, lines)
    return sheet.pdf()


async def cited(person: Person, job_id: str, question: str) -> list[dict[str, Any]]:
    async with person.socket() as socket:
        tab = Tab(socket)
        await tab.ask(question, job_id)
        end = (await tab.answer()).end
        assert end is not None
        assert end["metadata"]["status"] == "complete", end
        return list(end["metadata"]["citations"])


async def check_pages(person: Person, asked: tuple[Wanted, ...]) -> None:
    job_id = await analysed_pdf(person, two_pages())
    for question, page, words in asked:
        citations = await cited(person, job_id, question)
        assert (page, True) in [(one["page"], words in one["quote"]) for one in citations]
        for one in citations:
            page_text = " ".join(PAGES[one["page"] - 1])
            assert " ".join(one["quote"].split()) in page_text, one


async def test_the_builtin_engine_names_pages(ana: Person) -> None:
    await check_pages(ana, ASKED)


@pytest.mark.usefixtures("with_model")
async def test_a_model_s_answer_names_pages(mia: Person) -> None:
    await check_pages(mia, ASKED_OF_A_MODEL)
