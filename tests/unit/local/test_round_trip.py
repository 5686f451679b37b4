"""What `doctor` says of a way that breaks off in one place."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Self

import pytest

from deploy.local import round_trip as module
from deploy.local.client import Json, Refused
from deploy.local.layout import Layout

LINES = ["round trip", "exports", "questions", "chat", "erasure"]


class Gateway:
    """Answers as a gateway does, but for what `wrong` says of a call."""

    def __init__(self, **wrong: Any) -> None:
        self.wrong = wrong
        self.erased: list[str] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None: ...

    def _said(self, call: str, usual: Any) -> Any:
        said = self.wrong.get(call, usual)
        if isinstance(said, BaseException):
            raise said
        return said

    async def upload(self, _path: Path) -> Json:
        return self._said("upload", {"id": "u1"})

    async def submit(self, _upload_id: str, _key: str) -> Json:
        return {"job_id": "j1", "status": "queued"}

    async def watch(self, _job_id: str) -> AsyncGenerator[Json]:
        yield self._said("watch", {"status": "completed"})

    async def profile(self, _job_id: str) -> Json:
        return {"personal_info": {"name": "Quillan Testerby"}, "engine": {"name": "builtin"}}

    async def export(self, _job_id: str, file_format: str) -> bytes:
        return self._said(file_format, module.EXPORTS[file_format] + b"...")

    async def interview_questions(self, _job_id: str, count: int, _seconds: int) -> Json:
        usual = {"set_id": "s1", "status": "completed", "questions": [{}] * count}
        return self._said("questions", usual)

    async def question_set(self, _job_id: str, _set_id: str) -> Json:
        return {"set_id": "s1", "status": "completed", "questions": [{}]}

    async def ask(self, _job_id: str, _question: str, _silence: float) -> Json:
        usual = {"content": "Python.", "metadata": {"status": "complete", "citations": [{}]}}
        return self._said("ask", usual)

    async def call(self, method: str, path: str) -> Json:
        assert method == "DELETE"
        self.erased.append(path)
        return {}

    async def answer(self, _method: str, _path: str) -> None:
        self._said("left", Refused(404, "job_not_found", ""))


async def gone(gateway: Gateway, directory: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    async def sign_in(*_: object) -> None: ...

    monkeypatch.setattr(module, "GatewayClient", lambda _url: gateway)
    monkeypatch.setattr(module, "sign_in", sign_in)
    monkeypatch.setattr(module, "POLL_SECONDS", 0.0)
    monkeypatch.setattr(module, "ERASE_SECONDS", 0.1)
    return await module.round_trip("http://here", Layout(directory))


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"pdf": Refused(500, "INTERNAL", "Something went wrong.")},
         "✗ exports      Something went wrong; the reasons: {logs}/export.log"),
        ({"docx": b"<html>"},
         "✗ exports      what came as DOCX is none: b'<html>'; the reasons: {logs}/export.log"),
        ({"questions": {"set_id": "s1", "status": "failed", "error_message": "The model is away.",
                        "error_code": "model_unavailable"}},
         "✗ questions    The model is away. (model_unavailable); the reasons: {logs}/analysis.log"),
        ({"ask": TimeoutError()},
         "✗ chat         no answer in time; the reasons: {logs}/chat.log"),
        ({"left": None}, "✗ erasure      no answer in time; the reasons: {logs}/upload.log"),
        ({"ask": {"content": "", "metadata": {"status": "failed", "citations": []}}},
         "✗ chat         the answer is failed: ''; the reasons: {logs}/chat.log"),
    ],
)  # fmt: skip
async def test_the_part_that_fails_is_named_and_the_others_go_on(
    wrong: dict[str, Any],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gateway = Gateway(**wrong)
    assert not await gone(gateway, tmp_path, monkeypatch)
    said = capsys.readouterr().out.splitlines()
    assert [one[2:15].strip() for one in said] == LINES
    bad = [one for one in said if one.startswith("✗")]
    assert bad == [line.format(logs=Layout(tmp_path).logs)]
    assert gateway.erased == ["/api/uploads/u1"]


async def test_without_a_profile_there_is_nothing_to_go_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = {"status": "failed", "error_message": "It failed.", "error_code": "not_a_resume"}
    gateway = Gateway(watch=failed)
    assert not await gone(gateway, tmp_path, monkeypatch)
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("✗ round trip   It failed. (not_a_resume); the reasons: ")
    assert last.startswith("✓ erasure")
    assert gateway.erased == ["/api/uploads/u1"]


async def test_questions_that_take_their_time_are_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gateway = Gateway(questions={"set_id": "s1", "status": "generating", "questions": []})
    assert await gone(gateway, tmp_path, monkeypatch)
    assert "✓ questions    1 of 3 interview questions" in capsys.readouterr().out


async def test_where_nothing_was_kept_nothing_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gateway = Gateway(upload=Refused(507, "DISK_FULL", "The disk is full."))
    assert not await gone(gateway, tmp_path, monkeypatch)
    (only,) = capsys.readouterr().out.splitlines()
    assert only.startswith("✗ round trip   The disk is full; the reasons: ")
    assert gateway.erased == []
