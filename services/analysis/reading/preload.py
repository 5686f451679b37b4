"""Loads, before the walls go up, everything a reader would otherwise load on first use."""

from __future__ import annotations

import contextlib
import importlib
import io
import pkgutil

import docx

from services.analysis.errors import DocumentError
from services.analysis.reading.document import FileFormat
from services.analysis.reading.read import read
from services.analysis.reading.specimen import SPECIMEN_LINES, specimen_pdf

_MODULES = (
    "doc2docx.converter",
    "pypdf.generic",
    "pypdf._crypt_providers",
    "services.analysis.reading.doc",
    "services.analysis.reading.docx",
    "services.analysis.reading.pdf",
    "unicodedata",
    "stringprep",
    "zlib",
    "bz2",
    "lzma",
)


def preload() -> None:
    """Import every module and codec, and read a specimen with each reader."""
    for name in _MODULES:
        importlib.import_module(name)
    import encodings

    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in ("mbcs", "oem", "cp65001"):  # these exist on Windows alone
            importlib.import_module(f"encodings.{module.name}")
            "".encode(module.name.replace("_codec", ""), "replace") if module.name.startswith(
                ("cp", "iso", "utf", "big", "gb", "euc", "shift", "mac", "koi")
            ) else None
    for lines in SPECIMEN_LINES, ("",):
        _read_quietly(specimen_pdf(lines), "pdf")
    buffer = io.BytesIO()
    package = docx.Document()
    package.add_heading("A heading", 1)
    package.add_paragraph("A paragraph", style="List Bullet")
    package.add_table(1, 2).cell(0, 0).text = "A cell"
    package.save(buffer)
    _read_quietly(buffer.getvalue(), "docx")
    _read_quietly(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc")


def _read_quietly(content: bytes, kind: FileFormat) -> None:
    with contextlib.suppress(DocumentError):
        read(content, kind)
