"""What sets of questions may say: what a posting asks for steers them, and nothing but the resume
speaks in the answers, whoever wrote them.
"""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any

import pytest
from docx import Document

from tests.e2e.conftest import ModelSystem, Person
from tests.e2e.profiles import analysed
from tests.fake_openai.modes import Fault, Mode
from tests.support.applicants import ACCOUNTANT, ENGINEER, docx_of
from tests.support.interview_claims import invented

PATH = "/api/analysis/interview-questions"
SHARED = ("Kafka", "PostgreSQL", "Terraform")
LACKING = ("Elasticsearch", "Scala", "Salesforce")
POSTING = f"""
Orvane in Trondheim looks for a senior backend engineer.
Requirements: experience with {", ".join(SHARED)}; knowledge of {", ".join(LACKING)}.
You have led a team of 40 people for 12 years.
"""
# Of what a resume lacks an answer may say this alone.
DENIED = re.compile(r"My resume doesn't show ({})\.".format("|".join(LACKING)))


async def asked(person: Person, job_id: str, **more: Any) -> dict[str, Any]:
    """A set that was waited for."""
    body = {"job_id": job_id, **more}
    answer = await person.call("POST", PATH, json=body, headers={"Prefer": "wait=30"}, timeout=40)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert found["status"] == "completed", found
    return found


def text_of(content: bytes) -> str:
    return "\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs)


def about(found: dict[str, Any], term: str) -> list[dict[str, Any]]:
    """The questions that a term prompted."""
    return [each for each in found["questions"] if f"“{term}”" in each["why"]]


async def test_a_posting_steers_the_questions_and_puts_nothing_into_the_answers(
    ana: Person,
) -> None:
    content = docx_of(ENGINEER)
    job_id = await analysed(ana, content)
    found = await asked(ana, job_id, job_description=POSTING)
    assert "posting" in found["questions"][0]["why"]
    for term in SHARED:
        (question, *_) = about(found, term)
        quotes = [proof["quote"] for proof in question["evidence"] if proof["kind"] == "quote"]
        assert any(term in quote for quote in quotes), question
    gaps = [each for term in LACKING for each in about(found, term)]
    assert gaps
    assert all("the resume doesn't show" in each["why"] for each in gaps)
    assert all(DENIED.search(each["answer"]) for each in gaps)
    for each in found["questions"]:
        assert invented(DENIED.sub("", each["answer"]), text_of(content)) == [], each["answer"]


async def test_other_postings_and_none_make_other_sets_and_each_is_kept(ana: Person) -> None:
    job_id = await analysed(ana, docx_of(ENGINEER))
    made = [
        await asked(ana, job_id, count=6, job_description=posting)
        for posting in ("", POSTING, "Requirements: experience with Python.")
    ]
    assert not any("posting" in each["why"] for each in made[0]["questions"])
    assert about(made[1], "PostgreSQL")
    assert about(made[2], "Python")
    assert not about(made[2], "PostgreSQL")
    newest = await ana.call("GET", f"{PATH}?job_id={job_id}")
    assert newest.json() == made[2]
    for one in made:
        kept = await ana.call("GET", f"{PATH}?job_id={job_id}&set_id={one['set_id']}")
        assert kept.json() == one
    listed = (await ana.call("GET", f"{PATH}/sets?job_id={job_id}")).json()["items"]
    assert [each["set_id"] for each in listed] == [one["set_id"] for one in reversed(made)]


@pytest.mark.parametrize(
    ("fault", "fewest"),
    # What is wrong with every second question costs a sentence of it, or the whole of it.
    [("", 10), ("invented_facts", 10), ("invented_quotes", 5), ("obeyed", 5)],
)
async def test_of_a_model_s_set_every_name_stands_in_the_resume(
    with_model: ModelSystem, mia: Person, fault: Fault, fewest: int
) -> None:
    content = docx_of(ACCOUNTANT)
    job_id = await analysed(mia, content)
    with_model.model.behave(chat=Mode(fault=fault))
    posting = "Controller wanted. Requirements: experience with IFRS, Kubernetes and Salesforce."
    found = await asked(mia, job_id, job_description=posting)
    assert found["engine"] == "gpt-4"
    calls = (await asyncio.to_thread(with_model.model.calls))["chat_by_id"]
    assert calls[found["set_id"]] >= 1
    different = {each["question"] for each in found["questions"]}
    assert fewest <= len(different) == len(found["questions"]) <= 10
    text = text_of(content)
    for each in found["questions"]:
        assert each["answer"]
        assert invented(each["answer"], text) == [], each["answer"]
        assert each["evidence"]
        for proof in each["evidence"]:
            assert proof["quote"] in text
