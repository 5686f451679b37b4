"""The ways names are written: each is found, and a firm's legal form goes with it."""

from __future__ import annotations

import re
import time

import pytest

from tests.unit.export.test_masking import about


@pytest.mark.parametrize(
    "text",
    [
        "smithj, SmithJ, Smith J",
        "J O H N  S M I T H",
        "iamjohnsmith, johnSmith2020x, JohnSmithConsulting",
        "jqsmith, J. Q. Smith, JQ Smith",
    ],
)
def test_handles_and_initials(text: str) -> None:
    assert not re.search(r"\w", about(text, name="John Q. Smith").replace("[name]", ""))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Иван Петров", "Ивана Петрова, с Петровым, Иваном"),
        ("Мария Кузнецова", "Марии Кузнецовой, Марией"),
        ("محمد العلي", "ومحمد لمحمد"),
        ("אברהם לוינסון", "לאברהם ולוינסון"),
        ("山田 太郎", "山田太郎、太郎、山田　太郎"),
        ("O'Brien, Sean", "OBrien obrien O’Brien"),
    ],
)
def test_inflected_and_joined_names(name: str, text: str) -> None:
    assert not re.search(r"\w", about(text, name=name).replace("[name]", "").replace("с ", ""))


def test_other_words_of_a_script_that_inflects_stay() -> None:
    text = "Иванович и Петербург; ימי עבודה"
    assert about(text, name="Иван Петров") == text


@pytest.mark.parametrize(
    ("company", "text", "hidden"),
    [
        ("BMW AG", "BMWs by BMW", "[employer 1] by [employer 1]"),
        ("Яндекс", "в Яндексе", "в [employer 1]"),
        ("株式会社日立製作所", "日立製作所で働く", "[employer 1]で働く"),
        ("Hooli Inc.", "At Hooli Inc. since 2019", "At [employer 1] since 2019"),
        ("Hooli Inc.", "At Hooli Inc. Then on", "At [employer 1]. Then on"),
        ("Hooli", "Hooli GmbH & Co. KG, Hooli Ltd., built", "[employer 1], built"),
        ("Hooli S.A.", "Hooli and Hooli S.A. as one", "[employer 1] and [employer 1] as one"),
        ("Hooli", "Hooli as a company", "[employer 1] as a company"),
    ],
)
def test_forms_of_an_employer(company: str, text: str, hidden: str) -> None:
    assert about(text, companies=[company]) == hidden


def test_the_time_grows_as_the_text_does_however_often_a_name_stands_there() -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        about("Ana Quill " * times, name="Ana Quill")
        return time.process_time() - began

    assert seconds(40_000) < 16 * seconds(5_000)  # eight times as much; by its square, 64 times
