"""What a document says of a profile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from libs.profile.model import Education, EngineInfo, Evidence, PersonalInfo, Profile, Skill
from services.export.formats import content
from tests.support import careers


@pytest.mark.parametrize(
    ("start", "end", "current", "shown"),
    [
        ("2019-03", None, True, "Mar 2019 – Present"),
        ("2015", "2019-06", False, "2015 – Jun 2019"),
        ("2019", "2019", False, "2019"),
        (None, "2019-02", False, "Feb 2019"),
        (None, None, False, ""),
        ("some day", None, False, "some day"),
    ],
)
def test_periods(start: str | None, end: str | None, current: bool, shown: str) -> None:  # noqa: FBT001
    assert content.period(start, end, current=current) == shown


def test_skills_stand_under_their_categories_in_order() -> None:
    skills = [("SQL", "Data:"), ("Triage", "Skills"), ("Excel", "Data"), (" ", "Data")]
    profile = careers.empty().model_copy(
        update={"skills": [Skill(name=name, category=category) for name, category in skills]}
    )
    assert content.skills(profile) == [("Data", ["SQL", "Excel"]), ("", ["Triage"])]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://example.com/me", "https://example.com/me"),
        ("linkedin.com/in/ada", "https://linkedin.com/in/ada"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
    ],
)
def test_links_lead_to_the_web_alone(link: str, target: str | None) -> None:
    person = PersonalInfo(links=[link])
    (phrase,) = content.contact(careers.empty().model_copy(update={"personal_info": person}))
    assert phrase.link == target


def test_a_profile_named_twice_is_shown_once() -> None:
    shown = [phrase.text for phrase in content.contact(careers.short())]
    assert len(shown) == len(set(shown)) == 4


def test_the_subject_is_not_said_twice() -> None:
    studies = [
        Education(institution="Lakeside University", degree="BSc in Nursing", field="Nursing"),
        Education(institution="Lakeside University", degree="BSc", field="Nursing"),
    ]
    profile = careers.empty().model_copy(update={"education": studies})
    shown = [(study.title, study.detail) for study in content.studies(profile)]
    assert shown == [
        ("BSc in Nursing", "Lakeside University"),
        ("BSc", "Lakeside University · Nursing"),
    ]


def test_a_quote_is_shown_where_the_text_does_not_hold_it() -> None:
    quote = Evidence(kind="quote", page=2, quote="• Cut the handling\ntime by 30%")
    assert content.proof([quote], "A figure") == "“Cut the handling time by 30%” · page 2"
    assert content.proof([quote], "As in “Cut the handling time by 30%”") == ""


def test_what_cannot_be_quoted_says_how_it_was_found() -> None:
    computed = Evidence(kind="computed", how="3 of 5 lines")
    assert content.proof([computed]) == "Counted: 3 of 5 lines"
    assert content.proof([Evidence(kind="absence", quote="SQL")]) == "Looked for: SQL"
    assert content.proof([]) == ""


def test_the_most_pressing_advice_comes_first() -> None:
    assert [one[0] for one in content.recommendations(careers.short())] == ["high", "low"]


def test_the_foot_says_which_engine_and_rules() -> None:
    profile = careers.short().model_copy(
        update={"engine": EngineInfo(name="openai", model="gpt-4", version="1")}
    )
    export = careers.exported(profile)
    assert content.provenance(export) == "Vitae · engine gpt-4 · score rules 1.0 · 5 Mar 2026"
    assert content.provenance(replace(export, masked=True)).endswith("personal details hidden")


def test_a_profile_of_nobody_has_properties_too() -> None:
    facts = content.facts(careers.exported(Profile(engine=careers.ENGINE)))
    assert (facts.title, facts.author, facts.language) == ("Resume", "Vitae", "en")
