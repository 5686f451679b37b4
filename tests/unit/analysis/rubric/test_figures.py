"""Figures that tell how much, and digits that don't."""

from __future__ import annotations

import pytest

from services.analysis.rubric.figures import Weight, measure
from services.analysis.rubric.lexicon import Language, lexicon


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("Cut medication errors by 40%", Weight.CHANGE),
        ("Reduced latency 35 percent with a cache", Weight.CHANGE),
        ("Managed a budget of $1.1 million", Weight.AMOUNT),
        ("Saved over €26,000 a year", Weight.AMOUNT),
        ("Made cold starts 18x faster", Weight.CHANGE),
        ("Won grants of 300 euros", Weight.AMOUNT),
        ("Cut deploy time from 42 minutes to 9 minutes", Weight.CHANGE),
        ("Cut the suite from six hours to forty minutes", Weight.CHANGE),
        ("Falls per month went from 6.1 to 3.4", Weight.CHANGE),
        ("Doubled the membership of the choir", Weight.CHANGE),
        ("Handled 2M monthly transactions", Weight.SCALE),
        ("Taught 1,200 pupils a year", Weight.SCALE),
        ("Supported 200+ users", Weight.SCALE),
        ("Supervised 4 clerks", Weight.COUNT),
        ("Led a 12-engineer team", Weight.COUNT),
        ("Mentored three interns", Weight.COUNT),
        ("Trained 8 new agents", Weight.COUNT),
        ("Rolled out Windows 10 and Office 365", Weight.NONE),
        ("Audited to ISO 9001 and filed Form 1040", Weight.NONE),
        ("Improved p99 latency and Sev-2 response", Weight.NONE),
        ("Worked there since 2019", Weight.NONE),
        ("From Jan 2019 in the night shift", Weight.NONE),
        ("Printed 3D models", Weight.NONE),
        ("On call 24/7", Weight.NONE),
        ("Filed 10-K reports", Weight.NONE),
        ("Won 2nd place", Weight.NONE),
        ("Supported a top 25 retailer", Weight.NONE),
        ("Taught CGT215 and wrote C++17", Weight.NONE),
        ("Prepared tax returns for clients", Weight.NONE),
    ],
)
def test_english(line: str, weight: Weight) -> None:
    found = measure(line, lexicon("en"))
    assert found.weight == weight
    assert bool(found.figures) == (weight > Weight.NONE)
    assert all(figure in line for figure in found.figures)


@pytest.mark.parametrize(
    ("language", "line", "weight"),
    [
        ("es", "Impartí dos clases de teoría de grafos", Weight.COUNT),
        ("es", "Reduje los tiempos de espera en un 20 %", Weight.CHANGE),
        ("fr", "Encadrement de six étudiants", Weight.COUNT),
        ("de", "Leitung von fünf Mitarbeitern", Weight.COUNT),
        ("de", "Kosten um 30 Prozent gesenkt", Weight.CHANGE),
        (None, "Vodil tým 12 lidí", Weight.COUNT),
        (None, "Vodil velký tým", Weight.NONE),
    ],
)
def test_other_languages(language: Language | None, line: str, weight: Weight) -> None:
    assert measure(line, lexicon(language)).weight == weight
