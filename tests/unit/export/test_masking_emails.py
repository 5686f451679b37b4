"""Email addresses that are spelled out: hidden all the same, and what only looks alike stays."""

from __future__ import annotations

import time

import pytest

from tests.unit.export.test_masking import about


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
    ],
)
def test_words_that_only_look_alike_stay(text: str) -> None:
    assert about(text) == text


@pytest.mark.parametrize(
    "unit", ["a dot ", "a at ", "a at b dot ", "a [at] ", "a(dot)", "[at]", " . ", "a@a dot ", "\t"]
)
def test_a_long_run_is_looked_through_once(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    about(text)
    assert time.process_time() - began < 1
