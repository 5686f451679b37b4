"""Names, degrees, ranks, events and denials in a model's sentence, held against a resume."""

from __future__ import annotations

import pytest

from services.chat.engines.proof import Sources, may_need_proof

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
        "- Google",
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
        "You are a nurse.",
        "You won an award.",
        "You hold two patents.",
        "You were convicted of fraud.",
        "You are married and have children.",
        "You are certified.",
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


@pytest.mark.parametrize("text", ["at Google", "you never", "a nurse", "the best candidate"])
def test_a_claim_waits_for_its_sentence(text: str) -> None:
    assert may_need_proof(f"you worked {text}")


def test_a_long_resume_is_searched_in_good_time() -> None:
    text = "\n".join(f"Line {number} about Things and Others there" for number in range(20_000))
    sources = Sources(text)
    assert not sources.prove("You never worked at Things in Line 77.")
    assert not sources.prove("You worked at Google " * 2_000)
