"""A file is judged while it streams: type, size and content, however it is cut into pieces."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.upload.errors import FileEmpty, FileTooLarge, UnsupportedFileType
from services.upload.intake import Intake
from services.upload.models import NewUpload
from tests.support import files

MOST = 1024 * 1024
PDF_TYPE = "application/pdf"


def take(content: bytes, name: str, declared: str = "", piece: int = 64 * 1024) -> NewUpload:
    spool = io.BytesIO()
    intake = Intake(name, declared, spool, MOST)
    for start in range(0, len(content), piece):
        intake.take(content[start : start + piece])
    new = intake.finish("")
    assert spool.getvalue() == content
    return new


@pytest.mark.parametrize(
    ("content", "name", "declared", "mime_type"),
    [
        (files.pdf(), "cv.pdf", "", PDF_TYPE),
        (files.pdf(), "CV.PDF", "application/pdf; charset=binary", PDF_TYPE),
        (files.pdf(), "cv.pdf", "application/octet-stream", PDF_TYPE),
        (b"\n" * 1019 + files.pdf(), "cv.pdf", PDF_TYPE, PDF_TYPE),
        (b"%PDF-", "cv.pdf", "", PDF_TYPE),
        (files.doc(), "cv.doc", "application/msword", "application/msword"),
        (files.docx(), "cv.docx", files.DOCX_TYPE, files.DOCX_TYPE),
        (files.docx(padding=300_000), "cv.docx", "", files.DOCX_TYPE),
        # With a password a DOCX is an OLE file: its job says that a password is needed.
        (
            files.doc() + "EncryptedPackage".encode("utf-16-le"),
            "cv.docx",
            files.DOCX_TYPE,
            files.DOCX_TYPE,
        ),
    ],
)
@pytest.mark.parametrize("piece", [64 * 1024, 1000, 7])
def test_what_is_taken(
    content: bytes, name: str, declared: str, mime_type: str, piece: int
) -> None:
    new = take(content, name, declared, piece)
    assert new.mime_type == mime_type
    assert new.file_size == len(content)
    assert new.sha256 == hashlib.sha256(content).digest()


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (files.pdf(), "cv.txt", ""),
        (files.pdf(), "cv", PDF_TYPE),
        (files.pdf(), "", PDF_TYPE),
        (files.pdf(), "cv.exe.", PDF_TYPE),
        (files.pdf(), "cv.pdf", "application/msword"),
        (files.pdf(), "cv.pdf", "text/html"),
        (files.pdf(), "cv.docx", ""),
        (files.pdf(), "cv.doc", ""),
        (b"\n" * 1024 + files.pdf(), "cv.pdf", ""),
        (b"<html>%PDF", "cv.pdf", ""),
        (b"{\\rtf1 Ada}", "cv.doc", "application/msword"),
        (files.docx(), "cv.doc", ""),
        (files.doc(), "cv.docx", ""),
        (files.plain_zip(), "cv.docx", ""),
        (b"PK\x03\x04" + files.noise(5000), "cv.docx", ""),
        (b"PK\x05\x06" + bytes(18), "cv.docx", ""),
        (b"x", "cv.pdf", ""),
    ],
)
@pytest.mark.parametrize("piece", [64 * 1024, 7])
def test_what_is_of_another_type(content: bytes, name: str, declared: str, piece: int) -> None:
    with pytest.raises(UnsupportedFileType):
        take(content, name, declared, piece)


def test_a_wrong_type_is_refused_before_the_file_is_read() -> None:
    spool = io.BytesIO()
    with pytest.raises(UnsupportedFileType):
        Intake("cv.exe", "", spool, MOST)
    intake = Intake("cv.pdf", "", spool, MOST)
    with pytest.raises(UnsupportedFileType):
        intake.take(b"MZ" + bytes(1022))


def test_the_last_byte_allowed_and_the_first_too_many() -> None:
    assert take(files.pdf(MOST), "cv.pdf").file_size == MOST
    spool = io.BytesIO()
    intake = Intake("cv.pdf", "", spool, MOST)
    intake.take(files.pdf(MOST))
    with pytest.raises(FileTooLarge):
        intake.take(b"x")
    assert len(spool.getvalue()) == MOST


def test_an_empty_file() -> None:
    with pytest.raises(FileEmpty):
        take(b"", "cv.pdf")


@given(st.integers(1, 5000), st.integers(0, 200), st.binary(max_size=300))
def test_however_a_docx_is_cut_its_parts_are_found(piece: int, padding: int, tail: bytes) -> None:
    content = files.docx(padding=padding * 20) + tail
    assert take(content, "cv.docx", piece=piece).file_size == len(content)
