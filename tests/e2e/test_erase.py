"""Deleting an upload or an account leaves nothing of it anywhere within a minute."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import PASSWORD, SETTINGS
from tests.e2e.owner import Owner, registered, resume_of
from tests.fake_openai.server import FakeOpenAI
from tests.support import files
from tests.support.database import rows
from tests.support.probes import eventually
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import SERVICES, make_stack
from tests.support.tabs import Tab
from tests.support.traces import Site, Sought, vector_bytes

pytestmark = pytest.mark.timeout(300)
MINUTE = 60.0  # what people are promised
FILES = ("json", "json&schema=jsonresume", "csv", "pdf", "docx", "pdf&mask=personal")
TOMBSTONE = "table upload.erased_users.user_id"  # a bare id, so that no late upload brings it back


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[Site]:
    """Every process, as it is shipped: no interval is shortened. Temporary files have a place."""
    directory, temporary = tmp_path_factory.mktemp("erase"), tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        settings = {**SETTINGS, "TMPDIR": str(temporary)}
        with make_stack(
            server_factory, directory, postgres, with_chroma=True, settings=settings
        ) as stack:
            stack.spawn(*SERVICES, "gateway")
            stack.wait_ready(*SERVICES, "gateway")
            yield Site(stack, [directory], temporary)


@pytest.fixture
async def http(site: Site) -> AsyncGenerator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=site.stack.http_url, timeout=30) as client:
        yield client


@pytest.fixture
async def model(site: Site) -> AsyncGenerator[FakeOpenAI]:
    """Analysis asks a model server while this lasts."""
    analysis = site.stack["analysis"]
    async with FakeOpenAI() as fake:
        analysis.env.update(OPENAI_BASE_URL=fake.base_url, OPENAI_API_KEY="test")
        await restarted(site, "analysis")
        yield fake
        del analysis.env["OPENAI_BASE_URL"], analysis.env["OPENAI_API_KEY"]
        await restarted(site, "analysis")


async def restarted(site: Site, service: str) -> None:
    site.stack[service].kill()
    site.stack[service].spawn()
    await site.stack.until_ready(service)


async def analysed(site: Site, http: httpx.AsyncClient) -> Owner:
    """With a completed and a failed job, and traces in every place there is."""
    owner = await registered(http)
    completed = await owner.submit(resume_of(owner.word))
    failed = await owner.submit(files.docx(f"{owner.word} has nothing else to say"))
    assert (await owner.person.ended(completed))["status"] == "completed"
    assert (await owner.person.ended(failed))["status"] == "failed"
    await answered(site, owner, completed)
    await owner.ask(completed)
    owner.raw |= await vectors_of(site, completed)
    profile = await owner.person.call("GET", f"/api/analysis/profile?job_id={completed}")
    assert owner.word in profile.text
    await eventually(lambda: exported(site, owner, completed))
    return owner


async def answered(site: Site, owner: Owner, job_id: str) -> None:
    """Has asked something, whose answer is kept to be given again."""
    async with owner.person.socket() as socket:
        tab = Tab(socket)
        await tab.ask(f"What is my name, {owner.word}?", job_id)
        assert owner.word in (await tab.answer()).text

    async def stored() -> bool:
        statement = "SELECT 1 FROM qa_pairs WHERE job_id = %s"
        return bool(await rows(site.stack.database_urls["chat"], statement, [job_id]))

    await eventually(stored)


async def exported(site: Site, owner: Owner, job_id: str) -> bool:
    """Every file that may be kept of a job is."""
    for query in FILES:
        path = f"/api/analysis/export?job_id={job_id}&format={query}"
        assert (await owner.person.call("GET", path)).status_code == 200
    statement = "SELECT 1 FROM rendered_files WHERE job_id = %s"
    return len(await rows(site.stack.database_urls["export"], statement, [job_id])) == len(FILES)


async def vectors_of(site: Site, job_id: str) -> set[bytes]:
    """Each of a job's vectors."""
    found: set[bytes] = set()
    for collection in await (await site.index()).list_collections():
        got = await collection.get(where={"job_id": job_id}, include=["embeddings"])
        found |= {vector_bytes(vector) for vector in got["embeddings"]}
    assert found
    return found


