"""Exports in other programs: opened by poppler, pdfium and LibreOffice.

All that a document shows is compared, the resume and its analysis.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest

from libs.profile.model import Education, Experience, Profile, Remark
from services.export.formats import docx, pdf
from services.export.formats.content import period
from tests.support import careers
from tests.support.blocks import blocks_of_docx, blocks_of_odt
from tests.support.programs import convert, pdftotext

pytestmark = pytest.mark.timeout(900)  # the first of these may install LibreOffice
EVERYONE = pytest.mark.parametrize("make", careers.EVERYONE, ids=lambda make: make.__name__)
AND_STRANGERS = pytest.mark.parametrize(
    "make", [*careers.EVERYONE, careers.empty, careers.hostile], ids=lambda make: make.__name__
)


def texts(profile: Profile) -> list[str]:
    """Everything a document must show, in its order."""
    person = profile.personal_info
    links = [link.removeprefix("https://") for link in person.links]
    shown = chain(
        (person.name, person.email, person.phone, person.location, *links, profile.summary),
        _skills(profile),
        *map(_post, profile.experience),
        *map(_study, profile.education),
        *((one.name, one.start, one.description, *one.highlights) for one in profile.projects),
        *((one.name, one.issuer, period(one.date, None)) for one in profile.certifications),
        *((one.name, one.level) for one in profile.languages),
        _score(profile),
        *map(_remark, (*profile.strengths, *profile.weaknesses)),
        _advice(profile),
    )
    return [" ".join(text.split()) for text in shown if text]


def _skills(profile: Profile) -> Iterator[str]:
    """A category before the first of its skills, which stand together in these profiles."""
    before = ""
    for skill in profile.skills:
        if skill.category != before:
            before = skill.category
            yield f"{skill.category}:"
        yield skill.name


def _post(post: Experience) -> Iterator[str | None]:
    yield from (post.title, period(post.start, post.end, current=post.current))
    yield from (post.company, post.location, *post.highlights)


def _study(study: Education) -> Iterator[str | None]:
    yield from (study.degree, period(study.start, study.end), study.institution, study.field)


def _score(profile: Profile) -> Iterator[str]:
    assert profile.score is not None
    yield f"{profile.score.total:g} of 100 points"
    yield f"{profile.work_years:g} years of dated experience"
    for part in profile.score.parts:
        yield from (f"{part.points:g} / {part.max:g}", part.name.capitalize(), part.why)


def _remark(remark: Remark) -> Iterator[str]:
    yield remark.text
    yield from (one.quote for one in remark.evidence)


def _advice(profile: Profile) -> Iterator[str]:
    for priority in ("high", "medium", "low"):
        for one in profile.recommendations:
            if one.priority == priority:
                yield f"{priority.capitalize()} priority"
                yield from _remark(Remark(text=one.text, evidence=one.evidence))


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


@EVERYONE
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


@EVERYONE
def test_a_docx_shows_all_of_it(make: Callable[[], Profile]) -> None:
    shown = blocks_of_docx(docx.render(careers.exported(make())))
    assert_in_order(texts(make()), "\n".join(block.text for block in shown))


@AND_STRANGERS
def test_libreoffice_converts_a_docx_without_loss(
    make: Callable[[], Profile], tmp_path: Path
) -> None:
    """Each paragraph stays what it was: its text, its level as a heading, its list, its links."""
    source = tmp_path / "export.docx"
    source.write_bytes(docx.render(careers.exported(make())))
    said = blocks_of_docx(source.read_bytes())
    assert blocks_of_odt(convert(source, "fodt", tmp_path / "out")) == said


@pytest.mark.parametrize("make", [careers.short, careers.hostile], ids=lambda make: make.__name__)
def test_libreoffice_makes_a_plain_text_of_it(make: Callable[[], Profile], tmp_path: Path) -> None:
    source = tmp_path / "export.docx"
    source.write_bytes(docx.render(careers.exported(make())))
    text = convert(source, "txt:Text (encoded):UTF8", tmp_path / "out").read_text("utf-8-sig")
    said = blocks_of_docx(source.read_bytes())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    expected = [f"• {one.text}" if one.kind == "item" else one.text for one in said]
    assert [line for line in lines if line] == expected


@pytest.mark.parametrize("make", [careers.long, careers.hostile], ids=lambda make: make.__name__)
def test_libreoffice_prints_a_docx(make: Callable[[], Profile], tmp_path: Path) -> None:
    source = tmp_path / "export.docx"
    source.write_bytes(docx.render(careers.exported(make())))
    text = pdftotext(convert(source, "pdf", tmp_path / "out"))
    pages = text.count("Page ")
    assert pages > 4
    assert f"Page {pages} of {pages}" in " ".join(text.split())  # the fields count
