"""Resumes pass, whatever their layout; other documents don't, even where they name a person."""

from __future__ import annotations

import pytest

from services.analysis.engines.builtin import extract_facts
from services.analysis.errors import NotAResume
from tests.support.typeset import typeset

OTHERS = {
    "job posting": """
        # Senior Software Engineer
        Acme Corp — Berlin | jobs@acme.example.com
        ## About the company
        Acme builds rockets.
        ## Responsibilities
        - Design and build scalable services
        ## Requirements
        - Bachelor's degree in Computer Science
        ## Skills
        Java, Kubernetes, PostgreSQL
    """,
    "job description": """
        # Marketing Manager
        ## Summary
        The Marketing Manager is responsible for planning campaigns.
        ## Experience
        Minimum 5 years of experience in a similar role.
        ## Education
        Bachelor's degree in Marketing or related field required.
        ## Skills
        Strong communication, Google Analytics, Excel
        Contact: hr@corp.example.com, +1 555 123 4567
    """,
    "posting of a named recruiter": """
        # Jane Miller
        jane.miller@corp.example.com | (312) 555-0123
        ## About the role
        You will lead a team. We are looking for an engineer.
        ## Responsibilities
        - Design services
        ## Requirements
        - Five years of practice
        ## Education
        Bachelor of Science, State University or similar
        ## Benefits
        Health insurance
        ## How to apply
        Send a letter.
    """,
    "cover letter": """
        Jane Smith
        jane.smith@example.com | (312) 555-0123
        Dear Hiring Manager,
        I have worked at Globex since 2019 as an engineer and hold a B.S. from State University.
        I look forward to hearing from you.
        Jane Smith
    """,
    "invoice": """
        # INVOICE
        Widget Supplies Ltd | accounts@widget.example.com | +44 20 7946 0000
        Invoice No: 2024-117
        Bill to: Jane Smith, Acme Corp
        ## Description
        Engineer hours, Acme project	01/2024 – 02/2024	$4,000
        Total due: $4,500
    """,
    "article": """
        # A Study of Reading Order
        Maria Garcia, University of Example, maria@example.edu
        ## Abstract
        Our experience shows that geometry helps.
        ## 1. Introduction
        Engineers at Google (2015-2018) built one.
        ## Conclusion
        Order matters.
        ## References
        [1] A. Lee. Planit. 2014.
    """,
    "manual": """
        # User Manual
        ## Installation
        - Place the machine on a flat surface
        ## Languages
        English, German
        ## Contact
        support@coffee.example.com  +1 800 555 0199
    """,
    "team page": """
        # Our Team
        Example Consulting GmbH · info@example.com · +49 30 555 0100
        ## Jane Smith
        Managing Director
        Jane has 20 years of experience. She studied at the University of Example.
        ## John Doe
        Senior Consultant
        Before, he was an engineer at Acme Corp (2010-2015).
    """,
    "guide": """
        # How to Write a Resume
        Career Services, Example University, careers@example.edu
        ## Experience
        List your jobs. For example: Software Engineer, Acme Corp, 2019 - 2021
        - You will want numbers; you have to be brief
        ## Education
        For example: B.S. in Computer Science, State University, 2018
        ## Skills
        List skills such as Python.
    """,
    "company profile": """
        # Company Profile
        Globex Corporation · info@globex.example.com · +1 312 555 0100
        ## Experience
        We have delivered more than 300 projects since 1995.
        ## Expertise
        Consulting, Engineering
        ## Projects
        Bridge of Springfield, 2015 - 2018
    """,
    "form": """
        # Employment Application Form
        Name: ____________________
        ## Employment History
        Employer: ______________ Position: ______________ From: ____ To: ____
        ## Education
        School: ______________ Degree: ______________ Year: ____
        ## Skills
        ____________________
    """,
    "words": "The quick brown fox jumps over the lazy dog.\nIt has two lines.",
}

RESUMES = {
    "usual": """
        # Jane Smith
        jane.smith@example.com | (312) 555-0123
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        ## Education
        B.A. History, State University, 2018
        ## Skills
        Excel, Word
    """,
    "without dates": """
        # Jordan Rivera
        jordan.rivera@example.com · (312) 555-0142
        ## Experience
        **Production Intern**
        Example Opera Company
        - Supported ticketing
        **Retail Sales Associate**
        Example Music Store LLC
        - Matched customers to products
    """,
    "a beginner's": """
        # Jane Smith
        jane.smith@example.com | (312) 555-0123
        ## Objective
        To find a first post in retail.
        ## Education
        High School Diploma, Lincoln High School, 2024
        ## Skills
        Punctuality, Cash handling
    """,
    "anonymous": """
        Candidate 1234
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        **Clerk**, Initech LLC	2016 – 2019
        ## Education
        B.A. History, State University, 2018
    """,
    "German": """
        # Lukas Brandt
        lukas.brandt@example.org | +49 30 1234567
        ## Beruflicher Werdegang
        03/2019 – heute	**Projektleiter**, Muster GmbH
        ## Ausbildung
        2009	Abitur, Gymnasium Altona
    """,
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("plain", [False, True], ids=["typeset", "plain"])
def test_other_documents_are_refused(kind: str, *, plain: bool) -> None:
    with pytest.raises(NotAResume):
        extract_facts(typeset(OTHERS[kind], plain=plain))


@pytest.mark.parametrize("kind", RESUMES)
@pytest.mark.parametrize("plain", [False, True], ids=["typeset", "plain"])
def test_resumes_are_read(kind: str, *, plain: bool) -> None:
    profile = extract_facts(typeset(RESUMES[kind], plain=plain))
    assert profile.experience or profile.education


def test_no_text_is_no_resume() -> None:
    with pytest.raises(NotAResume):
        extract_facts(typeset(""))
