"""DOC files: stories, cells, fields and what is refused."""

from __future__ import annotations

import pytest

from services.analysis.errors import FileBroken, FileEncrypted
from services.analysis.reading.doc import read_doc
from services.analysis.reading.read import read
from tests.support.sheets import LOREM
from tests.support.word_binary import compound_file, word_file

BODY = "Ada Arden\rOperations Analyst\r" + "\r".join(LOREM) + "\r"


def lines_of(text: str, *, header: str = "", text_box: str = "") -> list[str]:
    content = word_file(text, header=header, text_box=text_box)
    return [line.text for line in read_doc(content).lines]


def test_paragraphs_are_lines() -> None:
    document = read(word_file(BODY), "doc")
    assert [line.text for line in document.lines] == ["Ada Arden", "Operations Analyst", *LOREM]
    assert [line.paragraph for line in document.lines] == [0, 1, 2, 3, 4]
    assert document.reader.startswith("msdoc2docx ")


def test_field_codes_do_not_leak() -> None:
    link = '\x13 HYPERLINK "https://example.com/ada" \x14my profile\x15'
    page = "\x13 PAGE \\* MERGEFORMAT \x142\x15"
    document = read_doc(word_file(f"See {link} here {page}\r"))
    assert [line.text for line in document.lines] == ["See my profile here"]
    targets = [span.link for span in document.lines[0].spans if span.link]
    assert targets == ["https://example.com/ada"]


def test_cells_of_a_row_stand_in_one_line() -> None:
    assert lines_of("Harbor Mills\x072019 - 2021\x07\x07Cedar Point\x072016\x07\x07After\r") == [
        "Harbor Mills\t2019 - 2021",
        "Cedar Point\t2016",
        "After",
    ]


def test_tabs_breaks_and_hyphens() -> None:
    assert lines_of("Harbor Mills\t2019\x0bAnalyst\rco\x1eworker part\x1ftime\x0cNext page\r") == [
        "Harbor Mills\t2019",
        "Analyst",
        "co-worker parttime",
        "Next page",
    ]


def test_header_comes_first_and_text_boxes_last() -> None:
    assert lines_of("Body\r", header="ada@example.com\r", text_box="Skills: SQL\r") == [
        "ada@example.com",
        "Body",
        "Skills: SQL",
    ]


def test_encrypted_file_says_so() -> None:
    with pytest.raises(FileEncrypted):
        read_doc(word_file(BODY, flags=0x0100))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1 not a doc}",
        word_file(BODY)[:3000],
        compound_file({"WordDocument": b"\0" * 100, "1Table": b""}),
        compound_file({"Workbook": b"\0" * 100}),
    ],
)
def test_damaged_file_says_so(content: bytes) -> None:
    with pytest.raises(FileBroken):
        read(content, "doc")
