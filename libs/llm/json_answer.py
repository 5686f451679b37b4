"""From what a model wrote to a validated object, forgiving the form but never the content.

Models wrap JSON in code fences or prose, think aloud before it, and leave trailing commas. All of
that is undone here; nothing is completed or guessed: an answer that was cut stays invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

T = TypeVar("T", bound=BaseModel)

MAX_CHARACTERS = 400_000
_MAX_STARTS = 20  # places in prose where an object may begin
_MAX_FAULTS = 20
_FENCE = re.compile(r"```[a-zA-Z0-9_-]*\s*\n?(.*?)```", re.DOTALL)
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_STRING_OR_BRACE = re.compile(_STRING + r"|[{}]", re.DOTALL)
_STRING_OR_COMMA = re.compile(_STRING + r"|,(?=\s*+[}\]])", re.DOTALL)


class AnswerFault(Exception):
    """The answer is not what was asked for. `faults` name places and rules, never values."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def parse_answer(text: str, schema: type[T]) -> T:
    """The first object in `text` that `schema` accepts. Raises AnswerFault where there is none."""
    if len(text) > MAX_CHARACTERS:
        raise AnswerFault([f"the answer is longer than {MAX_CHARACTERS} characters"])
    faults = ["the answer holds no JSON object"]
    fewest = _MAX_FAULTS + 1
    for found in _objects(text):
        try:
            return schema.model_validate(found)
        except ValidationError as error:
            # The candidate that came closest tells best what to mend.
            if error.error_count() < fewest or fewest > _MAX_FAULTS:
                fewest = error.error_count()
                faults = _named(error)
    raise AnswerFault(faults)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Objects in `text`: the whole of it, what is fenced, then what stands in prose."""
    _, thought, said = text.rpartition("</think>")
    candidates = [said if thought else text]
    candidates += [match.group(1) for match in _FENCE.finditer(candidates[0])]
    for candidate in candidates:
        if (found := _load(candidate.strip())) is not None:
            yield found
    yield from _in_prose(candidates[0])


def _in_prose(text: str) -> Iterator[dict[str, Any]]:
    """Each balanced `{…}` that parses, outermost first, at most `_MAX_STARTS` tried."""
    position = 0
    for _ in range(_MAX_STARTS):
        start = text.find("{", position)
        if start < 0:
            return
        end = _balanced_end(text, start)
        found = _load(text[start:end]) if end else None
        if found is not None:
            yield found
        position = end if end and found is not None else start + 1


def _balanced_end(text: str, start: int) -> int:
    """The offset past the brace that closes the one at `start`; 0 where none does."""
    depth = 0
    for match in _STRING_OR_BRACE.finditer(text, start):
        brace = match.group()
        depth += (brace == "{") - (brace == "}")
        if not depth:
            return match.end()
    return 0


def _load(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    for attempt in (text, None):
        try:
            value = from_json(_without_trailing_commas(text) if attempt is None else attempt)
        except ValueError:
            continue
        return cast("dict[str, Any]", value) if isinstance(value, dict) else None
    return None


def _without_trailing_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda match: "" if match.group() == "," else match.group(), text)


def _named(error: ValidationError) -> list[str]:
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return [
        f"{'.'.join(map(str, detail['loc'])) or 'the object'}: {detail['msg']}"
        for detail in details[:_MAX_FAULTS]
    ]
