"""Makes documents with profiles of the facts in them, as the builtin reader would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from libs.profile.model import (
    Certification,
    Education,
    EngineInfo,
    Evidence,
    Experience,
    Language,
    PersonalInfo,
    Profile,
    Skill,
)
from services.analysis.reading.document import Document, Line
from services.analysis.rubric.evidence import Locator
from services.analysis.rubric.judge import judge
from services.analysis.rubric.resume import Resume

TODAY = date(2026, 6, 15)

NURSE = """Amara Okafor
amara.okafor@example.com | (312) 555-0188 | Chicago, IL
Experience
Charge Nurse, St. Brigid Hospital
Mar 2021 – Present
• Led a team of 9 nurses on a 32-bed cardiac ward
• Cut medication errors by 40% with a barcode check at the bedside
• Trained 14 new hires in telemetry and wound care
Staff Nurse, St. Brigid Hospital
Jun 2017 – Feb 2021
• Cared for patients after heart surgery
• Helped with the discharge planning
Nursing Assistant, Lakeview Clinic
Jan 2015 – May 2016
• Recorded vital signs for patients
Education
BSN, Loyola University, 2017
Skills
Telemetry, Wound care, Triage, Spanish interpreting
"""


def document_of(text: str, **more: Any) -> Document:
    lines: list[Line] = []
    offset = 0
    for number, row in enumerate(text.split("\n")):
        end = offset + len(row)
        lines.append(Line(row, offset, end, 1, number, bullet=row.startswith("•")))
        offset = end + 1
    return Document("pdf", text, tuple(lines), page_count=1, **more)


class Facts:
    """Facts of one text, each with its quote, filled in by the test."""

    def __init__(self, text: str, **document: Any) -> None:
        self.document = document_of(text, **document)
        self._locator = Locator(self.document)
        self._after = 0
        self.profile = Profile(engine=EngineInfo(name="builtin", model="rules", version="0"))

    def person(self, **values: Any) -> Facts:
        self.profile.personal_info = PersonalInfo(**values)
        for key, value in values.items():
            if isinstance(value, str):
                self.profile.evidence_of[f"personal_info.{key}"] = self._quotes(value)
        return self

    def role(
        self,
        title: str | None,
        company: str | None,
        start: str | None,
        end: str | None,
        *lines: str,
    ) -> Facts:
        evidence = [quote for value in (title, company) for quote in self._quotes(value)]
        current = end == "present"
        self.profile.experience.append(
            Experience(
                title=title,
                company=company,
                start=start,
                end=None if current else end,
                current=current,
                highlights=list(lines),
                evidence=evidence,
            )
        )
        self._after = max((one.end or 0 for one in evidence), default=self._after)
        return self

    def skills(self, *names: str) -> Facts:
        for name in names:
            skill = Skill(name=name, category="other", evidence=self._quotes(name))
            self.profile.skills.append(skill)
        return self

    def education(
        self, degree: str, school: str, end: str | None = None, start: str | None = None
    ) -> Facts:
        evidence = [*self._quotes(degree), *self._quotes(school)]
        self.profile.education.append(
            Education(degree=degree, institution=school, start=start, end=end, evidence=evidence)
        )
        return self

    def certificate(self, name: str) -> Facts:
        self.profile.certifications.append(Certification(name=name, evidence=self._quotes(name)))
        return self

    def language(self, name: str, level: str | None = None) -> Facts:
        self.profile.languages.append(Language(name=name, level=level, evidence=self._quotes(name)))
        return self

    def judged(self, today: date = TODAY) -> Profile:
        return judge(self.document, self.profile, today)

    def resume(self, today: date = TODAY) -> Resume:
        return Resume(self.document, self.profile, today)

    def _quotes(self, value: str | None) -> list[Evidence]:
        found = self._locator.find(value, self._after) if value else None
        return [found] if found else []


@pytest.fixture
def facts() -> Callable[..., Facts]:
    return Facts


@pytest.fixture
def nurse() -> Callable[..., Facts]:
    """The facts of a nurse's resume; `extra` lines go to its end."""

    def build(extra: str = "", **document: Any) -> Facts:
        return (
            Facts(NURSE + extra, **document)
            .person(
                name="Amara Okafor",
                email="amara.okafor@example.com",
                phone="(312) 555-0188",
                location="Chicago, IL",
            )
            .role(
                "Charge Nurse",
                "St. Brigid Hospital",
                "2021-03",
                "present",
                "Led a team of 9 nurses on a 32-bed cardiac ward",
                "Cut medication errors by 40% with a barcode check at the bedside",
                "Trained 14 new hires in telemetry and wound care",
            )
            .role(
                "Staff Nurse",
                "St. Brigid Hospital",
                "2017-06",
                "2021-02",
                "Cared for patients after heart surgery",
                "Helped with the discharge planning",
            )
            .role(
                "Nursing Assistant",
                "Lakeview Clinic",
                "2015-01",
                "2016-05",
                "Recorded vital signs for patients",
            )
            .education("BSN", "Loyola University", end="2017", start="2016")
            .skills("Telemetry", "Wound care", "Triage", "Spanish interpreting")
        )

    return build


@pytest.fixture
def today() -> date:
    return TODAY
