"""What a model is told of a profile, and where that stands."""

from __future__ import annotations

from services.chat.engines.facts import facts_of
from tests.unit.chat.engines.resumes import TEXT, profile_of, resume_of


def test_facts_say_what_is_known_and_where_it_stands() -> None:
    facts = facts_of(resume_of())
    told = {fact.text: fact for fact in facts}
    job = told["worked: Senior Engineer, Harbour Systems, 2019-03 to 2021-02, 2 years"]
    assert [place.quote for place in job.places] == ["Harbour Systems, Senior Engineer"]
    years = told["years of work in all: 2"]
    assert [place.quote for place in years.places] == ["Mar 2019 - Feb 2021"]
    assert "recommendation (high): Say how large the ledger was." in told
    for fact in facts:
        for place in fact.places:
            assert place.quote == TEXT[place.start : place.end]


def test_a_quote_that_is_not_in_the_text_proves_nothing() -> None:
    resume = resume_of(TEXT.replace("Mar 2019", "Jan 2011"), profile=profile_of())
    years = next(fact for fact in facts_of(resume) if fact.text.startswith("years"))
    assert years.places == ()


def test_facts_are_bounded() -> None:
    profile = profile_of()
    profile.experience[0].company = "x" * 5000
    profile.experience *= 100
    facts = facts_of(resume_of(profile=profile), 2_000)
    assert 3 < len(facts) < 15
    assert sum(len(fact.text) for fact in facts) <= 2_000
