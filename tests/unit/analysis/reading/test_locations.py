"""Places in records: what is one, and what is left when it is taken off."""

from __future__ import annotations

import pytest

from services.analysis.reading.locations import is_location, without_location
from services.analysis.reading.pieces import Piece


@pytest.mark.parametrize(
    "text",
    [
        "Austin, TX",
        "Remote",
        "Berlin, Germany",
        "Seoul, S.Korea",
        "Mountain View, California, EUA",
        "Palo Alto, CA & Ithaca, NY",
        "Springfield, IL 62701",
        "Melbourne VIC 3000",
        "Remote (USA)",
        "San Francisco Bay Area",
        "México",
        "UK",
        "Springfield IL",
        "Алматы, Казахстан",
        "Киев, Украина",
    ],
)
def test_places(text: str) -> None:
    assert is_location(text)


@pytest.mark.parametrize(
    "text",
    ["Acme, Berlin, Germany", "Stripe", "Staff Engineer, Platform", "R.O.K Cyber Command, MND", ""],
)
def test_no_places(text: str) -> None:
    assert not is_location(text)


@pytest.mark.parametrize(
    ("text", "left", "place"),
    [
        ("Meridian Labs, Chicago, IL", ["Meridian Labs"], "Chicago, IL"),
        ("Northwind Bank, India", ["Northwind Bank"], "India"),
        (
            "Gilmore Financial, New Orleans, LA, Accountant",
            ["Gilmore Financial", "Accountant"],
            "New Orleans, LA",
        ),
        (
            "Northwind Technology. San Jose, California",
            ["Northwind Technology"],
            "San Jose, California",
        ),
        ("Docent, Library Assistant", ["Docent, Library Assistant"], None),
        ("Engineer, Brightside, Germany", ["Engineer, Brightside"], "Germany"),
        ("Engineer, Brightside, Remote", ["Engineer, Brightside"], "Remote"),
        ("Barista, Corner Coffee, Salem, OR", ["Barista, Corner Coffee"], "Salem, OR"),
        ("Acme, Berlin, Germany", ["Acme"], "Berlin, Germany"),
        ("Northgate General Hospital, Bradford", ["Northgate General Hospital"], "Bradford"),
        ("Sparks & Sons, Springfield IL", ["Sparks & Sons"], "Springfield IL"),
        ("Weber GmbH, 69003 Lyon, France", ["Weber GmbH"], "69003 Lyon, France"),
        ("ТОО «Степной Ветер», Almaty", ["ТОО «Степной Ветер»"], "Almaty"),
        ("Smith, Jones & Co", ["Smith, Jones & Co"], None),
        ("Google, Inc.", ["Google, Inc."], None),
        ("Recruiter, London IT", ["Recruiter, London IT"], None),
        ("Manager, Brightside USA", ["Manager, Brightside USA"], None),
        ("Omnious. Co., Ltd.", ["Omnious. Co., Ltd."], None),
    ],
)
def test_a_place_is_taken_off(text: str, left: list[str], place: str | None) -> None:
    parts, found = without_location(Piece(0, text))
    assert [part.text for part in parts] == left
    assert (found.text if found else None) == place
