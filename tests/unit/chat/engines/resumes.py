"""Resumes made of plain text, as chat is given them."""

from __future__ import annotations

from libs.profile.model import (
    EngineInfo,
    Evidence,
    Experience,
    PersonalInfo,
    Profile,
    Recommendation,
    Score,
    Skill,
)
from services.chat.engines.engine import Line, Resume

TEXT = """\
Zoë Example
Lisbon, Portugal
zoe@example.org | +351 (21) 555-0134 | linkedin.com/in/zoe-example

Experience
Harbour Systems, Senior Engineer
Mar 2019 - Feb 2021
• Cut the build from 40 to 6 minutes with Bazel
• Led a team of 5 people who rewrote the ledger of the harbour
Skills
Python, C++, Go"""


def resume_of(text: str = TEXT, lines_a_page: int = 6, profile: Profile | None = None) -> Resume:
    """A paragraph a line, a new page every so many lines."""
    lines: list[Line] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        end = offset + len(line)
        lines.append(Line(offset, end, 1 + number // lines_a_page, number))
        offset = end + 1
    return Resume(profile or profile_of(text), text, tuple(lines))


def quote(text: str, words: str) -> Evidence:
    """Evidence for words that stand in the text."""
    start = text.find(words)
    if start < 0:
        return Evidence(kind="absence", quote=words)
    end = start + len(words)
    return Evidence(kind="quote", page=1, paragraph=0, start=start, end=end, quote=words)


def profile_of(text: str = TEXT) -> Profile:
    dates = quote(text, "Mar 2019 - Feb 2021")
    return Profile(
        engine=EngineInfo(name="builtin", model="", version="1"),
        personal_info=PersonalInfo(name="Zoë Example", email="zoe@example.org"),
        work_years=2.0,
        skills=[Skill(name="Python", category="Languages", evidence=[quote(text, "Python")])],
        experience=[
            Experience(
                company="Harbour Systems",
                title="Senior Engineer",
                start="2019-03",
                end="2021-02",
                evidence=[quote(text, "Harbour Systems, Senior Engineer")],
            )
        ],
        recommendations=[
            Recommendation(
                text="Say how large the ledger was.",
                priority="high",
                evidence=[quote(text, "rewrote the ledger")],
            )
        ],
        evidence_of={
            "work_years": [Evidence(kind="computed", how="union of roles", sources=[dates])],
            "personal_info.email": [quote(text, "zoe@example.org")],
        },
    )


def worth(points: float) -> Profile:
    """A profile with this score."""
    return profile_of().model_copy(update={"score": Score(total=points, version="1", parts=[])})
