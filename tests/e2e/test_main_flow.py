"""From a real resume to a proven profile, as a person does it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from typing import Any

import httpx
import orjson

from libs.profile.model import Profile
from tests.e2e.conftest import FINISHED, PASSWORD, Person, register
from tests.support import files
from tests.support.resumes import name, resume_docx
from tests.support.stack import Stack

STAGES = [
    "queued",
    "extracting_text",
    "chunking",
    "generating_embeddings",
    "analyzing",
    "completed",
]


async def test_register_upload_watch_read(ana: Person) -> None:
    content = resume_docx(3)
    async with ana.socket() as socket:
        upload_id = await ana.upload(content, "Zoë's résumé.docx")
        job_id = await ana.submit(upload_id)
        told: list[dict[str, Any]] = []
        async with asyncio.timeout(60):
            while not told or told[-1]["status"] not in FINISHED:
                told.append(orjson.loads(await socket.recv())["job"])
    assert told[-1]["status"] == "completed", told[-1]
    assert {job["job_id"] for job in told} == {job_id}
    progress = [job["progress"] for job in told]
    assert progress == sorted(progress)
    assert progress[-1] == 100
    seen = list(dict.fromkeys(job["status"] for job in told))
    assert seen == [stage for stage in STAGES if stage in seen]
    assert len(seen) >= 4

    answer = await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")
    profile = Profile.model_validate_json(answer.content)
    assert (profile.job_id, profile.upload_id) == (job_id, upload_id)
    assert profile.engine.name == "builtin"
    assert profile.personal_info.name == name(3)
    assert profile.evidence_of["personal_info.name"][0].quote == name(3)
    assert {skill.name.lower() for skill in profile.skills} >= {"sql", "excel", "python"}

    answer = await ana.call("GET", f"/api/uploads/{upload_id}/file")
    assert hashlib.sha256(answer.content).digest() == hashlib.sha256(content).digest()
    assert "filename*=UTF-8''Zo%C3%AB" in answer.headers["content-disposition"]


async def test_the_same_key_is_the_same_job(ana: Person) -> None:
    upload_id = await ana.upload()
    none = await ana.call("GET", f"/api/analysis/jobs?upload_id={upload_id}")
    assert (none.status_code, none.json()["items"]) == (200, [])  # it is theirs, though
    key = secrets.token_hex(8)
    first = await ana.submit(upload_id, key)
    assert await ana.submit(upload_id, key) == first
    assert await ana.submit(upload_id) != first
    listed = (await ana.call("GET", f"/api/analysis/jobs?upload_id={upload_id}")).json()
    assert len(listed["items"]) == 2


async def test_a_bad_file_fails_with_what_to_do_and_can_be_retried(ana: Person) -> None:
    job_id = await ana.submit(await ana.upload(files.docx("nothing here")))
    job = await ana.ended(job_id)
    assert job["status"] == "failed"
    assert job["error_code"]
    assert len(job["error_message"]) > 20
    answer = await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "job_not_completed")
    answer = await ana.call("POST", f"/api/analysis/retry-job?job_id={job_id}")
    assert answer.json() == {"success": True, "job_id": job_id}
    again = await ana.ended(job_id)
    assert (again["status"], again["retries"]) == ("failed", 1)


async def test_a_finished_job_is_neither_retried_nor_cancelled(ana: Person) -> None:
    job_id = await ana.submit(await ana.upload())
    assert (await ana.ended(job_id))["status"] == "completed"
    answer = await ana.call("POST", f"/api/analysis/retry-job?job_id={job_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "job_not_failed")
    answer = await ana.call("POST", f"/api/analysis/jobs/{job_id}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (409, "job_finished")


async def test_files_that_are_not_taken(ana: Person) -> None:
    cases = [
        ("cv.txt", b"hello", "text/plain", 415, "unsupported_file_type"),
        ("cv.pdf", b"not a pdf at all", "application/pdf", 415, "unsupported_file_type"),
        ("cv.docx", files.plain_zip(), files.DOCX_TYPE, 415, "unsupported_file_type"),
        ("cv.pdf", files.docx(), "application/pdf", 415, "unsupported_file_type"),
        ("cv.pdf", b"", "application/pdf", 400, "file_empty"),
        ("cv.pdf", files.pdf(10 * 1024 * 1024 + 1), "application/pdf", 413, "file_too_large"),
        ("cv.pdf", files.pdf(12 * 1024 * 1024), "application/pdf", 413, "file_too_large"),
    ]
    for filename, content, kind, status, code in cases:
        sent = {"file": (filename, content, kind)}
        answer = await ana.call("POST", "/api/upload", files=sent)
        assert (answer.status_code, answer.json()["code"]) == (status, code), filename
    sent = {"file": ("cv.pdf", files.pdf(), "application/pdf")}
    form = {"linkedin_url": "https://example.com/in/ana"}
    answer = await ana.call("POST", "/api/upload", files=sent, data=form)
    assert (answer.status_code, answer.json()["code"]) == (422, "linkedin_url_invalid")
    assert (await ana.call("GET", "/api/uploads")).json()["items"] == []


async def test_a_refusal_is_never_lost(ana: Person) -> None:
    """The service refuses while the file is still being sent to it: its reason has to arrive."""
    sent = {"file": ("cv.txt", files.noise(300_000), "text/plain")}
    for _ in range(25):
        answers = await asyncio.gather(
            *(ana.call("POST", "/api/upload", files=sent) for _ in range(4))
        )
        assert {answer.status_code for answer in answers} == {415}


async def test_lists_come_in_pages(ana: Person) -> None:
    uploads = [await ana.upload() for _ in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        answer = await ana.call("GET", f"/api/uploads?limit=2&cursor={cursor}")
        page = answer.json()
        seen += [item["id"] for item in page["items"]]
        assert len(page["items"]) <= 2
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == uploads[::-1]


async def test_deleting_an_upload_takes_its_jobs_and_profiles_along(ana: Person) -> None:
    upload_id = await ana.upload()
    job_id = await ana.submit(upload_id)
    await ana.ended(job_id)
    assert (await ana.call("DELETE", f"/api/uploads/{upload_id}")).status_code == 204
    assert (await ana.call("GET", f"/api/uploads/{upload_id}/file")).status_code == 404

    async with asyncio.timeout(60):
        while (await ana.call("GET", f"/api/analysis/jobs/{job_id}")).status_code != 404:
            await asyncio.sleep(0.1)
    answer = await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")
    assert answer.status_code == 404


async def test_sessions_end_everywhere(http: httpx.AsyncClient, ana: Person) -> None:
    credentials = {"email": ana.email.upper(), "password": PASSWORD}
    second = (await http.post("/api/auth/login", json=credentials)).json()["token"]
    http.cookies.clear()
    listed = (await ana.call("GET", "/api/auth/sessions")).json()["items"]
    assert [session["current"] for session in listed].count(True) == 1
    assert len(listed) == 2
    other = next(session["id"] for session in listed if not session["current"])
    headers = {"Authorization": f"Bearer {second}"}
    assert (await http.get("/api/auth/me", headers=headers)).status_code == 200
    async with ana.socket() as socket:
        assert (await ana.call("DELETE", f"/api/auth/sessions/{other}")).status_code == 204
        assert (await http.get("/api/auth/me", headers=headers)).status_code == 401
        assert (await ana.call("POST", "/api/auth/logout")).status_code == 204
        await asyncio.wait_for(socket.wait_closed(), 5)
        assert socket.close_code == 4401


async def test_the_whole_account_goes(http: httpx.AsyncClient, ana: Person) -> None:
    await ana.upload()
    answer = await ana.call("DELETE", "/api/auth/account", json={"password": "wrong password"})
    assert answer.json()["code"] == "wrong_password"
    answer = await ana.call("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert answer.status_code == 204
    assert (await ana.call("GET", "/api/uploads")).status_code == 401
    credentials = {"email": ana.email, "password": PASSWORD}
    answer = await http.post("/api/auth/login", json=credentials)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")


async def test_an_unknown_email_and_a_wrong_password_are_one_answer(
    http: httpx.AsyncClient, ana: Person
) -> None:
    answers: list[dict[str, Any]] = []
    for email in (ana.email, "nobody@example.com"):
        body = {"email": email, "password": "some other password"}
        found = (await http.post("/api/auth/login", json=body)).json()
        found.pop("request_id")
        answers.append(found)
    assert answers[0] == answers[1]
    taken = await http.post("/api/auth/register", json={"email": ana.email, "password": PASSWORD})
    assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")


async def test_a_request_is_found_in_the_logs_of_every_service_it_touched(
    system: Stack, http: httpx.AsyncClient
) -> None:
    ana = await register(http)
    named = {"X-Request-ID": f"trace-{secrets.token_hex(8)}"}
    upload_id = await ana.upload()
    answer = await ana.call("GET", f"/api/uploads/{upload_id}", headers=named)
    assert answer.status_code == 200
    answer = await ana.call("GET", "/api/analysis/jobs/nothing", headers=named)
    assert answer.status_code == 404

    def methods(process: str) -> list[str]:
        lines = [json.loads(line) for line in system[process].log().splitlines()]
        found = [line for line in lines if line.get("request_id") == named["X-Request-ID"]]
        return [line["method"].rpartition("/")[2] for line in found]

    assert methods("gateway") == ["GET", "GET"]
    assert methods("upload") == ["GetUpload"]
    assert methods("analysis") == ["GetJob"]
    assert PASSWORD not in system.logs()
    assert ana.token not in system.logs()
