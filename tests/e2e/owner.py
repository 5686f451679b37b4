"""Somebody whose data could be taken for nobody else's, wherever it turns up."""

from __future__ import annotations

import hashlib
import io
import secrets
import uuid
import zipfile
from dataclasses import dataclass, field

import httpx

from tests.e2e.conftest import PASSWORD, Person
from tests.support import files
from tests.support.resumes import name, resume_docx
from tests.support.traces import Sought


def canary() -> str:
    """A word that stands nowhere else, not even by chance."""
    return "Canary" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))


def resume_of(word: str) -> bytes:
    """A resume whose owner and first employer have that name, no line like another's."""
    number = secrets.randbelow(10**9)
    source, target = zipfile.ZipFile(io.BytesIO(resume_docx(number))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                text = content.decode().replace(name(number), f"Ada {word}")
                text = text.replace(f"person{number}@", f"{word}@")
                content = text.replace("Northlight", word).encode()
            made.writestr(entry, content)
    return target.getvalue()


def padded(content: bytes, padding: bytes) -> bytes:
    """A DOCX with these very bytes in it."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("customXml/padding.bin", padding)
    return target.getvalue()


@dataclass
class Owner:
    """Somebody with a resume that nobody could take for another."""

    person: Person
    word: str = field(default_factory=canary)  # in the resumes and what comes with them
    own_word: str = field(default_factory=canary)  # in the account
    uploads: list[str] = field(default_factory=list[str])
    jobs: list[str] = field(default_factory=list[str])
    raw: set[bytes] = field(default_factory=set[bytes])

    @property
    def of_uploads(self) -> Sought:
        return Sought({self.word}, {*self.uploads, *self.jobs}, self.raw)

    @property
    def of_account(self) -> Sought:
        email = hashlib.sha256(self.person.email.encode()).digest()
        token = self.person.token
        ids = {*self.uploads, *self.jobs, self.person.user_id}
        return Sought({self.word, self.own_word, token}, ids, {*self.raw, email})

    async def submit(self, content: bytes) -> str:
        padding = secrets.token_bytes(64)
        content = padded(content, padding)
        self.raw |= {padding, hashlib.sha256(content).digest()}
        sent = {"file": (f"{self.word}'s résumé.docx", content, files.DOCX_TYPE)}
        form = {"linkedin_url": f"https://www.linkedin.com/in/{self.word.lower()}"}
        answer = await self.person.call("POST", "/api/upload", files=sent, data=form)
        assert answer.status_code == 201, answer.text
        self.uploads.append(answer.json()["id"])
        self.jobs.append(await self.person.submit(self.uploads[-1], f"{self.word}-{uuid.uuid4()}"))
        return self.jobs[-1]

    async def ask(self, job_id: str) -> None:
        """For questions about a job, in words of the owner's."""
        body = {"job_id": job_id, "job_description": f"{self.word} looks for a cook."}
        headers = {"Prefer": "wait=30", "Idempotency-Key": f"{self.word}-{uuid.uuid4()}"}
        path = "/api/analysis/interview-questions"
        answer = await self.person.call("POST", path, json=body, headers=headers, timeout=40)
        assert (answer.status_code, answer.json()["status"]) == (200, "completed"), answer.text

    async def delete_uploads(self) -> None:
        for upload_id in self.uploads:
            answer = await self.person.call("DELETE", f"/api/uploads/{upload_id}")
            assert answer.status_code == 204, answer.text

    async def delete_account(self) -> None:
        body = {"password": PASSWORD}
        answer = await self.person.call("DELETE", "/api/auth/account", json=body)
        assert answer.status_code == 204, answer.text

    async def answers(self) -> list[tuple[int, str]]:
        """Everything of the uploads that could be asked for."""
        paths = [
            *(f"/api/uploads/{upload_id}" for upload_id in self.uploads),
            *(f"/api/uploads/{upload_id}/file" for upload_id in self.uploads),
            *(f"/api/analysis/jobs/{job_id}" for job_id in self.jobs),
            *(f"/api/analysis/profile?job_id={job_id}" for job_id in self.jobs),
            *(f"/api/analysis/interview-questions?job_id={job_id}" for job_id in self.jobs),
            *(f"/api/analysis/export?format=pdf&job_id={job_id}" for job_id in self.jobs),
        ]
        answers = [await self.person.call("GET", path) for path in paths]
        return [(answer.status_code, answer.json()["code"]) for answer in answers]


async def registered(http: httpx.AsyncClient) -> Owner:
    owner = Owner(Person(http, "", "", ""))
    email = f"{owner.own_word}@example.com".lower()
    headers = {"User-Agent": f"Browser of {owner.own_word}"}
    body = {"email": email, "password": PASSWORD, "name": f"Ada {owner.own_word}"}
    answer = await http.post("/api/auth/register", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    wrong = {"email": email, "password": f"not {PASSWORD}"}
    assert (await http.post("/api/auth/login", json=wrong, headers=headers)).status_code == 401
    http.cookies.clear()
    token, user_id = answer.json()["token"], answer.json()["user"]["id"]
    headers["Authorization"] = f"Bearer {token}"
    owner.person = Person(http, email, token, user_id, headers=headers)
    return owner
