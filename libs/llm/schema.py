"""The JSON Schema of an answer, in the strict subset that structured output asks for."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from pydantic import BaseModel

# Without meaning for the model, or outside the strict subset.
_DROPPED = ("title", "default")


@cache
def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Every property required, none besides, references written out (some servers know no `$ref`).

    The model must not refer to itself. The answer is shared: nobody may change it.
    """
    schema = model.model_json_schema()
    return _strict(schema, cast("dict[str, Any]", schema.get("$defs", {})))


def _strict(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    if isinstance(reference, str):
        target = cast("dict[str, Any]", definitions[reference.rpartition("/")[2]])
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    result: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            fields = cast("dict[str, dict[str, Any]]", value)
            result[key] = {name: _strict(field, definitions) for name, field in fields.items()}
        elif key not in (*_DROPPED, "$defs"):
            result[key] = _value(value, definitions)
    if "properties" in result:
        result["required"] = list(result["properties"])
        result["additionalProperties"] = False
    return result


def _value(value: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return _strict(cast("dict[str, Any]", value), definitions)
    if isinstance(value, list):
        return [_value(item, definitions) for item in cast("list[Any]", value)]
    return value
