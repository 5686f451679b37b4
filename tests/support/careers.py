"""Profiles of people who do not exist, as an analysis would end: short, long, in many scripts."""

from __future__ import annotations

from datetime import UTC, datetime

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
from services.export.formats.format import Export

WHEN = datetime(2026, 3, 5, 10, 15, tzinfo=UTC)
ENGINE = EngineInfo(name="builtin", model="builtin", version="1")


def exported(profile: Profile) -> Export:
    return Export(profile, WHEN)


def empty() -> Profile:
    return Profile(engine=ENGINE)


def short() -> Profile:
    """A nurse: one page of resume and one of analysis."""
    profile = Profile(
        engine=ENGINE,
        personal_info=PersonalInfo(
            name="Greta Farrow",
            email="greta.farrow@example.com",
            phone="+1 503 555 0142",
            location="Portland, OR",
            links=["https://linkedin.com/in/greta-farrow-example"],
            linkedin_url="https://linkedin.com/in/greta-farrow-example",
        ),
        work_years=6.5,
        summary="Greta Farrow has worked as Staff Nurse at Cedar Point Clinic since Mar 2021.",
        skills=_skills(("Triage", "Wound care", "IV therapy"), "Clinical")
        + _skills(("Epic", "Excel"), "Software"),
        experience=[
            Experience(
                company="Cedar Point Clinic",
                title="Staff Nurse",
                location="Portland, OR",
                start="2021-03",
                current=True,
                highlights=[
                    "Cared for 14 patients a shift on a surgical ward of 32 beds",
                    "Trained 9 new nurses in safe handling of central lines",
                ],
            ),
            Experience(
                company="Harbor General Hospital",
                title="Nursing Assistant",
                start="2019-09",
                end="2021-02",
                highlights=["Kept records of vital signs for 20 patients with no late entry"],
            ),
        ],
        education=[
            Education(
                institution="Lakeside University",
                degree="Bachelor of Science in Nursing",
                start="2015",
                end="2019",
            )
        ],
        certifications=[
            Certification(name="Advanced Cardiac Life Support", issuer="Red Cross", date="2023-04")
        ],
        languages=[Language(name="English", level="native"), Language(name="Spanish")],
    )
    return _analysed(profile, profile.experience[0].highlights[0])


def long() -> Profile:
    """Twelve posts with eight lines each: seven pages."""
    return _employed(12)


def five_pages() -> Profile:
    """Four pages of resume and one of analysis."""
    return _employed(8)


def _employed(posts: int) -> Profile:
    """So many posts with eight lines each."""
    profile = short()
    return profile.model_copy(
        update={
            "experience": [_employment(number) for number in range(posts)],
            "projects": [
                Project(name="Depot Atlas", description="A map of all depots.", start="2020")
            ],
            "weaknesses": profile.weaknesses * 6,
        }
    )


def _employment(number: int) -> Experience:
    return Experience(
        company=f"{_FIRMS[number]} Logistics",
        title=f"{('Lead', 'Senior', 'Senior', 'Junior')[min(number, 3)]} Operations Analyst",
        location="Portland, OR",
        start=f"{2024 - 2 * number}-01",
        end=None if number == 0 else f"{2025 - 2 * number}-12",
        current=number == 0,
        highlights=[
            f"Cut the handling time of order group {number}-{line} by {10 + line} percent with"
            " a weekly report built in SQL and Excel for the site managers of eleven depots"
            for line in range(8)
        ],
    )


def chinese() -> Profile:
    return _abroad(
        "王小明",
        "北京云桥科技有限公司",
        "高级软件工程师",
        "负责支付平台的架构设计，将交易处理时间缩短了百分之四十。",
        ("清河大学", "计算机科学硕士"),
    )


def japanese() -> Profile:
    return _abroad(
        "田中 さくら",
        "青空物流株式会社",
        "システムエンジニア",
        "倉庫管理システムを設計し、出荷ミスを年間で三割減らしました。",
        ("桜丘大学", "情報工学 学士"),
    )


def korean() -> Profile:
    return _abroad(
        "김하늘",
        "한빛물류 주식회사",
        "소프트웨어 엔지니어",
        "창고 관리 시스템을 설계하여 배송 오류를 30% 줄였습니다.",
        ("새벽대학교", "컴퓨터공학 학사"),
    )


def greek() -> Profile:
    return _abroad(
        "Ελένη Παπαδάκη",
        "Αιγαίο Ναυτιλιακή Α.Ε.",
        "Operations Manager",
        "Μείωσε τον χρόνο φόρτωσης κατά 18% σε τρία λιμάνια· ἀρχεῖον πλοίων.",
        ("Πανεπιστήμιο Λιμένος", "Bachelor of Science"),
    )


