"""Numbers of registers: hidden behind the words that say what they are, and nowhere else."""

from __future__ import annotations

import pytest

from services.export.masking_codes import codes
from tests.unit.export.test_masking import about


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NMC registered nurse, PIN 17F0123E", "17F0123E"),
        ("Master electrician, License #JE-44321", "JE-44321"),
        ("GMC registration number: 7654321", "7654321"),
        ("Passport no. X1234567", "X1234567"),
        ("Social Security 123-45-6789", "123-45-6789"),
    ],
)
def test_the_number_of_a_register_is_hidden(text: str, code: str) -> None:
    assert code not in about(text)


@pytest.mark.parametrize(
    "text",
    [
        "License 2019-2021",
        "Member 2015-03",
        "Registered 12 patients a day",
        "Registration of 14000 voters",
        "Reduced ID 10000%",
        "Win32 license servers",
    ],
)
def test_dates_and_figures_are_no_codes(text: str) -> None:
    assert not list(codes(text))


def test_a_long_run_is_looked_through_once() -> None:
    assert not list(codes("license # " * 20_000 + "A-" * 20_000))
