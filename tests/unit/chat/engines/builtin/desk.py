"""A fictitious person's resume, and a way to ask about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from libs.profile.model import (
    Certification,
    Education,
    EngineInfo,
    Evidence,
    Experience,
    Language,
    PersonalInfo,
    Profile,
    ProfileWarning,
    Project,
    Recommendation,
    Remark,
    Score,
    ScorePart,
    Skill,
)
from services.chat.engines.builtin import BuiltinAnswers
from services.chat.engines.engine import Answer, Asked, Line, Passage, Resume, Turn

TODAY = date(2026, 6, 15)
TEXT = """Nora Quist
nora.quist@example.org | +47 555 01 22 | Bergen, Norway | linkedin.com/in/noraquist
Experience
Lead Engineer, Fjordline Ferries
Mar 2021 - Present
Built the booking service in Go and PostgreSQL for 2 million passengers
Led a team of seven engineers and mentored two apprentices
Engineer, Tidewater Labs
Jan 2017 - Dec 2019
Moved forty services to Kubernetes and cut hosting costs by 35%
Wrote tooling in JavaScript
Intern, Tidewater Labs
Jun 2016 - Aug 2016
Education
MSc in Physics, University of Oslo, 2016
Skills
Languages: Go, JavaScript, SQL
Tools: Kubernetes, PostgreSQL
Certificates
Certified Kubernetes Administrator, 2022
Projects
Tidemap: charts of tides, in Rust
Norwegian (native), German (B2)
"""


def quote(text: str, words: str, after: int = 0) -> Evidence:
    start = text.index(words, after)
    line = text.count("\n", 0, start)
    end = start + len(words)
    return Evidence(kind="quote", page=1, paragraph=line, start=start, end=end, quote=words)


def lines_of(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 0
    for number, row in enumerate(text.split("\n")):
        if row:
            lines.append(Line(at, at + len(row), 1, number))
        at += len(row) + 1
    return tuple(lines)


def profile(**changes: Any) -> Profile:
    def q(words: str, after: int = 0) -> list[Evidence]:
        return [quote(TEXT, words, after)]

    second = TEXT.index("Engineer, Tidewater")
    third = TEXT.index("Intern, Tidewater")
    made = Profile(
        engine=EngineInfo(name="openai", model="some-model", version="3"),
        personal_info=PersonalInfo(
            name="Nora Quist",
            email="nora.quist@example.org",
            phone="+47 555 01 22",
            location="Bergen, Norway",
            links=["https://linkedin.com/in/noraquist"],
            linkedin_url="https://linkedin.com/in/noraquist",
        ),
        skills=[
            Skill(name=name, category=category, evidence=q(name, TEXT.index("Languages:")))
            for name, category in (
                ("Go", "Languages"),
                ("JavaScript", "Languages"),
                ("SQL", "Languages"),
                ("Kubernetes", "Tools"),
                ("PostgreSQL", "Tools"),
            )
        ],
        experience=[
            Experience(
                company="Fjordline Ferries",
                title="Lead Engineer",
                start="2021-03",
                current=True,
                highlights=[
                    "Built the booking service in Go and PostgreSQL for 2 million passengers",
                    "Led a team of seven engineers and mentored two apprentices",
                ],
                evidence=[*q("Lead Engineer"), *q("Fjordline Ferries"), *q("Mar 2021 - Present")],
            ),
            Experience(
                company="Tidewater Labs",
                title="Engineer",
                start="2017-01",
                end="2019-12",
                highlights=[
                    "Moved forty services to Kubernetes and cut hosting costs by 35%",
                    "Wrote tooling in JavaScript",
                ],
                evidence=[*q("Tidewater Labs", second), *q("Jan 2017 - Dec 2019")],
            ),
            Experience(
                company="Tidewater Labs",
                title="Intern",
                start="2016-06",
                end="2016-08",
                evidence=[*q("Tidewater Labs", third), *q("Jun 2016 - Aug 2016")],
            ),
        ],
        education=[
            Education(
                institution="University of Oslo",
                degree="MSc in Physics",
                field="Physics",
                end="2016",
                evidence=[*q("University of Oslo"), *q("MSc in Physics")],
            )
        ],
        certifications=[
            Certification(
                name="Certified Kubernetes Administrator",
                date="2022",
                evidence=q("Certified Kubernetes Administrator"),
            )
        ],
        projects=[
            Project(name="Tidemap", description="charts of tides, in Rust", evidence=q("Tidemap"))
        ],
        languages=[
            Language(name="Norwegian", level="native", evidence=q("Norwegian (native)")),
            Language(name="German", level="B2", evidence=q("German (B2)")),
        ],
        strengths=[Remark(text="Costs were cut by 35%.", evidence=q("cut hosting costs by 35%"))],
        weaknesses=[Remark(text="No line says when Rust was learned.", evidence=q("Rust"))],
        recommendations=[
            Recommendation(text="Date the project Tidemap.", priority="low"),
            Recommendation(text="Say what the tooling was for.", priority="high"),
        ],
        score=Score(
            total=81.5,
            version="1",
            parts=[ScorePart(name="Results", points=20, max=25, why="3 of 4 lines give figures")],
        ),
        warnings=[ProfileWarning(code="hidden_text", message="The file holds hidden text.")],
        evidence_of={"personal_info.email": q("nora.quist@example.org")},
    )
    return made.model_copy(update=changes)


async def ask(
    question: str,
    *history: tuple[str, str],
    of: Profile | None = None,
    text: str = TEXT,
    passages: tuple[Passage, ...] = (),
) -> Answer:
    """The answer, after checking what holds of every answer."""
    turns = tuple(Turn("user" if role == "user" else "assistant", said) for role, said in history)
    source = Resume(of or profile(), text, lines_of(text))
    asked = Asked(question, source, turns, passages)
    parts = [part async for part in BuiltinAnswers(lambda: TODAY).answer(asked, 0.0)]
    *pieces, answer = parts
    assert isinstance(answer, Answer)
    assert "".join(str(piece) for piece in pieces) == answer.text
    assert all(isinstance(piece, str) and piece for piece in pieces)
    assert 0 < len(answer.text) <= 4_000
    for place in answer.citations:
        assert text[place.start : place.end] == place.quote
    return answer
