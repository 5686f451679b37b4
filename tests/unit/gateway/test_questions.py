"""Interview questions over HTTP, against a service kept in memory."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import orjson
import pytest

from gateway.routes.interview import SLICE_SECONDS
from libs.db.ids import new_id
from libs.rpc.errors import Kind
from tests.unit.gateway.calls import error
from tests.unit.gateway.conftest import Running, Start, eventually

PATH = "/api/analysis/interview-questions"
QUESTION = (
    '{"id":"q1","question":"Why?","category":"Technical","difficulty":"Easy","answer":"So.",'
    '"why":"It says so.","evidence":[]}'
)


async def test_a_set_is_accepted_and_read_when_it_is_there(running: Running) -> None:
    ana, interview = running.someone(), running.backend.interview
    job_id = new_id()
    answer = await ana.call("POST", PATH, json={"job_id": job_id})
    assert answer.status_code == 202
    found = answer.json()
    assert (found["status"], found["count"], found["questions"]) == ("queued", 10, [])
    assert (found["error_code"], found["engine"], found["completed_at"]) == (None, None, None)
    assert "preference-applied" not in answer.headers
    location = answer.headers["location"]
    assert (await ana.call("GET", location)).json() == found
    interview.end(interview.sets[found["set_id"]][1], f"[{QUESTION}]")
    read = (await ana.call("GET", f"{PATH}?job_id={job_id}")).json()
    assert (read["status"], read["engine"]) == ("completed", "builtin")
    assert read["questions"] == [orjson.loads(QUESTION)]
    listed = (await ana.call("GET", f"{PATH}/sets?job_id={job_id}")).json()
    assert listed["next_cursor"] is None
    assert listed["items"] == [{key: read[key] for key in read if key != "questions"}]


@pytest.mark.parametrize(
    ("prefer", "applied"),
    [
        ("wait=3", "wait=3"),
        ("respond-async, wait=3", "wait=3"),
        ("Wait = 3; x=y", "wait=3"),
        ('wait="3"', "wait=3"),
        ("wait=31", "wait=30"),
        ("wait=999999999", "wait=30"),
    ],
)
async def test_who_prefers_to_wait_gets_the_questions(
    prefer: str, applied: str, running: Running
) -> None:
    ana, interview = running.someone(), running.backend.interview
    body = {"job_id": new_id(), "count": 5.0, "job_description": "A cook.\nSome German."}
    call = ana.call("POST", PATH, json=body, headers={"Prefer": prefer})
    answering = asyncio.create_task(call)
    await eventually(lambda: bool(interview.sets))
    interview.end(next(iter(interview.sets.values()))[1], f"[{QUESTION}]")
    answer = await answering
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, applied)
    assert len(answer.json()["questions"]) == 1
    asked = interview.asked[0]
    assert (asked.count, asked.job_description) == (5, "A cook.\nSome German.")


@pytest.mark.parametrize("prefer", ["", "await=3", "wait=-1", "wait=x", "wait", "return=minimal"])
async def test_what_is_not_understood_is_not_waited_for(prefer: str, running: Running) -> None:
    ana = running.someone()
    answer = await ana.call("POST", PATH, json={"job_id": new_id()}, headers={"Prefer": prefer})
    assert answer.status_code == 202
    assert "preference-applied" not in answer.headers
    assert running.backend.interview.asked[0].wait_seconds == 0


async def test_a_wait_that_was_too_short_answers_202(running: Running) -> None:
    ana = running.someone()
    began = time.monotonic()
    headers = {"Prefer": "wait=1"}
    answer = await ana.call("POST", PATH, json={"job_id": new_id()}, headers=headers)
    assert (answer.status_code, answer.headers["preference-applied"]) == (202, "wait=1")
    assert 0.9 < time.monotonic() - began < 3


async def test_a_wait_outlasts_the_deadline_of_other_requests(start: Start) -> None:
    """In slices, all of the same set."""
    async with start(request_seconds=0.5) as running:
        ana, interview = running.someone(), running.backend.interview
        headers = {"Prefer": f"wait={SLICE_SECONDS + 3}"}
        call = ana.call("POST", PATH, json={"job_id": new_id()}, headers=headers)
        answering = asyncio.create_task(call)
        await eventually(lambda: len(interview.asked) == 2, SLICE_SECONDS + 3)
        interview.end(next(iter(interview.sets.values()))[1])
        assert (await answering).status_code == 200
    assert len(interview.sets) == 1
    assert len({each.idempotency_key for each in interview.asked}) == 1


async def test_a_committed_set_is_no_failure_where_the_service_goes_away(running: Running) -> None:
    ana, interview = running.someone(), running.backend.interview
    headers = {"Prefer": f"wait={SLICE_SECONDS + 5}"}
    call = ana.call("POST", PATH, json={"job_id": new_id()}, headers=headers)
    answering = asyncio.create_task(call)
    await eventually(lambda: bool(interview.sets))
    interview.calls.fail["CreateQuestionSet"] = error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
    assert (await answering).status_code == 202


async def test_keys_are_handed_on_and_are_made_where_none_is_given(running: Running) -> None:
    ana, interview = running.someone(), running.backend.interview
    headers = {"Idempotency-Key": "mine"}
    body = {"job_id": new_id()}
    first, again = [await ana.call("POST", PATH, json=body, headers=headers) for _ in range(2)]
    assert first.json() == again.json()
    await ana.call("POST", PATH, json=body)
    await ana.call("POST", PATH, json=body)
    assert len(interview.sets) == 3
    assert [each.idempotency_key for each in interview.asked[:2]] == ["mine", "mine"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"job_id": ""},
        {"job_id": "x", "count": 0},
        {"job_id": "x", "count": 31},
        {"job_id": "x", "count": "ten"},
        {"job_id": "x", "count": "9"},
        {"job_id": "x", "count": 9.5},
        {"job_id": "x", "count": True},
        {"job_id": "x", "job_description": "x" * 20_001},
        {"job_id": "x", "job_description": "a\0b"},
        {"job_id": "x", "job_description": "\ud800"},
        {"job_id": "x", "questions": []},
    ],
)
async def test_what_cannot_be_asked_for(body: dict[str, Any], running: Running) -> None:
    answer = await running.someone().call(
        "POST",
        PATH,
        content=json.dumps(body),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert running.backend.interview.asked == []


@pytest.mark.parametrize("character", ["x", "你", "\U0001f600"])
async def test_a_long_description_fits_however_it_is_written(
    character: str, running: Running
) -> None:
    ana = running.someone()
    body = {"job_id": new_id(), "job_description": character * 20_000}
    for written in (json.dumps(body), json.dumps(body, ensure_ascii=False)):
        headers = {"Content-Type": "application/json"}
        answer = await ana.call("POST", PATH, content=written.encode(), headers=headers)
        assert answer.status_code == 202, answer.text
    answer = await ana.call("POST", PATH, content=b"x" * 300_000)
    assert answer.status_code == 413
    assert (await ana.call("POST", f"{PATH}/sets", content=b"x" * 70_000)).status_code == 413


async def test_a_pace_is_kept(start: Start) -> None:
    async with start(questions_per_minute=2) as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        for _ in range(2):
            assert (await ana.call("POST", PATH, json={"job_id": new_id()})).status_code == 202
        answer = await ana.call("POST", PATH, json={"job_id": new_id()})
        assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
        assert int(answer.headers["retry-after"]) > 0
        assert (await bob.call("POST", PATH, json={"job_id": new_id()})).status_code == 202


@pytest.mark.parametrize(
    ("kind", "reason", "status"),
    [
        (Kind.NOT_FOUND, "JOB_NOT_FOUND", 404),
        (Kind.CONFLICT, "JOB_NOT_COMPLETED", 409),
        (Kind.CONFLICT, "QUESTION_SETS_UNDER_WAY", 409),
        (Kind.CONFLICT, "IDEMPOTENCY_KEY_REUSED", 409),
        (Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE", 503),
    ],
)
async def test_refusals_keep_their_reasons(
    kind: Kind, reason: str, status: int, running: Running
) -> None:
    running.backend.interview.calls.fail["CreateQuestionSet"] = error(kind, reason)
    answer = await running.someone().call("POST", PATH, json={"job_id": new_id()})
    assert (answer.status_code, answer.json()["code"]) == (status, reason.lower())


async def test_strangers_find_nothing(running: Running) -> None:
    ana, bob = running.someone(), running.someone("bob@example.org")
    found = running.backend.interview.add(ana.user_id)
    path = f"{PATH}?job_id={found.job_id}&set_id={found.set_id}"
    assert (await ana.call("GET", path)).status_code == 200
    answer = await bob.call("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (404, "question_set_not_found")
