"""Taking a file in piece by piece: every rule is applied as soon as the bytes can break it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO

from services.upload.errors import FileEmpty, FileTooLarge, UnsupportedFileType
from services.upload.models import NewUpload
from services.upload.names import extension_of, safe_filename

HEAD_BYTES = 1024  # readers find a PDF's header anywhere in these
UNDECLARED = ("", "application/octet-stream")
PDF_HEADER = b"%PDF-"
ZIP_HEADER = b"PK\x03\x04"
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
# Names of parts stand uncompressed in a ZIP, so that a stream can be searched for them.
DOCX_PARTS = (b"[Content_Types].xml", b"word/")
# A DOCX that needs a password is an OLE file with this stream. It is a DOCX to its owner: its
# job fails, and says why.
OLE_ENCRYPTED_PARTS = ("EncryptedPackage".encode("utf-16-le"),)


@dataclass(frozen=True, slots=True)
class Form:
    """One way a file of a type may look: how it begins, and what must occur in it."""

    header: bytes
    parts: tuple[bytes, ...] = ()
    anywhere: bool = False  # the header may stand anywhere in the head

    def begins(self, head: bytes) -> bool:
        return self.header in head if self.anywhere else head.startswith(self.header)


@dataclass(frozen=True, slots=True)
class FileType:
    mime_type: str
    forms: tuple[Form, ...]


TYPES = {
    "pdf": FileType("application/pdf", (Form(PDF_HEADER, anywhere=True),)),
    "doc": FileType("application/msword", (Form(OLE_HEADER),)),
    "docx": FileType(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (Form(ZIP_HEADER, DOCX_PARTS), Form(OLE_HEADER, OLE_ENCRYPTED_PARTS)),
    ),
}


class Intake:
    """One file on its way into `spool`. Holds no more of it than its head and a few bytes."""

    def __init__(self, filename: str, declared: str, spool: IO[bytes], most: int) -> None:
        """UnsupportedFileType where extension and declared type can't be right."""
        self.filename = safe_filename(filename)
        found = TYPES.get(extension_of(self.filename))
        if found is None:
            raise UnsupportedFileType
        if declared.partition(";")[0].strip().lower() not in (
            *UNDECLARED,
            found.mime_type,
        ):
            raise UnsupportedFileType("The file's extension and its declared type don't agree.")
        self._type = found
        self._spool = spool
        self._most = most
        self._size = 0
        self._hash = hashlib.sha256()
        self._head = b""
        self._form: Form | None = None
        self._missing: set[bytes] = set()
        self._tail = b""

    def take(self, piece: bytes) -> None:
        """FileTooLarge or UnsupportedFileType as soon as it is certain."""
        self._size += len(piece)
        if self._size > self._most:
            raise FileTooLarge(self._most)
        self._hash.update(piece)
        self._spool.write(piece)
        if self._form is None:
            self._head += piece
            if len(self._head) >= HEAD_BYTES:
                self._recognise()
        elif self._missing:
            self._search(piece)

    def finish(self, linkedin_url: str) -> NewUpload:
        """What was taken in. FileEmpty, or UnsupportedFileType where the content isn't the type."""
        if self._size == 0:
            raise FileEmpty
        if self._form is None:
            self._recognise()
        if self._missing:
            raise _not_what_it_says()
        return NewUpload(
            self.filename,
            self._type.mime_type,
            self._size,
            self._hash.digest(),
            linkedin_url,
        )

    def _recognise(self) -> None:
        head = self._head[:HEAD_BYTES]
        self._form = next((form for form in self._type.forms if form.begins(head)), None)
        if self._form is None:
            raise _not_what_it_says()
        self._missing = set(self._form.parts)
        self._search(self._head)
        self._head = b""

    def _search(self, piece: bytes) -> None:
        window = self._tail + piece
        self._missing = {part for part in self._missing if part not in window}
        longest = max((len(part) for part in self._missing), default=1)
        self._tail = window[-(longest - 1) :] if longest > 1 else b""


def _not_what_it_says() -> UnsupportedFileType:
    return UnsupportedFileType("The file's content is not what its name says.")
