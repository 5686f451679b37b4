"""The door to reading: bytes of a known format in, a `Document` out. Runs inside the sandbox's
child.
"""

from __future__ import annotations

from services.analysis.errors import FileBroken, FileIsScan, TextTooShort
from services.analysis.reading.doc import read_doc
from services.analysis.reading.document import Document, FileFormat
from services.analysis.reading.docx import read_docx
from services.analysis.reading.pdf import read_pdf

MIN_LETTERS = 80  # letters and digits; a name, an address and one job take more
_READERS = {"pdf": read_pdf, "docx": read_docx, "doc": read_doc}


def read(content: bytes, kind: FileFormat) -> Document:
    """Read a file. Raises a `DocumentError` for every file that holds no text worth analysing."""
    if not content:
        raise FileBroken("The file is empty. Check that you uploaded the right file.")
    document = _READERS[kind](content)
    letters = sum(map(str.isalnum, document.text))
    if letters < MIN_LETTERS:
        if "picture_pages" in document.meta:
            raise FileIsScan
        raise TextTooShort
    return document
