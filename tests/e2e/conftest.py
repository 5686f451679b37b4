"""The whole system as real processes, and people who use it through the gateway."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.fake_openai.process import FakeProcess, fake_process
from tests.support import probes
from tests.support.files import DOCX_TYPE
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import SERVICES, Stack, make_stack

PASSWORD = "correct horse battery"
JOB_SECONDS = 60.0
FINISHED = ("completed", "failed", "cancelled")
ANSWER_SECONDS = 6.0  # that a model may take for one, in the system that has a model
MANY = "100000"
# Tests of limits have gateways of their own; here nobody is to meet one by chance.
SETTINGS = {
    "TRUSTED_PROXIES": "127.0.0.1",
    "SIGN_UP_PER_MINUTE": MANY,
    "SIGN_IN_PER_MINUTE": MANY,
    "SIGN_IN_TRIES": MANY,
    "UPLOADS_PER_MINUTE": MANY,
    "JOBS_PER_MINUTE": MANY,
    "RETRIES_PER_MINUTE": MANY,
    "CHAT_PER_MINUTE": MANY,
    "QUESTIONS_PER_MINUTE": MANY,
    "EXPORTS_PER_MINUTE": MANY,
}


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[Stack]:
    """Every process there is."""
    directory = tmp_path_factory.mktemp("system")
    with make_stack(
        server_factory, directory, postgres, with_chroma=True, settings=SETTINGS
    ) as running:
        running.spawn(*SERVICES)
        running.wait_ready(*SERVICES)
        running.start("gateway")
        yield running


@dataclass
class Person:
    """Somebody with an account, who calls by token."""

    http: httpx.AsyncClient
    email: str
    token: str
    user_id: str
    password: str = PASSWORD
    headers: dict[str, str] = field(default_factory=dict[str, str])

    async def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {**self.headers, **options.pop("headers", {})}
        return await self.http.request(method, path, headers=headers, **options)

    async def upload(self, content: bytes | None = None, name: str = "resume.docx") -> str:
        content = resume_docx(secrets.randbelow(90)) if content is None else content
        files = {"file": (name, content, DOCX_TYPE)}
        answer = await self.call("POST", "/api/upload", files=files)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def submit(self, upload_id: str, key: str = "") -> str:
        headers = {"Idempotency-Key": key} if key else {}
        body = {"upload_id": upload_id}
        answer = await self.call("POST", "/api/analysis/jobs", json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["job_id"])

    async def job(self, job_id: str) -> dict[str, Any]:
        answer = await self.call("GET", f"/api/analysis/jobs/{job_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def ended(self, job_id: str, within: float = JOB_SECONDS) -> dict[str, Any]:
        """The job once it has ended, however."""

        async def look() -> dict[str, Any] | None:
            job = await self.job(job_id)
            return job if job["status"] in FINISHED else None

        found = await probes.eventually(look, within=within)
        assert found is not None
        return found

    @asynccontextmanager
    async def socket(self) -> AsyncGenerator[ClientConnection]:
        """Signed in."""
        address = str(self.http.base_url).replace("http", "ws", 1).rstrip("/") + "/ws"
        async with connect(address) as found:
            await found.send(orjson.dumps({"type": "auth", "token": self.token}).decode())
            assert orjson.loads(await found.recv()) == {"type": "system", "content": "Connected"}
            yield found


@dataclass(frozen=True)
class ModelSystem:
    """The system with a model server that a test tells how to behave."""

    stack: Stack
    model: FakeProcess


@pytest.fixture(scope="session")
def started_with_model(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[ModelSystem]:
    """Every process, and a model server of their own, which lives on while they are looked at."""
    directory = tmp_path_factory.mktemp("model-system")
    with fake_process() as model:
        settings = SETTINGS | {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "test"}
        with make_stack(
            server_factory, directory, postgres, with_chroma=True, settings=settings
        ) as running:
            # A model that has fallen silent is not waited for longer than a test may take.
            running["chat"].env["MODEL_SECONDS"] = f"{ANSWER_SECONDS:g}"
            running.spawn(*SERVICES)
            running.wait_ready(*SERVICES)
            running.start("gateway")
            yield ModelSystem(running, model)


@pytest.fixture
def with_model(started_with_model: ModelSystem) -> ModelSystem:
    """Its model behaves, and has been asked nothing."""
    started_with_model.model.reset()
    return started_with_model


@pytest.fixture
async def mia(with_model: ModelSystem) -> AsyncGenerator[Person]:
    """Somebody of the system with a model."""
    async with httpx.AsyncClient(base_url=with_model.stack.http_url, timeout=30) as client:
        yield await register(client, "Mia Example")


@pytest.fixture
async def http(system: Stack) -> AsyncGenerator[httpx.AsyncClient]:
    """Nobody yet."""
    async with httpx.AsyncClient(base_url=system.http_url, timeout=30) as client:
        yield client


async def register(http: httpx.AsyncClient, name: str = "") -> Person:
    email = f"{secrets.token_hex(8)}@example.com"
    body = {"email": email, "password": PASSWORD, "name": name}
    answer = await http.post("/api/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    http.cookies.clear()
    found = answer.json()
    token = found["token"]
    headers = {"Authorization": f"Bearer {token}"}
    return Person(http, email, token, found["user"]["id"], headers=headers)


@pytest.fixture
async def ana(http: httpx.AsyncClient) -> Person:
    return await register(http, "Ana Example")


@pytest.fixture
async def bob(http: httpx.AsyncClient) -> Person:
    return await register(http, "Bob Example")
