"""Masking: nothing of whom a profile is about is left, in any spelling; the rest is as it was."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libs.profile.model import (
    Education,
    Evidence,
    Experience,
    PersonalInfo,
    Profile,
    Remark,
    Skill,
)
from services.export.masking import masked
from tests.support.dossier import dossier


def about(text: str, **person: Any) -> str:
    """`text` of a profile of that person, masked; `company` is an employer."""
    companies = person.pop("companies", [])
    profile = Profile(
        engine=dossier().engine,
        personal_info=PersonalInfo(**person),
        experience=[Experience(company=company) for company in companies],
        strengths=[Remark(text=text)],
    )
    return masked(profile).strengths[0].text


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def bare(text: str) -> str:
    found = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in found if not unicodedata.combining(c))


def test_nothing_of_the_person_is_left_in_any_field() -> None:
    left = bare("\n".join(texts(masked(dossier()).model_dump())))
    for word in (
        *("ana", "quill", "marlowe", "ana-marlowe-77", "ana-quill", "quillworks", "harrowgate"),
        *("tidewell", "ventnor", "wight", "7946", "1984"),
    ):
        assert not re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", left), word


def test_what_says_nothing_of_the_person_stays() -> None:
    profile, hidden = dossier(), masked(dossier())
    assert hidden.education == profile.education
    assert hidden.certifications == profile.certifications
    assert (hidden.score, hidden.work_years) != (None, None)
    assert [one.name for one in hidden.skills] == ["SQL", "Excel", "Rostering"]
    assert [one.title for one in hidden.experience] == ["Senior Planner", "Planner"]
    assert [(one.start, one.end) for one in hidden.experience] == [
        ("2019-03", None),
        ("2012", "2019-02"),
    ]
    assert hidden.experience[1].highlights == ["=2+5 boats", "@home shifts, -3 % sick days"]
    assert hidden.engine == profile.engine


@pytest.mark.parametrize(
    ("school", "hidden"),
    [
        ("Springfield High School", "Springfield High School"),
        ("University of Springfield", "University of Springfield"),
        ("Springfield High School, Springfield", "Springfield High School, [location]"),
        ("Springfield", "[location]"),
    ],
)
def test_where_one_studied_stays_though_a_place_is_in_its_name(school: str, hidden: str) -> None:
    profile = dossier(
        personal_info=PersonalInfo(name="Ana Quill", location="Springfield, Illinois"),
        education=[Education(institution=school)],
        summary=f"At {school.upper()}; lives in Springfield.",
    )
    found = masked(profile)
    assert found.education[0].institution == hidden
    kept = hidden.upper().replace("[LOCATION]", "[location]")
    assert found.summary == f"At {kept}; lives in [location]."


def test_a_school_that_is_an_employer_is_hidden() -> None:
    profile = dossier(
        personal_info=PersonalInfo(name="Ana Quill", location="Springfield"),
        experience=[Experience(company="Springfield College")],
        education=[Education(institution="Springfield College")],
    )
    assert masked(profile).education[0].institution == "[employer 1]"


def test_each_value_becomes_what_it_is() -> None:
    hidden = masked(dossier())
    person = hidden.personal_info
    assert (person.name, person.email, person.phone) == ("[name]", "[email]", "[phone]")
    assert (person.location, person.linkedin_url) == ("[location]", "[link]")
    assert (person.links, person.age) == (["[link]", "[link]"], None)
    assert [one.company for one in hidden.experience] == ["[employer 1]", "[employer 2]"]
    assert hidden.experience[0].highlights == [
        "Cut waits at [employer 1]'s piers by 18 %, told [email]",
        "Trained 9 planners; see [link]",
    ]
    assert hidden.recommendations[0].text == "Add a figure to Ms [name]'s first post."
    assert hidden.projects[0].description == "Written for [employer 2]\nin two lines"
    assert hidden.dropped[0].value == "[hidden]"
    assert "personal_info.age" not in hidden.evidence_of
    assert hidden.evidence_of["personal_info.name"][0].quote == "[name]"


def test_the_profile_itself_is_not_changed() -> None:
    profile = dossier()
    masked(profile)
    assert profile == dossier()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("JOSÉ ÑANDÚ PÉREZ wrote", "[name] wrote"),
        ("jose nandu perez wrote", "[name] wrote"),
        ("Pérez, José", "[name]"),
        ("J. Pérez's work", "[name]'s work"),
        ("joseperez and jose.perez, @jperez91", "[name] and [name], @[name]"),
        ("jose_perez-cv.pdf", "[name]-cv.pdf"),
        ("https://example.org/jose-perez", "[link]"),
        ("Ask Jose\u0301", "Ask [name]"),
        ("Josephine is another", "Josephine is another"),
    ],
)
def test_spellings_of_a_name(text: str, hidden: str) -> None:
    assert about(text, name="José Ñandú Pérez") == hidden


def test_a_mailbox_or_a_handle_that_is_the_name_is_the_name() -> None:
    links = ["https://linkedin.com/in/anaquill", "https://ana-quill.example"]
    text = "Ana Quill (ana.quill) plans. anaquill"
    hidden = about(text, name="Ana Quill", email="ana.quill@x.example", links=links)
    assert hidden == "[name] ([name]) plans. [name]"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Işık Yıldız", "IŞIK YILDIZ; ISIK YILDIZ; isik yildiz; Işık; IŞIK"),
        ("IŞIK YILDIZ", "Işık Yıldız; ışık; Yildiz"),
        ("İpek Şahin", "IPEK SAHIN; ipek; İPEK; Ipek Sahin"),
        ("Jan Strauß", "STRAUSS; Strauß; STRAUẞ; Jan Strauss"),
        ("Ana Quill", "A\u00adna Qu\u200bill"),
    ],
)
def test_letters_with_a_case_of_their_own(name: str, text: str) -> None:
    assert not re.search(r"\w", about(text, name=name).replace("[name]", ""))


def test_particles_of_a_name_are_words() -> None:
    text = "Ludwig van der Berg drove a van for der Spiegel"
    assert about(text, name="Ludwig van der Berg") == "[name] drove a van for der Spiegel"
    assert about("Müller, Mueller, muller", name="Ida Müller") == "[name]"
    assert about("Li met Li Wei; lily", name="Li Wei") == "[name] met [name]; lily"


def test_names_in_scripts_without_spaces() -> None:
    assert about("我叫王小明，小明住在北京。", name="王小明") == "我叫[name]，[name]住在北京。"
    assert about("김철수는 개발자다", name="김철수") == "[name]는 개발자다"
    assert about("Иван Петров и ИВАН", name="Иван Петров") == "[name] и [name]"


@pytest.mark.parametrize(
    "unit", ["a", "1", "1 ", "a.", "a@", "@a.", "(1) ", "http:", "[link]", "x.", "-", "+1"]
)
def test_a_long_run_is_looked_through_once(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    about(text, name="Ana Quill", phone="+49 30 5550100")
    assert time.process_time() - began < 1


def test_a_short_employer_shreds_nothing() -> None:
    text = "Going to Go meant going for Google's goal: go and ogle GO-karts"
    expected = "Going to [employer 1] meant going for Google's goal: go and ogle [employer 1]-karts"
    assert about(text, companies=["Go"]) == expected


def test_an_employer_is_known_by_its_distinctive_part() -> None:
    companies = ["Northlight Logistics GmbH", "Harbor Mills"]
    text = (
        "At Northlight (northlightlogistics.example) logistics; NORTHLIGHT LOGISTICS, Harbor Mills"
    )
    expected = "At [employer 1] ([employer 1].example) logistics; [employer 1], [employer 2]"
    assert about(text, companies=companies) == expected


def test_an_address_or_a_skill_makes_no_word_ordinary() -> None:
    profile = dossier(
        personal_info=PersonalInfo(name="Jane Roe", email="jane@hooli.com", links=["hooli.com/j"]),
        experience=[Experience(company="Hooli Search Inc.", title="Engineer")],
        skills=[Skill(name="hooli cloud", category="Data")],
        summary="Built the Hooli billing platform; www.hooli.com, bo@hooli.com, hooli.io, @hooli.",
        evidence_of={"personal_info.email": [Evidence(kind="quote", quote="jane at hooli")]},
    )
    summary = masked(profile).summary
    assert summary is not None
    assert summary.startswith("Built the [employer 1] billing platform; [link], [email], ")
    assert "hooli" not in summary.casefold()


def test_the_same_employer_keeps_its_number() -> None:
    posts = [Experience(company=name) for name in ("Northlight Ltd", "Mills", "NORTHLIGHT")]
    hidden = masked(dossier(experience=posts))
    labels = [post.company for post in hidden.experience]
    assert labels == ["[employer 1]", "[employer 2]", "[employer 1]"]


def test_words_of_the_shape_are_never_touched() -> None:
    """A person called like a value of the profile's own."""
    person = PersonalInfo(name="Quote High", location="Builtin")
    hidden = masked(dossier(personal_info=person))
    assert hidden.recommendations[0].priority == "high"
    assert hidden.skills[0].evidence[0].kind == "quote"
    assert hidden.engine.name == "builtin"


