"""The score: parts that sum, move the right way, and say why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libs.profile.model import Score
from services.analysis.rubric.score import VERSION

lines = st.lists(
    st.sampled_from(
        [
            "Led a team of 9 nurses",
            "Cut errors by 40%",
            "Helped with the rounds",
            "I was there",
            "Responsible for 3 wards",
            "Cared for patients",
            "20XX",
            "",
        ]
    ),
    max_size=12,
)
dates = st.sampled_from([None, "2015", "2018-03", "2021-11", "2035-01"])


@given(
    st.lists(st.tuples(dates, dates | st.just("present"), lines), max_size=4),
    st.lists(st.sampled_from(["Triage", "Rounds", "Teams", "Excel"]), max_size=6),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_parts_sum_within_bounds(
    facts: Callable[..., Any],
    roles: list[tuple[str | None, str | None, list[str]]],
    names: list[str],
) -> None:
    rows = [row for _, _, said in roles for row in said]
    made = facts("\n".join(["Nurse, Ward of the house", *rows, *names]))
    for start, end, said in roles:
        made.role("Nurse", "Ward", start, end, *said)
    score = made.skills(*names).judged().score
    assert sum(part.max for part in score.parts) == 100
    assert all(0 <= part.points <= part.max for part in score.parts)
    assert abs(score.total - sum(part.points for part in score.parts)) < 0.05
    assert 0 <= score.total <= 100
    assert score.version == VERSION
    assert all(part.why for part in score.parts)


def points(score: Score | None, name: str) -> float:
    assert score
    return next(part.points for part in score.parts if part.name == name)


def test_figures_earn_results(facts: Callable[..., Any]) -> None:
    def judged(*said: str) -> Score | None:
        text = "Clerk, Harbor\n" + "\n".join(f"• {row}" for row in said)
        return facts(text).role("Clerk", "Harbor", "2020-01", "present", *said).judged().score

    bare = judged("Filed the forms", "Sorted the post", "Kept the books for the office")
    some = judged("Filed 20 forms", "Sorted the post", "Kept the books for the office")
    most = judged("Filed 20% more forms", "Sorted 400 parcels", "Saved $300 for the office")
    assert points(bare, "results") == 0 < points(some, "results") < points(most, "results")
    assert points(bare, "contact") == points(most, "contact")


def test_stuffing_skills_earns_nothing(nurse: Callable[..., Any]) -> None:
    honest = nurse()
    stuffed = nurse("telemetry telemetry telemetry telemetry telemetry telemetry")
    assert points(stuffed.judged().score, "skills") <= points(honest.judged().score, "skills")
    for n in range(150):
        stuffed.profile.skills.append(
            stuffed.profile.skills[0].model_copy(update={"name": f"s{n}"})
        )
    assert points(stuffed.judged().score, "skills") <= 4


def test_hidden_words_only_cost(nurse: Callable[..., Any]) -> None:
    plain, hidden = nurse().judged(), nurse(hidden=("Triage expert 100%",)).judged()
    assert hidden.score.total == plain.score.total - 2


def test_years_earn_nothing(facts: Callable[..., Any]) -> None:
    def judged(start: str) -> Score | None:
        text = "Clerk, Harbor\n• Filed 20 forms for the office"
        made = facts(text).role(
            "Clerk", "Harbor", start, "present", "Filed 20 forms for the office"
        )
        return made.judged().score

    assert judged("1990-01") == judged("2025-01")


def test_why_is_in_words_of_the_resume(nurse: Callable[..., Any]) -> None:
    score = nurse().judged().score
    why = {part.name: part.why for part in score.parts}
    assert why["results"] == (
        "3 of 6 lines give a figure; 1 states a change, share or amount, such as “40%”"
        " (Charge Nurse at St. Brigid Hospital)."
    )
    assert why["timeline"] == "3 of 3 roles give start and end; no gap of six months."
    assert "2 shown at work (Telemetry and Wound care)" in why["skills"]
