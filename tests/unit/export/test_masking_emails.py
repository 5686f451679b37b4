"""Email addresses that are spelled out: hidden all the same, and what only looks alike stays."""

from __future__ import annotations

import time

import pytest

from libs.profile.model import Experience, PersonalInfo, Profile, Remark, Skill
from services.export.masking import masked
from tests.support.dossier import dossier
from tests.unit.export.test_masking import about


def about_a_shepherd(text: str) -> str:
    profile = Profile(
        engine=dossier().engine,
        personal_info=PersonalInfo(name="Ana Marlowe"),
        experience=[Experience(title="Shepherd")],
        skills=[Skill(name="Wool felting", category="Crafts")],
        strengths=[Remark(text=text)],
    )
    return masked(profile).strengths[0].text


@pytest.mark.parametrize(
    "spelled",
    [
        "jane@gmail.com",
        "jane (at) gmail.com",
        "jane [at] gmail [dot] com",
        "jane[at]gmail[dot]com",
        "jane.doe (at) mail (dot) example (dot) org",
        "jane [at] example[.]com",
        "jane{at}gmail{dot}com",
        "jane<at>gmail<dot>com",
        "jane@gmail dot com",
        "jane@gmail[.]com",
        "name at gmail dot com",
        "Jane.Doe AT Gmail DOT Com",
        "jane dot doe at gmail dot com",
        "jane dot m dot doe at mail dot example dot org",
        "jane dot doe at example.org",
        "jane at gmail.com",
        "jane @ gmail.com",
        "jane @ example dot com",
        "jane at example dot co dot in",
        "jane at example dot ac dot uk",
        "jane arroba gmail punto com",
        "jane arroba empresa punto com punto ar",
        "jane arobase exemple point fr",
        "jane (arroba) gmail (punto) es",
        "jane at gmx punkt de",
        "jane at acme.com",
        "jane.doe at acme.co.uk",
        "jdoe42 at acme.io",
        "jane @gmail.com",
        "jane@ gmail.com",
        "jane@ acme.com",
        "jane@acme .com",
        "jane@acme. com",
        "jane @ gmail . com",
        "jane @acme.com",
        "peter at acme dot com",
        "ahmed at acme.com",
    ],
)
def test_spelled_out_addresses_are_hidden(spelled: str) -> None:
    assert about(f"Write to {spelled}, or call.") == "Write to [email], or call."


@pytest.mark.parametrize(
    "text",
    [
        "Looked at a dot in the chart, at that point in time, at dot plots",
        "Worked at Acme.io and at Example.com with Node.js",
        "Engineer @ Acme.io; met at Hooli dot product teams",
        "Sold at the punto de venta, at point of sale",
        "Ran @home shifts [at] night",
        "Was at 3 dot 5 percent",
        "worked at booking.com",
        "engineer at monday.com",
        "Engineer @monday.com",
        "co-founder at monday.com",
        "VP at Amazon dot com",
        "Vice President at Amazon dot com, then VP @ Hooli dot com",
        "Director, Sales at Amazon dot com",
        "Led teams at Amazon dot com",
        "meet me at example.com",
        "Contact: me at example.com",
        "Direct mail specialist at acme.com",
        "Wrote emails to customers at booking.com",
        "phd at mit.edu",
        "Marketing, bi at acme.com",
        "Barista at starbucks.com",
        "Shipped Node.js at booking.com and vue.js at acme.com",
        "Built a shop, live at shop.example.com",
        "Designs, prototypes at monday.com",
        "Cut costs and latency at booking.com by a third",
        "full-time at booking.com",
    ],
)
def test_words_that_only_look_alike_stay(text: str) -> None:
    assert about(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Marlowe at acme.com", "[email]"),
        ("Also ana at acme.com since", "Also [email] since"),
        ("anamarlowe at acme.com", "[email]"),
        ("amarlowe at acme dot com", "[email]"),
        ("Ana Marlowe at acme.com", "[name] at acme.com"),
        ("shepherd at acme.com", "shepherd at acme.com"),
        ("Skills: wool at acme.com", "Skills: wool at acme.com"),
    ],
)
def test_the_persons_own_name_is_a_mailbox_and_their_work_is_none(text: str, hidden: str) -> None:
    assert about_a_shepherd(text) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Email: Jane at acme.com", "Email: [email]"),
        ("E-mail: engineer at monday.com", "E-mail: [email]"),
        ("Email (preferred) jane at acme.com, or call", "Email (preferred) [email], or call"),
        ("Email me at jane at acme.com", "Email me at [email]"),
        (
            "Referee: Bob Roe, bob at acme.com, +1 415 555 0100",
            "Referee: Bob Roe, [email], [phone]",
        ),
        ("Bob Roe\nbob at acme.com\nLondon", "Bob Roe\n[email]\nLondon"),
        ("Bob Roe | bob at acme.com | London", "Bob Roe | [email] | London"),
        ("bob at acme.com or joe at acme.com", "[email] or [email]"),
        ("You find me at bob at acme.com", "You find me at [email]"),
        ("Ask bob at acme.com for more", "Ask [email] for more"),
    ],
)
def test_what_surrounds_a_word_makes_an_address_of_it(text: str, hidden: str) -> None:
    assert about(text) == hidden


@pytest.mark.parametrize(
    "unit",
    [
        "a dot ",
        "a at ",
        "a at b dot ",
        "a [at] ",
        "a(dot)",
        "[at]",
        " . ",
        "a@a dot ",
        "\t",
        "jane at a.com ",
        "a @",
        "a@ ",
    ],
)
def test_a_long_run_is_looked_through_once(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    about(text)
    assert time.process_time() - began < 1
