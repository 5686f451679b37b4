"""Studies: schools, degrees, subjects and dates in any order."""

from __future__ import annotations

import pytest

from libs.profile.model import Education
from services.analysis.reading.education import read_education
from tests.support.typeset import sections_of


def read(text: str, *, plain: bool = False) -> list[Education]:
    sections, quoter = sections_of("## Education\n" + text, plain=plain)
    return read_education(sections, quoter)


@pytest.mark.parametrize(
    ("text", "degree", "school", "year"),
    [
        (
            "B.S. Computer Science, State University, 2013",
            "B.S. Computer Science",
            "State University",
            "2013",
        ),
        (
            "State University — B.F.A. in Graphic Design\n2013 - 2017",
            "B.F.A. in Graphic Design",
            "State University",
            "2017",
        ),
        (
            "B.A. in Business, University of Texas	2017",
            "B.A. in Business",
            "University of Texas",
            "2017",
        ),
        (
            "PhD Princeton University, Computer Science	2023",
            "PhD",
            "Princeton University",
            "2023",
        ),
        (
            "Princeton University, PhD in Computer Science – Princeton, NJ	2018 – 2023",
            "PhD in Computer Science",
            "Princeton University",
            "2023",
        ),
        (
            "Associate degree, H.R. Management, Bellows College",
            "Associate degree, H.R. Management",
            "Bellows College",
            None,
        ),
        (
            "Bachelor of Nursing\nMonash University\n2014 – 2016",
            "Bachelor of Nursing",
            "Monash University",
            "2016",
        ),
        (
            "UC Berkeley | 2019\nBachelor of Science, Computer Science",
            "Bachelor of Science, Computer Science",
            "UC Berkeley",
            "2019",
        ),
        ("BSc Physics at Oxford University, 2010", "BSc Physics", "Oxford University", "2010"),
        (
            "University of California, Berkeley	2016\nM.S. Statistics",
            "M.S. Statistics",
            "University of California, Berkeley",
            "2016",
        ),
        (
            "High School Diploma, Lincoln High School, 2005",
            "High School Diploma",
            "Lincoln High School",
            "2005",
        ),
        (
            "School: Borough College\nDegree: Associate of Arts\nYear: 2013",
            "Associate of Arts",
            "Borough College",
            "2013",
        ),
        (
            "M.Sc. Informatik	10/2012 – 07/2015\nTechnische Universität Berlin",
            "M.Sc. Informatik",
            "Technische Universität Berlin",
            "2015-07",
        ),
        (
            "09/2001 – 06/2010	Maria-Theresia-Gymnasium Augsburg, Abitur (Note: 1,8)",
            "Abitur",
            "Maria-Theresia-Gymnasium Augsburg",
            "2010-06",
        ),
        (
            "2015 : Diplôme d'ingénieur, École Centrale de Lyon",
            "Diplôme d'ingénieur",
            "École Centrale de Lyon",
            "2015",
        ),
        (
            "Licenciatura en Matemáticas	Mayo 2021\nFacultad de Estudio Superiores	Nota 8",
            "Licenciatura en Matemáticas",
            "Facultad de Estudio Superiores",
            "2021-05",
        ),
        (
            "Bacharelado em Estatística — Universidade de São Paulo\n2015 – 2019",
            "Bacharelado em Estatística",
            "Universidade de São Paulo",
            "2019",
        ),
        (
            "2010 – 2015	Laurea Magistrale in Economia\n	Università Bocconi, Milano",
            "Laurea Magistrale in Economia",
            "Università Bocconi",
            "2015",
        ),
        (
            "2013-2014 Professional Master of Education (Primary), Mary Immaculate College",
            "Professional Master of Education (Primary)",
            "Mary Immaculate College",
            "2014",
        ),
        (
            "Bachelor in Economics, Казахский национальный университет имени аль-Фараби, 2015",
            "Bachelor in Economics",
            "Казахский национальный университет имени аль-Фараби",
            "2015",
        ),
        (
            "**Doctorado** en Tecnología	Agosto 2017\nUniversidad de Purdue",
            "Doctorado en Tecnología",
            "Universidad de Purdue",
            "2017-08",
        ),
        ("浙江大学 | 软件工程 | 硕士 | 2013 - 2016", "硕士", "浙江大学", "2016"),
        ("컴퓨터공학 학사\t2014 – 2018\n새벽대학교", "컴퓨터공학 학사", "새벽대학교", "2018"),
    ],
)
@pytest.mark.parametrize("plain", [False, True], ids=["typeset", "plain"])
def test_one_study(text: str, degree: str, school: str, year: str | None, *, plain: bool) -> None:
    found = read(text, plain=plain)
    assert [(e.degree, e.institution, e.end) for e in found] == [(degree, school, year)]


