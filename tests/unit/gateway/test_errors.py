"""Every failure a service can report becomes the right answer, and nothing else gets out."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import orjson
import pytest

from gateway.errors import ANSWERS, RateLimited, answer_to, problem
from gateway.live.closing import TOO_MANY
from libs.llm import errors as of_models
from libs.llm.errors import ModelError
from libs.rpc.errors import DomainError, Kind, RemoteError
from libs.runtime.context import request_id

# Reasons of calls between services, which no client makes.
_INSIDE = {"IDENTITY_MISSING"}


def raised_by_services() -> list[type[DomainError]]:
    found: list[type[DomainError]] = []
    for name in ("auth", "upload", "analysis", "export", "chat"):
        module = importlib.import_module(f"services.{name}.errors")
        found += [
            each
            for each in vars(module).values()
            if isinstance(each, type)
            and issubclass(each, DomainError)
            and each.__module__ == module.__name__
        ]
    return found


@pytest.mark.parametrize("error", raised_by_services(), ids=lambda error: error.reason)
def test_every_reason_of_a_service_has_its_row(error: type[DomainError]) -> None:
    assert error.reason in ANSWERS or error.reason in _INSIDE
    status = ANSWERS[error.reason].status
    family = {
        Kind.UNAUTHENTICATED: {401},
        Kind.FORBIDDEN: {403},
        Kind.NOT_FOUND: {404},
        Kind.EXISTS: {409},
        Kind.CONFLICT: {409},
        Kind.EXHAUSTED: {409, 429},
        Kind.UNAVAILABLE: {503},
        Kind.INVALID: {400, 408, 413, 415, 422},
    }
    assert status in family[error.kind]


@pytest.mark.parametrize("error", raised_by_services(), ids=lambda error: error.reason)
def test_what_is_missing_or_in_the_way_comes_with_a_next_step(error: type[DomainError]) -> None:
    if error.kind in (Kind.NOT_FOUND, Kind.CONFLICT) and ".auth." not in error.__module__:
        happened, _, step = error.message.partition(". ")
        assert happened
        assert step.endswith(".")


@pytest.mark.parametrize("reason", ["JOB_NOT_FOUND", "UPLOAD_NOT_FOUND"])
def test_what_does_not_exist_is_told_alike_by_every_service(reason: str) -> None:
    """Who knows it and who does not is not to be told from the words."""
    assert len({error.message for error in raised_by_services() if error.reason == reason}) == 1


def test_what_broke_off_an_answer_or_a_connection_comes_with_a_next_step() -> None:
    erased = importlib.import_module("services.chat.errors").ERASED.message
    too_many = orjson.loads(TOO_MANY.told)["content"]
    assert [text.count(". ") for text in (erased, too_many)] == [1, 1]


@pytest.mark.parametrize("kind", list(Kind))
def test_an_unknown_reason_is_answered_by_its_kind(kind: Kind) -> None:
    answer = answer_to(RemoteError(kind, "SOMETHING_NEW", "What happened.", {}))
    assert 400 <= answer.status < 600
    if kind in (Kind.EXISTS, Kind.CONFLICT):
        assert answer.status == 409


def test_the_shape_of_a_problem() -> None:
    request_id.set("abcdef0123456789")
    error = RemoteError(Kind.CONFLICT, "JOB_NOT_FAILED", "Only a failed job.", {"secret": "x"})
    response = problem(error, "/api/analysis/retry-job")
    assert response.status_code == 409
    assert response.media_type == "application/problem+json"
    assert orjson.loads(response.body) == {
        "type": "urn:vitae:problem:job_not_failed",
        "title": "The job has not failed",
        "status": 409,
        "detail": "Only a failed job.",
        "instance": "/api/analysis/retry-job",
        "code": "job_not_failed",
        "request_id": "abcdef0123456789",
    }


def test_a_limit_says_when_to_come_back() -> None:
    error = RateLimited(retry_after="17", policy='"jobs";q=60;w=60', remaining="0")
    headers = problem(error, "/").headers
    assert headers["retry-after"] == "17"
    assert headers["ratelimit-policy"] == '"jobs";q=60;w=60'
    assert headers["ratelimit"] == '"jobs";r=0;t=17'


def test_other_headers_a_client_acts_upon() -> None:
    unauthenticated = RemoteError(Kind.UNAUTHENTICATED, "SESSION_INVALID", "", {})
    assert problem(unauthenticated, "/").headers["www-authenticate"].startswith("Bearer")
    away = RemoteError(Kind.UNAVAILABLE, "SIGN_IN_BUSY", "", {"retry_after": "3"})
    assert problem(away, "/").headers["retry-after"] == "3"


def test_an_unexpected_error_tells_nothing() -> None:
    body = orjson.loads(problem(DomainError(), "/").body)
    assert (body["status"], body["code"]) == (500, "internal")


# --- what is said of an answer that a model failed to give ----------------------------------------

SAID: Mapping[str, str] = importlib.import_module("services.chat.errors").OF_MODEL


def raised_by_models() -> list[type[ModelError]]:
    known = vars(of_models).values()
    return [each for each in known if isinstance(each, type) and issubclass(each, ModelError)]


@pytest.mark.parametrize("error", raised_by_models(), ids=lambda error: error.__name__)
def test_chat_has_words_of_its_own_for_every_failure_of_a_model(error: type[ModelError]) -> None:
    assert error.code in SAID


@pytest.mark.parametrize(
    ("error", "ways"),
    [
        (of_models.ModelUnavailable, ["Ask again", "OPENAI_BASE_URL"]),
        (of_models.ModelTimeout, ["Ask again", "MODEL_SECONDS", "OPENAI_MODEL"]),
        (of_models.ModelRequestRejected, ["not accept", "OPENAI_MODEL"]),
        (of_models.ModelAuthFailed, ["OPENAI_API_KEY", "OPENAI_MODEL"]),
        (of_models.ModelAnswerInvalid, ["more capable model", "OPENAI_MODEL"]),
        (of_models.ModelContextExceeded, ["ask about less", "larger context", "OPENAI_MODEL"]),
    ],
)
def test_it_names_what_helps(error: type[ModelError], ways: list[str]) -> None:
    said = SAID[error.code]
    assert [way for way in ways if way not in said] == []


def test_nobody_is_told_to_ask_again_what_fails_each_time() -> None:
    assert "sk again" not in SAID["model_answer_invalid"]
    assert "refused" not in SAID["model_refused"]  # it may be that nobody understood the request
