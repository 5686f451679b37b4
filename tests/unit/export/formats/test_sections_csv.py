"""CSV: nothing is computed by whoever opens it, and everything comes back as it was."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.profile.model import Experience, PersonalInfo, Profile, Project, Remark, Skill
from services.export.formats.format import Export
from services.export.formats.sections_csv import render
from tests.support.dossier import EXPORTED_AT, dossier
from tests.support.sheet_reader import entries, grid, sections

TITLES = [
    *("PERSONAL INFO", "SUMMARY", "SKILLS", "EXPERIENCE", "EDUCATION", "CERTIFICATIONS"),
    *("PROJECTS", "LANGUAGES", "STRENGTHS", "WEAKNESSES", "RECOMMENDATIONS", "SCORE"),
    *("WARNINGS", "EXPORT"),
]
COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
STARTS = st.sampled_from([*COMPUTED, "'", "''=", " =", '"', ",", ";=", ";'", "\t@", "\n-", ";", ""])
TRICKY = st.builds("{}{}{}".format, STARTS, TEXT, STARTS)


def exported(profile: Profile) -> bytes:
    return render(Export(profile, EXPORTED_AT))


def blank(value: str | None) -> str:
    return value or ""


def test_the_bytes_are_as_rfc_4180_and_excel_want_them() -> None:
    content = exported(dossier())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"").replace(b"Tidewell Go\nin", b"")
    assert len({len(row) for row in grid(content)}) == 1


def test_the_sections_stand_in_order() -> None:
    assert list(sections(exported(dossier()))) == TITLES
    empty = Profile(engine=dossier().engine)
    assert list(sections(exported(empty))) == TITLES


def test_every_value_comes_back() -> None:
    profile = dossier()
    found = sections(exported(profile))
    person = {row["field"]: row["value"] for row in found["PERSONAL INFO"]}
    info = profile.personal_info
    for field in ("name", "email", "phone", "location", "linkedin_url"):
        assert person[field] == getattr(info, field)
    assert (int(person["age"]), float(person["work_years"])) == (info.age, profile.work_years)
    links = [row["value"] for row in found["PERSONAL INFO"] if row["field"] == "link"]
    assert links == info.links
    assert found["SUMMARY"] == [{"summary": profile.summary}]
    assert [tuple(row.values()) for row in found["SKILLS"]] == [
        (one.name, one.category) for one in profile.skills
    ]
    assert found["EDUCATION"] == [
        {"institution": "Solent Institute", "degree": "BSc", "field": "Logistics", "start": "",
         "end": "2011"}
    ]  # fmt: skip
    assert found["CERTIFICATIONS"] == [
        {"name": "Boatmaster", "issuer": "Harbour Board", "date": "2014-06"}
    ]
    assert [row["level"] for row in found["LANGUAGES"]] == ["native", ""]
    assert [row["text"] for row in found["STRENGTHS"]] == [one.text for one in profile.strengths]
    assert [row["text"] for row in found["WEAKNESSES"]] == [one.text for one in profile.weaknesses]
    assert found["RECOMMENDATIONS"][0]["priority"] == "high"
    assert profile.score is not None
    assert [float(row["points"]) for row in found["SCORE"]] == [71.5, 40, 31.5]
    assert [row["why"] for row in found["SCORE"][1:]] == [one.why for one in profile.score.parts]
    assert found["WARNINGS"][0]["code"] == "hidden_text"
    assert found["EXPORT"][0] == {"field": "exported_at", "value": "2026-03-04T05:06:07Z"}


def check_careers(profile: Profile) -> None:
    found = sections(exported(profile))
    posts: list[dict[str, Any]] = entries(found["EXPERIENCE"])
    assert len(posts) == len(profile.experience)
    for post, read in zip(profile.experience, posts, strict=True):
        for field in ("company", "title", "location", "start", "end"):
            assert read[field] == blank(getattr(post, field))
        assert read["current"] == ("yes" if post.current else "no")
        assert read["highlights"] == post.highlights
    for project, read in zip(profile.projects, entries(found["PROJECTS"]), strict=True):
        assert (read["name"], read["highlights"]) == (project.name, project.highlights)
        assert read["description"] == blank(project.description)


def test_careers_come_back_with_their_highlights() -> None:
    check_careers(dossier())


@pytest.mark.parametrize("first", COMPUTED)
def test_no_cell_is_a_formula(first: str) -> None:
    value = f"{first}cmd|' /C calc'!A0"
    profile = dossier(
        skills=[Skill(name=value, category=value), Skill(name=f" {value}", category="")]
    )
    content = exported(profile)
    assert not [cell for row in grid(content) for cell in row if cell.startswith(COMPUTED)]
    assert [row["name"] for row in sections(content)["SKILLS"]] == [value, f" {value}"]


@given(name=TRICKY, company=TRICKY, highlights=st.lists(TRICKY, max_size=3), remark=TRICKY)
def test_whatever_stands_in_it_comes_back(
    name: str, company: str, highlights: list[str], remark: str
) -> None:
    profile = Profile(
        engine=dossier().engine,
        personal_info=PersonalInfo(name=name),
        experience=[Experience(company=company, highlights=highlights), Experience(title=name)],
        projects=[Project(name=company, highlights=highlights)],
        strengths=[Remark(text=remark)],
    )
    content = exported(profile)
    assert not [cell for row in grid(content) for cell in row if cell.startswith(COMPUTED)]
    found = sections(content)
    assert found["PERSONAL INFO"][0]["value"] == name
    assert found["STRENGTHS"] == [{"text": remark}]
    check_careers(profile)


@pytest.mark.parametrize("separator", [";", "\t"])
@given(remark=TRICKY)
def test_no_cell_is_a_formula_where_other_separators_are_used(separator: str, remark: str) -> None:
    inner = [f"x;{first}1+41;y" for first in COMPUTED]
    tricky = ["x;=1+41;", "x; =1", 'x;"=1";', "x\t=1", "x\n+1", "x;'=1", ';""=1', remark]
    profile = dossier(strengths=[Remark(text=text) for text in (*inner, *tricky)])
    content = exported(profile)
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
    computed = COMPUTED[:8]
    assert not [cell for row in rows for cell in row if cell.strip().startswith(computed)]
    assert [row["text"] for row in sections(content)["STRENGTHS"]] == [*inner, *tricky]
