"""The document a client can be generated from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from gateway.errors import ANSWERS
from tests.unit.gateway.conftest import Running

PUBLIC = {"register", "login", "livez", "readyz", "metrics"}
# Every row of the product's tables that is open by now.
OPERATIONS = {
    ("POST", "/api/auth/register"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/logout"),
    ("GET", "/api/auth/me"),
    ("GET", "/api/auth/sessions"),
    ("DELETE", "/api/auth/sessions/{session_id}"),
    ("POST", "/api/auth/password"),
    ("DELETE", "/api/auth/account"),
    ("POST", "/api/upload"),
    ("GET", "/api/chat/messages"),
    ("GET", "/api/uploads"),
    ("GET", "/api/uploads/{upload_id}"),
    ("GET", "/api/uploads/{upload_id}/file"),
    ("DELETE", "/api/uploads/{upload_id}"),
    ("POST", "/api/analysis/jobs"),
    ("GET", "/api/analysis/jobs"),
    ("GET", "/api/analysis/jobs/{job_id}"),
    ("POST", "/api/analysis/retry-job"),
    ("POST", "/api/analysis/jobs/{job_id}/cancel"),
    ("GET", "/api/analysis/profile"),
    ("POST", "/api/analysis/interview-questions"),
    ("GET", "/api/analysis/interview-questions"),
    ("GET", "/api/analysis/interview-questions/sets"),
    ("GET", "/api/analysis/export"),
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
}


@pytest.fixture
async def document(running: Running) -> dict[str, Any]:
    found: dict[str, Any] = (await running.http.get("/openapi.json")).json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


async def test_a_generated_client_sends_a_file_as_bytes(document: dict[str, Any]) -> None:
    body = document["paths"]["/api/upload"]["post"]["requestBody"]["content"]
    file = body["multipart/form-data"]["schema"]["properties"]["file"]
    assert (file["type"], file["format"]) == ("string", "binary")


async def test_every_call_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert {(method, path) for method, path, _ in operations(document)} == OPERATIONS
    ids = [operation["operationId"] for *_, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    for method, path, operation in operations(document):
        assert operation["summary"], (method, path)
        assert operation["tags"], (method, path)
        secured = operation["operationId"] not in PUBLIC
        assert bool(operation.get("security")) is secured
        assert ("401" in operation["responses"]) is secured or path == "/api/auth/login"


async def test_every_answer_has_a_shape(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        for status, answer in operation["responses"].items():
            assert answer["description"], (method, path, status)
            if int(status) >= 400 and path != "/readyz":
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
                for example in content["examples"].values():
                    assert example["value"]["status"] == int(status)
                assert "application/json" not in answer["content"]
            elif status != "204":
                assert next(iter(answer["content"].values()))["schema"], (method, path, status)


async def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    def references(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            found = cast("dict[str, Any]", node)
            if isinstance(reference := found.get("$ref"), str):
                yield reference
            for value in found.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in cast("list[Any]", node):
                yield from references(value)

    schemas = document["components"]["schemas"]
    used = {reference.removeprefix("#/components/schemas/") for reference in references(document)}
    assert used <= set(schemas)
    assert {"Profile", "Evidence", "Question", "JobInfo", "Problem", "FieldError"} <= set(schemas)
    assert "HTTPValidationError" not in schemas


async def test_how_to_sign_in(document: dict[str, Any]) -> None:
    schemes = document["components"]["securitySchemes"]
    assert schemes["bearer"]["scheme"] == "bearer"
    assert (schemes["cookie"]["in"], schemes["cookie"]["name"]) == ("cookie", "__Host-vitae")


async def test_the_form_is_described(document: dict[str, Any]) -> None:
    body = document["paths"]["/api/upload"]["post"]["requestBody"]
    form = body["content"]["multipart/form-data"]["schema"]
    assert form["required"] == ["file"]
    assert set(form["properties"]) == {"file", "linkedin_url"}


def test_a_documented_code_is_one_of_the_table() -> None:
    assert all(code == code.upper() for code in ANSWERS)
