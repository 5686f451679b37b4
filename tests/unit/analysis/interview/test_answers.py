"""Answers stand on lines that have to do with the question, and say so where there are none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from services.analysis.interview.builtin import questions
from services.analysis.interview.words import stems
from tests.support.applicants import ACCOUNTANT, ENGINEER, EVERYBODY, NURSE, Applicant
from tests.unit.analysis.interview.people import read

everybody = pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: person.trade)
NONE = (
    "No line of my resume tells of this yet.",
    "No line of my resume is about",
    "No line of your resume tells of it",
)


@everybody
def test_no_answer_leans_on_a_line_about_something_else(person: Applicant) -> None:
    """Where a line is brought in beside the question, they share a word; else it is said so."""
    for one in questions(replace(read(person), count=30)):
        if one.why.startswith("Asked of") and "who writes" not in one.why:
            assert any(said in one.answer for said in NONE), one
            assert one.answer.endswith("]") or "is about" in one.answer or "\n" in one.answer
        elif one.why.startswith("Asked of") and one.category == "Situational":
            line = one.why.split("“", 1)[1]
            assert stems(f"{one.question} {one.answer.split('[')[0]}") & stems(line), one


@everybody
def test_where_no_line_tells_of_it_the_evidence_is_what_was_looked_for(person: Applicant) -> None:
    for one in questions(replace(read(person), count=30)):
        if "no line of the resume tells of it" in one.why:
            sought = one.evidence[0]
            assert sought.kind == "absence"
            assert sought.quote.startswith(("lines that speak of “", "lines about what is")), sought
            lines = " ".join(line for post in person.posts for line in post.lines).casefold()
            assert not any(f" {word} " in lines for word in re.findall("“(.+?)”", sought.quote))


@pytest.mark.parametrize("person", [ENGINEER, ACCOUNTANT, NURSE], ids=lambda person: person.trade)
def test_whoever_has_lines_is_asked_about_them(person: Applicant) -> None:
    """Few questions of ten are left for their person to find an example for."""
    untold = [one for one in questions(read(person)) if "no line of the resume" in one.why]
    assert len(untold) <= 2, untold


@everybody
def test_a_story_without_a_line_keeps_its_four_parts(person: Applicant) -> None:
    for one in questions(replace(read(person), count=30)):
        if one.category == "Behavioral" and "no line of the resume" in one.why:
            assert one.answer.startswith("Situation: [Name the time this was. No line of your")
            assert [line.partition(":")[0] for line in one.answer.split("\n")] == [
                "Situation", "Task", "Action", "Result",
            ]  # fmt: skip


def test_what_is_lacking_is_set_beside_lines_of_its_kind_alone() -> None:
    posting = "Experience with Azure and SOC 2 is required."
    for one in questions(replace(read(ENGINEER), job_description=posting)):
        if "doesn't show" in one.why:
            assert "The nearest it has" not in one.answer, one
