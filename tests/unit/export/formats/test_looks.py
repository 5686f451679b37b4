"""How exports look: the colours of the house, the chart in words, pages that can be looked at."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from services.export.formats import docx, pdf
from tests.support import careers
from tests.support.pages import draw

NAVY, BLUE = "1A365D", "2563EB"
_FILL, _STROKE = b"rg", b"RG"


def reader_of(make: Any) -> Any:
    return PdfReader(io.BytesIO(pdf.render(careers.exported(make()))))


@cache
def painted() -> dict[tuple[str, bytes], set[str]]:
    """(structure type, operator) → the colours set in content of that type, as RRGGBB."""
    reader = reader_of(careers.short)
    found: dict[tuple[str, bytes], set[str]] = defaultdict(set)
    for page in reader.pages:
        role = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                role = operands[0].removeprefix("/")
            elif operator in {_FILL, _STROKE}:
                found[role, operator].add("".join(f"{round(255 * one):02X}" for one in operands))
    return found


@pytest.mark.parametrize(
    ("role", "colours"),
    [("H1", {NAVY}), ("H2", {BLUE})],
)
def test_the_headings_of_a_pdf_are_in_the_colours(role: str, colours: set[str]) -> None:
    assert painted()[role, _FILL] == colours


def test_bars_links_and_the_band_of_a_pdf_are_in_the_colours() -> None:
    assert BLUE in painted()["Figure", _STROKE]  # the ring of the score
    assert {NAVY, BLUE} <= painted()["Artifact", _FILL]  # the band at the head, the bars
    assert {NAVY, BLUE} <= painted()["P", _FILL]  # employers, links


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("Title", NAVY),
        ("Employer", NAVY),
        ("Heading 1", BLUE),
        ("Hyperlink", BLUE),
    ],
)
def test_the_styles_of_a_docx_are_in_the_colours(style: str, colour: str) -> None:
    font = _document().styles[style].font
    assert str(font.color.rgb) == colour
    assert font.color.theme_color is None  # a theme's colour would win over it


def test_nothing_in_a_docx_has_a_colour_but_by_its_style() -> None:
    assert not list(_document().element.body.iter(qn("w:color")))


def _document() -> Any:
    return Document(io.BytesIO(docx.render(careers.exported(careers.short()))))


@pytest.mark.parametrize("make", [careers.short, careers.long])
def test_the_chart_of_the_score_is_told_in_words(make: Any) -> None:
    root = reader_of(make).trailer["/Root"]["/StructTreeRoot"]
    told = [node.get("/Alt") for node in _nodes(root["/K"]) if node["/S"] == "/Figure"]
    assert told == ["Ring chart: 71.5 of 100 points"]


def test_pages_can_be_looked_at(tmp_path: Path) -> None:
    pictures = list(draw(careers.short(), "short", tmp_path))
    assert [path.name for path in pictures] == ["short-1.png", "short-2.png"]
    with Image.open(pictures[0]) as first:
        assert first.getpixel((first.width // 2, 2)) == tuple(bytes.fromhex(NAVY))  # the band


def _nodes(node: Any) -> Iterator[Any]:
    """The element and those below it."""
    yield node
    for child in node["/K"]:
        kid = child.get_object()
        if not isinstance(kid, int) and "/S" in kid:
            yield from _nodes(kid)
