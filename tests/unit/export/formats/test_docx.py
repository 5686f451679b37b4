"""DOCX exports as Word sees them: styles, lists, links, fields, properties."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.oxml.ns import qn

from services.export.formats.docx import render
from tests.support import careers


@cache
def docx_of(make: Any) -> bytes:
    return render(careers.exported(make()))


def document_of(make: Any) -> Any:
    return Document(io.BytesIO(docx_of(make)))


def styled(make: Any, style: str) -> list[str]:
    return [p.text for p in document_of(make).paragraphs if p.style.name == style]


def test_headings_and_lists_are_real() -> None:
    assert styled(careers.short, "Title") == ["Greta Farrow"]
    assert styled(careers.short, "Heading 1") == [
        "Summary",
        "Skills",
        "Experience",
        "Education",
        "Certifications",
        "Languages",
        "Analysis",
        "Strengths",
        "Weaknesses",
        "Recommendations",
    ]
    assert styled(careers.short, "Heading 2")[0] == "Staff Nurse\tMar 2021 – Present"
    bullets = styled(careers.short, "List Bullet")
    assert bullets[0] == "Cared for 14 patients a shift on a surgical ward of 32 beds"
    list_style = document_of(careers.short).styles["List Bullet"].element
    assert list_style.pPr.numPr is not None
    assert document_of(careers.short).tables == []


def test_the_analysis_begins_a_page() -> None:
    document = document_of(careers.short)
    analysis = next(p for p in document.paragraphs if p.text == "Analysis")
    assert analysis.paragraph_format.page_break_before


def test_the_file_says_what_it_is() -> None:
    properties = document_of(careers.japanese).core_properties
    assert properties.title == "田中 さくら – Resume"
    assert properties.author == "田中 さくら"
    assert properties.language == "ja"
    assert properties.created == careers.WHEN
    assert "python-docx" not in properties.comments


def test_the_foot_counts_pages_as_fields() -> None:
    (foot,) = document_of(careers.short).sections[0].footer.paragraphs
    assert foot.text.startswith("Vitae · engine builtin 1 · score rules 1.0 · 5 Mar 2026")
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_links_are_real() -> None:
    document = document_of(careers.short)
    links = list(document.element.body.iter(qn("w:hyperlink")))
    targets = [document.part.rels[link.get(qn("r:id"))].target_ref for link in links]
    assert targets == [
        "mailto:greta.farrow@example.com",
        "https://linkedin.com/in/greta-farrow-example",
    ]


@pytest.mark.parametrize("make", [*careers.EVERYONE, careers.empty, careers.hostile])
def test_every_part_is_well_formed(make: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(make))) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))


def test_hostile_text_is_shown_as_text() -> None:
    text = "\n".join(p.text for p in document_of(careers.hostile).paragraphs)
    assert '<script>alert(1)</script> <para color="red"><b>bold</b></para> &amp; &lt;i&gt;' in text
    assert all(f"Skill {number} <x>" in text for number in range(500))
    assert "x" * 10_000 in text
    relations = document_of(careers.hostile).part.rels.values()
    targets = [relation.target_ref for relation in relations if relation.is_external]
    assert targets
    assert all(target.startswith(("https://", "mailto:")) for target in targets)


def test_an_empty_profile_says_so() -> None:
    assert [p.text for p in document_of(careers.empty).paragraphs] == [
        "Resume",
        "The profile holds nothing to show.",
    ]


def test_one_document_leaves_nothing_in_the_next() -> None:
    docx_of(careers.hostile)
    text = "\n".join(p.text for p in document_of(careers.short).paragraphs)
    assert "script" not in text
