"""Text that no reader sees is never text of the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.analysis.errors import FileIsScan
from services.analysis.reading.document import Document
from services.analysis.reading.read import read
from tests.support.sheets import LOREM, WHITE, Sheet, with_filler

STUFFING = "python kubernetes terraform score one hundred"


def white(sheet: Sheet) -> None:
    sheet.put(60, 100, STUFFING, colour=WHITE)


def nearly_white(sheet: Sheet) -> None:
    sheet.put(60, 100, STUFFING, colour=(0.98, 0.98, 0.98))


def unpainted(sheet: Sheet) -> None:
    sheet.put(60, 100, STUFFING, mode=3)


def tiny(sheet: Sheet) -> None:
    sheet.put(60, 100, STUFFING, size=1)


def off_page(sheet: Sheet) -> None:
    sheet.put(-700, 100, STUFFING)


def below_page(sheet: Sheet) -> None:
    sheet.put(60, 900, STUFFING)


def colour_of_its_ground(sheet: Sheet) -> None:
    sheet.fill(50, 80, 400, 60, (0.1, 0.2, 0.5))
    sheet.put(60, 100, STUFFING, colour=(0.1, 0.2, 0.5))


@pytest.mark.parametrize(
    "hide", [white, nearly_white, unpainted, tiny, off_page, below_page, colour_of_its_ground]
)
def test_hidden_text_is_kept_apart_and_said(hide: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Ada Arden")
    hide(sheet)
    document = read(with_filler(sheet).pdf(), "pdf")
    assert "kubernetes" not in document.text
    assert "kubernetes" in " ".join(document.hidden)
    assert [warning.code for warning in document.warnings] == ["hidden_text"]
    assert document.lines[0].text == "Ada Arden"


def test_white_text_on_a_dark_side_bar_is_text() -> None:
    sheet = Sheet()
    sheet.fill(0, 0, 200, 792, (0.1, 0.2, 0.3))
    sheet.put(20, 60, "Ada Arden", colour=WHITE, size=18)
    sheet.put(20, 90, "ada@example.com", colour=WHITE)
    for index, line in enumerate(LOREM):
        sheet.put(230, 60 + 14 * index, line)
    document = read(sheet.pdf(), "pdf")
    assert "Ada Arden" in document.text
    assert "ada@example.com" in document.text
    assert document.hidden == ()
    assert document.warnings == ()


def test_page_of_a_scan_is_told_as_one() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 612, 792)
    with pytest.raises(FileIsScan):
        read(sheet.pdf(), "pdf")


def test_recognised_text_of_a_scan_is_text_with_a_warning() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 612, 792)
    for index, line in enumerate(LOREM):
        sheet.put(60, 60 + 14 * index, line, mode=3)
    document = read(sheet.pdf(), "pdf")
    assert [line.text for line in document.lines] == list(LOREM)
    assert [warning.code for warning in document.warnings] == ["recognised_text"]


def test_nothing_hidden_nothing_said() -> None:
    document: Document = read(with_filler(Sheet()).pdf(), "pdf")
    assert document.hidden == ()
    assert document.warnings == ()


def test_page_that_is_a_picture_among_others_is_named() -> None:
    sheet = with_filler(Sheet())
    sheet.next_page()
    sheet.picture(0, 0, 612, 792)
    document = read(sheet.pdf(), "pdf")
    assert [line.text for line in document.lines] == list(LOREM)
    assert [warning.code for warning in document.warnings] == ["picture_pages"]
    assert document.warnings[0].message.endswith(": 2.")


def test_letters_drawn_as_shapes_are_a_picture() -> None:
    sheet = Sheet()
    for index in range(800):
        sheet.fill(60 + 5 * (index % 80), 60 + 12 * (index // 80), 4, 8, (0, 0, 0))
    with pytest.raises(FileIsScan):
        read(sheet.pdf(), "pdf")
