"""Failures as HTTP answers: one table from reason to status and title, one shape (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson
from starlette.responses import Response

from libs.rpc.errors import DomainError, Kind
from libs.runtime.context import request_id

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reason becomes."""

    status: int
    title: str


ANSWERS: Mapping[str, Answer] = {
    # who calls
    "NOT_AUTHENTICATED": Answer(401, "Sign in first"),
    "UNAUTHENTICATED": Answer(401, "Sign in first"),
    "SESSION_INVALID": Answer(401, "The session has ended"),
    "INVALID_CREDENTIALS": Answer(401, "Email or password is wrong"),
    "CSRF_FAILED": Answer(403, "The CSRF token is missing or wrong"),
    "ORIGIN_NOT_ALLOWED": Answer(403, "The page is not one of ours"),
    "NOT_PERMITTED": Answer(403, "Not permitted"),
    "SIGN_UP_CLOSED": Answer(403, "Sign-up is closed"),
    "WRONG_PASSWORD": Answer(403, "The current password is wrong"),
    # what was asked for
    "NOT_FOUND": Answer(404, "Not found"),
    "UPLOAD_NOT_FOUND": Answer(404, "No such upload"),
    "JOB_NOT_FOUND": Answer(404, "No such job"),
    "SESSION_NOT_FOUND": Answer(404, "No such session"),
    "MESSAGE_NOT_FOUND": Answer(404, "No such message"),
    "QUESTION_SET_NOT_FOUND": Answer(404, "No such set of questions"),
    "METHOD_NOT_ALLOWED": Answer(405, "Method not allowed"),
    "MISDIRECTED_REQUEST": Answer(421, "Not a name of this server"),
    # state in the way
    "EMAIL_TAKEN": Answer(409, "The email is taken"),
    "JOB_NOT_FAILED": Answer(409, "The job has not failed"),
    "JOB_FINISHED": Answer(409, "The job has ended"),
    "JOB_NOT_COMPLETED": Answer(409, "The job has not completed"),
    "TOO_MANY_JOBS_OF_A_FILE": Answer(409, "The file has enough jobs"),
    "RETRIES_EXHAUSTED": Answer(409, "No retries left"),
    "QUESTION_SETS_UNDER_WAY": Answer(409, "Enough sets are being made"),
    "IDEMPOTENCY_KEY_REUSED": Answer(409, "The Idempotency-Key was used before"),
    "QUOTA_EXCEEDED": Answer(409, "No room left"),
    # what was sent
    "INVALID_ARGUMENT": Answer(422, "The request is not valid"),
    "INVALID_REQUEST": Answer(422, "The request is not valid"),
    "EMAIL_INVALID": Answer(422, "Not an email address"),
    "PASSWORD_UNFIT": Answer(422, "The password does not fit"),
    "NAME_INVALID": Answer(422, "The name does not fit"),
    "LINKEDIN_URL_INVALID": Answer(422, "Not a LinkedIn profile"),
    "BAD_MESSAGE": Answer(422, "The message is not valid"),
    "EXPORT_TOO_LARGE": Answer(422, "The file would be too large"),
    "EXPORT_NAME_UNKNOWN": Answer(422, "There is no name to hide"),
    "MALFORMED_BODY": Answer(400, "The body cannot be read"),
    "MALFORMED_FORM": Answer(400, "The form cannot be read"),
    "FILE_MISSING": Answer(400, "The form holds no file"),
    "TOO_MANY_FILES": Answer(400, "The form holds several files"),
    "FILE_EMPTY": Answer(400, "The file is empty"),
    "BODY_TIMEOUT": Answer(408, "The body came too slowly"),
    "UPLOAD_TOO_SLOW": Answer(408, "The file came too slowly"),
    "BODY_TOO_LARGE": Answer(413, "The body is too large"),
    "FILE_TOO_LARGE": Answer(413, "The file is too large"),
    "UNSUPPORTED_MEDIA_TYPE": Answer(415, "The body is of another type"),
    "UNSUPPORTED_FILE_TYPE": Answer(415, "Not a PDF, DOC or DOCX file"),
    # capacity
    "RATE_LIMITED": Answer(429, "Too many requests"),
    "TOO_MANY_TRIES": Answer(429, "Too many tries"),
    "TOO_MANY_UPLOADS_AT_ONCE": Answer(429, "Too many uploads at once"),
    "TOO_MANY_ANSWERS": Answer(429, "Too many answers at once"),
    "TOO_MANY_EXPORTS_AT_ONCE": Answer(429, "Too many exports at once"),
    "INTERNAL": Answer(500, "Something went wrong"),
    "NOT_AVAILABLE": Answer(501, "Not available yet"),
    "SERVICE_UNAVAILABLE": Answer(503, "Temporarily unavailable"),
    "QUEUE_UNAVAILABLE": Answer(503, "Temporarily unavailable"),
    "SIGN_IN_BUSY": Answer(503, "Temporarily unavailable"),
    "UPLOAD_BUSY": Answer(503, "Temporarily unavailable"),
    "EMBEDDING_UNAVAILABLE": Answer(503, "Temporarily unavailable"),
    "EXPORT_BUSY": Answer(503, "Temporarily unavailable"),
    "EXPORT_TIMED_OUT": Answer(503, "The file took too long"),
    "EXPORT_FAILED": Answer(503, "The file could not be made"),
}

