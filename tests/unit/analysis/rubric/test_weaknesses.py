"""Weaknesses are found where they are, named in the resume's words, and not claimed elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.analysis.rubric.weaknesses import weaknesses


def by_code(made: Any) -> dict[str, str]:
    return {finding.code: finding.remark().text for finding in weaknesses(made.resume())}


def clerk(facts: Callable[..., Any], *lines: str, head: str = "", **dates: str) -> Any:
    rows = "\n".join(f"• {line}" for line in lines)
    made = facts(f"{head}\nClerk, Harbor Office\n{rows}\nThe end of the page for the reader")
    start, end = dates.get("start", "2020-01"), dates.get("end", "present")
    return made.role("Clerk", "Harbor Office", start, end, *lines)


def test_a_nurse(nurse: Callable[..., Any]) -> None:
    found = by_code(nurse())
    assert found["no_figures"] == (
        "The 3 lines under Staff Nurse at St. Brigid Hospital and Nursing Assistant at Lakeview"
        " Clinic give no figure; “Cared for patients after heart surgery” leaves open how much or"
        " how many."
    )
    assert found["weak_openings"] == (
        "1 of 6 lines opens weakly: “Helped with the discharge planning”"
        " (Staff Nurse at St. Brigid Hospital)."
    )
    assert (
        "finds no web profile, only amara.okafor@example.com and (312) 555-0188" in found["contact"]
    )
    assert "goes straight to “Experience”" in found["no_summary"]
    assert not {"undated", "gap", "placeholders", "unproven_skills", "missing_sections"} & set(
        found
    )


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("ana@example.com, 312 555 0188, linkedin.com/in/ana", None),
        ("ana@example.com, linkedin.com/in/ana", "phone number"),
        ("312 555 0188, www.ana.example", "e-mail address"),
        ("ana@example.com, 312 555 0188", "web profile"),
        ("Ana", "e-mail address, phone number or web profile at all"),
        ("ana@example.com, 2018 - 2022, www.ana.example", "phone number"),
    ],
)
def test_contact_is_missed_only_where_the_text_lacks_it(
    facts: Callable[..., Any], head: str, missing: str | None
) -> None:
    found = by_code(clerk(facts, "Filed 20 forms", head=head))
    if missing is None:
        assert "contact" not in found
    else:
        assert missing in found["contact"]


def test_an_address_in_a_line_of_work_is_no_profile(facts: Callable[..., Any]) -> None:
    made = clerk(facts, "Moved the forms to https://forms.example.org", head="ana@example.com")
    assert "web profile" in by_code(made)["contact"]


def test_gaps_are_computed_and_study_fills_them(facts: Callable[..., Any]) -> None:
    def made() -> Any:
        return (
            facts("Clerk, Harbor\nPorter, Dock\nDiploma, Night School 2017 - 2019")
            .role("Clerk", "Harbor", "2019-06", "present")
            .role("Porter", "Dock", "2015-01", "2017-12")
        )

    found = by_code(made())
    assert found["gap"] == (
        "17 months without a dated entry lie between Porter at Dock (until Dec 2017) and Clerk at"
        " Harbor (from Jun 2019)."
    )
    studied = made().education("Diploma", "Night School", start="2017", end="2019")
    assert "gap" not in by_code(studied)


def test_time_since_the_last_role_is_no_gap(facts: Callable[..., Any]) -> None:
    assert "gap" not in by_code(clerk(facts, "Filed 20 forms", start="2010-01", end="2012-01"))


def test_dates_missing_or_reversed(facts: Callable[..., Any]) -> None:
    made = (
        facts("Clerk, Harbor\nPorter, Dock")
        .role("Clerk", "Harbor", None, None)
        .role("Porter", "Dock", "2019-05", "2018-02")
    )
    found = by_code(made)
    assert found["undated"].startswith("Clerk at Harbor gives no dates that can be read")
    assert found["reversed_dates"] == (
        "Porter at Dock ends (Feb 2018) before it begins (May 2019)."
    )


def test_the_latest_role_must_be_told(facts: Callable[..., Any]) -> None:
    found = by_code(clerk(facts))
    assert "Clerk at Harbor Office, the role that counts most, has no line" in found["thin_latest"]


def test_lines(facts: Callable[..., Any]) -> None:
    long = "Kept " + " ".join(f"shelf{n}" for n in range(60)) + " in order for the archive"
    made = clerk(
        facts,
        "I sorted the post for the 3 floors",
        "Filing the forms of the 20 offices",
        "Sorted 40 parcels a day in the hall",
        long,
    )
    found = by_code(made)
    assert "“I” in “I sorted the post for the 3 floors”" in found["first_person"]
    assert (
        "“Filing the forms of the 20 offices” (Clerk at Harbor Office) opens in -ing"
        in (found["mixed_openings"])
    )
    assert "under Clerk at Harbor Office runs to 66 words" in found["dense"]


def test_repeated_openings(facts: Callable[..., Any]) -> None:
    made = clerk(facts, *(f"Sorted {n} boxes for the office on floor {n}" for n in range(11, 16)))
    assert by_code(made)["repeated_opening"].startswith("“Sorted” opens 5 of 5 lines")


def test_hidden_text_is_counted_never_repeated(nurse: Callable[..., Any]) -> None:
    made = nurse(hidden=("kubernetes surgeon kubernetes",))
    found = by_code(made)
    assert "holds 3 words that no reader can see" in found["hidden_text"]
    assert "kubernetes" not in str(made.judged())


def test_template_text(facts: Callable[..., Any]) -> None:
    made = clerk(facts, "Describe your responsibilities and skills", head="June 20XX")
    found = by_code(made)
    assert "“June 20XX”" in found["placeholders"]
    assert "has no line" in found["thin_latest"]  # the template's line isn't one


def test_cliches_above_the_first_role(facts: Callable[..., Any]) -> None:
    text = "Summary\nA passionate and results-oriented clerk for the office and the archive of"
    text += " the city\nExperience\nClerk, Harbor"
    made = facts(text).role("Clerk", "Harbor", "2020-01", "present")
    assert by_code(made)["cliches"].startswith("“passionate” in the opening lines")


def test_a_skill_that_a_title_names_is_not_denied(facts: Callable[..., Any]) -> None:
    lines = ("Cared for 12 patients", "Kept the charts", "Ordered the drugs")
    text = "Nurse, Intensive Care, Harbor Hospital\n" + "\n".join(lines)
    made = facts(f"{text}\nSkills\nIntensive care, Triage, Suturing, Phlebotomy")
    made.role("Nurse, Intensive Care", "Harbor Hospital", "2020-01", "present", *lines)
    made.skills("Intensive care", "Triage", "Suturing", "Phlebotomy")
    assert by_code(made)["unproven_skills"] == (
        "No line under a role or project shows Triage, Suturing and Phlebotomy, 3 of the 4 listed"
        " skills."
    )


def test_a_long_skill_is_cut_with_its_bracket(facts: Callable[..., Any]) -> None:
    lines = ("Cared for 12 patients", "Kept the charts", "Ordered the drugs")
    suite = "Microsoft Suite (Excel, PowerPoint, Word, Publisher, Outlook and Access)"
    made = facts("\n".join(("Nurse, Harbor Hospital", *lines, suite, "Triage", "Suturing")))
    made.role("Nurse", "Harbor Hospital", "2020-01", "present", *lines)
    made.skills(suite, "Triage", "Suturing")
    assert by_code(made)["unproven_skills"] == (
        "No line under a role or project shows any of Microsoft Suite, Triage and Suturing at work."
    )
    assert "The skills listed: Microsoft Suite, Triage" in made.judged().summary


def test_length(facts: Callable[..., Any], nurse: Callable[..., Any]) -> None:
    assert "little to judge by" in by_code(clerk(facts, "Filed 20 forms"))["short"]
    long = nurse("\n".join(f"Note {n}: the ward was in order on that day" for n in range(150)))
    assert "words on 1 page" in by_code(long)["long"]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (("Conceu o sistema da empresa para o governo", "Foi parte da equipe do projeto"), "pt"),
        (("会社のシステムを設計した", "チームの一員"), "ja"),
    ],
)
def test_an_unknown_language_is_not_judged_by_words(
    facts: Callable[..., Any], lines: tuple[str, ...], language: str
) -> None:
    made = clerk(facts, *lines)
    made = facts("\n".join(["Ana", *lines, *lines])).role("X", "Y", "2020-01", "present", *lines)
    assert made.resume().language is None, language
    spoken = {
        "no_figures",
        "weak_openings",
        "first_person",
        "no_summary",
        "missing_sections",
        "cliches",
    }
    assert not spoken & set(by_code(made))


def test_spanish_is_judged_in_spanish(facts: Callable[..., Any]) -> None:
    lines = ("Ayudé en una migración de la base de datos", "Diseñé el motor gráfico de la empresa")
    text = "Ana\nPerfil\nIngeniera con experiencia en el desarrollo de sistemas\nExperiencia\n"
    text += "Ingeniera, Río SA\n" + "\n".join(f"• {line}" for line in lines)
    made = facts(text).role("Ingeniera", "Río SA", "2020-01", "present", *lines)
    found = by_code(made)
    assert "“Ayudé en una migración de la base de datos”" in found["weak_openings"]
    assert "no_summary" not in found  # "Perfil" is one
