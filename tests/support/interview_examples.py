"""Writes docs/interview-examples.md: `python -m tests.support.interview_examples`.

Three people who do not exist, their resumes read by our own reader, and the ten questions that the
builtin engine asks each of them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from libs.profile.interview import Question
from services.analysis.engines.builtin import extract_facts
from services.analysis.interview.builtin import questions
from services.analysis.interview.engine import Brief
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from tests.support.applicants import ACCOUNTANT, ENGINEER, NURSE, Applicant, docx_of

PAGE = Path(__file__).parents[2] / "docs" / "interview-examples.md"
COUNT = 10
_DAY = date(2026, 6, 15)
_PEOPLE = (("An engineer", ENGINEER), ("An accountant", ACCOUNTANT), ("A nurse", NURSE))
_INTRODUCTION = """\
# Interview questions: three examples

What the builtin engine asks an engineer, an accountant and a nurse who do not exist. This page is
written by `python -m tests.support.interview_examples`, and a test keeps it what the engine says
today.

How a set is made:

- Of every ten questions four are Technical, three Behavioral, two Situational and one
  Problem-Solving; three are Easy, five Medium, two Hard. A set runs from easy to hard; what a job
  description asks for comes first.
- A question comes from the bank in `services/analysis/interview/professions`: of the trade, of a
  skill or duty that the resume shows, or of a line or a turn in the career. No question stands
  twice in a set, and another person of the same trade gets others.
- An answer is the resume's own lines, told in the first person. What it says that somebody *would*
  do is common practice of the trade and claims nothing of the past. Where the resume says no more,
  a prompt in brackets takes the place of a fact, with all of the sentence that hangs on the fact:
  outside brackets nothing is claimed that the resume doesn't say. `[Complete if true: …]` is a
  frame: complete it if it was so, else strike it.
- `why` says what in the resume makes one ask; the quotes under it are verbatim, each with its place
  in the text.
"""


def brief_of(person: Applicant, count: int = COUNT) -> Brief:
    """What the engine is given of somebody, read from the file they would upload."""
    document = read(docx_of(person), "docx")
    return Brief(document, judge(document, extract_facts(document), _DAY), count)


def page() -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for heading, person in _PEOPLE:
        parts += [f"## {heading}: {person.name}\n", _resume(person)]
        parts += [_shown(one) for one in questions(brief_of(person))]
    return "\n".join(parts)


def _resume(person: Applicant) -> str:
    rows = ["<details><summary>The resume</summary>\n"]
    for post in person.posts:
        rows += [f"**{post.title}, {post.company}**, {post.dates}\n"]
        rows += [*(f"- {line}" for line in post.lines), ""]
    rows += [f"{person.study}\n"]
    rows += [f"{person.certificates}\n"] if person.certificates else []
    rows += [f"Skills: {person.skills}\n", "</details>\n"]
    return "\n".join(rows)


def _shown(one: Question) -> str:
    answer = one.answer.replace("\n", "  \n> ")
    quotes = "; ".join(f"“{proof.quote}”" for proof in one.evidence if proof.kind == "quote")
    sought = "; ".join(proof.quote for proof in one.evidence if proof.kind == "absence")
    proof = f"Looked for and not found: {sought}" if sought else f"Quotes: {quotes}"
    return (
        f"### {one.id[1:]}. {one.question}\n\n*{one.category}, {one.difficulty}*\n\n"
        f"> {answer}\n\nWhy: {one.why}\n\n{proof}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page())
