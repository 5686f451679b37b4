"""What every answer has in common, whatever was asked."""

from __future__ import annotations

import asyncio
import logging

import pytest

from libs.rpc.errors import DomainError, Kind
from tests.unit.gateway.calls import error
from tests.unit.gateway.conftest import Running, Start


def is_problem(answer: object, status: int, code: str) -> bool:
    body = answer.json()  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert body["status"] == answer.status_code == status  # type: ignore[attr-defined]
    assert body["request_id"] == answer.headers["x-request-id"]  # type: ignore[attr-defined]
    assert body["code"] == code
    return True


async def test_failures_of_the_framework_are_problems_too(running: Running) -> None:
    ana = running.someone()
    answer = await ana.call("GET", "/api/nothing")
    assert is_problem(answer, 404, "not_found")
    assert answer.json()["detail"] == "There is nothing at this path. /docs lists every call."
    answer = await ana.call("PUT", "/api/uploads")
    assert is_problem(answer, 405, "method_not_allowed")
    assert answer.json()["detail"] == "This path takes GET alone. /docs lists every call."
    assert answer.headers["allow"] == "GET"
    answer = await ana.call("PATCH", "/api/uploads/x")
    assert answer.headers["allow"] == "DELETE, GET"
    answer = await running.http.post("/api/auth/login", json={"email": "x"})
    assert is_problem(answer, 422, "invalid_request")
    assert answer.json()["errors"] == [{"field": "password", "message": "Field required"}]
    answer = await running.http.post(
        "/api/auth/login", content=b"{", headers={"content-type": "application/json"}
    )
    assert is_problem(answer, 422, "invalid_request")
    message = "The body is not well-formed JSON. Send one JSON object."
    assert answer.json()["errors"] == [{"field": "body", "message": message}]
    for content in (b"[]", b"email=x"):
        answer = await running.http.post("/api/auth/login", content=content)
        assert is_problem(answer, 422, "invalid_request")
        message = "Send one JSON object, with Content-Type: application/json."
        assert answer.json()["errors"] == [{"field": "body", "message": message}]
    answer = await running.http.post(
        "/api/auth/login", content=b"[]", headers={"content-type": "application/json"}
    )
    assert answer.json()["errors"] == [{"field": "body", "message": message}]
    assert is_problem(await running.http.get("/docs/secrets.txt"), 404, "not_found")


async def test_what_was_sent_is_not_sent_back(running: Running) -> None:
    body = {"email": "a@b.example", "password": "hunter2-hunter2", "extra": "hunter3"}
    answer = await running.http.post("/api/auth/login", json=body)
    assert answer.status_code == 422
    assert "hunter" not in answer.text


