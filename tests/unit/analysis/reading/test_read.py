"""The door to reading: offsets, and the typed ends."""

from __future__ import annotations

import pytest

from services.analysis.errors import FileBroken, FileEncrypted, TextTooShort
from services.analysis.reading.document import Document, FileFormat
from services.analysis.reading.read import read
from tests.support.packages import plain_docx
from tests.support.sheets import LOREM, Sheet, shared, with_filler
from tests.support.word_binary import word_file

RESUMES = shared("resumes", "docs")


def check(document: Document) -> None:
    """Every offset is right, every number in order."""
    at, page, paragraph = -1, 0, 0
    for line in document.lines:
        assert line.start == at + 1
        assert document.text[line.start : line.end] == line.text
        assert line.text == line.text.strip()
        assert "\n" not in line.text
        assert "".join(document.text[s.start : s.end] for s in line.spans) == line.text
        assert (line.page or 0) >= page
        assert 0 <= line.paragraph - paragraph <= 1
        at, page, paragraph = line.end, line.page or 0, line.paragraph
    assert at == len(document.text)


@pytest.mark.parametrize("kind", ["pdf", "docx", "doc"])
def test_offsets_are_right_in_every_format(kind: FileFormat) -> None:
    contents = {
        "pdf": with_filler(Sheet()).pdf(),
        "docx": plain_docx(*LOREM),
        "doc": word_file("\r".join(LOREM) + "\r"),
    }
    document = read(contents[kind], kind)
    check(document)
    assert document.text == "\n".join(LOREM)
    assert document.format == kind
    assert document.page_count == (1 if kind == "pdf" else None)


def test_document_survives_being_kept() -> None:
    document = read(with_filler(Sheet()).pdf(), "pdf")
    assert Document.from_json(document.to_json()) == document


@pytest.mark.parametrize("kind", ["pdf", "docx", "doc"])
def test_empty_file_is_broken(kind: FileFormat) -> None:
    with pytest.raises(FileBroken):
        read(b"", kind)


@pytest.mark.parametrize("kind", ["pdf", "docx", "doc"])
def test_file_of_another_kind_is_broken(kind: FileFormat) -> None:
    with pytest.raises(FileBroken):
        read(b"GIF89a" + bytes(2000), kind)


def test_few_words_are_too_short() -> None:
    sheet = Sheet()
    sheet.put(60, 60, "Ada Arden")
    with pytest.raises(TextTooShort):
        read(sheet.pdf(), "pdf")


def test_blank_page_is_too_short() -> None:
    with pytest.raises(TextTooShort):
        read(Sheet().pdf(), "pdf")


def locked(user: str) -> bytes:
    sheet = Sheet()
    sheet.lock(user, "owner")
    return with_filler(sheet).pdf()


def test_password_is_asked_for_only_where_one_is_needed() -> None:
    assert read(locked(""), "pdf").lines
    with pytest.raises(FileEncrypted):
        read(locked("secret"), "pdf")


def test_pages_beyond_the_last_read_are_named() -> None:
    sheet = with_filler(Sheet())
    for _ in range(51):
        sheet.next_page()
        sheet.put(60, 60, "Another page")
    document = read(sheet.pdf(), "pdf")
    assert document.page_count == 52
    assert document.lines[-1].page == 50
    assert [warning.code for warning in document.warnings] == ["pages_skipped"]


@pytest.mark.skipif(not RESUMES.is_dir(), reason="needs the shared documents (VITAE_SHARED)")
def test_offsets_are_right_in_every_resume() -> None:
    files = [file for file in sorted(RESUMES.iterdir()) if not file.name.startswith("scan_")]
    assert len(files) > 40
    for file in files:
        document = read(file.read_bytes(), file.suffix[1:])  # type: ignore[arg-type]
        check(document)
        assert len(document.lines) > 9, file.name
        assert not document.hidden, file.name
