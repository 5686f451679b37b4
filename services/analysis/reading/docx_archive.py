"""What is checked of a DOCX before any parser sees it. Nothing the archive says of itself is
believed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from struct import error as struct_error

from services.analysis.errors import FileBroken, FileEncrypted, FileTooComplex

MAX_ENTRIES = 2_000
MAX_UNPACKED = 64 * 1024 * 1024
MAX_RATIO = 50
_PIECE = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A part that is XML may hold no document type: entities come from there, and OPC forbids it.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_NAME = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_WIDE_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\xfe\xff")


def check_archive(content: bytes) -> None:
    """Raises `FileEncrypted`, `FileBroken`, `FileTooComplex`; unpacks 64 MiB at most, in pieces."""
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FileEncrypted
        raise FileBroken
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise FileBroken from error
    except (OSError, RuntimeError, struct_error) as error:
        raise FileBroken from error


def _check_entries(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileTooComplex
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise FileBroken  # two parts of one name: readers would disagree on what the file says
    limit = min(MAX_UNPACKED, MAX_RATIO * packed)
    unpacked = 0
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise FileEncrypted
        unpacked += _measure(archive, entry, limit - unpacked)


def _measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """How much one entry really unpacks to; stops as soon as it is more than what is left."""
    is_xml = bool(_XML_NAME.search(entry.filename))
    size = 0
    tail = b""
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            if is_xml and size == 0 and piece.startswith(_WIDE_ENCODINGS):
                raise FileBroken  # no word processor writes UTF-16; it would hide a document type
            size += len(piece)
            if size > left:
                raise FileTooComplex
            if is_xml and _DOCTYPE.search(tail + piece):
                raise FileBroken
            tail = piece[-16:]
    return size
