"""What `doctor` needn't ask for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.local import doctor as module
from deploy.local.doctor import memory, sandbox
from deploy.local.instance import Instance
from deploy.local.layout import Layout


def test_a_sandbox_that_is_off_is_told_and_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the self-test ran")

    monkeypatch.setenv("SANDBOX", "off")
    monkeypatch.setattr(module.subprocess, "run", refuse)
    found = sandbox(Layout(tmp_path))
    assert found.good
    assert "unprotected" in found.text


def test_a_system_that_runs_needs_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = SimpleNamespace(available=module.LEAST_MEMORY - 1)
    monkeypatch.setattr(module.psutil, "virtual_memory", lambda: little)
    layout = Layout(tmp_path)
    layout.create()
    assert not memory(layout).good
    instance = Instance(layout)
    assert instance.acquire("http://127.0.0.1:8081", "up")
    try:
        assert memory(layout).good
    finally:
        instance.release()
