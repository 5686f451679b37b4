"""PDF exports as a reader sees them: pages, text, links, properties, and hostile profiles."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from libs.profile.model import Experience, Profile
from services.export.formats.lines import Line, Look, Span, break_lines
from services.export.formats.pages import BOTTOM, TOP, Cell, Strip, paginate
from services.export.formats.pdf import render
from services.export.formats.structure import Element
from services.export.formats.typefaces import Missing
from tests.support import careers


@cache
def pdf_of(make: Any) -> bytes:
    return render(careers.exported(make()))


def reader_of(make: Any) -> Any:
    return PdfReader(io.BytesIO(pdf_of(make)))


def text_of(make: Any) -> str:
    return "\n".join(page.extract_text() for page in reader_of(make).pages)


def body_of(page: Any) -> str:
    """The text of a page without its foot."""
    body, count = re.subn(r"\s*Vitae · engine[^\n]*\s+Page \d+ of \d+\s*$", "", page.extract_text())
    assert count == 1
    return body


def test_the_file_says_what_it_is() -> None:
    reader = reader_of(careers.short)
    information = reader.metadata
    assert information is not None
    assert information.title == "Greta Farrow – Resume"
    assert information.author == "Greta Farrow"
    assert information.subject == "Resume and its analysis"
    assert information.creation_date == careers.WHEN
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert (float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)) == (
        pytest.approx(595.28),
        pytest.approx(841.89),
    )


@pytest.mark.parametrize(
    ("make", "language"),
    [(careers.chinese, "zh"), (careers.japanese, "ja"), (careers.greek, "el")],
)
def test_the_language_follows_the_script(make: Any, language: str) -> None:
    assert reader_of(make).trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize("name", ["محمد علي", "דנה לוי", "สมชาย", "अनिल", "Ana 😀"])
def test_the_properties_keep_characters_that_no_typeface_has(name: str) -> None:
    profile = careers.short()
    person = profile.personal_info.model_copy(update={"name": name})
    export = careers.exported(profile.model_copy(update={"personal_info": person}))
    information = PdfReader(io.BytesIO(render(export))).metadata
    assert information is not None
    assert (information.title, information.author) == (f"{name} – Resume", name)


def test_bookmarks_lead_to_every_section() -> None:
    outline: list[Any] = reader_of(careers.short).outline
    titles = [entry.title for entry in outline]
    assert titles[:4] == ["Summary", "Skills", "Experience", "Education"]
    assert titles[-3:] == ["Strengths", "Weaknesses", "Recommendations"]


def test_links_work() -> None:
    targets = [
        annotation.get_object()["/A"]["/URI"]
        for annotation in reader_of(careers.short).pages[0]["/Annots"]
    ]
    assert targets == [
        "mailto:greta.farrow@example.com",
        "https://linkedin.com/in/greta-farrow-example",
    ]


def test_every_page_says_where_it_is_and_who_made_it() -> None:
    pages = reader_of(careers.long).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert "Vitae · engine builtin 1 · score rules 1.0 · 5 Mar 2026" in text


@pytest.mark.parametrize(("make", "pages"), [(careers.short, 2), (careers.five_pages, 5)])
def test_pages_are_as_many_as_the_text_needs(make: Any, pages: int) -> None:
    assert len(reader_of(make).pages) == pages


def test_the_analysis_begins_a_page_of_its_own() -> None:
    pages = [page.extract_text() for page in reader_of(careers.short).pages]
    assert "Analysis" not in pages[0]
    assert pages[1].startswith("Analysis")
    assert "71.5 of 100 points" in pages[1]
    assert pages[1].index("High priority") < pages[1].index("Low priority")


@pytest.mark.parametrize("make", [careers.short, careers.long, careers.hostile])
def test_every_element_of_the_structure_has_its_content(make: Any) -> None:
    reader = reader_of(make)
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    roles: list[str] = []
    contents: set[tuple[int, int]] = set()
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}

    def walk(node: Any) -> None:
        roles.append(node["/S"])
        for child in node["/K"]:
            kid = child.get_object()
            if isinstance(kid, int):
                contents.add((numbers[node.raw_get("/Pg").idnum], kid))
            elif kid["/Type"] == "/MCR":
                contents.add((numbers[kid.raw_get("/Pg").idnum], kid["/MCID"]))
            else:
                walk(kid)

    walk(root["/K"])
    assert roles[0] == "/Document"
    assert roles.count("/H1") == 1
    assert roles.count("/LBody") == roles.count("/Lbl") == roles.count("/LI") > 3
    assert "/Figure" in roles
    marked = {
        (number, int(mark))
        for number, page in enumerate(reader.pages)
        for mark in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
    }
    assert contents == marked


@pytest.mark.parametrize("make", [*careers.EVERYONE, careers.empty, careers.hostile])
def test_all_typefaces_are_embedded_in_part(make: Any) -> None:
    fonts = [
        font.get_object()
        for page in reader_of(make).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]


def test_scripts_are_extracted_as_they_were_written() -> None:
    for make in (careers.chinese, careers.japanese, careers.korean, careers.greek):
        profile: Profile = make()
        text = text_of(make)
        (post,) = profile.experience
        for value in (profile.personal_info.name, post.company, post.title, post.highlights[0]):
            assert value is not None
            assert value in text


def test_hostile_text_is_shown_as_text() -> None:
    text = text_of(careers.hostile).replace("\n", " ")
    assert '<script>alert(1)</script> <para color="red"><b>bold</b></para> &amp; &lt;i&gt;' in text
    reader = reader_of(careers.hostile)
    targets = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    ]
    assert targets
    assert all(target.startswith(("https://", "mailto:")) for target in targets)
    assert b"/JavaScript" not in pdf_of(careers.hostile)


def test_long_lists_and_words_are_shown_whole() -> None:
    text = re.sub(r"\s", "", "".join(map(body_of, reader_of(careers.hostile).pages)))
    assert all(f"Skill{number}<x>" in text for number in range(500))
    letters = text.count("x") + text.count("W") + text.count("漢")
    assert letters >= 10_000 + 3000 + 3000


def test_what_cannot_be_set_is_noted() -> None:
    text = text_of(careers.mixed)
    assert "million \ufffd" in text
    assert "could not be set" in text
    assert "could not be set" not in text_of(careers.chinese)


def test_an_empty_profile_is_a_page_that_says_so() -> None:
    reader = reader_of(careers.empty)
    assert len(reader.pages) == 1
    text = text_of(careers.empty)
    assert text.startswith("Resume")
    assert "holds nothing to show" in text


def test_the_same_export_is_the_same_file() -> None:
    export = careers.exported(careers.short())
    assert render(export) == render(export)
    later = replace(export, exported_at=careers.WHEN.replace(year=2027))
    assert render(later) != render(export)


@pytest.mark.parametrize("lines", [0, 1, 2, 3, 7])
def test_no_heading_ends_a_page_and_no_line_stands_alone(lines: int) -> None:
    """Whatever the length of what stands above: posts are moved down line by line."""
    for above in range(36):
        posts = [
            Experience(company="Harbor Mills", highlights=["word"] * above),
            Experience(
                company="Cedar Clinic", title="Nurse", highlights=["long words " * 9 * lines] * 2
            ),
        ]
        profile = careers.empty().model_copy(update={"experience": posts})
        pages = PdfReader(io.BytesIO(render(careers.exported(profile)))).pages
        for page in pages[:-1]:
            last = body_of(page).splitlines()[-1]
            assert last not in {"Experience", "Nurse", "Cedar Clinic", "Harbor Mills"}


def test_a_paragraph_leaves_no_line_alone() -> None:
    element = Element("P")
    line: Line = break_lines([Span("word", Look(10.0, 0))], 100, Missing())[0]

    def strip(*, tied: bool) -> Strip:
        return Strip(14.0, (Cell(element, line),), tied=tied)

    room = int((BOTTOM - TOP) // 14)
    strips = [strip(tied=False) for _ in range(room - 1)]
    strips += [strip(tied=False), strip(tied=True), strip(tied=True)]
    first, second = paginate(strips)
    assert (len(first.strips), len(second.strips)) == (room - 1, 3)


def test_what_is_longer_than_a_page_goes_over_pages() -> None:
    element = Element("P")
    line = break_lines([Span("word", Look(10.0, 0))], 100, Missing())[0]
    strips = [Strip(14.0, (Cell(element, line),), tied=number > 0) for number in range(200)]
    pages = paginate(strips)
    assert sum(len(page.strips) for page in pages) == 200
    assert all(y + strip.height <= BOTTOM for page in pages for y, strip in page.strips)
