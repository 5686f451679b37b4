"""The name: found where it stands, and nobody where nobody is named."""

from __future__ import annotations

import pytest

from services.analysis.reading.contact import contact_rows, find_email
from services.analysis.reading.names import find_name
from services.analysis.reading.pieces import line_piece
from tests.support.typeset import sections_of


def name(text: str, *, plain: bool = False) -> str | None:
    sections, quoter = sections_of(text, plain=plain)
    rows = contact_rows(sections)
    email = find_email(line_piece(row.line) for row in rows)
    found = find_name(rows, email.text if email else None, [], quoter)
    return found.value if found else None


BODY = "## Experience\nAnalyst, Acme Ltd, 2019 – 2021\n## Skills\nExcel, Word"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("# Jane Smith\njane.smith@example.com", "Jane Smith"),
        ("# Product Designer\n## Jane Smith\njane.smith@example.com", "Jane Smith"),
        ("# Functional Resume Sample\nJane Smith\njane.smith@example.com", "Jane Smith"),
        ("# CURRICULUM VITAE\n# Elena Kowalski\nelena@example.com", "Elena Kowalski"),
        ("# Etta\netta@example.com • Chicago, IL", "Etta"),
        ("# ANNA WIŚNIEWSKA\nanna.wisniewska@example.com", "ANNA WIŚNIEWSKA"),
        ("# José Doroteo Arango Arámbula\npancho@example.mx", "José Doroteo Arango Arámbula"),
        ("# Ludwig van der Heide\nl.heide@example.nl", "Ludwig van der Heide"),
        ("# Daniel O'Connor, PMP\nProject Manager\nd@example.ie", "Daniel O'Connor"),
        ("Name: Grace Hopper-Lee\nEmail: grace@example.com", "Grace Hopper-Lee"),
        ("Nombre y apellidos: Ana Ruiz Soto\nana@example.es", "Ana Ruiz Soto"),
        ("# 张伟\n13812345678 | zhangwei@example.com", "张伟"),
        ("# Adébáyọ̀ Nwosu\nade@example.com", "Adébáyọ̀ Nwosu"),
        ("# सुनील शर्मा\nsunil@example.in", "सुनील शर्मा"),
        ("# தமிழ் செல்வன்\nselvan@example.in", "தமிழ் செல்வன்"),
        ("# สมชาย ใจดี\nsomchai@example.th", "สมชาย ใจดี"),
        ("# Ngọc̣ Test\nngoc@example.vn", "Ngọc̣ Test"),
        ("# Mary Jones RN BSN\nmj@example.com", "Mary Jones"),
        ("# Omar Haddad Ph.D.\noh@example.com", "Omar Haddad"),
        ("# MARY JONES RN\nmj@example.com", "MARY JONES"),
        ("# JOHN KAY MBA\njk@example.com", "JOHN KAY MBA"),
        ("# Anna MD\na@example.com", "Anna MD"),
        ("# Austin, Texas\nJordan Avery\njordan.avery@example.com", "Jordan Avery"),
    ],
)
def test_names(header: str, expected: str) -> None:
    assert name(f"{header}\n{BODY}") == expected
    assert name(f"{header}\n{BODY}", plain=True) == expected


@pytest.mark.parametrize(
    "header",
    [
        "# Acme Consulting GmbH\ninfo@acme.example.com",
        "# Senior Software Engineer\njobs@example.com",
        "# User Manual\nsupport@example.com",
        "The report of the committee is attached to this letter.",
        "# 2024 Annual Report",
    ],
)
def test_nobody_is_invented(header: str) -> None:
    assert name(f"{header}\n{BODY}") is None


def test_a_name_on_two_lines_in_large_type() -> None:
    header = "# Chanchal\n# Sharma\nOffice Manager\nchanchals@example.com"
    assert name(f"{header}\n{BODY}") == "Chanchal Sharma"


def test_a_sidebar_heading_is_no_name() -> None:
    found = name("""
        ## Contact
        jane.smith@example.com
        ## Top Skills
        Excel
        >>> # Jane Smith
        Analyst
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
    """)
    assert found == "Jane Smith"
