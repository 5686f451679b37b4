"""A profile of nobody with something in every part: rendering it loads all that rendering takes."""

from __future__ import annotations

from libs.profile.model import (
    Certification,
    Education,
    EngineInfo,
    Evidence,
    Experience,
    Language,
    PersonalInfo,
    Profile,
    Project,
    Recommendation,
    Remark,
    Score,
    ScorePart,
    Skill,
)

_PROOF = [Evidence(kind="quote", page=1, start=0, end=4, quote="Mara")]

SPECIMEN = (
    Profile(
        engine=EngineInfo(name="builtin", model="builtin", version="1"),
        personal_info=PersonalInfo(
            name="Mara Specimen",
            email="mara@example.org",
            phone="+49 30 5550100",
            location="Köln",
            links=["https://example.org"],
        ),
        work_years=3.5,
        summary="A specimen: Ελληνικά, Кириллица, 漢字かな.",
        skills=[Skill(name="Setting type", category="Craft", evidence=_PROOF)],
        experience=[
            Experience(
                company="Example Press",
                title="Printer",
                start="2019-03",
                current=True,
                highlights=["Set one page."],
                evidence=_PROOF,
            )
        ],
        education=[Education(institution="Example School", degree="Diploma", end="2018")],
        certifications=[Certification(name="Safety", date="2020")],
        projects=[Project(name="Press", description="A press.", highlights=["It works."])],
        languages=[Language(name="German", level="C1")],
        strengths=[Remark(text="Neat.", evidence=_PROOF)],
        weaknesses=[Remark(text="Short.")],
        recommendations=[Recommendation(text="Say more.", priority="high")],
        score=Score(
            total=50, version="1", parts=[ScorePart(name="Whole", points=50, max=100, why="Half.")]
        ),
    )
    .model_dump_json()
    .encode()
)
