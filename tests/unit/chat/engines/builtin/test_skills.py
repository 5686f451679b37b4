from __future__ import annotations

import pytest

from libs.profile.model import Skill
from tests.unit.chat.engines.builtin.careers import job
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile, quote


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("Do I know Go?", "Yes"),
        ("do i know k8s", "Yes"),
        ("Has she worked with postgres?", "Yes"),
        ("Can Nora program in JS?", "Yes"),
        ("Does she know Java?", "No"),
        ("Do I know C?", "No"),
        ("Am I familiar with R?", "No"),
        ("Do I know Excel?", "No"),
        ("do you know kuberntes", "Yes"),
    ],
)
async def test_known_or_not(question: str, starts: str) -> None:
    answer = await ask(question)
    assert answer.text.startswith(starts), answer.text
    assert answer.grounded is (starts == "Yes")


async def test_a_negated_question_is_answered_honestly() -> None:
    unknown = await ask("Do I not know Java?")
    assert unknown.text == "Right: the resume doesn't mention Java."
    known = await ask("Don't I know Go?")
    assert "is known" in known.text
    assert "Go is listed" in known.text


async def test_one_of_two_is_told_apart() -> None:
    answer = await ask("Java or JavaScript?")
    assert "JavaScript is listed" in answer.text
    assert "doesn't mention Java." in answer.text


async def test_years_of_a_skill_come_from_the_roles_that_show_it() -> None:
    answer = await ask("How many years have I used Kubernetes?")
    assert answer.text.startswith("Kubernetes: 3 years (Jan 2017 to Dec 2019)")
    assert "Engineer at Tidewater Labs" in answer.text


async def test_a_skill_no_role_shows_has_no_years() -> None:
    answer = await ask("How many years of SQL do I have?")
    assert not answer.grounded
    assert "doesn't say for how long" in answer.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("Which databases do I know?", "PostgreSQL", "Kubernetes"),
        ("what programming languages does she know", "Go, JavaScript and SQL", "Kubernetes"),
        ("What are all my skills?", "Tools: Kubernetes and PostgreSQL", "Norwegian"),
    ],
)
async def test_skills_of_a_kind(question: str, has: str, lacks: str) -> None:
    answer = await ask(question)
    assert has in answer.text
    assert lacks not in answer.text


async def test_top_skills_say_how_they_were_ranked() -> None:
    answer = await ask("What are my top skills?")
    assert answer.text.startswith("The top skills are Go (5.3 years in roles that mention it)")
    assert "This is by" in answer.text


async def test_go_the_verb_is_no_skill() -> None:
    text = "Nora Quist\nHelped teams go live and go further\nSkills\nCooking\n"
    cook = [Skill(name="Cooking", category="Skills", evidence=[quote(text, "Cooking")])]
    bare = profile(skills=cook, experience=[], evidence_of={})
    answer = await ask("Do I know Go?", of=bare, text=text)
    assert answer.text == "No: the resume doesn't mention Go."


async def test_dotted_and_signed_names_are_told_apart() -> None:
    text = "Skills\nC++, .NET, Node.js\n"
    names = ("C++", ".NET", "Node.js")
    skills = [Skill(name=n, category="Skills", evidence=[quote(text, n)]) for n in names]
    bare = profile(skills=skills, experience=[], evidence_of={}, projects=[], education=[])
    for question, starts in (
        ("Do I know C++?", "Yes"),
        ("Do I know C?", "No"),
        ("Do I know C#?", "No"),
        ("Do I know .NET?", "Yes"),
        ("Do I know nodejs?", "Yes"),
    ):
        answer = await ask(question, of=bare, text=text)
        assert answer.text.startswith(starts), (question, answer.text)


async def test_no_skills_is_said() -> None:
    answer = await ask("What are my skills?", of=profile(skills=[]))
    assert not answer.grounded


FRAMED = (
    "Skills\nWeb Frameworks: Django, Aiohttp\nTools: React, Git\n"
    "In Spring 2023 I wrote Flask and C#/.NET apps for Google Play and the Play Store\n"
)


@pytest.mark.parametrize(
    "question", ["Which frameworks do I know?", "frameworks?", "Do I know any libraries?"]
)
async def test_frameworks_are_those_under_a_heading_and_those_known(question: str) -> None:
    under = [("Django", "Web Frameworks"), ("Aiohttp", "Web Frameworks"), ("React", "Tools")]
    skills = [Skill(name=n, category=c, evidence=[quote(FRAMED, n)]) for n, c in under]
    bare = profile(skills=skills, experience=[], evidence_of={}, projects=[], education=[])
    answer = await ask(question, of=bare, text=FRAMED)
    assert "nder “Web Frameworks”: Django and Aiohttp." in answer.text
    assert "Frameworks or libraries among the skills: React." in answer.text
    assert "Also in the text: .NET and Flask." in answer.text  # and neither the season nor the shop


async def test_a_framework_that_was_built_is_no_skill() -> None:
    answer = await ask("Did I build a framework?", of=profile(skills=[]))
    assert answer.text.startswith("The resume doesn't say that"), answer.text


async def test_languages_i_know_may_be_those_of_programs() -> None:
    mute = profile(languages=[])
    text = "Skills\nLanguages: Go, JavaScript, SQL\n"
    answer = await ask("What languages do I know?", of=mute, text=TEXT.replace("Norwegian", "N"))
    assert "JavaScript" in answer.text
    assert "doesn't say which languages are spoken" in answer.text
    answer = await ask("What languages do I speak?", of=mute, text=text)
    assert "JavaScript" not in answer.text


async def test_tools_of_the_text_are_told_where_no_skills_are_listed() -> None:
    answer = await ask("Which tools do I know?", of=profile(skills=[]))
    assert "doesn't list any skills" in answer.text
    assert "Its text names" in answer.text
    assert "Kubernetes" in answer.text


async def test_an_employer_called_like_a_tool_is_no_use_of_it() -> None:
    text = "Figma\nDesigner\nDrew icons\nSkills\nKafka"
    of = profile(
        experience=[job("Designer", "Figma", "2020-01", "2021-01", did=("Drew icons",))],
        skills=[Skill(name="Kafka", category="Skills", evidence=[quote(text, "Kafka")])],
        education=[],
        projects=[],
        evidence_of={},
    )
    answer = await ask("Did I use Kafka at Figma?", of=of, text=text)
    assert answer.text == "No: the resume doesn't mention Kafka at Figma."


async def test_years_may_be_asked_for_in_two_words() -> None:
    assert (await ask("kubernetes yrs?")).text.startswith("Kubernetes: 3 years")


async def test_what_is_mentioned_is_said_in_so_many_words() -> None:
    answer = await ask("Is there anything about management in it?", of=profile(skills=[]))
    assert answer.text.startswith("The resume doesn't say that"), answer.text
