"""What becomes of single characters and words of a PDF."""

from __future__ import annotations

import pytest

from services.analysis.reading.document import Document
from services.analysis.reading.read import read
from tests.support.sheets import Sheet, with_filler


def read_sheet(sheet: Sheet) -> Document:
    return read(with_filler(sheet).pdf(), "pdf")


def first_lines(sheet: Sheet, count: int = 1) -> list[str]:
    return [line.text for line in read_sheet(sheet).lines[:count]]


def test_letter_spaced_heading_is_one_word() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "EXPERIENCE", size=12, spacing=5)
    assert first_lines(sheet) == ["EXPERIENCE"]


def test_letters_parted_by_real_spaces_are_one_word() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "E D U C A T I O N", size=12)
    assert first_lines(sheet) == ["EDUCATION"]


def test_letter_spaced_words_stay_apart() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "W O R K   H I S T O R Y", size=12)
    assert first_lines(sheet) == ["WORK HISTORY"]


def test_initials_and_short_names_are_not_letter_spacing() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "C, R, Go and J. R. R. Tolkien")
    assert first_lines(sheet) == ["C, R, Go and J. R. R. Tolkien"]


def test_words_set_one_by_one_without_spaces_are_words() -> None:
    sheet = Sheet()
    x = 60.0
    for word in ("Senior", "data", "engineer"):
        x = sheet.put(x, 60, word) + 2.8
    assert first_lines(sheet) == ["Senior data engineer"]


def test_bold_by_printing_twice_is_read_once() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Harbor Mills Incorporated")
    sheet.put(60.3, 60, "Harbor Mills Incorporated")
    document = read_sheet(sheet)
    assert document.lines[0].text == "Harbor Mills Incorporated"
    assert document.text.count("Harbor") == 1


def test_the_same_word_on_two_lines_is_read_twice() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Analyst")
    sheet.put(60, 74, "Analyst")
    assert first_lines(sheet, 2) == ["Analyst", "Analyst"]


def test_wide_gap_in_a_line_is_a_tab() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Harbor Mills")
    sheet.put_right(552, 60, "Portland, OR")
    assert first_lines(sheet) == ["Harbor Mills\tPortland, OR"]


def test_spans_tell_bold_from_plain() -> None:
    sheet = Sheet()
    end = sheet.put(60, 60, "Analyst,", bold=True)
    sheet.put(end + 2.8, 60, "Harbor Mills")
    document = read_sheet(sheet)
    line = document.lines[0]
    assert [(document.text[s.start : s.end].strip(), s.bold) for s in line.spans] == [
        ("Analyst,", True),
        ("Harbor Mills", False),
    ]
    assert not line.bold


def test_link_target_is_on_its_words() -> None:
    sheet = Sheet()
    end = sheet.put(60, 60, "Profile")
    sheet.link(60, 60, end - 60, "https://example.com/in/ada")
    sheet.put(end + 40, 60, "Portland")
    document = read_sheet(sheet)
    links = {document.text[s.start : s.end].strip(): s.link for s in document.lines[0].spans}
    assert links == {"Profile": "https://example.com/in/ada", "Portland": None}
    assert document.links == ()


def test_link_over_no_text_is_kept_with_the_document() -> None:
    sheet = Sheet()
    sheet.link(400, 300, 20, "https://example.com/icon")
    assert read_sheet(sheet).links == ("https://example.com/icon",)


def test_drawn_list_marker_makes_a_list_item() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Duties")
    sheet.dot(66, 71)
    sheet.put(74, 74, "Kept the books of four shops")
    document = read_sheet(sheet)
    assert [(line.text, line.bullet) for line in document.lines[:2]] == [
        ("Duties", False),
        ("Kept the books of four shops", True),
    ]


def test_written_list_marker_makes_a_list_item() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "\u2022 Kept the books of four shops")
    sheet.put(60, 74, "- Paid the wages")
    sheet.put(60, 88, "Plain text - with a dash")
    assert [line.bullet for line in read_sheet(sheet).lines[:3]] == [True, True, False]


@pytest.mark.parametrize(
    ("rotation", "x", "y", "dx", "dy"),
    [(0, 60, 60, 0, 20), (90, 60, 550, 20, 0), (180, 550, 700, 0, -20), (270, 730, 60, -20, 0)],
)
def test_rotated_page_reads_as_shown(rotation: int, x: int, y: int, dx: int, dy: int) -> None:
    sheet = Sheet()
    sheet.rotate_page(rotation)
    sheet.turned(
        x, y, "Harbor Mills kept growing for eleven years in a row, year on year", rotation
    )
    sheet.turned(
        x + dx, y + dy, "and the second line of this page follows under the first", rotation
    )
    document = read(sheet.pdf(), "pdf")
    assert [line.text[:16] for line in document.lines] == ["Harbor Mills kep", "and the second l"]
    first, second = document.lines
    assert 0 < first.x0 < first.x1 < 792
    assert 0 < first.y0 < first.y1 < second.y1 < 792


def test_sideways_text_stays_whole_and_apart() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Ada Arden")
    sheet.turned(30, 400, "Curriculum vitae of Ada Arden", 90)
    lines = [line.text for line in read_sheet(sheet).lines]
    assert lines[0] == "Ada Arden"
    assert lines[-1] == "Curriculum vitae of Ada Arden"


def test_filled_in_form_fields_are_text() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Name")
    sheet.field(120, 64, "name", "Ada Arden")
    assert "Ada Arden" in read_sheet(sheet).text


def test_wrapped_lines_are_one_paragraph_and_ended_ones_are_not() -> None:
    sheet = Sheet()
    wrapped = (
        "Kept the books of four shops, paid the wages of ninety people",
        "and closed every month in three working days, without one late",
    )
    for y, text in (
        (60, "Harbor Mills"),
        (74, "Analyst"),
        (88, wrapped[0]),
        (102, wrapped[1]),
        (116, "return."),
    ):
        sheet.put(60, y, text)
    numbers = [line.paragraph for line in read_sheet(sheet).lines[:5]]
    assert numbers[0] < numbers[1] < numbers[2]
    assert numbers[2] == numbers[3] == numbers[4]
