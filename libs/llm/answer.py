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
    # A model's thoughts, by either name: never told, but a sign that it works.
    reasoning_content: Any = None
    reasoning: Any = None


class _WireChoice(BaseModel):
    message: _WireMessage
    finish_reason: str | None = None


class _WirePiece(BaseModel):
    """A choice of a streamed event, or of a whole answer although a stream was asked for."""

    delta: _WireMessage | None = None
    message: _WireMessage | None = None
    finish_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is empty where the server sent no choice, or none that can be read."""

    text: str
    cut: bool
    usage: Usage


def read_answer(reply: dict[str, Any], messages: Sequence[Message]) -> Answer:
    """What a completion says. Raises ModelRefused where the model or a filter declined."""
    try:
        choice = _WireChoice.model_validate(_first_choice(reply))
    except ValidationError:
        choice = _WireChoice(message=_WireMessage())
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise ModelRefused
    text = choice.message.content or ""
    usage = _counted(reply) or estimated(messages, len(text))
    return Answer(text, choice.finish_reason == "length", usage)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one event of a streamed answer brings: text, a thought (not kept), the end, a count."""

    text: str = ""
    thought: bool = False
    ends: bool = False
    cut: bool = False
    usage: Usage | None = None

    @property
    def tells(self) -> bool:
        return bool(self.text) or self.thought


def read_piece(event: dict[str, Any]) -> Piece:
    """What an event says. Raises ModelRefused where the model or a filter declined."""
    try:
        choice = _WirePiece.model_validate(_first_choice(event))
    except ValidationError:
        choice = _WirePiece()
    said = choice.delta or choice.message or _WireMessage()
    reason = choice.finish_reason
    if said.refusal or reason == "content_filter":
        raise ModelRefused
    return Piece(
        said.content or "",
        thought=bool(said.reasoning_content or said.reasoning),
        ends=bool(reason) or choice.message is not None,
        cut=reason == "length",
        usage=_counted(event),
    )


def estimated(messages: Sequence[Message], characters: int) -> Usage:
    """What an answer of so many characters cost, about."""
    asked = sum(len(message["content"]) for message in messages)
    per = _CHARACTERS_PER_TOKEN
    return Usage(-(-asked // per), -(-characters // per), 1, estimated=True)


def _first_choice(reply: dict[str, Any]) -> Any:
    choices = reply.get("choices")
    return cast("list[Any]", choices)[0] if isinstance(choices, list) and choices else None


def _counted(reply: dict[str, Any]) -> Usage | None:
    try:
        counted = _WireUsage.model_validate(reply.get("usage"))
    except ValidationError:
        return None
    return Usage(counted.prompt_tokens, counted.completion_tokens, 1)
