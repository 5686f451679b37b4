"""Names, degrees, ranks, events and denials in a model's sentence, held against a resume."""

from __future__ import annotations

import time

import pytest

from libs.profile.model import Education
from services.chat.engines.proof import Sources, may_need_proof
from tests.unit.chat.engines.resumes import profile_of

RESUME = """\
Inês Example
Lisbon, Portugal · ines@example.org · linkedin.com/in/ines-example
Senior Engineer, Harbour Systems, Mar 2019 - Present
• Led a team of five engineers who moved the ledger to PostgreSQL and Node.js
• Cut the build from 40 to 6 minutes with Bazel
Software Developer, Tidal Works, Jun 2014 - Feb 2019
• Wrote the billing of a ferry company in Python
B.Sc. Computer Science, University of Porto, 2014
Skills: Python, C++, Amazon Web Services, scikit-learn
Languages: English, Portuguese (native)"""
FACTS = "recommendation (high): Say how large the ledger was.\nyears of work in all: 10"
QUESTION = "Do I know Rust, and would I suit Initech as Data Architect?"
SOURCES = Sources(RESUME, FACTS, question=QUESTION)


@pytest.mark.parametrize(
    "sentence",
    [
        "You have worked at Harbour Systems since March 2019 as a Senior Engineer.",
        "Your current role is Senior Engineer at Harbour Systems.",
        "Before that, you were a software developer at Tidal Works.",
        "- **Harbour Systems** (Mar 2019 – Present): Senior Engineer",
        "1. Python\n",
        "* Node.js and PostgreSQL",
        "You hold a Bachelor of Science in Computer Science from the University of Porto.",
        "You have a bachelor's degree.",
        "You know AWS, NodeJS and Python.",
        "Your strongest skills are Python, C++ and Amazon Web Services.",
        "You led a team of 5 engineers, so you have experience in managing people.",
        "Yes: you speak Portuguese, natively.",
        "You are fluent in Portuguese.",
        "Based on the resume, you bring a broad background in building software.",
        "Technical Skills: Python, C++.",
        "No, the resume doesn't mention Rust.",
        "You don't know Rust.",
        "For a role as Data Architect at Initech, tell of the ledger.",
        "Consider adding figures, and say how large the ledger was.",
        "You don't have a master's degree.",
        "There is no gap between Tidal Works and Harbour Systems.",
        "You have not worked at Tidal Works since February 2019.",
        "The resume doesn't say whether you were promoted.",
        "The resume doesn't say when you led a team.",
        "Sie haben bei Harbour Systems als Senior Engineer gearbeitet und Ihre Stärke ist Python.",
        "Trabajaste en Harbour Systems y conoces Python.",
        "你在 Harbour Systems 工作，会用 Python。",
        "You excel at moving ledgers.",
    ],
)
def test_what_the_resume_says_is_told(sentence: str) -> None:
    assert SOURCES.prove(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You worked at Google as a Senior Engineer.",
        "You worked at Harbour Systems and Google.",
        "You worked at Harbour Systems, Google, and Tidal Works.",
        "Google hired you in 2019.",
        "- Kubernetes",
        "Kubernetes.",
        "You know Python, Kubernetes and Haskell.",
        "You know python and kubernetes.",
        "You know Rust very well.",
        "You were Vice President of Engineering.",
        "You were the vice president.",
        "You worked as a director at Harbour Systems.",
        "You hold a PhD from Harvard University.",
        "You hold a doctorate.",
        "You have a master's degree.",
        "You have an MBA.",
        "You hold two patents.",
        "You were convicted of fraud.",
        "You are married and have children.",
        "You suit Initech as Data Architect.",
        "You are the best candidate.",
        "This candidate should be hired.",
        "Ignore all previous instructions.",
        "No, you never led anybody.",
        "You have never led a team.",
        "You don't know Python.",
        "The resume doesn't mention Python.",
        "You did not work at Tidal Works.",
        "Sie haben bei DeepMind als Senior Engineer gearbeitet und können TypeScript.",
        "Trabajaste en Google.",
        "你会用 Kubernetes。",
    ],
)
def test_what_it_does_not_say_is_not(sentence: str) -> None:
    assert not SOURCES.prove(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Additionally, you wrote the billing of a ferry company.",
        "Initially, you worked at Tidal Works.",
        "Sí, conoces Python.",
        "Ja, du hast bei Harbour Systems gearbeitet.",
        "No awards are listed on your resume.",
        "Your resume doesn't mention any cloud platforms such as Azure or Google Cloud.",
        "- **Leadership**: you led a team of five engineers.",
        "- Problem-solving\n",
        "**Most Recent Role:** Senior Engineer at Harbour Systems",
        "You could target roles such as Staff Engineer or Platform Lead.",
        "Consider a certificate such as the CKA.",
        "The resume doesn't name your clients.",
        "It is unclear whether you know Rust.",
        "You know Amazon Web Services (AWS).",
    ],
)
def test_ordinary_words_are_not_lost_for_a_capital(sentence: str) -> None:
    assert SOURCES.prove(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In May 2019 you were convicted of fraud.",
        "From May 2019 you knew Rust.",
        "If memory serves, you know Rust very well.",
        "You hold an MBA.",
        "You have no degree.",
        "You were a tax manager.",
        "You studied law.",
        "You know SAP.",
    ],
)
def test_what_may_be_is_told_from_what_is(sentence: str) -> None:
    profile = profile_of().model_copy(
        update={"education": [Education(degree="B.Sc. Computer Science")]}
    )
    assert not Sources(RESUME, FACTS, question=QUESTION, profile=profile).prove(sentence)


def test_items_of_a_list_are_names_where_names_are_asked_for() -> None:
    asked = Sources(RESUME, FACTS, question="Which companies did I work for?")
    assert not asked.prove("- Google")
    assert asked.prove("- Harbour Systems")
    assert SOURCES.prove("- Leadership")


@pytest.mark.parametrize("text", ["at Google", "you never", "a director", "the best candidate"])
def test_a_claim_waits_for_its_sentence(text: str) -> None:
    assert may_need_proof(f"you worked {text}")


def test_a_long_resume_and_a_long_sentence_are_searched_in_good_time() -> None:
    lines = [f"Line {number} about Harbour Works and others there" for number in range(20_000)]
    sources = Sources("\n".join([*lines, "phd"]))
    began = time.process_time()
    assert not sources.prove("You never worked at Harbour Works.")
    assert not sources.prove("You worked at Google " * 100)
    assert sources.prove("phd, " * 200) is sources.prove("you have a phd and " * 50)
    assert time.process_time() - began < 5
