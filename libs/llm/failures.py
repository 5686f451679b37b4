"""What the SDK raises, or a server says instead of an answer, as the failures of errors.py."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, cast

from openai import APIStatusError, OpenAIError

from libs.llm.errors import (
    ModelAuthFailed,
    ModelContextExceeded,
    ModelError,
    ModelNotFound,
    ModelQuotaExhausted,
    ModelRefused,
    ModelRequestRejected,
    ModelUnavailable,
)

LONGEST_RETRY_AFTER_S = 3600.0
_TRANSIENT = frozenset({408, 409, 425, 429})
_CONTEXT = re.compile(
    r"context[ _](length|window|size)|maximum context|too many tokens|prompt is too long|"
    r"input (is )?too (long|large)|reduce the length",
    re.IGNORECASE,
)

# Some servers say 400 where others say 404 or 401.
_NO_MODEL = re.compile(
    r"invalid model name|unknown model|no such model|"
    r"\bmodel\b[^.\n]{0,80}\b(not found|does not exist|not available)",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"invalid_api_key|authentication|no_db_connection")  # the last is LiteLLM's


def from_sdk(error: OpenAIError) -> ModelError:
    """The failure that `error` is. What goes wrong with a connection is transient."""
    if isinstance(error, APIStatusError):
        return from_status(error.status_code, error.body, error.response.headers)
    return ModelUnavailable()


def from_status(status: int, body: object, headers: Mapping[str, str]) -> ModelError:
    """The failure that an HTTP status and the error object in its body are."""
    code, parameter, message = _error_fields(body)
    if status == 402 or "insufficient_quota" in code:
        return ModelQuotaExhausted()
    if status in _TRANSIENT or (status >= 500 and status != 501):
        return ModelUnavailable(retry_after=retry_after(headers), status=status)
    if status in (401, 403, 407):
        return ModelAuthFailed()
    if "model_not_found" in code or status in (404, 405, 410) or 300 <= status < 400:
        return ModelNotFound()
    return _of_request(status, code, parameter, message)


def _of_request(status: int, code: str, parameter: str, message: str) -> ModelError:
    """The failure of a request that a working server declines for what is in it."""
    if "content_filter" in code or "content_policy" in code:
        return ModelRefused()
    if _NO_KEY.search(code):
        return ModelAuthFailed()
    if _NO_MODEL.search(message):
        return ModelNotFound()
    if status == 413 or "context_length" in code or _CONTEXT.search(message):
        return ModelContextExceeded()
    return ModelRequestRejected(parameter=parameter)


def from_error_object(error: object) -> ModelError:
    """The failure in a body `{"error": …}` that came with status 200."""
    status: object = None
    if isinstance(error, dict):
        status = cast("dict[str, object]", error).get("code")
    body: object = cast("object", error)
    if isinstance(status, str) and status.isdecimal():
        status = int(status)
    if isinstance(status, int) and 300 <= status < 600:
        return from_status(status, body, {})
    failure = from_status(400, body, {})
    return ModelUnavailable() if isinstance(failure, ModelRequestRejected) else failure


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from `retry-after-ms` or `Retry-After` (seconds or a date), 0 to 3600."""
    for name, per_second in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            seconds = float(value) / per_second
        except ValueError:
            try:
                seconds = parsedate_to_datetime(value).timestamp() - time.time()
            except (ValueError, OverflowError):
                continue
        if not math.isnan(seconds):
            return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_S)
    return None


def _error_fields(body: object) -> tuple[str, str, str]:
    """Code and type, parameter, message: the empty string for what is missing."""
    if not isinstance(body, dict):
        return "", "", str(body or "")[:2000]
    fields = cast("dict[str, Any]", body)
    inner: Any = fields.get("error")
    if isinstance(inner, dict):
        fields = cast("dict[str, Any]", inner)
        inner = None
    code = f"{fields.get('code') or ''} {fields.get('type') or ''}".lower()
    message: object = fields.get("message") or fields.get("detail") or inner or ""
    return code, str(fields.get("param") or ""), str(message)[:2000]
