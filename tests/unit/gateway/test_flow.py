"""The main flow through a running gateway: sign up, upload, start a job, watch it, read it."""

from __future__ import annotations

import orjson
from vitae.analysis.v1 import analysis_pb2

from tests.unit.gateway.conftest import Running


async def test_from_sign_up_to_profile(running: Running) -> None:
    account = {"email": "ana@example.org", "password": "pass word", "name": "Ana"}
    answer = await running.http.post("/api/auth/register", json=account)
    assert answer.status_code == 201
    token, user_id = answer.json()["token"], answer.json()["user"]["id"]
    headers = {"Authorization": f"Bearer {token}"}

    files = {"file": ("cv.pdf", b"%PDF-1.7 x", "application/pdf")}
    answer = await running.http.post("/api/upload", files=files, headers=headers)
    assert answer.status_code == 201
    upload = answer.json()
    assert upload["filename"] == "cv.pdf"
    assert upload["file_size"] == 10

    async with running.socket() as socket:
        await socket.send(orjson.dumps({"type": "auth", "token": token}).decode())
        assert orjson.loads(await socket.recv()) == {"type": "system", "content": "Connected"}
        body = {"upload_id": upload["id"]}
        answer = await running.http.post("/api/analysis/jobs", json=body, headers=headers)
        assert answer.status_code == 202
        job_id = answer.json()["job_id"]
        assert answer.headers["location"] == f"/api/analysis/jobs/{job_id}"
        assert answer.json()["status"] == "queued"

        job = running.backend.analysis.jobs[job_id][1]
        job.status, job.progress, job.attempts = analysis_pb2.JOB_STATUS_CHUNKING, 30, 1
        await running.announce(user_id, job)
        told = orjson.loads(await socket.recv())
        if told["job"]["status"] == "queued":  # the job was there when the socket asked
            told = orjson.loads(await socket.recv())
        assert told["type"] == "job"
        assert told["job"]["status"] == "chunking"
        assert told["job"]["progress"] == 30
        assert told["job"]["error_code"] is None

    job.status = analysis_pb2.JOB_STATUS_COMPLETED
    answer = await running.http.get(f"/api/analysis/profile?job_id={job_id}", headers=headers)
    assert answer.status_code == 200
    assert answer.json()["summary"] == "Zoë"
