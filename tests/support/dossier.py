"""A profile with something in every field, of somebody who does not exist."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from libs.profile.model import (
    Certification,
    Dropped,
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

EXPORTED_AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def quote(text: str) -> Evidence:
    return Evidence(kind="quote", page=1, paragraph=2, start=0, end=len(text), quote=text)


def dossier(**changed: Any) -> Profile:
    """Ana Quill Marlowe, with her employers, her links and what was said of her."""
    found = Profile(
        job_id="01900000-0000-7000-8000-00000000000a",
        upload_id="01900000-0000-7000-8000-00000000000b",
        engine=EngineInfo(name="builtin", model="builtin", version="1"),
        personal_info=PersonalInfo(
            name="Ana Quill Marlowe",
            email="ana.marlowe@quillworks.example",
            phone="+44 (0)20 7946 0123",
            location="Ventnor, Isle of Wight",
            links=["https://quillworks.example/ana", "github.com/ana-quill"],
            linkedin_url="https://www.linkedin.com/in/ana-marlowe-77",
            age=41,
        ),
        work_years=12.5,
        summary='Planner, "routes and rosters", at Harrowgate Ferries Ltd since 2019.',
        skills=[
            Skill(name="SQL", category="Data", evidence=[quote("SQL, Excel")]),
            Skill(name="Excel", category="Data"),
            Skill(name="Rostering", category="Planning"),
        ],
        experience=[
            Experience(
                company="Harrowgate Ferries Ltd",
                title="Senior Planner",
                location="Ventnor",
                start="2019-03",
                current=True,
                highlights=[
                    "Cut waits at Harrowgate's piers by 18 %, told ana.marlowe@quillworks.example",
                    "Trained 9 planners; see github.com/ana-quill",
                ],
                evidence=[quote("Harrowgate Ferries Ltd, 2019 to now")],
            ),
            Experience(
                company="Tidewell Go",
                title="Planner",
                start="2012",
                end="2019-02",
                highlights=["=2+5 boats", "@home shifts, -3 % sick days"],
            ),
        ],
        education=[
            Education(institution="Solent Institute", degree="BSc", field="Logistics", end="2011")
        ],
        certifications=[Certification(name="Boatmaster", issuer="Harbour Board", date="2014-06")],
        projects=[
            Project(
                name="Tide tables",
                description="Written for Tidewell Go\nin two lines",
                start="2015",
                end="2016",
                highlights=["Used daily", "'quoted'"],
            )
        ],
        languages=[Language(name="English", level="native"), Language(name="Greek")],
        strengths=[Remark(text="Ana says what she did.", evidence=[quote("MARLOWE, Ana")])],
        weaknesses=[Remark(text="No figures at Tidewell Go.")],
        recommendations=[
            Recommendation(text="Add a figure to Ms Marlowe's first post.", priority="high")
        ],
        score=Score(
            total=71.5,
            version="1",
            parts=[
                ScorePart(name="Content", points=40, max=60, why="Two figures."),
                ScorePart(name="Contact", points=31.5, max=40, why="All there, +44 20 79460123."),
            ],
        ),
        warnings=[ProfileWarning(code="hidden_text", message="Some text can't be seen.")],
        dropped=[Dropped(path="experience[0].company", value="Harrowgate PLC", reason="not found")],
        evidence_of={
            "personal_info.name": [quote("ANA QUILL MARLOWE")],
            "personal_info.phone": [quote("T 020 7946 0123")],
            "personal_info.age": [quote("born 1984")],
        },
    )
    return found.model_copy(update=changed)