@pytest.mark.parametrize(
    ("degree", "subject"),
    [
        ("B.S. in Computer Science", "Computer Science"),
        ("Bachelor of Arts", None),
        ("Bachelor of Science, Computer Science", "Computer Science"),
        ("Licenciatura en Historia", "Historia"),
        ("MSc Physics", "Physics"),
        ("BSc (Hons) Adult Nursing", "Adult Nursing"),
        ("BA Hons History", "History"),
        ("MA (Oxon) History", "History"),
        ("BSc (Hons)", None),
        ("Professional Master of Education (Primary)", None),
        ("**Licenciatura** en Matemáticas", "Matemáticas"),
    ],
)
def test_the_subject_of_a_degree(degree: str, subject: str | None) -> None:
    assert read(f"{degree}\nState University, 2013")[0].field == subject


def test_each_study_is_its_own_record() -> None:
    found = read("""Lakeside Institute of Technology	Seattle, WA
B.S. in Computer Science	Sep. 2024 – Jun. 2027
- Relevant Coursework: Deep Learning, Machine Learning
Northgate State University	Hoboken, NJ
B.S. in Computer Science	Sep. 2022 – May 2024""")
    assert [(e.institution, e.start, e.end) for e in found] == [
        ("Lakeside Institute of Technology", "2024-09", "2027-06"),
        ("Northgate State University", "2022-09", "2024-05"),
    ]


def test_a_second_degree_of_the_same_school() -> None:
    found = read("""UNIVERSITY OF MINNESOTA, Minneapolis, MN
M.Ed., Elementary Education, May 2016
Bachelor of Arts in English, May 2012, magna cum laude""")
    assert [(e.degree, e.institution, e.end) for e in found] == [
        ("M.Ed., Elementary Education", "UNIVERSITY OF MINNESOTA", "2016-05"),
        ("Bachelor of Arts in English", "UNIVERSITY OF MINNESOTA", "2012-05"),
    ]


def test_a_school_without_a_degree_set_like_the_others() -> None:
    found = read("""**CORNELL UNIVERSITY**
MEng in Computer Science
Dec 2014 | Ithaca, NY
College of Engineering
**LA MARTINIERE FOR BOYS**
Grad. May 2011 | Kolkata, India""")
    assert [(e.degree, e.institution, e.end) for e in found] == [
        ("MEng in Computer Science", "CORNELL UNIVERSITY", "2014-12"),
        (None, "LA MARTINIERE FOR BOYS", "2011-05"),
    ]


def test_a_table_of_degrees() -> None:
    found = read("""Degree	Institution	Year	Grade
M.A. English	University of the Punjab	2018	A
B.A.	Kinnaird College	2015	A
Intermediate	Lahore Grammar School	2013	B""")
    assert [(e.degree, e.institution, e.end) for e in found] == [
        ("M.A. English", "University of the Punjab", "2018"),
        ("B.A.", "Kinnaird College", "2015"),
        ("Intermediate", "Lahore Grammar School", "2013"),
    ]


def test_notes_are_no_schools() -> None:
    found = read("""State University — B.A. History, 2018
GPA: 3.7 · Dean's List 2015–2017
Thesis: The College in the Age of Steam""")
    assert [(e.degree, e.institution) for e in found] == [("B.A. History", "State University")]


@pytest.mark.parametrize(
    "text",
    [
        "**Virginia Loom**	2018 – 2022\nB.A. History\n**Sciences Po**	2014 – 2018\nMBA",
        "B.A. History\nVirginia Loom\n2018 – 2022\nMBA\nSciences Po\n2014 – 2018",
        "Virginia Loom (2018 – 2022)\nB.A. History\nSciences Po (2014 – 2018)\nMBA",
        "Virginia Loom — B.A. History	2018 – 2022\nSciences Po — MBA	2014 – 2018",
    ],
)
@pytest.mark.parametrize("plain", [False, True], ids=["typeset", "plain"])
def test_schools_that_no_word_tells(text: str, *, plain: bool) -> None:
    found = read(text, plain=plain)
    assert [(e.institution, e.degree, e.end) for e in found] == [
        ("Virginia Loom", "B.A. History", "2022"),
        ("Sciences Po", "MBA", "2018"),
    ]
