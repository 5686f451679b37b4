"""JSON Resume: valid by the published schema, whatever the profile holds."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from libs.profile.model import Certification, Education, Experience, PersonalInfo, Profile
from services.export.formats.format import Export
from services.export.formats.json_resume import render
from services.export.masking import masked
from tests.support.dossier import EXPORTED_AT, dossier
from tests.support.json_resume import JsonResume

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LINKS = st.one_of(
    TEXT,
    st.builds("https://{}".format, TEXT),
    st.builds("example.org/{}".format, TEXT),
    st.sampled_from(["mailto:a@b.c", "https://[::1", "javascript:alert(1)", "http://a b.c/ü?ö=1%"]),
)


def resume(profile: Profile) -> JsonResume:
    return JsonResume.model_validate(orjson.loads(render(Export(profile, EXPORTED_AT))))


def test_what_a_profile_holds_is_where_other_programs_look_for_it() -> None:
    found = resume(dossier())
    basics = found.basics
    assert (basics.name, basics.label) == ("Ana Quill Marlowe", "Senior Planner")
    assert basics.email == "ana.marlowe@quillworks.example"
    assert basics.url == "https://quillworks.example/ana"
    assert basics.profiles is not None
    assert [(one.network, one.username, one.url) for one in basics.profiles] == [
        ("LinkedIn", "ana-marlowe-77", "https://www.linkedin.com/in/ana-marlowe-77"),
        ("GitHub", "ana-quill", "https://github.com/ana-quill"),
    ]
    first, second = found.work
    assert (first.name, first.startDate, first.endDate) == (
        "Harrowgate Ferries Ltd",
        "2019-03",
        None,
    )
    assert (second.startDate, second.endDate) == ("2012", "2019-02")
    assert second.highlights == dossier().experience[1].highlights
    assert [(one.name, one.keywords) for one in found.skills] == [
        ("Data", ["SQL", "Excel"]),
        ("Planning", ["Rostering"]),
    ]
    assert found.meta.lastModified == "2026-03-04T05:06:07Z"


@pytest.mark.parametrize(
    ("told", "written"),
    [("2023-04-30", "2023-04-30"), ("2023-04", None), ("2023", None), ("2023-02-30", None)],
)
def test_the_date_of_a_certificate_is_whole_or_left_out(told: str, written: str | None) -> None:
    found = resume(dossier(certifications=[Certification(name="Boatmaster", date=told)]))
    assert [(one.name, one.date) for one in found.certificates] == [("Boatmaster", written)]


def test_an_empty_profile_is_valid_too() -> None:
    assert resume(Profile(engine=dossier().engine)).work == []


def test_a_masked_one_is_valid_and_names_nobody() -> None:
    found = resume(masked(dossier()))
    assert (found.basics.email, found.basics.url, found.basics.profiles) == (None, None, None)


@pytest.mark.parametrize(
    "broken",
    [
        {"basics": {"email": "ana"}},
        {"basics": {"name": None}},
        {"work": [{"startDate": "03/2019"}]},
        {"basics": {"url": "quillworks.example"}},
        {"certificates": [{"date": "2019-03"}]},
        {"extra": 1},
    ],
)
def test_the_judge_refuses_what_the_schema_refuses(broken: dict[str, object]) -> None:
    good = orjson.loads(render(Export(dossier(), EXPORTED_AT)))
    with pytest.raises(ValidationError):
        JsonResume.model_validate({**good, **broken})


@given(email=TEXT, links=st.lists(LINKS, max_size=4), date=TEXT, linkedin=LINKS)
def test_whatever_an_engine_claims_the_file_is_valid(
    email: str, links: list[str], date: str, linkedin: str
) -> None:
    person = PersonalInfo(email=email, links=links, linkedin_url=linkedin)
    study = Education(start=date, end=date)
    resume(
        dossier(
            personal_info=person, education=[study], experience=[Experience(start=date, end=date)]
        )
    )


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://x.example/100%", "https://x.example/100%25"),
        ("https://x.example/a%20b?q=ü#[1]", "https://x.example/a%20b?q=%C3%BC#%5B1%5D"),
        ("x.example/[a] b", "https://x.example/%5Ba%5D%20b"),
        ("https://x.example:99999/a", None),
        ("https://-x.example", None),
        ("https://x..example", None),
        ("http://münchen.example", None),
    ],
)
def test_an_address_is_a_uri_or_left_out(link: str, url: str | None) -> None:
    profile = dossier(personal_info=PersonalInfo(name="Ana", links=[link]))
    basics = orjson.loads(render(Export(profile, EXPORTED_AT)))["basics"]
    assert basics.get("url") == url
