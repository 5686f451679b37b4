"""How operations document their failures, from the one table of `gateway.errors`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from gateway.errors import ANSWERS, MEDIA_TYPE

_SCHEMA = {"$ref": "#/components/schemas/Problem"}
_SIGNED_IN = ("NOT_AUTHENTICATED", "SESSION_INVALID", "CSRF_FAILED", "ORIGIN_NOT_ALLOWED")
_BODY = ("MALFORMED_BODY", "BODY_TIMEOUT", "BODY_TOO_LARGE")
_ALWAYS = ("MISDIRECTED_REQUEST", "INTERNAL", "SERVICE_UNAVAILABLE")

Responses = dict[int | str, dict[str, Any]]


def problems(*reasons: str, signed_in: bool = True, body: bool = False) -> Responses:
    """The `responses` of an operation that can fail for these reasons, by status."""
    named = [*reasons, *(_SIGNED_IN if signed_in else ()), *(_BODY if body else ()), *_ALWAYS]
    by_status: dict[int, list[str]] = defaultdict(list)
    for reason in dict.fromkeys(named):
        by_status[ANSWERS[reason].status].append(reason)
    return {status: _answer(status, found) for status, found in sorted(by_status.items())}


def _answer(status: int, reasons: list[str]) -> dict[str, Any]:
    description = "; ".join(f"{ANSWERS[r].title} (`{r.lower()}`)" for r in reasons)
    examples = {r.lower(): {"value": _example(status, r)} for r in reasons}
    answer: dict[str, Any] = {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": _SCHEMA, "examples": examples}},
    }
    if status in (429, 503):
        answer["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        }
    return answer


def _example(status: int, reason: str) -> dict[str, Any]:
    code = reason.lower()
    return {
        "type": f"urn:vitae:problem:{code}",
        "title": ANSWERS[reason].title,
        "status": status,
        "detail": f"{ANSWERS[reason].title}.",
        "instance": "/api/…",
        "code": code,
        "request_id": "0192f7c5d1b87a4c9d3e5f6a7b8c9d0e",
    }
