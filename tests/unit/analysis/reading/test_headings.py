"""Headings by vocabulary and by typography, and the sections under them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.analysis.reading.headings import phrase_kind
from services.analysis.reading.sections import split_sections
from services.analysis.reading.words import fold
from tests.support.typeset import HEADING, sections_of, typeset


def kinds(text: str, *, plain: bool = False) -> list[tuple[str, str]]:
    sections, _ = sections_of(text, plain=plain)
    return [(s.kind, s.heading.text if s.heading else "") for s in sections]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Work Experience", "experience"),
        ("EMPLOYMENT HISTORY:", "experience"),
        ("Customer Service Experience", "experience"),
        ("Leadership and Work Experience", "experience"),
        ("E X P E R I E N C E", "experience"),
        ("III. Experience", "experience"),
        ("Experiencia laboral", "experience"),
        ("EXPERIENCIA EN ÁMBITO ACADÉMICO", "experience"),
        ("Expériences professionnelles", "experience"),
        ("Beruflicher Werdegang", "experience"),
        ("Experiência Profissional", "experience"),
        ("Esperienze lavorative", "experience"),
        ("Education & Training", "education"),
        ("Formación académica", "education"),
        ("Ausbildung", "education"),
        ("Istruzione e formazione", "education"),
        ("Skills & Tools", "skills"),
        ("Kenntnisse und Fähigkeiten", "skills"),
        ("Compétences", "skills"),
        ("Zertifikate", "certifications"),
        ("Langues", "languages"),
        ("Projets personnels", "projects"),
        ("Centres d'intérêt", "other"),
        ("Über mich", "summary"),
    ],
)
def test_phrases_name_sections(heading: str, kind: str) -> None:
    assert phrase_kind(heading)[0] == kind


@pytest.mark.parametrize(
    "text", ["Acme Corporation", "Senior Engineer", "Jane Smith", "Built a team"]
)
def test_other_phrases_name_none(text: str) -> None:
    assert phrase_kind(text)[0] is None


def test_an_unknown_heading_is_known_by_its_typeface() -> None:
    found = kinds("""
        # Jane Smith
        jane@example.com
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        ## Zestful Endeavours
        Built a boat.
        ## Education
        B.A. History, State University, 2018
    """)
    assert [kind for kind, _ in found] == ["header", "experience", "other", "education"]
    assert found[2][1] == "Zestful Endeavours"


def test_a_bold_word_among_skills_is_no_heading() -> None:
    found = kinds("""
        # Jane Smith
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        ## Skills
        **Research**
        Interviews, Surveys
        **Tools**
        Figma, Miro
    """)
    assert [kind for kind, _ in found] == ["header", "experience", "skills"]


def test_a_name_set_like_a_heading_is_none() -> None:
    found = kinds("""
        ## Jane Smith
        jane@example.com
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
        ## Education
        B.A. History, State University, 2018
    """)
    assert found[0] == ("header", "")


def test_headings_without_typography() -> None:
    found = kinds(
        """
        Jane Smith
        Experience
        Analyst, Acme Ltd, 2019 – 2021
        Skills
        Excel
        """,
        plain=True,
    )
    assert [kind for kind, _ in found] == ["header", "experience", "skills"]


def test_a_heading_in_the_rail_leaves_the_rest_of_its_line() -> None:
    sections, _ = sections_of("""
        # Jordan Blake
        jordan@example.com
        **Experience**	Staff Engineer	Aug 2024 - Present
                      Northwind Systems
        **Education**	B.S. Physics, State University	2017
    """)
    by_kind = {section.kind: [row.text for row in section.rows] for section in sections}
    assert by_kind["experience"] == ["Staff Engineer\tAug 2024 - Present", "Northwind Systems"]
    assert by_kind["education"] == ["B.S. Physics, State University\t2017"]


def test_a_page_goes_on_with_the_section_of_its_column() -> None:
    """The second page has one column, which stands where the main column stood."""
    sections, _ = sections_of(f"""
        # Jamie Rivera
        ## Skills
        Excel
        >>> ## Experience
        **Analyst**	2019 – 2021
        ~~~
        {" " * 33}Acme Ltd
    """)
    experience = next(section for section in sections if section.kind == "experience")
    assert [row.text for row in experience.rows] == ["Analyst\t2019 – 2021", "Acme Ltd"]


def test_page_numbers_belong_to_no_section() -> None:
    sections, _ = sections_of("""
        # Jamie Rivera
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
        Jamie Rivera – 1/2
        Page 1 of 2
        ~~~
        Clerk, Initech, 2016 – 2019
        Jamie Rivera – 2/2
    """)
    shown = [fold(row.text) for section in sections for row in section.rows]
    assert not any("1/2" in text or "2/2" in text or "page" in text for text in shown)


def test_a_page_number_that_does_not_repeat() -> None:
    sections, _ = sections_of("""
        # Jamie Rivera
        ## Skills
        Excel
        - 3 -
    """)
    assert [row.text for row in sections[-1].rows] == ["Excel"]


def test_headings_that_came_out_as_a_column_go_back_above_their_lines() -> None:
    """Centred headings stand beside nothing; read by height they stand above their sections."""
    document = typeset("""
        # Jane Smith
        jane@example.com
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
        ## Skills
        Excel, Word
    """)
    apart = [replace(line, column=1) for line in document.lines if line.size == HEADING]
    lines = [line for line in document.lines if line.size != HEADING] + apart
    sections = split_sections(replace(document, lines=tuple(lines)))
    assert [(s.kind, [row.text for row in s.rows]) for s in sections[1:]] == [
        ("experience", ["Analyst, Acme Ltd, 2019 – 2021"]),
        ("skills", ["Excel, Word"]),
    ]


def test_a_running_head_is_kept_once() -> None:
    """The name and telephone at the top of every page stay on the first."""
    sections, _ = sections_of("""
        Jamie Rivera | (512) 555-0142
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
        ~~~
        Jamie Rivera | (512) 555-0142
        Clerk, Initech, 2016 – 2019
    """)
    shown = [row.text for section in sections for row in section.rows]
    assert shown.count("Jamie Rivera | (512) 555-0142") == 1
    assert sections[0].rows[0].text == "Jamie Rivera | (512) 555-0142"


def test_alike_records_at_the_edges_of_pages_are_kept() -> None:
    sections, _ = sections_of("""
        Jamie Rivera
        ## Experience
        Analyst, Acme Ltd, 2019 – 2021
        ~~~
        Analyst, Acme Ltd, 2016 – 2018
    """)
    assert [row.text for row in sections[-1].rows] == [
        "Analyst, Acme Ltd, 2019 – 2021",
        "Analyst, Acme Ltd, 2016 – 2018",
    ]
