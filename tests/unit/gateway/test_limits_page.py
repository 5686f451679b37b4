"""The page for operators names the limits that no setting changes, as the code has them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SETS = "services.analysis.interview.repository"
ROW = re.compile(r"^\| ([^|]+) \| ([\d,]+) \|", re.MULTILINE)


@pytest.mark.parametrize(
    ("what", "module", "name"),
    [
        ("questions of one job, being made", SETS, "MOST_UNDER_WAY"),
        ("questions of one job, kept", SETS, "MOST_KEPT"),
        ("jobs of one upload", "services.analysis.models", "MOST_OF_A_FILE"),
        ("retries of one job", "services.analysis.models", "MAX_RETRIES"),
        ("question in the chat", "gateway.live.chat", "MAX_CONTENT"),
        ("cancels and resumes", "gateway.limits", "CHAT_MOVES_PER_MINUTE"),
        ("that were refused", "gateway.limits", "REFUSALS_PER_MINUTE"),
        ("the same, where", "gateway.limits", "SPARED_REFUSALS_PER_MINUTE"),
    ],
)
def test_a_limit_stands_there_as_the_code_has_it(what: str, module: str, name: str) -> None:
    rows = ROW.findall((ROOT / "docs" / "operations.md").read_text())
    told = [int(most.replace(",", "")) for limit, most in rows if what in limit]
    assert told == [getattr(importlib.import_module(module), name)]
