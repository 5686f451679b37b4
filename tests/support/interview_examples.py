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
_REVIEW = """\
## Reviewed

All thirty were read one by one on 28 November 2026, against these questions:

1. Is it asked of this trade, or of this very line, and could not be asked of the other two people?
2. Does it differ from the other nine in what it wants to know?
3. Does `why` say what prompted it, and does the evidence show that: verbatim, or as what was looked
   for and not found?
4. Has a behavioral answer its situation, task, action and result?
5. Does the answer outside brackets say nothing but what the resume says, and what somebody *would*
   do?

| | meets it | does not |
|---|---|---|
| 1. of the trade or the line | 23 | engineer 3, 5, 8; accountant 5, 8; nurse 5, 8 |
| 2. distinct | 30 | |
| 3. why, with evidence | 29 | engineer 6 |
| 4. four parts | all 9 that are behavioral | |
| 5. nothing but the resume's facts | 30 | |

Verdict: good to prepare with, and no answer has to be taken back; what is weak, and known:

- The seven named under 1 can be asked of anybody who writes such a line, or was promoted. What
  ties them to the person is the line alone.
- Engineer 6 asks about memory, and shows a line about services that were split: they share a word.
  Accountant 9 (an audit; lease schedules) and nurse 6 (late discharges; teaching before them) are
  nearer, and not near. The answer sets the line beside the question and says no more of it.
- In three there is no line to answer from (accountant 6, nurse 3, 9). They are asked because the
  trade asks them; their answers say what one would do, and leave the example to the person.
- Five lines prompt two questions each, on different matters (engineer 2 and 4, 5 and 9; accountant
  2 and 3; nurse 4 and 6, 7 and 10).
- Engineer 4 takes for granted that an alert was deleted, accountant 4 that opening balances were
  checked, nurse 8 that something was changed. Whoever did no such thing strikes the prompt and says
  so.
- Many answers are half prompts: the resume leaves so much open. None is ready to be spoken before
  its brackets are filled.

A change of the engine that changes this page asks for another reading.
"""


def brief_of(person: Applicant, count: int = COUNT) -> Brief:
    """What the engine is given of somebody, read from the file they would upload."""
    document = read(docx_of(person), "docx")
    return Brief(document, judge(document, extract_facts(document), _DAY), count)


def page() -> str:
    """The whole page."""
    parts = [_INTRODUCTION, _REVIEW]
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
