"""A multipart form read as it arrives: its file goes on in pieces and is never held."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gateway.errors import FileMissing, MalformedForm, NotMultipart, TooManyFiles

PIECE = 64 * 1024
FIELD_LIMIT = 4096
PARTS_LIMIT = 16
_FILE = "file"
_LINKEDIN = "linkedin_url"


@dataclass(frozen=True, slots=True)
class FileBegins:
    """`filename` and `mime_type` as the client gave them."""

    filename: str
    mime_type: str


@dataclass(frozen=True, slots=True)
class Piece:
    """At most 64 KiB of the file."""

    data: bytes


@dataclass(frozen=True, slots=True)
class LinkedInUrl:
    """The form's other field, which may stand before or after the file."""

    value: str


FormEvent = FileBegins | Piece | LinkedInUrl


class UploadForm:
    """A push parser: bytes in by `feed`, events out. Holds one chunk of the body at most."""

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data":
            raise NotMultipart
        if not boundary:
            raise MalformedForm("The Content-Type names no boundary.")
        try:
            self._parser = MultipartParser(boundary, self._callbacks())
        except FormParserError as error:
            raise MalformedForm from error
        self._events: deque[FormEvent] = deque()
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._headers: dict[str, str] = {}
        self._part = ""
        self._is_file = False
        self._field = bytearray()
        self._parts = 0
        self._files = 0
        self._ended = False

    def feed(self, data: bytes) -> Iterator[FormEvent]:
        """Yields what `data` completes. DomainError where the form is not one we take."""
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise MalformedForm from error
        while self._events:
            yield self._events.popleft()

    def finish(self) -> None:
        """To be called at the body's end."""
        if not self._ended:
            raise MalformedForm("The form breaks off before its end.")
        if not self._files:
            raise FileMissing

    async def read(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[FormEvent]:
        """All events of a body."""
        async for chunk in chunks:
            for event in self.feed(chunk):
                yield event
        self.finish()

    def _callbacks(self) -> Any:
        return {
            "on_part_begin": self._part_begins,
            "on_header_field": self._header_name_arrives,
            "on_header_value": self._header_value_arrives,
            "on_header_end": self._header_ends,
            "on_headers_finished": self._headers_end,
            "on_part_data": self._data_arrives,
            "on_part_end": self._part_ends,
            "on_end": self._form_ends,
        }

    def _part_begins(self) -> None:
        self._parts += 1
        if self._parts > PARTS_LIMIT:
            raise MalformedForm("The form has too many fields.")
        self._headers.clear()
        self._field.clear()
        self._part = ""
        self._is_file = False

    def _header_name_arrives(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]

    def _header_value_arrives(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _header_ends(self) -> None:
        name = self._header_name.decode("latin-1").strip().lower()
        self._headers[name] = self._header_value.decode("latin-1")
        self._header_name.clear()
        self._header_value.clear()

    def _headers_end(self) -> None:
        disposition, options = parse_options_header(self._headers.get("content-disposition", ""))
        if disposition != b"form-data" or b"name" not in options:
            raise MalformedForm("A field of the form has no name.")
        self._part = options[b"name"].decode("utf-8", "replace")
        self._is_file = b"filename" in options
        if not self._is_file:
            return
        if self._part != _FILE:
            raise FileMissing("The form holds a file, but in another field than `file`.")
        self._files += 1
        if self._files > 1:
            raise TooManyFiles
        filename = options[b"filename"].decode("utf-8", "replace")
        kind, _ = parse_options_header(self._headers.get("content-type", ""))
        self._events.append(FileBegins(filename, kind.decode("latin-1")))

    def _data_arrives(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            for at in range(start, end, PIECE):
                self._events.append(Piece(data[at : min(at + PIECE, end)]))
            return
        if len(self._field) + end - start > FIELD_LIMIT:
            raise MalformedForm(f"A field of the form is longer than {FIELD_LIMIT} bytes.")
        self._field += data[start:end]

    def _part_ends(self) -> None:
        if self._is_file:
            return
        if self._part == _FILE:
            raise FileMissing("The form's field `file` is no file: it has no file name.")
        if self._part == _LINKEDIN:
            self._events.append(LinkedInUrl(self._field.decode("utf-8", "replace").strip()))

    def _form_ends(self) -> None:
        self._ended = True
