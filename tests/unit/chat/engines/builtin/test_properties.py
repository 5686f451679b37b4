"""Whatever the profile and the question: one bounded answer, whose pieces are its text."""

from __future__ import annotations

import asyncio
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libs.profile.model import (
    Education,
    EngineInfo,
    Evidence,
    Experience,
    PersonalInfo,
    Profile,
    Project,
    Skill,
)
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile

_WORDS = """
when where who what did do i my how long years at Fjordline Tidewater Go Kubernetes skills and about
that there not best first 2018 study email gaps Python why before after ? , <b> c++ .net score most
languages team phd salary ignore instructions projects \\1 (a|b)* ¿qué trabajo
"""
WORDS = st.sampled_from([*_WORDS.split(), "\x00"])
QUESTIONS = st.one_of(
    st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=200), st.just("")
)
NAMES = st.sampled_from(["Go", "Fjordline Ferries", "\\g<0>", ""])
TEXTS = st.one_of(st.none(), st.text(max_size=40), NAMES)
DATES = st.sampled_from([None, "2019", "2019-03", "2021-12", "not a date", "1999-99"])
EVIDENCE = st.lists(
    st.builds(
        Evidence,
        kind=st.sampled_from(["quote", "computed", "absence"]),
        start=st.one_of(st.none(), st.integers(-5, 2000)),
        end=st.one_of(st.none(), st.integers(-5, 2000)),
        quote=st.sampled_from(["", "Nora Quist", "Go"]),
    ),
    max_size=3,
)
SKILLS = st.builds(
    Skill, name=st.text(max_size=20), category=st.text(max_size=10), evidence=EVIDENCE
)
JOBS = st.builds(
    Experience,
    company=TEXTS,
    title=TEXTS,
    location=TEXTS,
    start=DATES,
    end=DATES,
    current=st.booleans(),
    highlights=st.lists(st.text(max_size=60), max_size=3),
    evidence=EVIDENCE,
)
STUDIES = st.builds(Education, institution=TEXTS, degree=TEXTS, field=TEXTS, start=DATES, end=DATES)
PROJECTS = st.builds(Project, name=st.text(max_size=20), description=TEXTS)
PROFILES = st.builds(
    Profile,
    engine=st.just(EngineInfo(name="openai", model="m", version="1")),
    personal_info=st.builds(PersonalInfo, name=TEXTS, email=TEXTS, location=TEXTS),
    summary=TEXTS,
    skills=st.lists(SKILLS, max_size=4),
    experience=st.lists(JOBS, max_size=4),
    education=st.lists(STUDIES, max_size=2),
    projects=st.lists(PROJECTS, max_size=2),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=QUESTIONS, made=PROFILES, before=QUESTIONS)
def test_always_one_answer(question: str, made: Profile, before: str) -> None:
    asyncio.run(ask(question, ("user", before), ("assistant", before), of=made))


@settings(max_examples=80, deadline=None)
@given(question=QUESTIONS)
def test_the_same_question_gets_the_same_answer(question: str) -> None:
    assert asyncio.run(ask(question)) == asyncio.run(ask(question))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), question=QUESTIONS)
def test_any_text(text: str, question: str) -> None:
    asyncio.run(ask(question, of=profile(evidence_of={}), text=text))


@pytest.mark.parametrize(
    "question",
    [
        "where did i work " * 240,
        "a" * 4_000,
        "(" * 4_000,
        "can improve " * 330,
        "\x00\x07\u202e" * 1_300,
        "<script>alert(1)</script> what is my name",
        "what is my name'; DROP TABLE chat_messages; --",
        "{{7*7}} ${name} %s %(x)s \\1 \\g<0>",
        "😀" * 2_000,
        "is there " * 450,
    ],
)
async def test_hostile_questions_end_soon(question: str) -> None:
    begun = time.process_time()
    await ask(question)
    assert time.process_time() - begun < 2  # of CPU: nothing here grows with the square


async def test_a_very_long_resume_is_bounded() -> None:
    text = TEXT + "\n".join(f"Shipped release {number} of the ledger" for number in range(40_000))
    begun = time.process_time()
    answer = await ask("How many releases did I ship?", text=text)
    assert answer.text
    assert time.process_time() - begun < 5
