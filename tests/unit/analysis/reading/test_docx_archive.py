"""DOCX packages that are bombs, traps or wrecks."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from services.analysis.errors import DocumentError, FileBroken, FileEncrypted, FileTooComplex
from services.analysis.reading import docx_archive
from services.analysis.reading.docx import read_docx
from services.analysis.reading.read import read
from tests.support.packages import DOCUMENT, changed, plain_docx, with_body, with_parts
from tests.support.word_binary import compound_file

PLAIN = plain_docx("Ada Arden")


def lying_about_sizes(content: bytes) -> bytes:
    """Every declared unpacked size set to 10 bytes, in both of the archive's lists."""
    data = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        while at >= 0:
            data[at + place : at + place + 4] = (10).to_bytes(4, "little")
            at = data.find(mark, at + 4)
    return bytes(data)


def test_package_that_unpacks_to_too_much_is_refused_quickly() -> None:
    bomb = with_parts(PLAIN, {"word/media/zeros.bin": bytes(200 * 1024 * 1024)})
    started = time.perf_counter()
    with pytest.raises(FileTooComplex):
        read_docx(bomb)
    assert time.perf_counter() - started < 5


def test_ratio_counts_below_the_size_limit() -> None:
    bomb = with_parts(PLAIN, {"word/media/zeros.bin": bytes(8 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(FileTooComplex):
        read_docx(bomb)


def test_declared_sizes_are_not_believed() -> None:
    bomb = lying_about_sizes(with_parts(PLAIN, {"word/media/zeros.bin": bytes(100 * 1024 * 1024)}))
    with pytest.raises((FileTooComplex, FileBroken)):
        read_docx(bomb)


def test_too_many_parts_are_refused() -> None:
    parts = {f"word/media/{number}.bin": b"" for number in range(docx_archive.MAX_ENTRIES)}
    with pytest.raises(FileTooComplex):
        read_docx(with_parts(PLAIN, parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(encoding: str) -> None:
    laughs = "".join(f"<!ENTITY l{i} '" + f"&l{i - 1};" * 10 + "'>" for i in range(1, 10))
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    head += f"<!DOCTYPE w:document [<!ENTITY l0 'ha'>{laughs}]>"

    def laugh(xml: bytes) -> bytes:
        body = xml.decode().partition("?>")[2].replace("Ada Arden", "&l9;")
        return (head + body).encode(encoding)

    with pytest.raises(FileBroken):
        read_docx(changed(PLAIN, laugh))


def test_outside_entities_are_refused_and_not_fetched() -> None:
    def outside(xml: bytes) -> bytes:
        head = (
            '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        )
        return (head + xml.decode().partition("?>")[2].replace("Ada Arden", "&x;")).encode()

    with pytest.raises(FileBroken):
        read_docx(changed(PLAIN, outside))


@pytest.mark.parametrize("depth", [40, 1_000, 200_000])
def test_deep_tables_are_refused(depth: int) -> None:
    open_, close = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    inner = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    # Noise beside the tables keeps the package under the ratio: depth itself must be refused.
    noise = "".join(
        f"<w:p w:rsidR='{number * 2654435761 % 2**32:08X}'/>" for number in range(60_000)
    )
    body = open_ * depth + inner + close * depth + noise
    with pytest.raises((FileTooComplex, FileBroken)):
        read_docx(with_body(body))


def test_same_part_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = with_parts(PLAIN, {DOCUMENT: b"<other/>"})
    with pytest.raises(FileBroken):
        read_docx(twice)


def test_encrypted_package_says_so() -> None:
    with pytest.raises(FileEncrypted):
        read_docx(compound_file({"EncryptedPackage": b"\0" * 64, "EncryptionInfo": b"\0" * 64}))


def zip_of(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        PLAIN[: len(PLAIN) // 2],
        PLAIN[:-30],
        b"%PDF-1.7 not a package",
        zip_of(text=b"not a document"),
        changed(PLAIN, lambda _: b"<broken"),
        changed(PLAIN, lambda _: b"", "[Content_Types].xml"),
        changed(PLAIN, lambda _: b"<w/>", "word/_rels/document.xml.rels"),
        compound_file({"WordDocument": b"\0" * 64}),
    ],
)
def test_damaged_package_ends_typed(content: bytes) -> None:
    with pytest.raises(DocumentError):
        read(content, "docx")
