"""Interview questions as a person asks for them, from a resume that was really read."""

from __future__ import annotations

import asyncio
import io
import secrets
from typing import Any

import orjson
from docx import Document
from websockets.asyncio.client import ClientConnection

from libs.profile.interview import Question
from tests.e2e.conftest import Person
from tests.support import files
from tests.support.resumes import resume_docx

PATH = "/api/analysis/interview-questions"
CATEGORIES = {"Technical", "Behavioral", "Situational", "Problem-Solving"}


async def analysed(person: Person, number: int = 3) -> str:
    job_id = await person.submit(await person.upload(resume_docx(number)))
    assert (await person.ended(job_id))["status"] == "completed"
    return job_id


async def asked(person: Person, job_id: str, **more: Any) -> dict[str, Any]:
    """A set that was waited for."""
    body = {"job_id": job_id, **more}
    answer = await person.call("POST", PATH, json=body, headers={"Prefer": "wait=30"})
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "wait=30")
    found: dict[str, Any] = answer.json()
    assert found["status"] == "completed", found
    return found


async def told(socket: ClientConnection, set_id: str) -> list[dict[str, Any]]:
    """What a socket hears of a set, until it has ended."""
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(30):
        while not heard or heard[-1]["status"] not in ("completed", "failed"):
            frame = orjson.loads(await socket.recv())
            if frame["type"] == "questions" and frame["set"]["set_id"] == set_id:
                heard.append(frame["set"])
    return heard


async def test_asked_for_pushed_and_read(ana: Person) -> None:
    job_id = await analysed(ana)
    async with ana.socket() as one, ana.socket() as two:
        answer = await ana.call("POST", PATH, json={"job_id": job_id})
        assert answer.status_code == 202, answer.text
        accepted = answer.json()
        assert (accepted["job_id"], accepted["count"]) == (job_id, 10)
        for socket in (one, two):
            heard = await told(socket, accepted["set_id"])
            assert heard[-1]["status"] == "completed"
            seen = [each["status"] for each in heard]
            assert seen == [s for s in ("queued", "generating", "completed") if s in seen]
            assert not any("questions" in each for each in heard)
    found = (await ana.call("GET", answer.headers["location"])).json()
    assert (found["set_id"], found["engine"]) == (accepted["set_id"], "builtin")
    questions = [Question.model_validate(each) for each in found["questions"]]
    assert len({each.question for each in questions}) == len({each.id for each in questions}) == 10
    assert len({each.category for each in questions}) >= 3
    assert {each.category for each in questions} <= CATEGORIES
    assert all(each.answer and each.why for each in questions)
    assert found == (await ana.call("GET", f"{PATH}?job_id={job_id}")).json()


async def test_every_quote_stands_in_the_resume(ana: Person) -> None:
    job_id = await analysed(ana, 7)
    found = await asked(ana, job_id, count=30)
    assert len(found["questions"]) == 30
    quotes = [
        quote["quote"]
        for question in found["questions"]
        for quote in question["evidence"]
        if quote["kind"] == "quote"
    ]
    text = "\n".join(paragraphs(resume_docx(7)))
    assert quotes
    assert all(quote in text for quote in quotes)


def paragraphs(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


async def test_a_new_set_keeps_the_earlier_one_and_is_another(ana: Person) -> None:
    job_id = await analysed(ana)
    job = await ana.job(job_id)
    profile = (await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")).json()
    first = await asked(ana, job_id, count=6)
    second = await asked(ana, job_id, count=6, job_description="Data analyst: SQL and Excel.")
    assert (await ana.call("GET", f"{PATH}?job_id={job_id}")).json() == second
    earlier = await ana.call("GET", f"{PATH}?job_id={job_id}&set_id={first['set_id']}")
    assert earlier.json() == first
    texts = [{each["question"] for each in found["questions"]} for found in (first, second)]
    assert not texts[0] & texts[1]
    page = (await ana.call("GET", f"{PATH}/sets?job_id={job_id}&limit=1")).json()
    rest = (
        await ana.call("GET", f"{PATH}/sets?job_id={job_id}&cursor={page['next_cursor']}")
    ).json()
    listed = [each["set_id"] for each in (*page["items"], *rest["items"])]
    assert listed == [second["set_id"], first["set_id"]]
    assert rest["next_cursor"] is None
    # The analysis is what it was.
    assert await ana.job(job_id) == job
    assert (await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")).json() == profile


async def test_the_same_key_is_the_same_set(ana: Person) -> None:
    job_id = await analysed(ana)
    headers = {"Idempotency-Key": secrets.token_hex(8)}
    body = {"job_id": job_id, "count": 3}
    answers = await asyncio.gather(
        *(ana.call("POST", PATH, json=body, headers=headers) for _ in range(4))
    )
    assert len({answer.json()["set_id"] for answer in answers}) == 1
    other = await ana.call("POST", PATH, json={**body, "count": 4}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


async def test_two_people_have_their_own(ana: Person, bob: Person) -> None:
    hers, his = await analysed(ana, 3), await analysed(bob, 8)
    sets = await asyncio.gather(asked(ana, hers), asked(bob, his))
    async with bob.socket() as socket:
        await asked(ana, hers)
        await bob.call("POST", PATH, json={"job_id": his})
        frame = orjson.loads(await socket.recv())
        assert frame["set"]["job_id"] == his
    for method, path, options in (
        ("POST", PATH, {"json": {"job_id": hers}}),
        ("GET", f"{PATH}?job_id={hers}", {}),
        ("GET", f"{PATH}?job_id={hers}&set_id={sets[0]['set_id']}", {}),
        ("GET", f"{PATH}?job_id={his}&set_id={sets[0]['set_id']}", {}),
        ("GET", f"{PATH}/sets?job_id={hers}", {}),
    ):
        assert (await bob.call(method, path, **options)).status_code == 404, path


async def test_only_a_completed_job_is_asked_about(ana: Person) -> None:
    failed = await ana.submit(await ana.upload(files.docx("nothing here")))
    assert (await ana.ended(failed))["status"] == "failed"
    answer = await ana.call("POST", PATH, json={"job_id": failed})
    assert (answer.status_code, answer.json()["code"]) == (409, "job_not_completed")
    answer = await ana.call("GET", f"{PATH}?job_id={failed}")
    assert (answer.status_code, answer.json()["code"]) == (404, "question_set_not_found")
    assert (await ana.call("GET", f"{PATH}/sets?job_id={failed}")).json()["items"] == []


async def test_deleting_the_upload_takes_the_questions_along(ana: Person) -> None:
    upload_id = await ana.upload()
    job_id = await ana.submit(upload_id)
    await ana.ended(job_id)
    await asked(ana, job_id)
    assert (await ana.call("DELETE", f"/api/uploads/{upload_id}")).status_code == 204
    async with asyncio.timeout(60):
        while (await ana.call("GET", f"{PATH}?job_id={job_id}")).status_code != 404:
            await asyncio.sleep(0.1)
