"""What prompts a question is there: people who were led, a project that is described."""

from __future__ import annotations

from dataclasses import replace

import pytest

from libs.profile.model import Profile, Project
from services.analysis.interview.builtin import questions
from services.analysis.interview.material import Material
from services.analysis.interview.moments import moments
from tests.support.applicants import ENGINEER, NURSE, Post
from tests.support.interview_examples import brief_of


@pytest.mark.parametrize(
    ("line", "people"), [("Led a team of six engineers", True), ("Led the move to Jenkins", False)]
)
def test_only_who_led_people_is_asked_about_them(line: str, *, people: bool) -> None:
    first, *others = ENGINEER.posts
    posts = (replace(first, text=f"\n- {line}"), *others)
    found = moments(Material(brief_of(replace(ENGINEER, posts=posts))))
    assert any(one.name == "leading" for one in found) is people


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Creator & Maintainer", "DevFlow is a project of mine."),
        (
            "Runs the tests of a branch",
            "DevFlow is a project of mine. My resume says of it: “Runs the tests of a branch”.",
        ),
    ],
)
def test_a_project_is_told_in_sentences(description: str, said: str) -> None:
    source = brief_of(ENGINEER)
    proof = source.profile.skills[0].evidence
    project = Project(name="DevFlow", description=description, evidence=proof)
    profile: Profile = source.profile.model_copy(update={"projects": [project]})
    found = moments(Material(replace(source, profile=profile)))
    assert [one.said for one in found if one.name == "project"] == [said]


def test_a_reason_speaks_of_the_resume_and_not_as_its_owner() -> None:
    for person in (ENGINEER, NURSE):
        for one in questions(brief_of(person, 30)):
            if one.why.startswith("The resume tells of it"):
                assert one.why.startswith("The resume tells of it: “"), one.why


def test_teaching_others_is_no_technical_question() -> None:
    tutor = Post("Math Tutor", "Elm Hall", "2022 – 2023", "\n- Tutored 5 pupils for their exams")
    person = replace(ENGINEER, posts=(*ENGINEER.posts, tutor))
    for one in questions(brief_of(person, 30)):
        taught = "Mentored" in one.question or "Tutored" in one.question
        assert one.category != "Technical" or not taught, one.question
