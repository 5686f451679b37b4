"""DOCX packages taken apart and put together again, to make what Word would never write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as Package

DOCUMENT = "word/document.xml"


def package_bytes(package: Package) -> bytes:
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def plain_docx(*paragraphs: str) -> bytes:
    package = Document()
    for text in paragraphs:
        package.add_paragraph(text)
    return package_bytes(package)


def with_body(xml: str) -> bytes:
    """A DOCX whose body is this XML; `w:`, `r:`, `mc:`, `wps:`, `v:` and `a:` are declared."""
    return changed(plain_docx("x"), lambda _: _document(xml).encode())


def changed(content: bytes, change: Callable[[bytes], bytes], name: str = DOCUMENT) -> bytes:
    """The package with one part changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            archive.writestr(entry.filename, change(data) if entry.filename == name else data)
    return target.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with more parts in it."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def _document(body: str) -> str:
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    head = "<?xml version='1.0' encoding='UTF-8'?>"
    return f"{head}<w:document {spaces}><w:body>{body}</w:body></w:document>"
