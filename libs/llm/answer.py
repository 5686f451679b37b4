"""One answer of a chat model, as the server sent it: its text, whether it was cut, what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, cast

from pydantic import BaseModel, Field, ValidationError

from libs.llm.errors import ModelRefused

_CHARACTERS_PER_TOKEN = 4  # where a server does not count


class Message(TypedDict):
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or more answers; `estimated` where any of them is our guess."""

    prompt: int = 0
    completion: int = 0
    answers: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompt + other.prompt,
            self.completion + other.completion,
            self.answers + other.answers,
            self.estimated or other.estimated,
        )


class _WireUsage(BaseModel):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _WireMessage(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _WireChoice(BaseModel):
    message: _WireMessage
    finish_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is empty where the server sent no choice, or none that can be read."""

    text: str
    cut: bool
    usage: Usage


def read_answer(reply: dict[str, Any], messages: Sequence[Message]) -> Answer:
    """What a completion says. Raises ModelRefused where the model or a filter declined."""
    choices = reply.get("choices")
    first = cast("list[Any]", choices)[0] if isinstance(choices, list) and choices else None
    try:
        choice = _WireChoice.model_validate(first)
    except ValidationError:
        choice = _WireChoice(message=_WireMessage())
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise ModelRefused
    text = choice.message.content or ""
    return Answer(text, choice.finish_reason == "length", _usage(reply, messages, text))


def _usage(reply: dict[str, Any], messages: Sequence[Message], text: str) -> Usage:
    try:
        counted = _WireUsage.model_validate(reply.get("usage"))
    except ValidationError:
        asked = sum(len(message["content"]) for message in messages)
        per = _CHARACTERS_PER_TOKEN
        return Usage(-(-asked // per), -(-len(text) // per), 1, estimated=True)
    return Usage(counted.prompt_tokens, counted.completion_tokens, 1)
