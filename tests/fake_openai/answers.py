"""What the fake answers: the status, the body, and how (badly) they are to be sent."""

from __future__ import annotations

import base64
import json
import re
import struct
from dataclasses import dataclass, field
from typing import Any

from tests.fake_openai import interview
from tests.fake_openai.conversation import said_of
from tests.fake_openai.modes import Mode
from tests.fake_openai.reading import instance, read, resume_in
from tests.fake_openai.stream import Stream
from tests.fake_openai.vectors import vector

_SCHEMA_IN_PROMPT = re.compile(r"valid by:\n(\{.*?\})(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `delivery` is a fault of sending, or empty; a `stream` replaces the body."""

    body: dict[str, Any] | str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    delivery: str = ""
    stream: Stream | None = None

    def content(self) -> bytes:
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


def error(status: int, message: str, code: str = "", param: str = "") -> Answer:
    """An error in the shape OpenAI gives it."""
    return Answer(
        {
            "error": {
                "message": message,
                "type": "fake",
                "code": code or None,
                "param": param or None,
            }
        },
        status,
    )


def chat(body: dict[str, Any], prompt: str, mode: Mode) -> Answer:
    """The answer to a chat request whose messages together are `prompt`."""
    if early := _common(mode) or _refused(body, prompt, mode):
        return early
    asked: dict[str, Any] = body.get("response_format") or {"type": "text"}
    spoken = mode.text if mode.text is not None else said_of(prompt)
    if body.get("stream") and not mode.ignore_stream:
        said = spoken if spoken is not None else json.dumps(_value(prompt, asked, mode))
        return Answer("", stream=Stream.of(said, mode, body, prompt), delivery=_delivery(mode))
    if asked["type"] == "text" and spoken is not None:
        content, reason = spoken, "length" if mode.fault == "length" else "stop"
    else:
        content, reason = _said(_value(prompt, asked, mode), asked, mode)
    message: dict[str, Any] = {"role": "assistant", "content": content}
    if mode.fault == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    reply: dict[str, Any] = {
        "id": "chatcmpl-fake",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
    }
    if mode.fault == "empty_choices":
        reply["choices"] = []
    if mode.usage:
        used = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(content or "") // 4}
        reply["usage"] = {**used, "total_tokens": sum(used.values())}
    return Answer(reply, delivery=_delivery(mode))


def _refused(body: dict[str, Any], prompt: str, mode: Mode) -> Answer | None:
    """What the mode's server does not take."""
    asked: dict[str, Any] = body.get("response_format") or {}
    if asked.get("type") in mode.refuse:
        return error(
            mode.refuse_status, "response_format is not supported", param="response_format"
        )
    if mode.refuse_temperature and "temperature" in body:
        return error(400, "temperature is not supported", param="temperature")
    if mode.refuse_stream_options and "stream_options" in body:
        return error(400, "Unrecognized request argument supplied: stream_options")
    if mode.window is not None and len(prompt) > mode.window:
        return error(400, "maximum context length exceeded", "context_length_exceeded")
    return None


def embeddings(body: dict[str, Any], mode: Mode) -> Answer:
    """The answer to an embeddings request."""
    if early := _common(mode):
        return early
    texts: list[str] = body["input"]
    if mode.max_inputs is not None and len(texts) > mode.max_inputs:
        return error(mode.refuse_status, "too many inputs")
    rows = [list(vector(text, mode.dimension)) for text in texts]
    if mode.fault == "mixed_dimension":
        rows[-1] = rows[-1][:-1]
    if mode.fault == "nan":
        rows[0][0] = float("nan")
    packed = mode.base64 or body.get("encoding_format") == "base64"
    data = [
        {"object": "embedding", "index": index, "embedding": _packed(row) if packed else row}
        for index, row in enumerate(rows)
    ]
    if mode.reordered:
        data.reverse()
    if mode.fault == "missing":
        data.pop()
    reply: dict[str, Any] = {"object": "list", "data": data, "model": body["model"]}
    if mode.usage:
        used = sum(len(text) for text in texts) // 4
        reply["usage"] = {"prompt_tokens": used, "total_tokens": used}
    return Answer(reply, delivery=_delivery(mode))


def _common(mode: Mode) -> Answer | None:
    if mode.fault == "status":
        answer = error(mode.status, "The fake was told to fail.", mode.code, mode.param)
        if mode.retry_after is not None:
            answer.headers["Retry-After"] = f"{mode.retry_after:g}"
        return answer
    if mode.fault == "html":
        return Answer("<html><body>Sign in</body></html>", headers={"Content-Type": "text/html"})
    if mode.fault == "error_200":
        return Answer({"error": {"message": "upstream failed", "code": mode.status}})
    return None


def _delivery(mode: Mode) -> str:
    return mode.fault if mode.fault in ("hang", "trickle", "reset", "huge", "packed") else ""


def _value(prompt: str, asked: dict[str, Any], mode: Mode) -> Any:
    """What is true of the resume in the prompt; else the plainest value of the schema."""
    if interview.wanted(prompt):
        return interview.interview(prompt, mode.fault)
    if (text := resume_in(prompt)) is not None:
        return read(text)
    if asked["type"] == "json_schema":
        return instance(asked["json_schema"]["schema"])
    found = _SCHEMA_IN_PROMPT.search(prompt)
    return instance(json.loads(found.group(1))) if found else {"text": "hello"}


def _said(value: Any, asked: dict[str, Any], mode: Mode) -> tuple[str | None, str]:
    """The content, in the dress the mode asks for, and the finish reason."""
    text = json.dumps(value, indent=1)
    faulty: dict[str, tuple[str | None, str]] = {
        "null_content": (None, "stop"),
        "filter": ("", "content_filter"),
        "length": (text[: len(text) // 2], "length"),
        "wrong": ('{"answer": 42}', "stop"),
        "prose": ("I would rather talk about it.", "stop"),
    }
    if mode.fault in faulty:
        return faulty[mode.fault]
    if asked["type"] in mode.ignore:
        return "Gladly! What would you like to know of this resume?", "stop"
    return _dressed(text, mode.dress), "stop"


def _dressed(text: str, dress: str) -> str:
    match dress:
        case "fence":
            return f"```json\n{text}\n```"
        case "trailing_comma":
            return text[: text.rindex("}")].rstrip() + ",\n}"
        case "prose":
            return f"Here is {{what}} you asked for:\n{text}\nLet me know {{if}} it helps!"
        case "thinking":
            return f'<think>Perhaps {{"name": "Nobody"}}?</think>\n{text}'
        case _:
            return text


def _packed(row: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode()
