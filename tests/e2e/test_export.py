"""Profiles as files, from the gateway's door to the bytes somebody opens."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import httpx
import orjson
import pytest
from docx import Document
from pypdfium2 import PdfDocument

from libs.profile.exported import ExportedProfile
from libs.profile.model import Profile
from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed, replace, taken_in
from tests.support import files
from tests.support.database import rows, value
from tests.support.dossier import dossier
from tests.support.json_resume import JsonResume
from tests.support.probes import eventually
from tests.support.resumes import name, resume_docx
from tests.support.sheet_reader import grid, sections
from tests.support.stack import Stack

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "docx": DOCX_TYPE,
}
SCRIPT = "<script>alert(1)</script>&amp;"
NAMED = 'José "X" Ñandú'


async def export(person: Person, job_id: str, query: str) -> httpx.Response:
    return await person.call("GET", f"/api/analysis/export?job_id={job_id}&format={query}")


def text_of(content: bytes, kind: str) -> str:
    """What somebody reads in it."""
    if kind == "pdf":
        pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(content)]
        return " ".join(" ".join(pages).split())
    if kind == "docx":
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("kind", TYPES)
async def test_a_resume_becomes_a_file_of_each_kind(ana: Person, kind: str) -> None:
    job_id = await analysed(ana)
    answer = await export(ana, job_id, kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == TYPES[kind]
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["cache-control"] == "no-store"
    shown = f"{name(5)} - resume analysis.{kind}"
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"{shown}\"; filename*=UTF-8''{quote(shown)}"
    )
    text = text_of(answer.content, kind)
    for word in (name(5), "person5@example.com", "Northlight Logistics", "Lakeside University"):
        assert word in text, (word, text[:500])
    profile = await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")
    if kind == "json":
        found = orjson.loads(answer.content)
        assert found.pop("exported_at").endswith("Z")
        assert found == profile.json()
        ExportedProfile.model_validate_json(answer.content)
    if kind == "csv":
        skills = [row["name"] for row in sections(answer.content)["SKILLS"]]
        assert skills == [skill["name"] for skill in profile.json()["skills"]]


async def test_json_resume_is_valid_by_its_schema(ana: Person) -> None:
    job_id = await analysed(ana)
    answer = await export(ana, job_id, "json&schema=jsonresume")
    assert answer.headers["content-type"] == "application/json"
    found = JsonResume.model_validate(answer.json())
    assert found.basics.name == name(5)
    assert {work.name for work in found.work} >= {"Northlight Logistics", "Harbor Mills"}
    answer = await export(ana, job_id, "pdf&schema=jsonresume")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "schema")


@pytest.mark.parametrize("kind", [*TYPES, "json&schema=jsonresume"])
async def test_a_masked_file_names_nobody(ana: Person, kind: str) -> None:
    job_id = await analysed(ana)
    answer = await export(ana, job_id, f"{kind}&mask=personal")
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    text = text_of(answer.content, kind.partition("&")[0])
    for word in (*name(5).split(), "person5", "555-0005", "Northlight", "Harbor Mills", "Portland"):
        assert word.lower() not in text.lower(), word
        assert word not in disposition
    assert "[name]" in text
    assert "Lakeside University" in text


async def test_only_a_completed_job_is_exported(ana: Person, bob: Person) -> None:
    failed = await ana.submit(await ana.upload(files.docx("nothing here")))
    await ana.ended(failed)
    job_id = await analysed(ana)
    for kind in TYPES:
        answer = await export(ana, failed, kind)
        assert (answer.status_code, answer.json()["code"]) == (409, "job_not_completed")
        assert answer.headers["content-type"] == "application/problem+json"
        answer = await export(bob, job_id, kind)
        assert (answer.status_code, answer.json()["code"]) == (404, "job_not_found")


@pytest.mark.parametrize("kind", TYPES)
async def test_a_file_is_kept_until_the_profile_changes(
    system: Stack, ana: Person, bob: Person, kind: str
) -> None:
    job_id = await analysed(ana)
    await taken_in(system, job_id)  # which drops what was made before

    async def kept() -> httpx.Response | None:
        first, second = await export(ana, job_id, kind), await export(ana, job_id, kind)
        return first if first.content == second.content else None

    first = await eventually(kept)
    assert first is not None
    statement = "SELECT count(*) FROM rendered_files WHERE job_id = %s"
    assert await value(system.database_urls["export"], statement, [job_id]) == 1
    assert (await export(bob, job_id, kind)).status_code == 404  # kept or not

    stored = (await ana.call("GET", f"/api/analysis/profile?job_id={job_id}")).content
    changed = Profile.model_validate_json(stored).model_copy(update={"summary": "Quite changed."})
    await replace(system, job_id, changed)
    assert "Quite changed." in text_of((await export(ana, job_id, kind)).content, kind)


@pytest.mark.parametrize("kind", TYPES)
async def test_hostile_fields_stay_text(system: Stack, ana: Person, kind: str) -> None:
    profile = dossier(summary=f"=cmd {SCRIPT}")
    profile.personal_info.name = NAMED
    profile.personal_info.location = SCRIPT
    profile.experience[0].company = SCRIPT
    profile.experience[0].highlights = [f"@{SCRIPT}", "{{7*7}} ${7*7}"]
    profile.skills[0].name = SCRIPT
    job_id = await analysed(ana)
    await replace(system, job_id, profile)
    answer = await export(ana, job_id, kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="Jose _X_ Nandu - resume analysis.{kind}"; '
        f"filename*=UTF-8''Jos%C3%A9%20%22X%22%20%C3%91and%C3%BA%20-%20resume%20analysis.{kind}"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    text = text_of(answer.content, kind)
    assert text.replace(" ", "").count("<script>alert(1)</script>&amp;") >= 3, text[:800]
    if kind == "csv":
        assert not [c for row in grid(answer.content) for c in row if c.startswith(("=", "@", "+"))]


async def test_an_account_that_is_gone_exports_nothing(ana: Person) -> None:
    job_id = await analysed(ana)
    assert (await export(ana, job_id, "pdf")).status_code == 200
    body = {"password": ana.password}
    assert (await ana.call("DELETE", "/api/auth/account", json=body)).status_code == 204
    assert (await export(ana, job_id, "pdf")).status_code == 401


async def test_a_deleted_upload_leaves_no_file(system: Stack, ana: Person) -> None:
    upload_id = await ana.upload(resume_docx(7))
    job_id = await ana.submit(upload_id)
    await ana.ended(job_id)

    async def kept() -> Any:
        assert (await export(ana, job_id, "pdf")).status_code == 200
        statement = "SELECT 1 FROM rendered_files WHERE upload_id = %s"
        return await rows(system.database_urls["export"], statement, [upload_id])

    await eventually(kept)
    assert (await ana.call("DELETE", f"/api/uploads/{upload_id}")).status_code == 204

    async def gone() -> bool:
        statement = "SELECT 1 FROM rendered_files WHERE upload_id = %s"
        left = await rows(system.database_urls["export"], statement, [upload_id])
        return not left and (await export(ana, job_id, "pdf")).status_code == 404

    await eventually(gone, within=60)
