"""Server-sent events as servers really send them: bytes in, JSON objects out.

Kept to: any line end, data fields of many lines, comments, characters cut across packets.
Forgiven: no blank line between events, no `[DONE]`, an `error:` field, and a server that answers
with one JSON object although a stream was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from pydantic_core import from_json

from libs.llm.errors import ModelAnswerInvalid, ModelBrokenOff, ModelUnavailable

LONGEST_EVENT = 1024 * 1024  # bytes; also of a whole answer that is not streamed
_LINE_END = re.compile(rb"\r\n?|\n")
_BOM = b"\xef\xbb\xbf"
_TOO_LONG = "The model's answer holds a piece that is larger than any piece of an answer can be."


class EventReader:
    """Reads one body. `done` once `[DONE]` has come: nothing after it counts."""

    def __init__(self) -> None:
        self.done = False
        self._whole: bytearray | None = None  # a body that is one JSON object
        self._begun = False
        self._line = bytearray()
        self._after_return = False
        self._name = b""
        self._data: list[bytes] = []
        self._size = 0
        self._found = False

    def feed(self, piece: bytes) -> Iterator[dict[str, Any]]:
        """The events that `piece` completes. Raises ModelError where it can't be any."""
        if self.done:
            return
        if not self._begun:
            piece = piece.removeprefix(_BOM).lstrip()
            if not piece:
                return
            self._begun = True
            if piece.startswith(b"<"):
                raise ModelUnavailable(status=200)  # a proxy's page
            if piece.startswith((b"{", b"[")):
                self._whole = bytearray()
        if self._whole is not None:
            self._whole += piece
            _bounded(len(self._whole))
            return
        for line in self._lines(piece):
            yield from self._take(line)
            if self.done:
                return

    def end(self) -> Iterator[dict[str, Any]]:
        """What the end of the body completes. Raises ModelUnavailable where it held no event."""
        if self._whole is not None:
            if (answer := _object(bytes(self._whole))) is None:
                raise ModelUnavailable(status=200)
            self._found = True
            yield answer
        elif not self.done:
            yield from self._take(bytes(self._line))
            yield from self._take(b"")
        if not self._found:
            raise ModelUnavailable(status=200)

    def _lines(self, piece: bytes) -> Iterator[bytes]:
        if self._after_return and piece.startswith(b"\n"):
            piece = piece[1:]  # the second half of a CRLF
            self._after_return = False
        if piece:
            self._after_return = piece.endswith(b"\r")
        *ended, rest = _LINE_END.split(piece)
        for part in ended:
            self._line += part
            _bounded(len(self._line))
            line = bytes(self._line)
            self._line.clear()
            yield line
        self._line += rest
        _bounded(len(self._line))

    def _take(self, line: bytes) -> Iterator[dict[str, Any]]:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        match field:
            case b"data":
                self._data.append(value)
                self._size += len(value)
                _bounded(self._size)
                if len(self._data) == 1:
                    yield from self._complete()
            case b"event":
                self._name = value
            case b"error":
                self._name, self._data = b"error", [value]
                yield from self._complete(ended=True)
            case b"" if not line:
                yield from self._complete(ended=True)
            case _:
                pass  # a comment, or a field that says nothing here

    def _complete(self, *, ended: bool = False) -> Iterator[dict[str, Any]]:
        """The event of the data so far, if it is one; it has to be where it has `ended`."""
        data = b"\n".join(self._data).strip()
        event = _object(data)
        if data.startswith(b"[DONE]"):
            self._found = self.done = True
        elif self._name == b"error" and (event is not None or (data and ended)):
            said = event.get("error", event) if event else data.decode(errors="replace")
            self._found = True
            yield {"error": said}
        elif event is not None:
            self._found = True
            yield event
        elif not ended:
            return
        elif data:
            raise ModelBrokenOff
        self._data.clear()
        self._size = 0
        self._name = b""


def _object(data: bytes) -> dict[str, Any] | None:
    """The JSON object in `data`; None where it is none."""
    try:
        value = from_json(data.decode(errors="replace"))
    except ValueError:
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _bounded(size: int) -> None:
    if size > LONGEST_EVENT:
        raise ModelAnswerInvalid(_TOO_LONG)
