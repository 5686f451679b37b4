"""What counts as an answer, and what does not."""

from __future__ import annotations

import time

import pytest
from pydantic import BaseModel

from libs.llm.json_answer import MAX_CHARACTERS, AnswerFault, parse_answer
from libs.llm.schema import strict_schema


class Inner(BaseModel):
    title: str
    year: int | None = None


class Outer(BaseModel):
    """An answer."""

    name: str
    items: list[Inner] = []


GOOD = '{"name": "a, }", "items": [{"title": "b", "year": 1}]}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  \n{GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n``` and more",
        f"Sure! Here it is: {GOOD} Anything else?",
        f'Like {{this}}, or {{"name": 3}}: {GOOD}',
        f'<think>{{"name": "draft"}}</think>{GOOD}',
        '{"name": "a, }", "items": [{"title": "b", "year": 1,},],}',
        '{"name": "a, }", "extra": "ignored", "items": [{"title": "b", "year": 1 , } ] }',
    ],
)
def test_forgives_the_form(text: str) -> None:
    assert parse_answer(text, Outer) == Outer(name="a, }", items=[Inner(title="b", year=1)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        GOOD[:-10],
        "[" + GOOD + "]]",
        '"{}"',
        "{" * 100_000,
        '{"name": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"items": []}',
        '{"name": null}',
        'null {"name"}',
    ],
)
def test_never_completes_or_guesses(text: str) -> None:
    if text.startswith("["):  # an object inside a list is still an object in prose
        assert parse_answer(text, Outer).name
        return
    with pytest.raises(AnswerFault) as failed:
        parse_answer(text, Outer)
    assert failed.value.faults


def test_faults_name_places_and_no_values() -> None:
    with pytest.raises(AnswerFault) as failed:
        parse_answer('{"name": "n", "items": [{"title": ["secret"]}]}', Outer)
    assert "items.0.title" in str(failed.value)
    assert "secret" not in str(failed.value)


@pytest.mark.parametrize("piece", ["{", '{"', '{"a":', "}{", '"\\', "```{", "{},", "<think>{"])
def test_takes_little_time_whatever_the_text(piece: str) -> None:
    text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    started = time.process_time()
    with pytest.raises(AnswerFault):
        parse_answer(text, Outer)
    assert time.process_time() - started < 3.0
    with pytest.raises(AnswerFault, match="longer"):
        parse_answer(text + " ", Outer)


def test_a_strict_schema_has_no_references_and_requires_everything() -> None:
    assert strict_schema(Outer) == {
        "type": "object",
        "description": "An answer.",
        "properties": {
            "name": {"type": "string"},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "title": {"type": "string"},
                        "year": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    },
                    "required": ["title", "year"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["name", "items"],
        "additionalProperties": False,
    }
