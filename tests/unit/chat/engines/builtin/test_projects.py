from __future__ import annotations

import pytest

from libs.profile.model import Project
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile, quote


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Jan 2023 - Present", "Beacon (since Jan 2023)"),
        ("Jan 2023 – now", "Beacon (since Jan 2023)"),
        ("since Jan 2023", "Beacon (since Jan 2023)"),
        ("Jan 2023", "Beacon (Jan 2023)"),
    ],
)
async def test_a_project_that_goes_on_is_told_from_one_of_a_month(written: str, told: str) -> None:
    text = f"{TEXT}Beacon\n{written}\n"
    evidence = [quote(text, "Beacon"), quote(text, written, text.index("Beacon"))]
    made = Project(name="Beacon", start="2023-01", evidence=evidence)
    answer = await ask("What is Beacon?", of=profile(projects=[made]), text=text)
    assert told in answer.text