@pytest.mark.parametrize(
    "content",
    [
        rb'{"email":"\ud800@x.example","password":"pass word"}',
        rb'{"email":"a\u0000b@x.example","password":"pass word"}',
        rb'{"email":"a@x.example","password":"\udfff"}',
        rb'{"email":"a@x.example","password":"pass word","\ud800":1}',
        b'{"email":"\xff","password":"pass word"}',
        b"[" * 30_000,
        b'{"email":' + b"9" * 5000 + b"}",
    ],
)
async def test_what_no_service_could_take_is_refused_here(running: Running, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = await running.http.post("/api/auth/login", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert is_problem(answer, answer.status_code, answer.json()["code"])
    assert running.backend.auth.calls.count("Login") == 0


async def test_an_unexpected_failure_tells_nothing(running: Running) -> None:
    ana = running.someone()
    running.backend.upload.calls.fail["ListUploads"] = RuntimeError("SELECT secret")  # type: ignore[assignment]
    answer = await ana.call("GET", "/api/uploads")
    assert is_problem(answer, 500, "internal")
    assert "SELECT" not in answer.text
    assert "Traceback" not in answer.text


async def test_a_bug_of_ours_is_a_problem_and_a_log_line(
    running: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("gateway.views.upload", broken)
    ana = running.someone()
    running.backend.upload.files["x"] = (ana.user_id, None, b"")  # type: ignore[assignment]
    running.backend.upload._mine = lambda _: (ana.user_id, None, b"")  # type: ignore[method-assign,assignment,return-value]
    with caplog.at_level(logging.ERROR):
        answer = await ana.call("GET", "/api/uploads/x")
    assert is_problem(answer, 500, "internal")
    assert any("unexpected error" in record.message for record in caplog.records)


async def test_a_service_that_is_away_is_503(running: Running) -> None:
    ana = running.someone()
    running.backend.analysis.calls.fail["ListJobs"] = error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
    answer = await ana.call("GET", "/api/analysis/jobs")
    assert is_problem(answer, 503, "service_unavailable")
    assert int(answer.headers["retry-after"]) > 0


async def test_headers_of_every_answer(running: Running) -> None:
    for path in ("/livez", "/docs", "/api/nothing", "/api/uploads"):
        headers = (await running.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers
        assert "strict-transport-security" not in headers


async def test_https_is_remembered(start: Start) -> None:
    async with start(public_url="https://vitae.example.org") as running:
        answer = await running.http.get("/livez")
        assert answer.headers["strict-transport-security"].startswith("max-age=")


async def test_a_request_is_named_once_and_everywhere(running: Running) -> None:
    ana = running.someone()
    answer = await ana.call("GET", "/api/uploads", headers={"X-Request-ID": "client-chosen-1"})
    assert answer.headers["x-request-id"] == "client-chosen-1"
    assert ("ListUploads", ana.user_id, "client-chosen-1") in running.backend.upload.calls.made
    for bad in ("short", "x" * 65, 'in"jection-attempt', "with space inside"):
        answer = await ana.call("GET", "/api/uploads", headers={"X-Request-ID": bad})
        assert answer.headers["x-request-id"] != bad
        assert len(answer.headers["x-request-id"]) == 32


async def test_a_log_line_says_where_and_how_long_but_not_what(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = running.someone()
    job = running.backend.analysis.add(ana.user_id)
    with caplog.at_level(logging.INFO, "gateway.access"):
        await ana.call("GET", f"/api/analysis/jobs/{job.job_id}")
        await ana.call("GET", f"/api/analysis/profile?job_id={job.job_id}")
        await ana.call("GET", "/api/unknown-path-123")
    lines = [record for record in caplog.records if record.name == "gateway.access"]
    assert [(line.method, line.route, line.status) for line in lines] == [  # type: ignore[attr-defined]
        ("GET", "/api/analysis/jobs/{job_id}", 200),
        ("GET", "/api/analysis/profile", 409),
        ("GET", "unknown", 404),
    ]
    text = str([vars(line) for line in lines])
    assert job.job_id not in text
    assert ana.token not in text
    assert "unknown-path" not in text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8081", "", "localhost.evil.example"]
)
async def test_a_name_that_is_not_ours_is_refused(running: Running, host: str) -> None:
    """A page of another site must not reach us by pointing its own name here."""
    answer = await running.http.get("/api/uploads", headers={"host": host})
    assert is_problem(answer, 421, "misdirected_request")
    assert (await running.http.get("/livez", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8081", "[::1]:8081", "LOCALHOST:1"])
async def test_a_name_that_is_ours_is_served(running: Running, host: str) -> None:
    assert (await running.http.get("/api/uploads", headers={"host": host})).status_code == 401


async def test_a_body_has_a_limit_however_it_is_sent(running: Running) -> None:
    headers = {"content-type": "application/json"}
    big = b'{"email":"' + b"x" * 70_000 + b'"}'
    answer = await running.http.post("/api/auth/login", content=big, headers=headers)
    assert is_problem(answer, 413, "body_too_large")
    assert "larger than the 64 KB" in answer.json()["detail"]

    async def chunks() -> object:  # no Content-Length
        for _ in range(2000):
            yield b"x" * 1024

    answer = await running.http.post("/api/auth/login", content=chunks(), headers=headers)  # type: ignore[arg-type]
    assert is_problem(answer, 413, "body_too_large")
    answer = await running.http.request("GET", "/livez", content=big)
    assert answer.status_code == 413
    # the connection and the process are as good as before
    assert (await running.http.get("/livez")).status_code == 200


async def test_a_body_has_to_arrive(start: Start) -> None:
    async with start(body_seconds=0.2) as running:
        reader, writer = await asyncio.open_connection("127.0.0.1", running.settings.http_port)
        writer.write(
            b"POST /api/auth/login HTTP/1.1\r\nhost: localhost\r\n"
            b"content-type: application/json\r\ncontent-length: 50\r\n\r\n{"
        )
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n"), 5)
        assert answer == b"HTTP/1.1 408 Request Timeout\r\n"
        writer.close()


async def test_home_leads_to_the_documentation_and_that_needs_no_network(running: Running) -> None:
    answer = await running.http.get("/")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/docs"
    page = await running.http.get("/docs")
    assert page.status_code == 200
    assert "//" not in page.text.replace("https://github.com", "").replace("<!doctype", "")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self'" in policy
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png", "start.js"):
        assert f"/docs/{name}" in page.text
        assert (await running.http.get(f"/docs/{name}")).status_code == 200


async def test_readiness_tells_of_every_part(start: Start) -> None:
    async with start() as running:
        answer = await running.http.get("/readyz")
        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ready",
            "parts": {
                "auth": {"status": "up", "needed": True},
                "upload": {"status": "up", "needed": True},
                "analysis": {"status": "up", "needed": True},
                "queue": {"status": "up", "needed": True},
                "export": {"status": "up", "needed": False},
                "chat": {"status": "up", "needed": False},
                "nats": {"status": "up", "needed": True},
            },
        }


async def test_measurements(running: Running) -> None:
    ana = running.someone()
    async with ana.socket():
        await ana.call("GET", "/api/uploads")
        text = (await running.http.get("/metrics")).text
    assert 'vitae_http_requests_total{method="GET",route="/api/uploads",status="200"} 1.0' in text
    assert "vitae_http_seconds_bucket" in text
    assert "vitae_sockets 1.0" in text
    assert ana.user_id not in text


async def test_limits_a_user(start: Start) -> None:
    async with start(jobs_per_minute=2, retries_per_minute=1) as running:
        ana, bob = running.someone(), running.someone("bob@example.org")
        body = {"upload_id": "0192f7c5-0000-7000-8000-000000000000"}
        for _ in range(2):
            assert (await ana.call("POST", "/api/analysis/jobs", json=body)).status_code == 202
        answer = await ana.call("POST", "/api/analysis/jobs", json=body)
        assert is_problem(answer, 429, "rate_limited")
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert answer.headers["ratelimit-policy"] == '"jobs";q=2;w=60'
        assert (await bob.call("POST", "/api/analysis/jobs", json=body)).status_code == 202
        assert running.backend.analysis.calls.count("SubmitJob") == 3


async def test_domain_errors_carry_the_services_own_words(running: Running) -> None:
    ana = running.someone()
    failure: DomainError = error(Kind.CONFLICT, "RETRIES_EXHAUSTED", "Five times is enough.")
    running.backend.analysis.calls.fail["RetryJob"] = failure
    answer = await ana.call("POST", "/api/analysis/retry-job?job_id=x")
    assert is_problem(answer, 409, "retries_exhausted")
    assert answer.json()["detail"] == "Five times is enough."


async def test_a_pattern_is_not_shown(running: Running) -> None:
    body = {"email": "ana@example.org", "password": "long enough", "name": "A\x01"}
    answer = await running.http.post("/api/auth/register", json=body)
    assert is_problem(answer, 422, "invalid_request")
    [fault] = answer.json()["errors"]
    assert fault["field"] == "name"
    assert fault["message"].endswith("see /docs.")
