"""Some of the fixed set of questions, asked as people ask them: through the gateway, of real files.

Runs where the shared folder of resumes is. The whole set: tests/integration/test_chat_questions.py.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed_pdf
from tests.support.sheets import shared
from tests.support.tabs import Tab

RESUMES = shared("resumes", "docs")
CASES = Path(__file__).parents[1] / "integration" / "chat_questions" / "developed.json"
CHOSEN = (
    "ocv_chromium-asymmetric-sidebar",
    "ocv_chromium-qualified-experience-headers",
    "ocv_chromium-two-column-sidebar",
)
# The answer is of the day it is asked on, and the expected one of another.
OF_A_DAY = re.compile(r"how (?:long|many years)", re.IGNORECASE)

pytestmark = pytest.mark.skipif(
    not RESUMES.is_dir(), reason="the shared folder of resumes is not on this machine"
)


def cases(resume: str) -> list[dict[str, Any]]:
    every = json.loads(CASES.read_text())
    return [
        case
        for case in every
        if case["resume"] == resume
        and "history" not in case
        and not OF_A_DAY.search(case["question"])
    ]


def test_there_are_enough() -> None:
    assert sum(len(cases(resume)) for resume in CHOSEN) >= 15
    assert all(len(cases(resume)) >= 5 for resume in CHOSEN)


@pytest.mark.parametrize("resume", CHOSEN)
async def test_the_answers_have_the_facts(ana: Person, resume: str) -> None:
    job_id = await analysed_pdf(ana, (RESUMES / f"{resume}.pdf").read_bytes())
    async with ana.socket() as socket:
        tab = Tab(socket)
        for case in cases(resume):
            await tab.ask(case["question"], job_id)
            heard = await tab.answer()
            assert heard.end is not None
            assert heard.text == heard.end["content"]
            assert wrong(case, heard.text, heard.end["metadata"]) == [], heard.text


def wrong(case: dict[str, Any], text: str, said: dict[str, Any]) -> list[str]:
    """What a careful reader would object to: `a|b` is one of them, as in the set itself."""
    told = text.casefold()
    lacking = [
        one for one in case["has"] if not any(part.casefold() in told for part in one.split("|"))
    ]
    invented = [one for one in case.get("hasnt", ()) if one.casefold() in told]
    objections = [f"lacks {one}" for one in lacking] + [f"has {one}" for one in invented]
    if not text.startswith(case.get("starts", "")):
        objections.append(f"does not begin with {case['starts']}")
    if case["grounded"] and not said["citations"]:
        objections.append("names no place")
    return objections
