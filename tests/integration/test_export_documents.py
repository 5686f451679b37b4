"""Exports in other programs: read back by our own reader, by poppler, pdfium and LibreOffice.

What is compared is what a profile says: names, contact, skills, posts and studies.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bench.resumes import FORMATS
from libs.profile.model import Profile
from services.analysis.engines.builtin import extract_facts
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from services.export.formats import docx, pdf
from services.export.formats.content import contact, period
from tests.support import careers
from tests.support.programs import convert, pdftotext
from tests.support.sheets import shared

pytestmark = pytest.mark.timeout(900)  # the first of these may install LibreOffice

RESUMES = shared("resumes", "docs")
GOAL = 0.98
TODAY = date(2026, 3, 5)
Value = tuple[str, Any]


@cache
def corpus() -> list[Profile]:
    """The profiles of the shared resumes, judged as a job would end; none where they are absent."""
    paths = sorted(path for path in RESUMES.glob("*.*") if path.suffix in FORMATS)
    return [_profile(path) for path in paths if not path.stem.startswith("scan")]


def _profile(path: Path) -> Profile:
    document = read(path.read_bytes(), FORMATS[path.suffix])
    return judge(document, extract_facts(document), TODAY)


def values(profile: Profile) -> Counter[Value]:
    """What must survive, each with its field; a date belongs to its record."""
    person = profile.personal_info
    found: list[Value] = [
        (field, value)
        for field in ("name", "email", "phone")
        if (value := getattr(person, field)) is not None
    ]
    found += [("link", phrase.text) for phrase in contact(profile) if phrase.link]
    found += [("skill", skill.name) for skill in profile.skills]
    for post in profile.experience:
        end = "present" if post.current else post.end
        dates = (("start", post.start), ("end", end))
        found += [(field, (post.company, post.title, value)) for field, value in dates if value]
        found += [(field, getattr(post, field)) for field in ("company", "title")]
    for study in profile.education:
        dates = (("from", study.start), ("to", study.end))
        found += [(field, (study.institution, value)) for field, value in dates if value]
        found += [(field, getattr(study, field)) for field in ("institution", "degree")]
    return Counter(value for value in found if value[1] is not None)


def read_back(profile: Profile) -> Profile:
    return extract_facts(read(pdf.render(careers.exported(profile)), "pdf"))


def recovered(profiles: Iterable[Profile]) -> tuple[float, float, Counter[Value]]:
    """The share of values recovered, the share of those read that are right, what was missed."""
    right = wanted = got = 0
    missed: Counter[Value] = Counter()
    for profile in profiles:
        before, after = values(profile), values(read_back(profile))
        right += (before & after).total()
        wanted += before.total()
        got += after.total()
        missed += before - after
    return right / wanted, right / got, missed


def test_our_reader_gets_the_profile_back() -> None:
    # Without the two whose words of study or separators the reader doesn't know at all.
    known = [make for make in careers.EVERYONE if make not in {careers.korean, careers.mixed}]
    share, precision, missed = recovered([*(make() for make in known), *corpus()])
    assert share >= GOAL, missed
    assert precision >= GOAL


def test_our_reader_gets_fictitious_people_back_whole() -> None:
    share, precision, missed = recovered([careers.short(), careers.long()])
    assert not missed
    assert (share, precision) == (1.0, 1.0)


def test_the_analysis_is_not_taken_for_the_resume() -> None:
    profile = careers.short()
    back = read_back(profile)
    assert len(back.experience) == len(profile.experience)
    assert [one.name for one in back.certifications] == ["Advanced Cardiac Life Support"]
    assert [one.name for one in back.languages] == ["English", "Spanish"]
    assert back.warnings == []


def texts(profile: Profile) -> list[str]:
    """Everything a document must show, in its order."""
    person = profile.personal_info
    shown = [person.name, person.email, person.phone]
    shown += [skill.name for skill in profile.skills]
    for post in profile.experience:
        dates = period(post.start, post.end, current=post.current)
        shown += [post.title, dates, post.company, post.location, *post.highlights]
    for study in profile.education:
        shown += [study.degree, period(study.start, study.end), study.institution]
    for project in profile.projects:
        shown += [project.name, project.description, *project.highlights]
    shown += [one.name for one in (*profile.certifications, *profile.languages)]
    shown += [one.text for one in (*profile.strengths, *profile.weaknesses)]
    return [" ".join(text.split()) for text in shown if text]


def assert_in_order(wanted: list[str], text: str) -> None:
    """Every text is there, after the one before it. Lines may end anywhere."""
    run = "".join(text.split())
    at = 0
    for one in wanted:
        found = run.find("".join(one.split()), at)
        assert found >= 0, f"{one!r} is missing, or stands too early"
        at = found


def _poppler(content: bytes, directory: Path) -> str:
    path = directory / "export.pdf"
    path.write_bytes(content)
    return pdftotext(path)


def _pdfium(content: bytes, _: Path) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("make", careers.EVERYONE, ids=lambda make: make.__name__)
@pytest.mark.parametrize("extract", [_poppler, _pdfium])
def test_the_text_of_a_pdf_comes_in_reading_order(
    make: Callable[[], Profile], extract: Callable[[bytes, Path], str], tmp_path: Path
) -> None:
    profile = make()
    text = _without_feet(extract(pdf.render(careers.exported(profile)), tmp_path))
    assert_in_order([_as_set(one) for one in texts(profile)], text)


def _without_feet(text: str) -> str:
    lines = text.splitlines()
    feet = ("Vitae · engine", "Page ")
    return "\n".join(line for line in lines if not line.startswith(feet))


def _as_set(text: str) -> str:
    """With the substitute where no typeface has the character."""
    return "".join("\ufffd" if one in "🚀ༀ" else one for one in text)


@pytest.mark.parametrize("make", careers.EVERYONE, ids=lambda make: make.__name__)
def test_libreoffice_converts_a_docx_without_loss(
    make: Callable[[], Profile], tmp_path: Path
) -> None:
    profile = make()
    source = tmp_path / "export.docx"
    source.write_bytes(docx.render(careers.exported(profile)))
    text = convert(source, "txt:Text (encoded):UTF8", tmp_path / "out").read_text("utf-8-sig")
    assert_in_order(texts(profile), text)


@pytest.mark.parametrize("make", [careers.long, careers.hostile], ids=lambda make: make.__name__)
def test_libreoffice_prints_a_docx(make: Callable[[], Profile], tmp_path: Path) -> None:
    source = tmp_path / "export.docx"
    source.write_bytes(docx.render(careers.exported(make())))
    text = pdftotext(convert(source, "pdf", tmp_path / "out"))
    pages = text.count("Page ")
    assert pages > 4
    assert f"Page {pages} of {pages}" in " ".join(text.split())  # the fields count
