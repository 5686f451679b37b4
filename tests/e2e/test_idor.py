"""Who may do what: every operation of the OpenAPI document, by its owner, by another person, by
nobody, and by somebody whose account is gone.

A new operation is covered as soon as it is documented; one with a parameter that names a new kind
of thing fails until `THINGS` says how to make one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from gateway.app import application
from gateway.openapi import document
from tests.e2e.conftest import PASSWORD, Person, register
from tests.support import files

PUBLIC = {"register", "login", "livez", "readyz", "metrics"}
DOCUMENT = document(application(), "__Host-vitae")


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    things: dict[str, str]  # parameter or body field -> where it stands
    query: list[str] = field(default_factory=list[str])  # what else it can't do without
    body: list[str] = field(default_factory=list[str])
    form: bool = False


def read(path: str, method: str, described: dict[str, Any]) -> Operation:
    things = {
        found["name"]: found["in"]
        for found in described.get("parameters", [])
        if found["name"].endswith("_id")
    }
    query = [
        found["name"]
        for found in described.get("parameters", [])
        if found["in"] == "query" and found["required"] and found["name"] not in things
    ]
    content = described.get("requestBody", {}).get("content", {})
    fields: list[str] = []
    if "application/json" in content:
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        fields = list(DOCUMENT["components"]["schemas"][name]["properties"])
        things |= {each: "body" for each in fields if each.endswith("_id")}
    form = "multipart/form-data" in content
    return Operation(described["operationId"], method.upper(), path, things, query, fields, form)


OPERATIONS = [
    read(path, method, described)
    for path, item in DOCUMENT["paths"].items()
    for method, described in item.items()
]
SECURED = [operation for operation in OPERATIONS if operation.name not in PUBLIC]
NAMED = [operation for operation in SECURED if operation.things]


async def a_job(owner: Person, operation: Operation) -> str:
    """A failed one where it is to be retried, a completed one where it is to be read."""
    content = files.docx("nothing here") if operation.name == "retryJob" else None
    job_id = await owner.submit(await owner.upload(content))
    if operation.name != "cancelJob":
        await owner.ended(job_id)
    return job_id


async def a_session(owner: Person, _: Operation) -> str:
    body = {"email": owner.email, "password": owner.password}
    await owner.http.post("/api/auth/login", json=body)
    owner.http.cookies.clear()
    listed = (await owner.call("GET", "/api/auth/sessions")).json()["items"]
    return str(next(each["id"] for each in listed if not each["current"]))


async def an_upload(owner: Person, _: Operation) -> str:
    return await owner.upload()


async def a_set(owner: Person, _: Operation, job_id: str) -> str:
    """A completed set of the job's questions."""
    headers = {"Prefer": "wait=30"}
    path = "/api/analysis/interview-questions"
    answer = await owner.call("POST", path, json={"job_id": job_id}, headers=headers)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["set_id"])


THINGS: dict[str, Callable[[Person, Operation], Awaitable[str]]] = {
    "upload_id": an_upload,
    "job_id": a_job,
    "session_id": a_session,
}
# Things of a job: the call names both.
PARTS: dict[str, Callable[[Person, Operation, str], Awaitable[str]]] = {"set_id": a_set}
VALUES = {
    "format": "json",
    "current_password": PASSWORD,
    "new_password": "another battery horse",
    "password": PASSWORD,
}


async def attempt(
    operation: Operation, things: dict[str, str], send: Callable[..., Awaitable[httpx.Response]]
) -> httpx.Response:
    path, query = operation.path, {name: VALUES[name] for name in operation.query}
    body: dict[str, str] = {name: VALUES[name] for name in operation.body if name in VALUES}
    for name, place in operation.things.items():
        match place:
            case "path":
                path = path.replace(f"{{{name}}}", things[name])
            case "query":
                query[name] = things[name]
            case _:
                body[name] = things[name]
    options: dict[str, Any] = {"params": query}
    if operation.body:
        options["json"] = body
    if operation.form:
        options["files"] = {"file": ("cv.docx", files.docx(), files.DOCX_TYPE)}
    return await send(operation.method, path, **options)


async def made_for(operation: Operation, owner: Person) -> dict[str, str]:
    made = {
        name: await THINGS[name](owner, operation) for name in operation.things if name in THINGS
    }
    for name in operation.things.keys() - made.keys():
        made[name] = await PARTS[name](owner, operation, made["job_id"])
    return made


async def gone(http: httpx.AsyncClient) -> Person:
    person = await register(http)
    answer = await person.call("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert answer.status_code == 204
    return person


def test_the_public_ones_are_these() -> None:
    assert {operation.name for operation in OPERATIONS} >= PUBLIC
    assert not any(operation.things for operation in OPERATIONS if operation.name in PUBLIC)


@pytest.mark.parametrize("operation", SECURED, ids=lambda each: each.name)
async def test_nobody_and_the_deleted_are_401(
    operation: Operation, http: httpx.AsyncClient, ana: Person
) -> None:
    things = await made_for(operation, ana)
    deleted = await gone(http)
    for send in (http.request, deleted.call):
        answer = await attempt(operation, things, send)
        assert answer.status_code == 401, answer.text
        assert answer.json()["code"] in {"not_authenticated", "session_invalid"}


@pytest.mark.parametrize("operation", NAMED, ids=lambda each: each.name)
async def test_what_is_another_persons_is_404_and_stays_as_it_was(
    operation: Operation, ana: Person, bob: Person
) -> None:
    things = await made_for(operation, ana)
    others = await attempt(operation, things, bob.call)
    assert others.status_code == 404, others.text
    unknown = dict.fromkeys(things, bob.user_id)  # an id of nothing at all
    nothing = await attempt(operation, unknown, bob.call)
    assert nothing.status_code == 404
    assert {**nothing.json(), "instance": "", "request_id": ""} == {
        **others.json(),
        "instance": "",
        "request_id": "",
    }
    owners = await attempt(operation, things, ana.call)
    assert owners.status_code < 300 or owners.json()["code"] == "job_finished", owners.text


@pytest.mark.parametrize(
    "operation", [each for each in SECURED if not each.things], ids=lambda each: each.name
)
async def test_what_names_nothing_speaks_of_the_caller_alone(
    operation: Operation, ana: Person, bob: Person
) -> None:
    upload_id = await ana.upload()
    job_id = await ana.submit(upload_id)
    answer = await attempt(operation, {}, bob.call)
    assert answer.status_code < 300, answer.text
    for secret in (ana.email, ana.user_id, upload_id, job_id):
        assert secret not in answer.text
    mine = await ana.call("GET", "/api/uploads")
    assert [item["id"] for item in mine.json()["items"]] == [upload_id]