# For a reason that stands in no row above: its kind still says enough.
_BY_KIND: Mapping[Kind, str] = {
    Kind.INVALID: "INVALID_ARGUMENT",
    Kind.UNAUTHENTICATED: "UNAUTHENTICATED",
    Kind.FORBIDDEN: "NOT_PERMITTED",
    Kind.NOT_FOUND: "NOT_FOUND",
    Kind.EXISTS: "EMAIL_TAKEN",
    Kind.CONFLICT: "JOB_NOT_COMPLETED",
    Kind.EXHAUSTED: "RATE_LIMITED",
    Kind.UNAVAILABLE: "SERVICE_UNAVAILABLE",
    Kind.UNIMPLEMENTED: "NOT_AVAILABLE",
    Kind.INTERNAL: "INTERNAL",
}
_BY_STATUS: Mapping[int, str] = {
    400: "MALFORMED_BODY",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "BODY_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
}
_CONFLICT = Answer(409, "In conflict with the present state")


def answer_to(error: DomainError) -> Answer:
    """The row of an error's reason, or of its kind."""
    if found := ANSWERS.get(error.reason):
        return found
    if error.kind in (Kind.EXISTS, Kind.CONFLICT):
        return _CONFLICT
    return ANSWERS[_BY_KIND[error.kind]]


class NotAuthenticated(DomainError):
    kind = Kind.UNAUTHENTICATED
    reason = "NOT_AUTHENTICATED"
    message = "Sign in, then send the token as `Authorization: Bearer …`."


class CsrfFailed(DomainError):
    kind = Kind.FORBIDDEN
    reason = "CSRF_FAILED"
    message = "Calls that change something need the header X-CSRF-Token when they carry the cookie."


class OriginNotAllowed(DomainError):
    kind = Kind.FORBIDDEN
    reason = "ORIGIN_NOT_ALLOWED"
    message = "The request comes from a page of another site."


class Misdirected(DomainError):
    kind = Kind.INVALID
    reason = "MISDIRECTED_REQUEST"
    message = (
        "The request is addressed to a name this server does not go by. "
        "Its operator sets PUBLIC_URL or ALLOWED_HOSTS."
    )


class MalformedForm(DomainError):
    kind = Kind.INVALID
    reason = "MALFORMED_FORM"
    message = "The body is not a well-formed multipart/form-data form."


class FileMissing(DomainError):
    kind = Kind.INVALID
    reason = "FILE_MISSING"
    message = "Send the resume as a file in the form field `file`."


class TooManyFiles(DomainError):
    kind = Kind.INVALID
    reason = "TOO_MANY_FILES"
    message = "Send one file a request."


class BodyTimeout(DomainError):
    kind = Kind.INVALID
    reason = "BODY_TIMEOUT"
    message = "The body did not arrive in time."


class BodyTooLarge(DomainError):
    kind = Kind.INVALID
    reason = "BODY_TOO_LARGE"

    def __init__(self, most: int) -> None:
        super().__init__(f"The body is larger than the {most / 1024:g} KB that this call accepts.")


class FileTooLarge(DomainError):
    kind = Kind.INVALID
    reason = "FILE_TOO_LARGE"

    def __init__(self, most: int) -> None:
        super().__init__(f"The file is larger than {most / 1024 / 1024:g} MB.")


class NotMultipart(DomainError):
    kind = Kind.INVALID
    reason = "UNSUPPORTED_MEDIA_TYPE"
    message = "Send the file as multipart/form-data."


class RateLimited(DomainError):
    """`policy`, `remaining` and `reset` (seconds) describe the limit that was hit."""

    kind = Kind.EXHAUSTED
    reason = "RATE_LIMITED"
    message = "Too many requests. Wait a moment before the next one."


class InvalidRequest(DomainError):
    kind = Kind.INVALID
    reason = "INVALID_REQUEST"
    message = "Parts of the request are missing or wrong; `errors` names them."


class HttpError(DomainError):
    """A failure the framework found: no such path, no such method."""

    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.reason = _BY_STATUS.get(status, "INVALID_REQUEST")  # pyright: ignore[reportAttributeAccessIssue]


def problem(
    error: DomainError,
    path: str,
    *,
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to an error. `errors` names the fields at fault."""
    answer = answer_to(error)
    code = error.reason.lower()
    body: dict[str, Any] = {
        "type": f"urn:vitae:problem:{code}",
        "title": answer.title,
        "status": answer.status,
        "detail": str(error),
        "instance": path,
        "code": code,
        "request_id": request_id.get(),
    }
    if found := list(errors):
        body["errors"] = found
    return Response(
        orjson.dumps(body),
        status_code=answer.status,
        media_type=MEDIA_TYPE,
        headers={**_headers(answer.status, error.details), **(headers or {})},
    )


def _headers(status: int, details: Mapping[str, str]) -> dict[str, str]:
    """What a client's library acts upon without reading the body."""
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="vitae"'}
    if status == 503:
        return {"Retry-After": details.get("retry_after", "2")}
    if status != 429:
        return {}
    wait = details.get("retry_after", "60")
    headers = {"Retry-After": wait}
    if policy := details.get("policy"):
        name = policy.partition(";")[0]
        headers["RateLimit-Policy"] = policy
        headers["RateLimit"] = f"{name};r={details.get('remaining', '0')};t={wait}"
    return headers
