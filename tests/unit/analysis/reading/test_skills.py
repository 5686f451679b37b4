"""Skills and spoken languages: lists with labels, wrapped lines, and no sentences."""

from __future__ import annotations

import pytest

from services.analysis.reading.skills import read_skills
from services.analysis.reading.spoken import read_languages
from tests.support.typeset import sections_of


def skills(text: str, *, plain: bool = False) -> list[str]:
    sections, quoter = sections_of("## Skills\n" + text, plain=plain)
    return [skill.name for skill in read_skills(sections, quoter)]


def categories(text: str) -> list[tuple[str, str]]:
    sections, quoter = sections_of("## Technical Skills\n" + text)
    return [(skill.category, skill.name) for skill in read_skills(sections, quoter)]


def languages(text: str) -> list[tuple[str, str | None]]:
    sections, quoter = sections_of(text)
    return [(language.name, language.level) for language in read_languages(sections, quoter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, SQL; Excel | Git • Docker", ["Python", "SQL", "Excel", "Git", "Docker"]),
        ("Python, JavaScript, AWS.", ["Python", "JavaScript", "AWS"]),
        ("- Python\n- C++\n- C#", ["Python", "C++", "C#"]),
        ("Go	Rust	Node.js", ["Go", "Rust", "Node.js"]),
        ("- Python (pandas, NumPy)\n- CI/CD", ["Python (pandas, NumPy)", "CI/CD"]),
        ("Proficient in Excel, Knowledge of SAP", ["Excel", "SAP"]),
        ("Excel (5 years), Word ●●●●○, SQL 90%", ["Excel", "Word", "SQL"]),
        ("Word, Excel & Outlook", ["Word", "Excel", "Outlook"]),
        ("Research & Development, Sales", ["Research & Development", "Sales"]),
        ("Python, python, PYTHON", ["Python"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert skills(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I have worked with many tools in my career.",
        "- Managed budgets of several million dollars",
        "Ability to work under pressure",
        "Advanced",
    ],
)
def test_sentences_are_no_skills(text: str) -> None:
    assert skills(text) == []


def test_a_wrapped_list_item_is_one_skill() -> None:
    assert skills("- Linux, eBPF, performance\n  profiling\n- Go") == [
        "Linux",
        "eBPF",
        "performance profiling",
        "Go",
    ]


def test_labels_are_categories() -> None:
    assert categories(
        "Languages: Python, Go\n**Tools** Git, Docker\nCloud	AWS, GCP\nDatabases:\nOracle"
    ) == [
        ("Languages", "Python"),
        ("Languages", "Go"),
        ("Tools", "Git"),
        ("Tools", "Docker"),
        ("Cloud", "AWS"),
        ("Cloud", "GCP"),
        ("Databases", "Oracle"),
    ]
    assert categories("Excel, Word")[0] == ("Technical Skills", "Excel")


def test_labels_that_only_say_how_well() -> None:
    found = categories("Lenguajes	Avan: C/C++, GLSL. Med: Matlab. Prin: Python, R")
    assert found == [("Lenguajes", name) for name in ("C/C++", "GLSL", "Matlab", "Python", "R")]


def test_other_lists_in_the_section_are_no_skills() -> None:
    text = (
        "Software: Excel\nInterests: Tennis, Chess\nLanguages: English, French\nCertifications: PMP"
    )
    assert skills(text) == ["Excel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Languages\nEnglish (native), Spanish – fluent",
            [("English", "native"), ("Spanish", "fluent")],
        ),
        (
            "## Sprachen\nDeutsch: Muttersprache\nEnglisch: C1",
            [("Deutsch", "Muttersprache"), ("Englisch", "C1")],
        ),
        (
            "## Langues\nFrançais : langue maternelle\nAnglais : courant (TOEIC 900)",
            [("Français", "langue maternelle"), ("Anglais", "courant (TOEIC 900)")],
        ),
        ("## Idiomas\nInglés B2 | Francés básico", [("Inglés", "B2"), ("Francés", "básico")]),
        (
            "## Languages\n**Swedish**\nNative speaker\n**English**\nProfessional",
            [("Swedish", "Native speaker"), ("English", "Professional")],
        ),
        ("## Languages\nEnglish	Fluent	Mother tongue", [("English", "Fluent")]),
        ("## Skills\nLanguages: Python, Go", []),
        (
            "## Skills\nLanguages: German (fluent), English",
            [("German", "fluent"), ("English", None)],
        ),
        ("## Skills\nLanguages: JLPT N2 Japanese Proficiency", [("Japanese", "JLPT N2")]),
        ("## Skills\nLanguages: English proficiency", [("English", None)]),
        (
            "## Skills\nLanguages: Spanish - professional working proficiency",
            [("Spanish", "professional working proficiency")],
        ),
    ],
)
def test_spoken_languages(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert languages(text) == expected
