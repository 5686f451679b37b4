"""Logs stay bounded under a writer that keeps its file open, and read well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy.local.logfiles import bound, open_log, readable
from deploy.local.server import last_log_line


def test_outgrown_logs_are_moved_aside_in_place(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    with open_log(path) as log:
        log.write(b"a" * 100 + b"\n")
        bound(path, limit=50)
        log.write(b"after\n")
    assert path.read_bytes() == b"after\n"
    assert (tmp_path / "x.log.1").read_bytes() == b"a" * 100 + b"\n"
    for file in tmp_path.iterdir():
        assert not file.stat().st_mode & 0o077


def test_small_and_missing_logs_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    bound(path)
    path.write_text("small\n")
    bound(path)
    assert [file.name for file in tmp_path.iterdir()] == ["x.log"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("plain words", "plain words"),
        (json.dumps({"message": "failed"}), "failed"),
        (
            json.dumps({"message": "failed", "exception": "Traceback\n  x\nKeyError: 1"}),
            "failed: KeyError: 1",
        ),
        (json.dumps({"message": "failed", "cause": "no route"}), "failed: no route"),
        (json.dumps(["not", "a log"]), '["not", "a log"]'),
    ],
)
def test_a_line_for_a_person(line: str, said: str) -> None:
    assert readable(line) == said


def test_the_last_line_that_says_something(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    assert last_log_line(path) == "(no log)"
    path.write_text("first\nlast\n\n   \n")
    assert last_log_line(path) == "last"
