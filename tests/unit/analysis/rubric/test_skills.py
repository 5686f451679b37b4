"""A listed skill counts as shown where a line uses its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.analysis.rubric.skills import well_shown


@pytest.mark.parametrize(
    ("skill", "line", "shown"),
    [
        ("Telemetry", "Read telemetry on the ward", True),
        ("Troubleshooting", "Troubleshoot printers by phone", True),
        ("Budget planning", "Planned the yearly budgets", True),
        ("Communication skills", "Communicated with families", True),
        ("Data analysis", "Analyzed the sales data", True),
        ("C++", "Wrote C++ for the scanner", True),
        ("CI/CD", "Ran CI/CD for the web team", True),
        ("Customer service", "Answered customer questions in the service hall", True),
        ("Conduit bending", "Pulled wire, bent conduit, installed panels", True),
        ("Welding", "Welded frames", True),
        ("Load testing", "Wrote load tests", True),
        ("Baking", "Baked bread", True),
        ("Spring", "Sprang a leak", False),
        ("Java", "Wrote JavaScript for the shop", False),
        ("C", "Wrote C++ for the scanner", False),
        ("R", "Drove to R&D sites", True),
        ("Customer service", "Answered customer questions", True),
        ("KPI reporting", "Built a weekly KPI dashboard", True),
        ("Process improvement", "Cut order-processing time", True),
        ("Time management", "Cut the time to file a form", False),
        ("Project management", "Managed a shop", False),
        ("Patience", "Nursed patients", False),
        ("Organizational skills", "Worked in an organ shop", False),
    ],
)
def test_shown(facts: Callable[..., Any], skill: str, line: str, shown: bool) -> None:  # noqa: FBT001
    made = facts(f"Clerk, Harbor\n• {line}\nSkills\n{skill}")
    made.role("Clerk", "Harbor", "2020-01", "present", line).skills(skill)
    (use,) = made.resume().skill_uses
    assert (use.bullet is not None) == shown


def test_each_skill_once(facts: Callable[..., Any]) -> None:
    made = facts("Excel, excel, SQL").skills("Excel", "excel", "SQL")
    assert [use.skill.name for use in made.resume().skill_uses] == ["Excel", "SQL"]


@pytest.mark.parametrize(
    ("used", "every", "well"),
    [(0, 0, False), (1, 2, False), (2, 4, True), (2, 5, False), (5, 40, True)],
)
def test_well_shown(used: int, every: int, well: bool) -> None:  # noqa: FBT001
    assert well_shown(used, every) == well
