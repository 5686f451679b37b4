"""Where a resume is silent, that is no "No"."""

from __future__ import annotations

import pytest

from libs.profile.model import Profile
from tests.unit.chat.engines.builtin.careers import BAKER, UNDATED, WELDER, job, person
from tests.unit.chat.engines.builtin.desk import TEXT, ask, profile


@pytest.mark.parametrize(
    "question",
    [
        "Am I married?",
        "Does she have children?",
        "Do I smoke?",
        "Am I a US citizen?",
        "Did I ever get fired?",
        "Have I been convicted of a crime?",
        "Do I have a driving licence?",
        "Is he religious?",
        "Am I vegetarian?",
        "Did I vote last year?",
    ],
)
@pytest.mark.parametrize("of", [profile(), BAKER, UNDATED, WELDER])
async def test_personal_matters_are_not_denied(question: str, of: Profile) -> None:
    answer = await ask(question, of=of)
    assert answer.text.startswith("The resume doesn't say"), answer.text
    assert not answer.grounded


async def test_a_resume_is_judged_by_its_score() -> None:
    for question in ("Is my resume good?", "Is this a strong CV?", "how good is my resume"):
        assert (await ask(question)).text.startswith("The score is 81.5 of 100")


@pytest.mark.parametrize(
    "question",
    [
        "Why did I leave my last job?",
        "Why was my previous boss often late?",
        "What happens next year?",
        "What was the best thing before now?",
    ],
)
async def test_general_words_are_not_looked_for(question: str) -> None:
    text = (await ask(question)).text
    for word in ("last", "previous", "often", "next", "before", "now", "best", "thing", "year"):
        assert f"“{word}”" not in text


async def test_what_is_not_known_lists_nothing_else() -> None:
    answer = await ask("Which programming languages do I not know?")
    assert answer.text.startswith("The resume doesn't say what is not known")
    assert "Kubernetes" not in answer.text
    assert "PostgreSQL" not in answer.text
    assert "JavaScript" in answer.text


@pytest.mark.parametrize(
    ("more", "cut"),
    [
        ("Shipped release of the ledger\n" * 10, False),
        ("Shipped release of the ledger\n" * 3_100, True),
        ("a" * 201_000, True),
    ],
)
async def test_a_search_that_ends_early_says_so(more: str, *, cut: bool) -> None:
    for question in ("Do I know Cobol?", "Did she sail?", "What are my strengths?"):
        answer = await ask(question, text=TEXT + more)
        assert ("only its beginning was searched" in answer.text) is cut


@pytest.mark.parametrize(
    "question",
    [
        "How many people managed to reach me?",
        "Is she still a colleague?",
        "At what scale and state?",
    ],
)
async def test_ordinary_words_are_not_misspellings(question: str) -> None:
    text = (await ask(question)).text
    for word in ("Scala", "Stata", "React", "college", "skill"):
        assert word not in text


@pytest.mark.parametrize(
    "question", ["Was I the manager of Sequoia?", "Did I work at Sequoia?", "Am I a nurse?"]
)
async def test_a_mention_is_no_yes(question: str) -> None:
    lines = ("Founder, Reed & Co", "Raised money led by Sequoia", "Made the plans of the nurse")
    founder = person(job("Founder", "Reed & Co", "2020-01", current=True, did=lines[1:]))
    answer = await ask(question, of=founder, text="\n".join(lines))
    assert not answer.text.startswith("Yes"), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Was I trained by anyone?",
        "Did anyone train me?",
        "Who trained me?",
        "Have I had any training?",
        "Was I mentored by someone?",
        "Did somebody coach me at work?",
        "Was I managed by a woman?",
    ],
)
async def test_what_was_done_to_a_person_is_not_what_they_did(question: str) -> None:
    answer = await ask(question)  # of one who led a team and mentored apprentices
    assert answer.text.startswith("The resume doesn't say anything about"), answer.text
    assert not answer.grounded


async def test_training_that_a_resume_tells_of_is_quoted() -> None:
    answer = await ask("Was I trained by anyone?", of=BAKER, text="Trained by Jo Crust in Ghent")
    assert answer.text.startswith("Yes. The resume says: “Trained by Jo Crust"), answer.text


async def test_a_word_like_people_need_not_stand_beside_the_number() -> None:
    text = "Baked for a fair with 180 guests"
    answer = await ask("How many ppl came to my fair?", of=BAKER, text=text)
    assert answer.text == "The resume says: “Baked for a fair with 180 guests”."


async def test_who_trained_others_is_not_who_trained_me() -> None:
    answer = await ask("Who trained the two apprentices?")
    assert "mentored two apprentices" in answer.text


@pytest.mark.parametrize(
    "question",
    ["Have I won any awards?", "Did I do military service?", "Do I volunteer?", "Any patents?"],
)
async def test_what_stands_under_no_heading_is_not_denied(question: str) -> None:
    answer = await ask(question, of=BAKER, text="Baker\nRye & Co")
    assert answer.text.startswith("The resume doesn't mention anything about"), answer.text
    assert not answer.grounded


async def test_training_that_was_given_is_none_received() -> None:
    answer = await ask("Have I given or had training duties for apprentices?")
    assert "that was received" not in answer.text


async def test_what_was_looked_for_is_shown_as_it_was_typed() -> None:
    answer = await ask("Who is Boğaziçi?", of=BAKER, text="Baker")
    assert "“Boğaziçi”" in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Do I still work at Contoso?", "The resume doesn't mention “Contoso”. It has as cur"),
        ("Do I know a second language?", "The resume doesn't say which languages are spoken"),
        ("Did my team move?", "The resume says: “Led a team of seven engineers"),
        ("Did I win a prize at Cornell?", "On awards or honours the resume says: “Won a prize"),
    ],
)
async def test_a_yes_is_not_given_to_what_is_named_nowhere(question: str, begins: str) -> None:
    of = profile(languages=[])
    answer = await ask(question, of=of, text=TEXT.split("Norwegian")[0] + "Won a prize in 2019")
    assert answer.text.startswith(begins), answer.text