WORD = st.text(
    st.characters(categories=["Lu", "Ll"], max_codepoint=0x52F), min_size=3, max_size=9
).filter(lambda word: len(bare(word)) >= 3 and bare(word).isalpha())
JOINTS = st.sampled_from([" ", "-", "_", ".", ", ", "\n", "'s "])
AROUND = st.sampled_from(["", " ", "(", "“", "— ", "1 ", "/", "@"])


@settings(max_examples=300)
@given(
    words=st.tuples(WORD, WORD, WORD),
    joint=JOINTS,
    around=st.tuples(AROUND, AROUND),
    data=st.data(),
)
def test_no_spelling_of_a_name_or_an_employer_is_left(
    words: tuple[str, str, str], joint: str, around: tuple[str, str], data: st.DataObject
) -> None:
    first, last, firm = words
    spell = st.sampled_from([str, str.upper, str.lower, str.title])
    text = joint.join(data.draw(spell)(word) for word in words).join(around)
    quote = Evidence(kind="quote", quote=text)
    profile = dossier(
        personal_info=PersonalInfo(name=f"{first} {last}"),
        experience=[Experience(company=firm, highlights=[text], evidence=[quote])],
        skills=[Skill(name=text, category="x", evidence=[quote])],
        education=[Education(institution="A school", evidence=[quote])],
        summary=text,
        evidence_of={"summary": [quote]},
    )
    hidden = masked(profile)
    for found in (
        hidden.summary,
        hidden.skills[0].name,
        hidden.experience[0].highlights[0],
        hidden.education[0].evidence[0].quote,
        hidden.evidence_of["summary"][0].quote,
    ):
        assert found is not None
        rest = re.split(r"[\W_]+", bare(re.sub(r"\[[a-z]+(?: \d+)?\]", " ", found)))
        for word in words:
            assert bare(word) not in rest
