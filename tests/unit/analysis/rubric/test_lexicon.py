"""The language of a text, and words judged only in a language we know."""

from __future__ import annotations

import pytest

from services.analysis.rubric.lexicon import Language, detect, lexicon

TEXTS: list[tuple[str, Language | None]] = [
    ("Accountant with three years of experience in tax and audit for clients in the city.", "en"),
    (
        "Enfermera con ocho años de experiencia en urgencias. Coordiné un equipo en el hospital.",
        "es",
    ),
    (
        "Infirmière avec huit ans d'expérience dans le service de cardiologie et en réanimation.",
        "fr",
    ),
    ("Leitung der Abteilung für den Einkauf und Verhandlung mit den Lieferanten des Hauses.", "de"),
    (
        "Desenvolvedor com cinco anos na empresa para o governo do estado, com a equipe da casa.",
        None,
    ),
    ("Ho guidato il gruppo per la migrazione dei dati della banca nel centro di Milano.", None),
    ("Java Python SQL Kafka Spark Kubernetes Terraform Docker", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_detects(text: str, language: Language | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("language", "line", "weak"),
    [
        ("en", "Responsible for the night shift", True),
        ("en", "Was part of the backend team", True),
        ("en", "Helped the audit team", True),
        ("en", "Worked closely with teachers", True),
        ("en", "Workshop leader for carpenters", False),
        ("en", "Helpdesk tickets answered in an hour", False),
        ("en", "Led the audit", False),
        ("en", "I was responsible for ordering materials", True),
        ("en", "I have worked on the platform", True),
        ("en", "I ordered materials", False),
        ("en", "Head of the school's inclusion team", True),
        ("en", "Headed the inclusion team", False),
        ("es", "Responsable de ventas", True),
        ("es", "Ayudé en una migración", True),
        ("es", "Diseñé un motor gráfico", False),
        ("fr", "Chargé de la paie", True),
        ("fr", "Chargée des soins", True),
        ("fr", "Missions : la paie", True),
        ("fr", "Participation à la refonte", True),
        ("fr", "Conçu le site", False),
        ("de", "Verantwortlich für den Einkauf", True),
        ("de", "Mitarbeit im Projekt", True),
        ("de", "Einkauf neu verhandelt", False),
    ],
)
def test_weak_openings(language: Language, line: str, weak: bool) -> None:  # noqa: FBT001
    words = lexicon(language)
    assert words
    assert bool(words.weak_opening.match(line)) == weak


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Led a team of nine", True),
        ("Mentored two trainees", True),
        ("Managed four offices and nine administrative staff", True),
        ("Built a 50-member team across three sites", True),
        ("Managed complex network configurations", False),
        ("Designed modules to manage infrastructure", False),
        ("Performed leading roles in five productions", False),
        ("Built a design system used by 30 engineers", False),
        ("Lead 31 nurses and healthcare assistants", True),
        ("Headed the finance department", True),
        ("Oversaw a crew on two sites", True),
        ("Led migration of the legacy payment service", False),
        ("Led redesign of the billing pages used by 30 engineers", False),
        ("Supervised 25+ students after school", True),
        ("Led team meetings", False),
        ("Supervised the daily deliveries", False),
    ],
)
def test_leading_is_about_people(line: str, leads: bool) -> None:  # noqa: FBT001
    words = lexicon("en")
    assert words
    assert bool(words.leading.search(line)) == leads


@pytest.mark.parametrize(
    ("line", "personal"),
    [
        ("I created the roster", True),
        ("Created my own roster", True),
        ("Software Engineer I", False),
        ("Promoted to Analyst I/II", False),
        ("Wrote MyChart guides", False),
    ],
)
def test_first_person(line: str, personal: bool) -> None:  # noqa: FBT001
    words = lexicon("en")
    assert words
    assert bool(words.first_person.search(line)) == personal
