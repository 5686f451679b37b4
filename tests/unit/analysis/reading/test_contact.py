"""E-mail, telephone, place and age, and what must not be taken for one."""

from __future__ import annotations

import pytest

from services.analysis.reading.contact import (
    age_of,
    contact_rows,
    find_age,
    find_email,
    find_phone,
    find_place,
)
from services.analysis.reading.pieces import Piece
from tests.support.typeset import sections_of


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("(312) 555-0123 · jane@example.com", "(312) 555-0123"),
        ("tel:(+1) 312-555-0123", "(+1) 312-555-0123"),
        ("+52 55 5623 1715 • Mexico", "+52 55 5623 1715"),
        ("Tel. 0176 12345678", "0176 12345678"),
        ("06 12 34 56 78 – 35 ans", "06 12 34 56 78"),
        ("206.555.0144", "206.555.0144"),
        ("(718) 555–0100", "(718) 555–0100"),
        ("+39 333 1234567", "+39 333 1234567"),
        ("Springfield, IL 62701 | 973-555-0123", "973-555-0123"),
    ],
)
def test_phones(text: str, phone: str) -> None:
    found = find_phone([Piece(0, text)])
    assert found is not None
    assert found.text == phone


@pytest.mark.parametrize(
    "text", ["2012 - 2016", "2018-2022", "62701", "10.1234/neurips.2023.1234", "06/2019 – 03/2021"]
)
def test_numbers_that_are_no_phones(text: str) -> None:
    assert find_phone([Piece(0, text)]) is None


def test_outside_the_header_a_phone_must_say_that_it_is_one() -> None:
    assert find_phone([Piece(0, "order 123 456 7890")], labelled=True) is None
    found = find_phone([Piece(0, "Phone: 123 456 7890")], labelled=True)
    assert found is not None


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("mailto:jane.smith@example.com", "jane.smith@example.com"),
        ("Jane <j_s+cv@mail.example.co.uk>", "j_s+cv@mail.example.co.uk"),
        ("jane@example", None),
        ("@janesmith", None),
    ],
)
def test_emails(text: str, email: str | None) -> None:
    found = find_email([Piece(0, text)])
    assert (found.text if found else None) == email


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("jane@example.com · (312) 555-0123 · Springfield, IL", "Springfield, IL"),
        ("12 rue de la République, 69002 Lyon", "69002 Lyon"),
        ("Musterstraße 12, 10115 Berlin | k@example.de", "10115 Berlin"),
        ("Wohnort: Bad Homburg", "Bad Homburg"),
        ("14 rue des Lilas, 69003 Lyon, France", "69003 Lyon, France"),
        ("Алматы, Казахстан | +7 727 123 45 67", "Алматы, Казахстан"),
        (
            "jane@example.com , +1 (415) 555-0142 , San Francisco, CA , linkedin.com/in/jane",
            "San Francisco, CA",
        ),
        ("jane@example.com +1 (415) 555-0142 Austin, TX github.com/jane", "Austin, TX"),
        ("jane@example.com, Analyst", None),
        ("London", "London"),
        ("Product Designer", None),
    ],
)
def test_places(line: str, place: str | None) -> None:
    sections, _ = sections_of(f"# Jane Smith\n{line}\n## Experience\nAnalyst, Acme Ltd, 2019")
    found = find_place(contact_rows(sections))
    assert (found.text if found else None) == place


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Age: 34", 34),
        ("34 años", 34),
        ("35 ans", 35),
        ("Alter: 41", 41),
        ("8 ans d'expérience", None),
        ("10 años de experiencia", None),
    ],
)
def test_age_only_where_it_is_said(text: str, age: int | None) -> None:
    found = find_age([Piece(0, text)])
    assert (age_of(found) if found else None) == age


@pytest.mark.parametrize(
    ("heading", "personal"),
    [("Personal details", True), ("Dati personali", True), ("Recommendations", False)],
)
def test_contact_details_stand_under_headings_that_say_so(heading: str, personal: bool) -> None:  # noqa: FBT001
    sections, _ = sections_of(
        f"""
        # Ada Arden
        ada@example.com
        ## Experience
        Analyst, Harbor Mills, 2019 - 2021
        ## {heading}
        Lisbon, Portugal
        ## Education
        BSc in Statistics, Lakeside University, 2009
        """
    )
    place = find_place(contact_rows(sections))
    assert (place is not None) == personal
