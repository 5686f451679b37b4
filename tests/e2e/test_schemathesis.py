"""What the OpenAPI document promises, tried with generated requests by two people at once.

No server error, no answer that is not documented, no body of another shape than documented: call by
call, and in chains where one call's answer feeds the next.
"""

from __future__ import annotations

import copy
import itertools
import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky, FlakyStrategyDefinition
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from tests.e2e.conftest import FINISHED, PASSWORD
from tests.e2e.test_idor import DOCUMENT
from tests.support import files
from tests.support.resumes import resume_docx
from tests.support.stack import Stack

EXAMPLES = 20
CHAINS = 10
STEPS = 8
# These end the session they are called with, so each call gets a person of its own.
ENDING = {"logout", "deleteAccount", "changePassword", "revokeSession"}
NO_ONE = {"register", "login", "livez", "readyz", "metrics"}


@dataclass
class Person:
    """An account with something of every kind in it."""

    token: str
    things: dict[str, list[str]]


class People:
    """Two people, and as many more as are used up."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=30)
        self.renew()

    def renew(self) -> None:
        """Others, with the same things: what was done to the former doesn't matter any more."""
        both = [self._settled(), self._settled()]
        self._turns = itertools.cycle(both)
        self._known = {
            name: itertools.cycle([thing for person in both for thing in person.things[name]])
            for name in both[0].things
        }
        self._whether = itertools.cycle([True, True, False])

    def prepare(self, case: Case[Any]) -> dict[str, str]:
        """Who calls, and for what: two thirds of the time for a thing there is, of either person's.
        The headers to send.
        """
        name = case.operation.definition.raw["operationId"]
        if case.meta is None or not case.meta.generation.mode.is_negative:
            self._fill(case.path_parameters)
            self._fill(case.query)
            self._fill(case.body if isinstance(case.body, dict) else {})
        if name in NO_ONE:
            return {}
        token = self._new() if name in ENDING else next(self._turns).token
        return {"Authorization": f"Bearer {token}"}

    def _fill(self, parameters: Any) -> None:
        for name in parameters or {}:
            if name in self._known and next(self._whether):
                parameters[name] = next(self._known[name])

    def _new(self) -> str:
        body = {"email": f"{secrets.token_hex(8)}@example.com", "password": PASSWORD}
        answer = self._http.post("/api/auth/register", json=body)
        self._http.cookies.clear()
        return str(answer.json()["token"])

    def _settled(self) -> Person:
        headers = {"Authorization": f"Bearer {self._new()}"}
        jobs: list[str] = []
        uploads: list[str] = []
        for content in (resume_docx(), files.docx("nothing here")):
            form = {"file": ("cv.docx", content, files.DOCX_TYPE)}
            answer = self._http.post("/api/upload", files=form, headers=headers)
            uploads.append(answer.json()["id"])
            body = {"upload_id": uploads[-1]}
            answer = self._http.post("/api/analysis/jobs", json=body, headers=headers)
            jobs.append(answer.json()["job_id"])
        for job_id in jobs:
            self._wait(job_id, headers)
        body = {"job_id": jobs[0]}
        waited = {**headers, "Prefer": "wait=30"}
        path = "/api/analysis/interview-questions"
        asked = self._http.post(path, json=body, headers=waited, timeout=40)
        listed = self._http.get("/api/auth/sessions", headers=headers).json()["items"]
        things = {
            "upload_id": uploads,
            "job_id": jobs,
            "set_id": [asked.json()["set_id"]],
            "session_id": [item["id"] for item in listed],
        }
        return Person(headers["Authorization"].removeprefix("Bearer "), things)

    def _wait(self, job_id: str, headers: dict[str, str]) -> None:
        deadline = time.monotonic() + 60
        status = ""
        while status not in FINISHED:
            assert time.monotonic() < deadline, f"the job is still {status}"
            job = self._http.get(f"/api/analysis/jobs/{job_id}", headers=headers).json()
            status = job["status"]
            time.sleep(0.05)


@pytest.fixture(scope="module")
def people(system: Stack) -> People:
    return People(system.http_url)


def bounded(examples: int, **more: Any) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,  # the same requests in every run: a failure is one of this change
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        **more,
    )


# Generated emails are no addresses, generated files no resumes, and one format alone has schemas:
# all of them may be refused.
UNGUESSABLE = ("POST /api/auth/register", "POST /api/upload", "GET /api/analysis/export")
CONFIG = SchemathesisConfig.from_dict(
    {
        "base-url": "http://localhost:1",  # given anew with each call
        "operations": [
            {"include-name": name, "checks": {"positive_data_acceptance": {"enabled": False}}}
            for name in UNGUESSABLE
        ],
    }
)
FUZZED = copy.deepcopy(DOCUMENT)
# Schemathesis can't write a number as a PDF: it may name the file's type itself.
_FORM = FUZZED["paths"]["/api/upload"]["post"]["requestBody"]["content"]["multipart/form-data"]
del _FORM["encoding"]
API = schemathesis.openapi.from_dict(FUZZED, config=CONFIG)


def test_the_document_is_the_one_that_is_served(system: Stack) -> None:
    served = httpx.get(f"{system.http_url}/openapi.json").json()
    assert served == json.loads(json.dumps(DOCUMENT))


@API.parametrize()  # pyright: ignore[reportUntypedFunctionDecorator]
@bounded(EXAMPLES)
def test_every_call_alone(case: Case[Any], system: Stack, people: People) -> None:
    headers = people.prepare(case)
    case.call_and_validate(base_url=system.http_url, headers=headers)


def test_calls_in_chains(system: Stack, people: People) -> None:
    called: list[str] = []
    failures: list[str] = []

    class Chain(API.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            people.renew()

        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:
            called.append(case.operation.label)
            return {"base_url": system.http_url, "headers": people.prepare(case)}

        def validate_response(
            self, response: Any, case: Case[Any], additional_checks: Any = None, **options: Any
        ) -> None:
            try:
                super().validate_response(response, case, additional_checks, **options)
            except FailureGroup as failure:
                failures.append(str(failure))
                raise

    # A job takes its time: the same calls need not meet the same state. What counts was noted.
    with suppress(Flaky, FlakyStrategyDefinition, FailureGroup):
        Chain.run(settings=bounded(CHAINS, stateful_step_count=STEPS))
    assert not failures, failures[0]
    assert len(called) > CHAINS
    assert len(set(called)) > 5
