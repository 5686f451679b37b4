"""The OpenAPI document: what FastAPI derives, with what it can't know."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from gateway.models import Problem

_ABOUT = """\
Reads a resume, says what is in it with proof, and prepares its owner for interviews.

Scripts send `Authorization: Bearer <token>` with the token that `login` or `register` answers.
Pages use the HttpOnly cookie set by the same calls, and send `X-CSRF-Token` with every call that
changes something.

Errors are `application/problem+json` (RFC 9457) with a stable `code`. Lists are cursor pages. Times
are RFC 3339 in UTC. Live progress comes over the WebSocket `/ws`."""
_TAGS = [
    {"name": "auth", "description": "Accounts and sessions."},
    {"name": "uploads", "description": "Resumes as files."},
    {"name": "analysis", "description": "Jobs, and the profiles they end in."},
    {"name": "chat", "description": "Questions about a resume, and their answers."},
    {"name": "interview", "description": "Interview questions, made from a completed job."},
    {"name": "system", "description": "The server itself."},
]
_PUBLIC = frozenset({"register", "login", "livez", "readyz", "metrics"})


def document(app: FastAPI, cookie: str) -> dict[str, Any]:
    """Made once; it is the same for everybody."""
    if app.openapi_schema:
        return app.openapi_schema
    found = get_openapi(
        title="Vitae",
        version=app.version,
        description=_ABOUT,
        routes=app.routes,
        tags=_TAGS,
        servers=[{"url": "/"}],  # wherever the document came from
    )
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.update(_problem_schemas())
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "The token of a session."},
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "Set by `login` and `register`. Calls that change something also need "
            "the header X-CSRF-Token.",
        },
    }
    for operation in _operations(found):
        if operation["operationId"] not in _PUBLIC:
            operation["security"] = [{"bearer": []}, {"cookie": []}]
    app.openapi_schema = found
    return found


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), "Problem": schema}


def _operations(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        operation
        for path in found["paths"].values()
        for method, operation in path.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