async def check_gone(site: Site, sought: Sought, began: float, left: str = "-") -> None:
    """Nothing is left a minute after `began`, but what begins with `left`."""
    while True:
        found = [place for place in await site.traces(sought) if not place.startswith(left)]
        if not found:
            return
        assert time.monotonic() - began < MINUTE, found
        await asyncio.sleep(0.5)


async def awaited(site: Site) -> list[tuple[str, str]]:
    """Confirmations that are owed: which service's, of what."""
    owed: list[tuple[str, str]] = []
    for owner in ("auth", "upload"):
        statement = "SELECT service, id::text FROM erasures"
        owed += await rows(site.stack.database_urls[owner], statement)
    return sorted((row[0], row[1]) for row in owed)


async def queue_is_empty(site: Site) -> bool:
    async with site.bus() as stream:
        return (await stream.stream_info("JOBS")).state.messages == 0


async def check_settled(site: Site) -> None:
    """Every service has confirmed, no event is owed, no message is out."""

    async def settled() -> bool:
        return await awaited(site) == []

    async def published() -> bool:
        urls = [site.stack.database_urls[each] for each in ("auth", "upload", "analysis")]
        return not any([await rows(url, "SELECT * FROM outbox") for url in urls])

    await eventually(settled, within=10)
    await eventually(lambda: queue_is_empty(site), within=10)
    await eventually(published, within=10)


async def check_metrics(http: httpx.AsyncClient, sought: Sought) -> None:
    assert not sought.in_data((await http.get("/metrics")).content)


def check_found(found: list[str], *places: str) -> None:
    """The search does see what is there."""
    for place in places:
        assert any(trace.startswith(place) for trace in found), (place, found)


UPLOADS_ARE_IN = (
    *("table upload.user_uploads.filename", "table upload.user_uploads.linkedin_url"),
    *("table upload.upload_pieces.content", "table analysis.jobs.upload_id"),
    *("table analysis.jobs.idempotency_key", "table analysis.stage_outputs.output"),
    *("table analysis.user_profile.profile", "collection passages-"),
    *("table chat.chat_messages.content", "table chat.qa_pairs.answer", "collection questions-"),
    *("table analysis.interview_questions.questions", "table analysis.interview_questions.job_id"),
    "table analysis.interview_questions.job_description",
    *("table export.rendered_files.filename", "table export.rendered_files.upload_id"),
    *("table export.profiles.profile", "table export.profiles.upload_id"),
)
ACCOUNTS_ARE_IN = (
    *("table auth.users.name", "table auth.users.email", "table auth.sessions.user_agent"),
    *("table auth.attempts.account", "table upload.user_uploads.user_id"),
)


async def test_a_deleted_upload_is_gone_everywhere(site: Site, http: httpx.AsyncClient) -> None:
    owner, other = await analysed(site, http), await analysed(site, http)
    check_found(await site.traces(owner.of_uploads), *UPLOADS_ARE_IN)
    began = time.monotonic()
    await owner.delete_uploads()
    await check_gone(site, owner.of_uploads, began)
    assert {status for status, _ in await owner.answers()} == {404}
    for path in ("/api/uploads", "/api/analysis/jobs"):
        assert (await owner.person.call("GET", path)).json()["items"] == []
    await check_metrics(http, owner.of_uploads)
    await check_settled(site)
    check_found(await site.traces(other.of_uploads), *UPLOADS_ARE_IN)


