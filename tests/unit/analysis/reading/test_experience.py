"""Posts: who employed, as what, when and where, however the document orders them."""

from __future__ import annotations

import pytest

from libs.profile.model import Experience
from services.analysis.reading.experience import read_experience
from tests.support.typeset import sections_of

Post = tuple[str | None, str | None, str | None, str | None]


def read(text: str, *, plain: bool = False) -> list[Experience]:
    sections, quoter = sections_of(text, plain=plain)
    return read_experience(sections, quoter)


def posts(text: str, *, plain: bool = False) -> list[Post]:
    found = read(text, plain=plain)
    return [(p.title, p.company, p.start, "now" if p.current else p.end) for p in found]


TWO = [
    ("Senior Engineer", "Northwind Labs", "2021-01", "now"),
    ("Engineer", "Brightside", "2017-06", "2020-12"),
]

LAYOUTS = {
    "title above company": """
        ## Experience
        **Senior Engineer**
        Northwind Labs | Boston, MA
        Jan 2021 – Present
        - Led a team of five
        **Engineer**
        Brightside | Remote
        Jun 2017 – Dec 2020
        - Built the billing service
    """,
    "company above title": """
        ## Experience
        **Northwind Labs**	Boston, MA
        _Senior Engineer_	Jan 2021 – Present
        - Led a team of five
        **Brightside**	Remote
        _Engineer_	Jun 2017 – Dec 2020
        - Built the billing service
    """,
    "one line, title first": """
        ## Experience
        Senior Engineer, Northwind Labs, Boston, MA	Jan 2021 – Present
        - Led a team of five
        Engineer, Brightside, Remote	Jun 2017 – Dec 2020
        - Built the billing service
    """,
    "one line, company first": """
        ## Experience
        Northwind Labs — Senior Engineer	01/2021 – Present
        - Led a team of five
        Brightside — Engineer	06/2017 – 12/2020
        - Built the billing service
    """,
    "dates in a rail": """
        ## Experience
        01/2021 – Present	**Senior Engineer**, Northwind Labs, Boston, MA
        - Led a team of five
        06/2017 – 12/2020	**Engineer**, Brightside
        - Built the billing service
    """,
    "dates above": """
        ## Experience
        Jan 2021 – Present
        **Senior Engineer** at Northwind Labs
        Led a team of five and moved the whole platform to a new home.
        Jun 2017 – Dec 2020
        **Engineer** at Brightside
        Built the billing service that handles all of the invoices today.
    """,
    "date as the heading of a list": """
        ## Experience
        **Jan 2021 - Present**
        - Senior Engineer, Northwind Labs
        - Led a team of five
        **Jun 2017 - Dec 2020**
        - Engineer, Brightside
        - Built the billing service
    """,
    "pipes": """
        ## Experience
        Senior Engineer | Northwind Labs | Boston, MA | Jan 2021 – Present
        - Led a team of five
        Engineer | Brightside | Remote | Jun 2017 – Dec 2020
        - Built the billing service
    """,
    "typeface alone parts them": """
        ## Experience
        **Northwind Labs**, _Senior Engineer_	Jan 2021 – Present
        - Led a team of five
        **Brightside**, _Engineer_	Jun 2017 – Dec 2020
        - Built the billing service
    """,
    "dates in brackets, prose after": """
        ## Experience
        Senior Engineer, Northwind Labs, Boston, MA (Jan 2021 - Present) Leads the platform guild.
        - Led a team of five
        Engineer, Brightside, Portland, OR (Jun 2017 - Dec 2020)
        - Built the billing service
    """,
    "labels": """
        ## Experience
        Company: Northwind Labs
        Position: Senior Engineer
        Dates: 01/2021 to present
        - Led a team of five
        Company: Brightside
        Position: Engineer
        Dates: 06/2017 to 12/2020
        - Built the billing service
    """,
    "no list items, no gap": """
        ## Experience
        Senior Engineer, Northwind Labs	01/2021 – present
        Engineer, Brightside	06/2017 – 12/2020
    """,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    assert posts(LAYOUTS[layout]) == TWO


@pytest.mark.parametrize(
    "layout", [name for name in LAYOUTS if name != "typeface alone parts them"]
)
def test_layouts_without_typography(layout: str) -> None:
    assert posts(LAYOUTS[layout], plain=True) == TWO


def test_highlights_and_place_belong_to_their_post() -> None:
    first, second = read(LAYOUTS["title above company"])
    assert (first.location, first.highlights) == ("Boston, MA", ["Led a team of five"])
    assert (second.location, second.highlights) == ("Remote", ["Built the billing service"])


def test_several_posts_under_one_employer() -> None:
    found = posts("""
        ## Experience
        **Acme Corporation**	Austin, TX
        Staff Engineer, Platform	Aug 2024 – Present
        - Led reliability
        Senior Engineer, Payments	Jul 2022 – Aug 2024
        - Built settlement
        Engineer, Identity Services	Aug 2020 – Jul 2022
        - Shipped single sign-on
        **Initech**	Reno, NV
        Intern	May 2019 – Aug 2019
        - Fixed bugs
    """)
    assert [(title, company) for title, company, _, _ in found] == [
        ("Staff Engineer, Platform", "Acme Corporation"),
        ("Senior Engineer, Payments", "Acme Corporation"),
        ("Engineer, Identity Services", "Acme Corporation"),
        ("Intern", "Initech"),
    ]


def test_an_employer_with_dates_of_its_own_is_no_post() -> None:
    found = posts("""
        ## Career History
        **TECHNO CORP, Dallas, TX**	**2015 to Present**
        **Regional Sales Director** (2018 to Present)
        Direct a team of 25 across five states with a budget of ten million.
        **Sales Manager** (2015 to 2018)
        - Won an award
    """)
    assert found == [
        ("Regional Sales Director", "TECHNO CORP", "2018", "now"),
        ("Sales Manager", "TECHNO CORP", "2015", "2018"),
    ]


def test_exported_profiles_put_the_total_under_the_employer() -> None:
    found = posts("""
        ## Experience
        **Initech**
        4 years 3 months
        Staff Data Engineer
        January 2022 - Present (2 years 1 month)
        San Francisco, California, United States
        Senior Data Engineer
        November 2019 - December 2021 (2 years 2 months)
        **Globex**
        Data Engineer
        June 2016 - October 2019 (3 years 5 months)
    """)
    assert [(title, company) for title, company, _, _ in found] == [
        ("Staff Data Engineer", "Initech"),
        ("Senior Data Engineer", "Initech"),
        ("Data Engineer", "Globex"),
    ]


def test_without_dates() -> None:
    found = posts("""
        ## Experience
        **Production Intern**
        Example Opera Company
        - Supported ticketing for weekend performances
        **Retail Sales Associate**
        Example Music Store LLC
        - Matched customers to products
    """)
    assert found == [
        ("Production Intern", "Example Opera Company", None, None),
        ("Retail Sales Associate", "Example Music Store LLC", None, None),
    ]


def test_placeholder_dates_part_records_and_stay_empty() -> None:
    found = posts("""
        ## Experience
        **Office manager**, The Phone Company
        January 20XX - Current
        Summarize your key responsibilities and accomplishments. Where appropriate, use the
        **Office manager**, Nod Publishing
        March 20XX – December 20XX
        Summarize your key responsibilities and accomplishments. Here again, be brief.
    """)
    assert found == [
        ("Office manager", "The Phone Company", None, "now"),
        ("Office manager", "Nod Publishing", None, None),
    ]


def test_what_a_template_tells_its_writer_is_no_highlight() -> None:
    first, second = read("""
        ## Experience
        **Office manager**, Acme Ltd	2019 – 2021
        Summarize your key responsibilities and accomplishments. Where appropriate, use the
        language and words you find in the specific job description.
        Describe your duties
        **Analyst**, Initech GmbH	2016 – 2019
        - Briefly describe your main achievements
        - [Add a measurable result,
          with a figure]
        - Décrivez vos missions principales
        - Added a yearly review to your-pension.example.com
        - List pricing for all products
    """)
    assert first.highlights == []
    assert second.highlights == [
        "Added a yearly review to your-pension.example.com",
        "List pricing for all products",
    ]
    assert not any("Summarize" in evidence.quote for evidence in first.evidence)


def test_two_sections_and_unfamiliar_words() -> None:
    """Neither word list knows these employers; the order of the clear records decides."""
    found = posts("""
        ## Performance Experience
        **Lead Vocalist**
        City Opera Company · New York, NY	2020 - 2023
        **Understudy**
        Harborlight · Boston, MA	2018 - 2020
        ## Teaching Experience
        **Voice Instructor**
        Sunny Side · Boston, MA	2019 - 2022
    """)
    assert [(title, company) for title, company, _, _ in found] == [
        ("Lead Vocalist", "City Opera Company"),
        ("Understudy", "Harborlight"),
        ("Voice Instructor", "Sunny Side"),
    ]


def test_the_order_of_clear_records_decides_unclear_ones() -> None:
    """No typeface, no known word in the last record: only the order is left."""
    found = posts(
        """
        Experience
        Acme Ltd
        Analyst
        2019 – 2021
        Initech GmbH
        Engineer
        2016 – 2019
        Zapfly
        Sparkler
        2015 – 2016
        """,
        plain=True,
    )
    assert found[-1] == ("Sparkler", "Zapfly", "2015", "2016")
    found = posts(
        """
        Experience
        Analyst
        Acme Ltd
        2019 – 2021
        Engineer
        Initech GmbH
        2016 – 2019
        Sparkler
        Zapfly
        2015 – 2016
        """,
        plain=True,
    )
    assert found[-1] == ("Sparkler", "Zapfly", "2015", "2016")


def test_without_a_heading() -> None:
    found = posts("""
        # Jordan Avery
        jordan@example.com
        ## Highlights
        Eight years of test engineering across consumer web and mobile platforms.
        Senior QA Engineer, Northwind Systems, Portland, OR (Mar 2021 - Present)
        - Cut the nightly regression suite from six hours to forty minutes
        QA Engineer, Contoso Labs, Seattle, WA (Jun 2018 - Feb 2021)
        - Wrote the first end-to-end suite covering the checkout flow
    """)
    assert [(title, company) for title, company, _, _ in found] == [
        ("Senior QA Engineer", "Northwind Systems"),
        ("QA Engineer", "Contoso Labs"),
    ]


def test_activities_count_where_they_are_posts() -> None:
    found = posts("""
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        ## Activities
        **Vice President**, Computer Science Society	2017 – 2018
        Chess
    """)
    assert [title for title, _, _, _ in found] == ["Analyst", "Vice President"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
            ## Berufserfahrung
            **Softwareentwicklerin**	03/2019 – heute
            Muster GmbH, Berlin
            - Entwicklung von Diensten
            """,
            ("Softwareentwicklerin", "Muster GmbH", "2019-03", "now"),
        ),
        (
            """
            ## Expériences professionnelles
            **Développeuse Front-end** – Société Nova, Paris
            Septembre 2017 à décembre 2019
            - Refonte du site
            """,
            ("Développeuse Front-end", "Société Nova", "2017-09", "2019-12"),
        ),
        (
            """
            ## Experiencia laboral
            Universidad Nacional	Edo de México, México
            Profesor, Jefatura de MAC	Agosto 2019 - Mayo 2020
            - Impartí dos clases
            """,
            ("Profesor, Jefatura de MAC", "Universidad Nacional", "2019-08", "2020-05"),
        ),
        (
            """
            ## Experiência Profissional
            **Banco do Vale** — Estagiária
            jan 2019 – fev 2021
            """,
            ("Estagiária", "Banco do Vale", "2019-01", "2021-02"),
        ),
        (
            """
            ## Esperienze lavorative
            2015 – 2019	**Specialista Marketing**, Beta S.r.l., Torino
            """,
            ("Specialista Marketing", "Beta S.r.l.", "2015", "2019"),
        ),
        (
            """
            ## 工作经历
            **北京字节科技有限公司**	2018年7月 - 至今
            后端开发工程师
            - 负责推荐系统的后端开发，日均请求量超过十亿
            """,
            ("后端开发工程师", "北京字节科技有限公司", "2018-07", "now"),
        ),
    ],
    ids=["de", "fr", "es", "pt", "it", "zh"],
)
def test_languages(text: str, expected: Post) -> None:
    assert posts(text) == [expected]


def test_dates_in_the_margin_of_list_items() -> None:
    found = read("""
        ## Experience
        **Nexus AI**, Co-Founder & CTO	San Francisco, CA
        - Built the infrastructure for the models of the whole company	June 2023 – present
        - Raised money	2 years 10 months
        **NVIDIA Research**, Research Intern	Santa Clara, CA
        - Designed sparse attention mechanisms for large transformers	May 2022 – Aug 2022
    """)
    assert [(p.title, p.company, p.start, p.end) for p in found] == [
        ("Co-Founder & CTO", "Nexus AI", "2023-06", None),
        ("Research Intern", "NVIDIA Research", "2022-05", "2022-08"),
    ]
    assert found[0].highlights[1] == "Raised money"


def test_a_wrapped_list_item_is_one_highlight() -> None:
    found = read("""
        ## Experience
        **Analyst**, Acme Ltd	2019 – 2021
        - Built a weekly report that the managers of all
          regional offices read
        - Trained the new
          Team Lead
    """)
    assert [post.highlights for post in found] == [
        [
            "Built a weekly report that the managers of all regional offices read",
            "Trained the new Team Lead",
        ]
    ]


def test_several_ranges_in_one_head_span_from_first_to_last() -> None:
    found = posts("""
        ## Experience
        Teaching Assistant, State University	Aug 2015 - May 2016, Aug 2016 - May 2017
        - Graded
    """)
    assert found == [("Teaching Assistant", "State University", "2015-08", "2017-05")]
