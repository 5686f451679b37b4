"""The local account, where what makes it does not answer."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from deploy.local import account
from deploy.local.layout import Layout
from deploy.local.server import ServerError


def test_an_operator_that_takes_too_long_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(account.subprocess, "run", hang)
    with pytest.raises(ServerError, match="`create-user` took longer than 60 s") as raised:
        account._operate(Layout(tmp_path), {"email": "a@example.org", "password": "secret-word"})
    assert "\n" not in str(raised.value)
    assert "secret-word" not in str(raised.value)
