"""Lines: where they break, what is never lost, and which typeface sets which character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.export.formats.characters import clean
from services.export.formats.lines import Line, Look, Span, break_lines, text_width
from services.export.formats.typefaces import Missing, runs

BODY = Look(10.0, 0)
BOLD = Look(10.0, 0, "bold")
WIDE = 200.0


def lines_of(text: str, width: float = WIDE, look: Look = BODY) -> list[Line]:
    return break_lines([Span(text, look)], width, Missing())


def texts(text: str, width: float = WIDE) -> list[str]:
    return [line.text for line in lines_of(text, width)]


def test_words_are_kept_whole() -> None:
    text = "Cut the handling time of orders by a third with weekly reports for eleven depots"
    lines = texts(text)
    assert len(lines) > 1
    assert " ".join(lines) == text


@pytest.mark.parametrize(
    "word",
    ["W" * 3000, "https://example.com/" + "a-very-long-path/" * 40, "x" * 10_000, "漢" * 3000],
)
def test_a_word_longer_than_a_line_is_cut_and_none_of_it_lost(word: str) -> None:
    lines = lines_of(word)
    assert "".join(line.text for line in lines) == word
    assert all(line.width <= WIDE for line in lines)


def test_an_address_is_cut_at_its_seams() -> None:
    first = texts("https://example.com/one-part/another-part/a-third-part-of-it/and-more")[0]
    assert first[-1] in "/-"


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    sentence = "负责支付平台的架构设计，将处理时间缩短。" * 8
    lines = texts(sentence)
    assert "".join(lines) == sentence
    assert len(lines) > 4
    assert not any(line[0] in "，。" for line in lines)


def test_korean_breaks_between_words() -> None:
    sentence = "창고 관리 시스템을 설계하여 배송 오류를 줄였습니다 그리고 팀을 이끌었습니다"
    assert " ".join(texts(sentence, 90.0)) == sentence


def test_a_mark_stays_with_its_letter() -> None:
    word = "q\u0308" * 400  # there is no composed form
    assert not any(line.startswith("\u0308") for line in texts(word))


def test_spans_that_touch_make_one_word() -> None:
    spans = [Span("some more half", BOLD), Span("word", BODY)]
    room = text_width("some more half", BOLD, Missing()) + 1
    lines = break_lines(spans, room, Missing())
    assert [line.text for line in lines] == ["some more", "halfword"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts("") == [""]


@given(st.text(max_size=300), st.floats(30, 500))
def test_every_character_that_can_be_seen_is_on_a_line(text: str, width: float) -> None:
    shown = clean(text)
    missing = Missing()
    lines = break_lines([Span(shown, BODY)], width, missing)
    together = "".join(line.text for line in lines).replace(" ", "").replace("\u00a0", "")
    assert len(together) == len(shown.replace(" ", "").replace("\u00a0", ""))
    assert all(line.width <= width or len(line.text) <= 2 for line in lines) or missing.count


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("Zoë Nguyễn", ["FiraSans-Regular"]),
        ("Ελένη Παπαδάκη ἀρχεῖον", ["FiraSans-Regular"]),
        ("Олена Ковальчук Қазақстан", ["FiraSans-Regular"]),
        ("王小明さくら김하늘", ["wqy-microhei"]),
        ("Ada 王", ["FiraSans-Regular", "wqy-microhei"]),
        ("Ḥaẖ", ["FiraSans-Regular", "NotoSans"]),
        ("Ꙗ", ["NotoSans"]),
    ],
)
def test_each_script_has_its_typeface(text: str, faces: list[str]) -> None:
    missing = Missing()
    found = list(runs(text, "regular", missing))
    assert [run.face.name for run in found] == faces
    assert "".join(run.text for run in found) == text
    assert missing.count == 0


def test_bold_is_drawn_where_a_typeface_has_none() -> None:
    latin, chinese = runs("Ada王", "bold", Missing())
    assert (latin.face.name, latin.thickened) == ("FiraSans-Bold", False)
    assert chinese.thickened


def test_what_nobody_has_is_shown_and_counted() -> None:
    missing = Missing()
    shown = "".join(run.text for run in runs("a🚀b🚀c\uf0e0", "regular", missing))
    assert shown == "a\ufffdb\ufffdc\ufffd"
    assert (missing.count, len(missing.kinds)) == (3, 2)
