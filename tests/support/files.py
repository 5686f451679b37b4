"""Small files of the kinds people upload, made here. What is in them matters to nobody."""

from __future__ import annotations

import io
import random
import zipfile

OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def noise(size: int, seed: int = 0) -> bytes:
    """Bytes no compression makes smaller; the same ones for the same seed."""
    return random.Random(seed).randbytes(size)


def pdf(size: int = 2000, seed: int = 0) -> bytes:
    """Begins as a PDF does; `size` bytes in all."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    return head + noise(size - len(head), seed)


def doc(size: int = 4096) -> bytes:
    return OLE_HEADER + noise(size - len(OLE_HEADER))


def docx(text: str = "Ada Example", padding: int = 0) -> bytes:
    """A DOCX with the parts every one has; `padding` incompressible bytes come first."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if padding:
            archive.writestr("customXml/padding.bin", noise(padding))
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<document>{text}</document>")
    return target.getvalue()


def plain_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return target.getvalue()
