"""The door to reading: bytes of a known format in, a `Document` out. Runs inside the sandbox's child."""

from __future__ import annotations

from services.analysis.errors import FileBroken
from services.analysis.reading.document import Document, FileFormat
from services.analysis.reading.pdf import read_pdf


def read(content: bytes, format: FileFormat) -> Document:
    """Read a file. Raises a `DocumentError` for every file that is not a readable text document."""
    if not content:
        raise FileBroken
    if format == "pdf":
        return read_pdf(content)
    if format == "docx":
        from services.analysis.reading.docx import read_docx

        return read_docx(content)
    from services.analysis.reading.doc import read_doc

    return read_doc(content)