async def test_a_deleted_account_is_gone_everywhere(site: Site, http: httpx.AsyncClient) -> None:
    owner = await analysed(site, http)
    check_found(await site.traces(owner.of_account), *UPLOADS_ARE_IN, *ACCOUNTS_ARE_IN)
    began = time.monotonic()
    await owner.delete_account()
    assert {status for status, _ in await owner.answers()} == {401}
    await check_gone(site, owner.of_account, began, left=TOMBSTONE)
    body = {"email": owner.person.email, "password": PASSWORD}
    assert (await http.post("/api/auth/login", json=body)).status_code == 401
    await check_metrics(http, owner.of_account)
    await check_settled(site)


@pytest.mark.usefixtures("model")
async def test_what_a_model_wrote_is_gone_too(site: Site, http: httpx.AsyncClient) -> None:
    owner = await analysed(site, http)
    check_found(await site.traces(owner.of_uploads), *UPLOADS_ARE_IN)
    began = time.monotonic()
    await owner.delete_uploads()
    await check_gone(site, owner.of_uploads, began)
    await check_settled(site)


@pytest.mark.parametrize("service", ["analysis", "export", "chat"])
async def test_a_service_that_was_down_erases_when_it_is_back(
    service: str, site: Site, http: httpx.AsyncClient
) -> None:
    owner, leaver = await analysed(site, http), await analysed(site, http)
    site.stack[service].kill()
    await owner.delete_uploads()
    await leaver.delete_account()
    owed = sorted((service, each) for each in [*owner.uploads, leaver.person.user_id])

    async def others_confirmed() -> bool:
        return await awaited(site) == owed

    await eventually(others_confirmed, within=MINUTE, every=0.2)
    check_found(await site.traces(owner.of_uploads), f"table {service}.")
    began = time.monotonic()
    site.stack[service].spawn()
    await site.stack.until_ready(service)
    await check_gone(site, owner.of_uploads, began)
    await check_gone(site, leaver.of_account, began, left=TOMBSTONE)
    await check_settled(site)


@pytest.mark.parametrize(
    ("slow", "status"), [("embeddings", "generating_embeddings"), ("chat", "analyzing")]
)
async def test_a_job_that_runs_ends_and_leaves_nothing(
    slow: str, status: str, site: Site, http: httpx.AsyncClient, model: FakeOpenAI
) -> None:
    getattr(model.modes, slow).latency = 12.0
    owner = await registered(http)
    job_id = await owner.submit(resume_of(owner.word))

    async def under_way() -> bool:
        return (await owner.person.job(job_id))["status"] == status and model.inflight > 0

    await eventually(under_way, within=30)
    if slow == "chat":
        owner.raw |= await vectors_of(site, job_id)
    began = time.monotonic()
    await owner.delete_uploads()
    await eventually(lambda: queue_is_empty(site), within=8)  # nobody waits for the model
    await check_gone(site, owner.of_uploads, began)
    assert {status for status, _ in await owner.answers()} == {404}
    await asyncio.sleep(max(0.0, began + 15 - time.monotonic()))  # what comes late
    assert await site.traces(owner.of_uploads) == []
    await check_settled(site)


async def test_vectors_that_were_stored_too_late_are_removed(
    site: Site, http: httpx.AsyncClient
) -> None:
    """As a run leaves them that is stopped while Chroma takes its vectors."""
    keeper = await analysed(site, http)
    late: dict[str, Any] = {
        "user_id": str(uuid.uuid4()),
        "upload_id": str(uuid.uuid4()),
        "chunk": 0,
    }
    late["job_id"] = str(uuid.uuid4())
    sought = Sought(ids={late["job_id"], late["upload_id"], late["user_id"]})
    collections = await (await site.index()).list_collections()
    for collection in collections:
        got = await collection.get(include=["embeddings"], limit=1)
        if len(got["ids"]):
            of_passages = collection.name.startswith("passages-")
            ids = [f"{late['job_id']}:0" if of_passages else str(uuid.uuid4())]
            vectors = got["embeddings"]
            await collection.upsert(ids=ids, embeddings=vectors, metadatas=[late])
    assert await site.in_index(sought)
    await check_gone(site, sought, time.monotonic())
    check_found(await site.traces(keeper.of_uploads), "collection passages-")
