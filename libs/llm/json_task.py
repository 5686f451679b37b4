"""Asking for validated JSON until there is some.

Servers differ in what they make of `response_format`: some keep to a schema, some refuse it, some
accept it and ignore it. So the form of a request is stepped down, and only an answer that
validates proves a form; a 200 proves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from libs.llm.answer import Answer, Message, Usage
from libs.llm.errors import ModelAnswerInvalid, ModelRequestRejected, ModelUnavailable
from libs.llm.json_answer import AnswerFault, parse_answer
from libs.llm.schema import strict_schema

if TYPE_CHECKING:
    from libs.llm.chat import ChatModel

T = TypeVar("T", bound=BaseModel)

_LONGEST_REPEAT = 20_000  # characters of a faulty answer shown back to the model
_SHORTER = (
    "Your answer was cut off because it was too long. Answer the same request again as one "
    "complete JSON object, much shorter: fewer entries in long lists, shorter texts and quotes."
)
_CUT = (
    "The model's answer was cut off twice for its length. Raise the server's limit on output "
    "or context, or set another model (OPENAI_MODEL); then try again."
)


class Form(StrEnum):
    """How the form of the answer is asked for, from the strictest down."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PROMPT = "prompt"

    @property
    def simpler(self) -> Form | None:
        return {Form.SCHEMA: Form.OBJECT, Form.OBJECT: Form.PROMPT}.get(self)


@dataclass(frozen=True, slots=True)
class Completion(Generic[T]):
    """A validated answer, what it cost in all, and the form of request that brought it."""

    value: T
    usage: Usage
    form: Form


class JsonTask(Generic[T]):
    """One call of `complete_json`: where it stands on the way down."""

    def __init__(
        self,
        model: ChatModel,
        messages: list[Message],
        schema: type[T],
        deadline: float,
        request_id: str,
    ) -> None:
        self._model = model
        self._messages = messages
        self._schema = schema
        self._json_schema = strict_schema(schema)
        self._deadline = deadline
        self._request_id = request_id
        self._form, self._proven = model.start()
        self._usage = Usage()
        self._said: list[Message] = []  # after a first answer: that answer, and what is wrong
        self._repaired = self._shortened = False

    async def run(self) -> Completion[T]:
        while True:
            answer = await self._ask()
            if answer is None:
                continue
            self._usage += answer.usage
            if answer.cut:
                self._shorten()
                continue
            try:
                value = parse_answer(answer.text, self._schema)
            except AnswerFault as fault:
                self._mend(answer.text, fault.faults)
                continue
            self._model.prove(self._form)
            return Completion(value, self._usage, self._form)

    async def _ask(self) -> Answer | None:
        """None where the form was refused and a simpler one is next."""
        simpler = self._form.simpler
        try:
            return await self._model.ask(
                self._instructed() + self._said,
                self._response_format(),
                self._deadline,
                request_id=self._request_id,
                # Some servers answer 500 to a form they don't know: don't insist on it.
                final=frozenset({500}) if simpler and not self._proven else frozenset(),
                more=2 if self._shortened else 1,
            )
        except ModelRequestRejected:
            if simpler is None:
                raise
        except ModelUnavailable as failure:
            if simpler is None or self._proven or failure.status != 500:
                raise
        self._form, self._proven = simpler, False
        return None

    def _shorten(self) -> None:
        if self._shortened:
            raise ModelAnswerInvalid(_CUT)
        self._shortened = True
        self._said = [{"role": "user", "content": _SHORTER}]

    def _mend(self, text: str, faults: list[str]) -> None:
        """Next: the same question in a simpler form, or once the faults shown to the model."""
        if self._form is Form.SCHEMA and not self._proven:
            self._form = Form.OBJECT
            return
        if self._repaired:
            self._model.forget()
            raise ModelAnswerInvalid
        self._repaired = True
        if not self._proven:
            self._form = Form.PROMPT
        wrong = "\n".join(f"- {fault}" for fault in faults)
        if text:
            self._said = [{"role": "assistant", "content": text[:_LONGEST_REPEAT]}]
        self._said.append(
            {
                "role": "user",
                "content": f"That is not the JSON object that was asked for:\n{wrong}\n"
                "Answer again with the whole corrected JSON object and nothing else.",
            }
        )

    def _response_format(self) -> dict[str, Any] | None:
        if self._form is Form.SCHEMA:
            name = self._schema.__name__
            schema = {"name": name, "strict": True, "schema": self._json_schema}
            return {"type": "json_schema", "json_schema": schema}
        return {"type": "json_object"} if self._form is Form.OBJECT else None

    def _instructed(self) -> list[Message]:
        """The messages, with the schema in words where the server is not given it."""
        if self._form is Form.SCHEMA:
            return self._messages
        schema = json.dumps(self._json_schema, separators=(",", ":"))
        rule = f"Answer with one JSON object, nothing before or after it, valid by:\n{schema}"
        first, rest = self._messages[0], self._messages[1:]
        # One system message: templates of local models often take no second one.
        return [{"role": first["role"], "content": f"{first['content']}\n\n{rule}"}, *rest]
