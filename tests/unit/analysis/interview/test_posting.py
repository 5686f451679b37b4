"""What a posting asks for is denied only where the resume doesn't have it, in any words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from services.analysis.interview.builtin import questions
from services.analysis.interview.material import Material
from services.analysis.interview.naming import says
from services.analysis.interview.posting import Posting, read_posting
from tests.support.applicants import ENGINEER, NURSE, Applicant
from tests.support.interview_examples import brief_of

HAS = re.compile(r"The posting names “([^”]*)”, and the resume has it: “([^”]*)”")


def asked(person: Applicant, posting: str) -> Posting:
    return read_posting(Material(replace(brief_of(person), job_description=posting)))


@pytest.mark.parametrize(
    "wanted", ["Golang", "Postgres", "k8s", "Postgres and k8s", "container platforms (Kubernetes)"]
)
def test_a_skill_in_another_spelling_is_not_denied(wanted: str) -> None:
    assert asked(ENGINEER, f"We need experience with {wanted}.").lacking == ()


def test_a_language_is_looked_for_without_its_level() -> None:
    person = replace(NURSE, skills=f"{NURSE.skills}, French")
    assert asked(person, "You are fluent in French.").lacking == ()
    assert asked(person, "Required: fluent French, fluent Dutch.").lacking == ("Dutch",)


@pytest.mark.parametrize(
    "condition",
    [
        "willingness to work nights",
        "night shifts",
        "travel",
        "a driving licence",
        "right to work in the UK",
        "a passion for care",
    ],
)
def test_conditions_of_work_are_nothing_to_be_asked_about(condition: str) -> None:
    assert asked(NURSE, f"Required: {condition}.") == Posting({}, {}, (), ())


def test_a_posting_s_word_is_freed_of_what_stands_around_it() -> None:
    posting = "Experience with Rust is a plus. Skills: CI/CD, Scala preferred, A/R."
    found = asked(NURSE, posting).lacking
    assert set(found) == {"Rust", "CI/CD", "Scala", "A/R"}


@pytest.mark.parametrize("wanted", ["ECMO", "Remote sensing", "Interest rate swaps"])
def test_what_the_resume_lacks_is_still_found(wanted: str) -> None:
    assert asked(NURSE, f"Required: {wanted}.").lacking == (wanted,)


def test_what_the_resume_is_said_to_have_stands_in_the_quote() -> None:
    person = replace(ENGINEER, skills="AWS, Azure, Go, PostgreSQL, Kafka")
    posting = "Experience with Azure, Postgres, Golang and Kafka. You know Cardiac telemetry."
    for who in (person, NURSE):
        made = questions(replace(brief_of(who, 30), job_description=posting))
        told = [found for one in made if (found := HAS.match(one.why))]
        assert told
        for found in told:
            assert says(found[2], found[1]), found[0]
