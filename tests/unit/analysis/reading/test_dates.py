"""Dates and ranges in six languages, and what only looks like one."""

from __future__ import annotations

import time

import pytest

from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.pieces import Piece


def only(text: str) -> When:
    found = find_dates(Piece(0, text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2019 - Mar 2020", "2019-01", "2020-03"),
        ("Sep. 2023 – Mar. 2024", "2023-09", "2024-03"),
        ("January 2019 to December 2020", "2019-01", "2020-12"),
        ("03/2019 – 02/2021", "2019-03", "2021-02"),
        ("01.04.2018 - 31.12.2020", "2018-04", "2020-12"),
        ("2018-04 to 2020-05", "2018-04", "2020-05"),
        ("2015 – 2018", "2015", "2018"),
        ("2019-21", "2019", "2021"),
        ("2015/2016", "2015", "2016"),
        ("09/19 - 03/21", "2019-09", "2021-03"),
        ("Jan '19 – Feb '20", "2019-01", "2020-02"),
        ("Jan-19 – Feb-20", "2019-01", "2020-02"),
        ("Jun – Aug 2020", "2020-06", "2020-08"),
        ("Summer 2019 – Spring 2020", "2019", "2020"),
        ("Mar2019 – Dec 2021", "2019-03", "2021-12"),
        ("Agosto 2019 - Mayo 2020", "2019-08", "2020-05"),
        ("de septiembre de 2018 a junio de 2020", "2018-09", "2020-06"),
        ("Septembre 2017 à décembre 2019", "2017-09", "2019-12"),
        ("Fév 2015 – Août 2019", "2015-02", "2019-08"),
        ("März 2016 bis Oktober 2018", "2016-03", "2018-10"),
        ("jan 2019 – fev 2021", "2019-01", "2021-02"),
        ("gennaio 2015 – luglio 2019", "2015-01", "2019-07"),
        ("2020 – 2018", "2018", "2020"),  # newest first
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    when = only(text)
    assert (when.start, when.end, when.current, when.range) == (start, end, False, True)
    assert when.piece.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Jan 2020 – Present",
        "01/2020 - current",
        "January 2020 to date",
        "Enero 2020 - Actualidad",
        "enero de 2020 - la fecha",
        "janvier 2020 – aujourd’hui",
        "Januar 2020 – heute",
        "01/2020 – gegenwärtig",
        "jan 2020 – atual",
        "gennaio 2020 – in corso",
        "seit 01/2020",
        "Depuis janvier 2020",
        "since January 2020",
        "Jan 2020 –",
    ],
)
def test_until_now(text: str) -> None:
    when = only(text)
    assert (when.start, when.end, when.current, when.range) == ("2020-01", None, True, True)


@pytest.mark.parametrize(
    ("text", "date", "quote"),
    [
        ("Graduated May 2011", "2011-05", "Graduated May 2011"),
        ("Expected Graduation: May 2027", "2027-05", "Expected Graduation: May 2027"),
        ("B.S. Physics, State University, 2016", "2016", "2016"),
        ("Fall 2019", "2019", "Fall 2019"),
    ],
)
def test_single_dates(text: str, date: str, quote: str) -> None:
    when = only(text)
    assert (when.latest, when.range, when.piece.text) == (date, False, quote)


def test_a_placeholder_is_a_date_without_a_value() -> None:
    when = only("March 20XX – December 20XX")
    assert (when.start, when.end, when.range) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Room 2019a",
        "$2,019.50",
        "call 555-2020-11",
        "5000 users",
        "ISO 9001",
        "99.2019",
        "march 20 items",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(Piece(0, text)) == []


def test_offsets_count_in_the_document() -> None:
    text = "Acme Corp | Jan 2019 – Mar 2020 | Berlin"
    when = find_dates(Piece(1000, text))[0]
    assert text[when.piece.start - 1000 : when.piece.end - 1000] == "Jan 2019 – Mar 2020"


@pytest.mark.parametrize("part", ["2020 - ", "jan 2 ", "1/", "de ", "may ", "- ", "20XX "])
def test_long_lines_are_searched_in_bounded_time(part: str) -> None:
    started = time.process_time()
    find_dates(Piece(0, part * 200_000))
    assert time.process_time() - started < 1.0
