"""Bytes of a body, cut anywhere, as events."""

from __future__ import annotations

from typing import Any

import pytest

from libs.llm import events
from libs.llm.errors import ModelAnswerInvalid, ModelBrokenOff, ModelUnavailable
from libs.llm.events import EventReader

EVENTS = [{"a": "ä日🦉"}, {"b": [1, 2]}, {"c": "two\nlines"}]


def read(body: bytes, step: int) -> list[dict[str, Any]]:
    reader = EventReader()
    found: list[dict[str, Any]] = []
    for start in range(0, len(body), step):
        found += reader.feed(body[start : start + step])
    return [*found, *reader.end()]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "body",
    [
        'data: {"a":"ä日🦉"}\n\ndata: {"b":[1,2]}\n\ndata: {"c":"two\\nlines"}\n\ndata: [DONE]\n\n',
        'data: {"a":"ä日🦉"}\r\n\r\ndata:{"b":[1,2]}\r\n\r\ndata: {"c":"two\\nlines"}\r\n\r\n',
        'data: {"a":"ä日🦉"}\r\rdata: {"b":[1,2]}\r\rdata: {"c":"two\\nlines"}\r\r',
        (
            '\ufeff\n\ndata: {"a":"ä日🦉"}\n\n: hi\n\ndata: {"b":\ndata: [1,\ndata: 2]}\n\n'
            'event: x\nid: 7\nretry: 10\ndata: {"c":"two\\nlines"}\n\n'
        ),
        # no blank lines, no last line end, fields nobody knows
        'data: {"a":"ä日🦉"}\ndata: {"b":[1,2]}\nfoo\nfoo: bar\ndata: {"c":"two\\nlines"}',
        (
            'data: {"a":"ä日🦉"}\n\ndata: {"b":[1,2]}\n\ndata: {"c":"two\\nlines"}\n\n'
            'data: [DONE]\n\ndata: {"never": 1}\n\n'
        ),
    ],
)
def test_events_are_the_same_however_they_are_cut(body: str, step: int) -> None:
    assert read(body.encode(), step) == EVENTS


@pytest.mark.parametrize("step", [1, 5, 1000])
def test_a_whole_object_is_one_event(step: int) -> None:
    assert read(b' \n{"choices":\n\n [1]}', step) == [{"choices": [1]}]


@pytest.mark.parametrize(
    "body",
    [
        b'error: {"code":500}\n\n',
        b'event: error\ndata: {"code":500}\n\n',
        b'event: error\ndata: {"error": {"code":500}}\n\n',
        b'data: {"error": {"code":500}}\n\n',
    ],
)
def test_errors_in_any_dress_are_errors(body: bytes) -> None:
    assert read(body, 1000) == [{"error": {"code": 500}}]


@pytest.mark.parametrize(
    "body", [b"", b"   \n", b"<html>", b"Not found", b"{broken", b": hi\n\n", b"[1]"]
)
def test_what_holds_no_event_is_no_answer(body: bytes) -> None:
    with pytest.raises(ModelUnavailable):
        read(body, 1000)


def test_an_event_that_is_no_json_breaks_it() -> None:
    with pytest.raises(ModelBrokenOff):
        read(b'data: {"a":1}\n\ndata: {"b"\n\n', 1000)


@pytest.mark.parametrize(
    "body", [b"data: " + b"x" * 2000, b"data: x\n" * 300, b'{"a": "' + b"x" * 2000 + b'"}']
)
def test_no_event_grows_without_end(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST_EVENT", 200)
    with pytest.raises(ModelAnswerInvalid):
        read(body, 50)