def cyrillic() -> Profile:
    return _abroad(
        "Олена Ковальчук",
        "Північна Логістика",
        "Senior Data Analyst",
        "Скоротила час обробки замовлень на 25% за допомогою звітів у SQL.",
        ("Озерний університет", "Master of Science"),
    )


def mixed() -> Profile:
    """A name and lines that mix scripts, with letters few typefaces have."""
    return _abroad(
        "Zoë Nguyễn-Łukasiewicz 王",
        "Ḥaḍramawt Şirketi – Ωmega",
        "Project Manager",
        "Led teams in 東京, Αθήνα and Київ; budget of ₴2 million 🚀 and ༀ.",
        ("École Supérieure d’Orléans", "Master of Arts"),
    )


def hostile() -> Profile:
    """What a stranger may put into every field."""
    nasty = (
        '<script>alert(1)</script> <para color="red"><b>bold</b></para> &amp; &lt;i&gt; <br/> '
        "\x00\x07\x1b[31m \u202egnp.exe\u202c \ud800 {{7*7}} ${jndi} %s =cmd|'/c calc'!A1"
    )
    return Profile(
        engine=EngineInfo(name="openai", model=nasty, version=nasty),
        personal_info=PersonalInfo(
            name=nasty,
            email="<a href='javascript:x'>@example.com",
            phone=nasty,
            location=nasty,
            links=[
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://example.com/" + "a" * 2000,
            ],
            age=44,
        ),
        summary=nasty * 3,
        skills=_skills(tuple(f"Skill {number} <x>" for number in range(500)), nasty),
        experience=[
            Experience(
                company=nasty,
                title="W" * 3000,
                location=nasty,
                start="not a date",
                end="9999-99",
                highlights=["x" * 10_000, "word " * 2000, nasty, "", "\x00", "漢" * 3000],
            )
        ],
        education=[Education(institution=nasty, degree=nasty, field=nasty, start=nasty)],
        certifications=[Certification(name=nasty)],
        projects=[Project(name=nasty, description=nasty)],
        languages=[Language(name=nasty, level=nasty)],
        strengths=[Remark(text=nasty, evidence=[Evidence(kind="quote", quote=nasty * 20)])],
        recommendations=[Recommendation(text=nasty, priority="high")],
        score=Score(
            total=1e9,
            version=nasty,
            parts=[ScorePart(name=nasty, points=-5, max=0, why=nasty)] * 3,
        ),
        warnings=[ProfileWarning(code="x", message=nasty)],
    )


EVERYONE = (short, long, chinese, japanese, korean, greek, cyrillic, mixed)

_FIRMS = (
    "Northlight",
    "Harbor",
    "Cedar Point",
    "Quarry Street",
    "Millbrook",
    "Stonebridge",
    "Fairhaven",
    "Oakwell",
    "Redcliff",
    "Summerfield",
    "Windermere",
    "Larkspur",
)


def _skills(names: tuple[str, ...], category: str) -> list[Skill]:
    return [Skill(name=name, category=category) for name in names]


def _abroad(name: str, company: str, title: str, line: str, study: tuple[str, str]) -> Profile:
    """One post and one study, in somebody's own script."""
    profile = Profile(
        engine=ENGINE,
        personal_info=PersonalInfo(
            name=name, email="person@example.com", phone="+44 20 7946 0123", links=[]
        ),
        work_years=4.0,
        summary=f"{name}: {title}, {company}. {line}",
        skills=_skills(("SQL", "Python", "Excel"), "Technical"),
        experience=[
            Experience(
                company=company, title=title, start="2020-04", end="2024-03", highlights=[line] * 3
            )
        ],
        education=[Education(institution=study[0], degree=study[1], start="2014", end="2018")],
    )
    return _analysed(profile, line)


def _analysed(profile: Profile, line: str) -> Profile:
    """The profile with what an analysis says of it; `line` is what it quotes."""
    quote = Evidence(kind="quote", page=1, start=0, end=len(line), quote=line)
    absence = Evidence(kind="absence", quote="SQL, Excel and 3 more")
    names = ("contact", "sections", "timeline", "results", "skills")
    parts = [
        ScorePart(name=name, points=points, max=20, why=f"{points} of 20 found.")
        for name, points in zip(names, (20, 18, 15.5, 8, 10), strict=True)
    ]
    return profile.model_copy(
        update={
            "strengths": [Remark(text="The lines give figures to check.", evidence=[quote])],
            "weaknesses": [Remark(text="Nothing says which tools were used.", evidence=[absence])],
            "recommendations": [
                Recommendation(text="Name a tool in each line.", priority="low"),
                Recommendation(text="Add a line on results.", priority="high", evidence=[quote]),
            ],
            "score": Score(total=71.5, version="1.0", parts=parts),
        }
    )
