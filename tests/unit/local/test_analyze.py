"""What `analyze` says where it can't go on: the cause, and not another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deploy.local import analyze as module
from deploy.local.analyze import NoProfile, analyze, check_file, upload_file
from deploy.local.client import GatewayClient
from deploy.local.layout import Layout


async def test_a_file_that_went_away_is_named(tmp_path: Path) -> None:
    async with GatewayClient("http://127.0.0.1:9") as client:
        with pytest.raises(NoProfile, match=r"Can't read .*gone\.pdf: No such file"):
            await upload_file(client, tmp_path / "gone.pdf")


def test_a_folder_is_not_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoProfile, match="is a folder"):
        check_file(str(tmp_path))


def test_a_system_that_takes_too_long_is_not_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slow(*_: Any) -> int:
        raise TimeoutError

    monkeypatch.setattr(module, "on_system", slow)
    resume = tmp_path / "resume.pdf"
    resume.write_bytes(b"%PDF")
    assert analyze(Layout(tmp_path / "data"), str(resume)) == 1
    said = capsys.readouterr().err
    assert "took too long" in said
    assert "Can't write" not in said
