"""Strengths are said in the resume's own words, with the place that proves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.analysis.rubric.strengths import strengths


def by_code(made: Any) -> dict[str, str]:
    return {finding.code: finding.remark().text for finding in strengths(made.resume())}


def test_a_nurse(nurse: Callable[..., Any]) -> None:
    found = by_code(nurse())
    assert found["results"] == (
        "3 of the 6 lines give figures, above all “Cut medication errors by 40% with a barcode"
        " check at the bedside” (Charge Nurse at St. Brigid Hospital)."
    )
    assert found["promotion"] == (
        "Amara Okafor rose inside St. Brigid Hospital from Staff Nurse to Charge Nurse in Mar 2021."
    )
    assert "“Led a team of 9 nurses on a 32-bed cardiac ward”" in found["leadership"]
    assert (
        "2 of the 4 listed skills show in the work itself, Telemetry and Wound care"
        in found["skills"]
    )
    assert "St. Brigid Hospital since Jun 2017, 9.1 years so far" in found["stay"]
    assert "rise" not in found  # the promotion says it


def test_evidence_stands_behind_each(nurse: Callable[..., Any]) -> None:
    made = nurse()
    for finding in strengths(made.resume()):
        assert finding.evidence
        quotes = [e for one in finding.evidence for e in (one, *one.sources) if e.kind == "quote"]
        assert quotes
        for quote in quotes:
            assert made.document.text[quote.start : quote.end] == quote.quote


def test_what_was_learned(facts: Callable[..., Any]) -> None:
    text = (
        "Ines Prado\nEducation\nMaster of Arts in History\nUniversity of Porto\nGPA: 3.9 · Porto\n"
        "Certificates\nFirst aid\nFire safety\nSpanish (native), French"
    )
    made = (
        facts(text)
        .person(name="INES PRADO")
        .education("Master of Arts in History", "University of Porto", end="2018")
        .certificate("First aid")
        .certificate("Fire safety")
        .language("Spanish", "native")
        .language("French")
    )
    found = by_code(made)
    assert found["distinction"] == (
        "Ines Prado's study at University of Porto (2018) stands out: “GPA: 3.9”."
    )
    assert found["certificates"] == "Ines Prado holds 2 certificates: First aid and Fire safety."
    assert found["languages"] == "Ines Prado names 2 languages: Spanish (native) and French."


def test_time_speaks_only_when_there_is_enough(facts: Callable[..., Any]) -> None:
    made = facts("Cook, Inn\nCook, Bar").role("Cook", "Inn", "2025-01", "present")
    assert not {"stay", "steady", "promotion"} & set(by_code(made))


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("2018", "brings BSc Physics from Lakeside University (2018)"),
        ("2026", "brings BSc Physics from Lakeside University (2026)"),
        ("2026-09", "studies for BSc Physics at Lakeside University (expected Sep 2026)"),
        ("2027", "studies for BSc Physics at Lakeside University (expected 2027)"),
    ],
)
def test_a_degree_to_come_is_not_held(facts: Callable[..., Any], end: str, said: str) -> None:
    text = "Ines Prado\nEducation\nBSc Physics, Lakeside University"
    made = (
        facts(text).person(name="Ines Prado").education("BSc Physics", "Lakeside University", end)
    )
    assert f"Ines Prado {said}" in made.judged().summary
    assert said.split(maxsplit=1)[0] in by_code(made)["degree"]


@pytest.mark.parametrize(("note", "verb"), [("expected 2026", "studies for"), ("2026", "brings")])
def test_a_degree_of_this_year_is_held_unless_it_is_expected(
    facts: Callable[..., Any], note: str, verb: str
) -> None:
    made = facts(f"Education\nBSc Physics, Lakeside University, {note}")
    made = made.education("BSc Physics", "Lakeside University", "2026")
    assert by_code(made)["degree"].startswith(f"The applicant {verb} BSc Physics")


@pytest.mark.parametrize(
    ("first", "second"), [("2017", "2020"), ("2017-03", "2020"), ("2017", "2020-03")]
)
def test_years_alone_tell_of_no_break(facts: Callable[..., Any], first: str, second: str) -> None:
    def roles(*ends: str) -> Any:
        made = facts("Cook, Inn\nCook, Bar\nChef, Hall").role("Cook", "Inn", *ends[:2])
        return made.role("Cook", "Bar", *ends[2:]).role("Chef", "Hall", "2023-01", "present")

    assert "steady" not in by_code(roles(first, "2020-02", second, "2022-12"))
    assert "steady" in by_code(roles("2017-03", "2020-02", "2020-03", "2022-12"))


def test_nothing_to_praise_is_no_praise(facts: Callable[..., Any]) -> None:
    assert strengths(facts("A page of nothing in particular").resume()) == []


def test_weak_lines_lead_nobody_and_small_counts_are_no_result(facts: Callable[..., Any]) -> None:
    lines = ["Helped manage two staff", *(f"Wiped the tables of hall {x}" for x in "abcdefg")]
    text = "Waiter at the Old Inn for the season of the year\n" + "\n".join(f"• {x}" for x in lines)
    made = facts(text).role("Waiter", "Old Inn", "2024-01", "2024-09", *lines)
    assert not {"results", "leadership"} & set(by_code(made))
