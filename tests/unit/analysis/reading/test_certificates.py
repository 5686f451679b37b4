"""Certificates: what each is called, who issued it, when."""

from __future__ import annotations

import pytest

from services.analysis.reading.certificates import read_certifications
from tests.support.typeset import sections_of

Found = tuple[str, str | None, str | None]


def read(line: str, *, plain: bool = False) -> list[Found]:
    sections, quoter = sections_of(f"## Certifications\n{line}", plain=plain)
    found = read_certifications(sections, quoter)
    text = quoter.document.text
    for evidence in (evidence for one in found for evidence in one.evidence):
        assert text[evidence.start : evidence.end] == evidence.quote
    return [(one.name, one.issuer, one.date) for one in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "AWS Certified Security - Specialty, Amazon Web Services (AWS), 2022",
            ("AWS Certified Security - Specialty", "Amazon Web Services (AWS)", "2022"),
        ),
        (
            "Azure Solutions Architect – Expert | Microsoft | 2021",
            ("Azure Solutions Architect – Expert", "Microsoft", "2021"),
        ),
        (
            "AWS Certified SysOps Administrator – Associate",
            ("AWS Certified SysOps Administrator – Associate", None, None),
        ),
        ("Scrum Master – Scrum Alliance", ("Scrum Master", "Scrum Alliance", None)),
        (
            "Advanced Life Support (ALS), Resuscitation Council UK, 2023",
            ("Advanced Life Support (ALS)", "Resuscitation Council UK", "2023"),
        ),
        (
            "Journeyman License #JE-44321, State of Illinois, 2016",
            ("Journeyman License #JE-44321", "State of Illinois", "2016"),
        ),
        (
            "Certificate in Business, Management and Finance",
            ("Certificate in Business, Management and Finance", None, None),
        ),
        ("Forklift operator, ABC Ltd", ("Forklift operator", "ABC Ltd", None)),
        (
            "NMC registered nurse (adult), PIN 17F0123E",
            ("NMC registered nurse (adult), PIN 17F0123E", None, None),
        ),
        (
            "Crane operator, state of readiness B",
            ("Crane operator, state of readiness B", None, None),
        ),
    ],
)
@pytest.mark.parametrize("plain", [False, True], ids=["typeset", "plain"])
def test_who_issued_it(line: str, expected: Found, *, plain: bool) -> None:
    assert read(line, plain=plain) == [expected]
