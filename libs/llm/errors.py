"""Failures of a model, in two families: wait and try again, or give up and say what to change.

`str(error)` is shown to whoever waits for the model's answer: it says what to do next, and never
holds an address, a key, or text of the resume. `code` is stable and becomes their error code.
"""

from __future__ import annotations

from typing import ClassVar


class ModelError(Exception):
    """Base of every failure of a model server."""

    code: ClassVar[str] = "model_unavailable"
    message: ClassVar[str] = "The model failed."
    transient: ClassVar[bool] = False

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


class ModelUnavailable(ModelError):
    """The server cannot answer now: try the whole job again later, without spending an attempt.

    `retry_after` is in seconds from now, None where the server did not say; `status` is the HTTP
    status, None where there was none (refused, reset, timed out, held back).
    """

    code = "model_unavailable"
    message = (
        "The model server is not answering. Check that it runs and that OPENAI_BASE_URL points at "
        "it; then try again."
    )
    transient = True

    def __init__(
        self,
        message: str | None = None,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.status = status


class ModelTimeout(ModelUnavailable):
    message = (
        "The model did not finish in time. If a local model is slow, raise MODEL_SECONDS or set a "
        "smaller one (OPENAI_MODEL); then try again."
    )


class ModelStalled(ModelTimeout):
    """A streamed answer that went silent in the middle."""

    message = "The model stopped in the middle of its answer. Ask again."


class ModelBrokenOff(ModelUnavailable):
    """A streamed answer whose connection ended in the middle."""

    message = "The model server broke off in the middle of its answer. Ask again."


class ModelRefused(ModelError):
    """The server will not answer this request, now or later."""

    code = "model_refused"
    message = (
        "The model refused to read this resume. Try another model (OPENAI_MODEL), or analyse "
        "with the builtin engine by leaving the key and base URL empty."
    )


class ModelAuthFailed(ModelRefused):
    code = "model_auth_failed"
    message = (
        "The model server rejected the API key. Check OPENAI_API_KEY, and that the key may use "
        "the model named by OPENAI_MODEL; then try again."
    )


class ModelNotFound(ModelRefused):
    code = "model_not_found"
    message = (
        "The model server does not know this model or address. Check OPENAI_MODEL, "
        "EMBEDDING_MODEL and OPENAI_BASE_URL (it usually ends in /v1); then try again."
    )


class ModelQuotaExhausted(ModelRefused):
    """Waiting does not help: the account has no credit left."""

    code = "model_quota_exhausted"
    message = (
        "The account of the API key has no credit left. Add credit or set another key; then try "
        "again."
    )


class ModelRequestRejected(ModelRefused):
    """HTTP 400, 422, 501: something in the request is not understood.

    Inside this package it moves the request to a simpler form; it only leaves the package when
    the simplest form is rejected too.
    """

    message = (
        "The model server rejected the request as malformed. Check that OPENAI_MODEL and "
        "EMBEDDING_MODEL name models of the right kind; then try again."
    )

    def __init__(self, message: str | None = None, parameter: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter  # the one the server names as the cause, where it does


class ModelAnswerInvalid(ModelError):
    """The server answers, but not with what was asked for, after every simpler way of asking."""

    code = "model_answer_invalid"
    message = (
        "The model did not answer in the form that was asked for, even when asked again. "
        "Set a more capable model (OPENAI_MODEL) and try again."
    )


class ModelContextExceeded(ModelAnswerInvalid):
    """The request is longer than the model's window (HTTP 413, or 400 with the code for it)."""

    message = (
        "The text is longer than the model can read. Set a model with a larger context window "
        "(OPENAI_MODEL) and try again."
    )
