"""Exports through the gateway: text against a read of its size, pages against bare rendering in one
process, and what is kept.
"""

from __future__ import annotations

import asyncio
import importlib
import random
import time
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import LiteralString

import httpx
import psycopg
from vitae.events.v1.events_pb2 import JobCompleted

from bench.load import Connection, connection
from bench.report import Measure, median, percentile
from bench.rig import Rig, signed_in
from libs.db.ids import new_id
from libs.profile.model import Experience, Profile, Skill
from services.export.formats.catalogue import FORMATS
from services.export.formats.format import Export
from tests.support.bus import tell
from tests.support.dossier import dossier, quote
from tests.support.files import pdf
from tests.support.stack import Stack

WARM = 10
FOUND_SECONDS = 30.0  # until what was told of is there
INSERT_JOB = """INSERT INTO jobs (job_id, user_id, upload_id, status, progress, started_at,
    completed_at) VALUES (%s, %s, %s, 'completed', 100, now(), now())"""
INSERT_PROFILE = """INSERT INTO user_profile (job_id, user_id, upload_id, profile)
    VALUES (%s, %s, %s, %s)"""
KEPT = "SELECT count(*) FROM rendered_files WHERE job_id = %s AND format = %s"
TAKEN_IN = "SELECT count(*) FROM profiles WHERE job_id = %s"


class Account:
    """Somebody with completed jobs, put into the database and told of as analysis does."""

    def __init__(self, stack: Stack, client: httpx.AsyncClient, token: str, user_id: str) -> None:
        self.token = token
        self._stack = stack
        self._client = client
        self._user_id = user_id

    async def upload(self, size: int = 2000) -> str:
        sent = {"file": ("cv.pdf", pdf(size), "application/pdf")}
        answer = await self._client.post("/api/upload", files=sent)
        answer.raise_for_status()
        return str(answer.json()["id"])

    async def job(self, text: str, upload_id: str) -> str:
        """A completed one with this profile, as JSON, once export has heard of it."""
        job_id, url = new_id(), self._stack.database_urls["analysis"]
        ids = (job_id, self._user_id, upload_id)
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as rows:
            await rows.execute(INSERT_JOB, ids)
            await rows.execute(INSERT_PROFILE, (*ids, text))
        await tell(self._stack.nats, JobCompleted(job_id=job_id, user_id=self._user_id))
        await self._found(TAKEN_IN, job_id)
        return job_id

    async def kept(self, job_id: str, kind: str) -> None:
        """Returns once the file is kept."""
        await self._found(KEPT, job_id, kind)

    async def _found(self, statement: LiteralString, *values: str) -> None:
        url = self._stack.database_urls["export"]
        async with (
            asyncio.timeout(FOUND_SECONDS),
            await psycopg.AsyncConnection.connect(url, autocommit=True) as rows,
        ):
            while True:
                row = await (await rows.execute(statement, values)).fetchone()
                if row and row[0]:
                    return
                await asyncio.sleep(0.02)


def profile() -> Profile:
    """Of ten years in five posts, with all its quotes: about 20 KB."""
    posts: list[Experience] = []
    for number in range(5):
        lines = [
            f"Cut the handling time of order group {number}-{line} by {10 + line} percent with a "
            "weekly report built in SQL and Excel for the site managers."
            for line in range(6)
        ]
        posts.append(
            Experience(
                company=f"Firm {number} Logistics",
                title="Operations Analyst",
                start=f"{2020 - 2 * number}-03",
                end=f"{2022 - 2 * number}-02",
                highlights=lines,
                evidence=[quote(line) for line in lines],
            )
        )
    names = ("SQL", "Excel", "Python", "Forecasting", "Inventory", "Routing", "Costing", "Audits")
    skills = [Skill(name=name, category="Tools", evidence=[quote(name)]) for name in names]
    return dossier(experience=posts, skills=skills)


def path(job_id: str, kind: str) -> str:
    return f"/api/analysis/export?job_id={job_id}&format={kind}"


async def measure(rig: Rig) -> list[Measure]:
    count = 40 if rig.short else 200
    measures: list[Measure] = []
    async with rig.system() as stack:
        client, token, user_id = await signed_in(stack)
        account = Account(stack, client, token, user_id)
        async with aclosing(client), connection(stack["gateway"].address) as one:
            for kind in ("json", "csv"):
                measures += await _text(account, one, kind, count)
            for kind in ("pdf", "docx"):
                measures.append(await _paged(account, one, kind, count // 8))
            for kind in ("pdf", "docx"):
                measures += await _kept(account, one, kind, count)
    return measures


async def _text(account: Account, one: Connection, kind: str, count: int) -> list[Measure]:
    """A file that is kept and one that is made, each of a job of its own, in turns with a read of a
    profile as large as they are. In no order: what comes after a pause, or after another,
    takes longer.
    """
    stored = profile().model_dump_json()
    upload_id = await account.upload()
    size = len(await one.get(path(await account.job(stored, upload_id), kind), account.token))
    same = await account.job(stored + " " * max(0, size - len(stored.encode())), upload_id)
    seconds: dict[str, list[float]] = {}
    order = random.Random(1)  # noqa: S311 - nothing secret
    for number in range(WARM + count):
        kept, made = [await account.job(stored, upload_id) for _ in range(2)]
        await one.get(path(kept, kind), account.token)
        await account.kept(kept, kind)
        turns = [("kept", path(kept, kind)), ("made", path(made, kind))]
        turns.append(("read", f"/api/analysis/profile?job_id={same}"))
        order.shuffle(turns)
        for name, each in turns:
            found = await one.timed(each, account.token, 1)
            seconds.setdefault(name, []).extend(found if number >= WARM else [])
        await account.kept(made, kind)
    name = f"export {kind}, {size // 1024} KiB"
    return [
        _ratio(f"{name}, {each}, to a profile read", seconds[each], seconds["read"])
        for each in ("kept", "made")
    ]


async def _paged(account: Account, one: Connection, kind: str, count: int) -> Measure:
    """Each file for the first time, in turns with rendering it here."""
    found = profile()
    stored = found.model_dump_json()
    render: Callable[[Export], bytes] = importlib.import_module(FORMATS[kind].module).render
    export = Export(found, datetime.now(UTC))
    upload_id = await account.upload()
    ours: list[float] = []
    bare: list[float] = []
    for number in range(WARM + count):
        job_id = await account.job(stored, upload_id)
        began = time.perf_counter()
        await one.get(path(job_id, kind), account.token)
        between = time.perf_counter()
        await account.kept(job_id, kind)
        again = time.perf_counter()
        render(export)
        if number >= WARM:
            ours.append(between - began)
            bare.append(time.perf_counter() - again)
    return _ratio(f"export {kind} for the first time, to bare rendering", ours, bare)


async def _kept(account: Account, one: Connection, kind: str, count: int) -> list[Measure]:
    job_id = await account.job(profile().model_dump_json(), await account.upload())
    await one.get(path(job_id, kind), account.token)
    await account.kept(job_id, kind)
    seconds = await one.timed(path(job_id, kind), account.token, count)
    return [
        Measure(f"export {kind}, kept, {name}", figure * 1000, "ms", 10.0, True)
        for name, figure in (("p50", median(seconds)), ("p95", percentile(seconds, 0.95)))
    ]


def _ratio(name: str, ours: list[float], bare: list[float]) -> Measure:
    figure, baseline = median(ours) * 1000, median(bare) * 1000
    return Measure(name, figure, "ms", 1.5, True, baseline, figure / baseline)
