"""Text made fit to be set."""

from __future__ import annotations

import pytest

from services.export.formats.characters import clean, script_of


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  two\n\tlines  ", "two lines"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("zero\u200bwidth\u2060\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("half a pair \ud800", "half a pair \ufffd"),
        ("e\u0301", "é"),
        ("<para>&amp;</para>", "<para>&amp;</para>"),
        ("sign\ufe0f", "sign"),
        ("\u3000王\u3000", "王"),
    ],
)
def test_only_what_can_be_seen_is_left(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Analyst at Harbor Mills", "en"),
        ("", "en"),
        ("高级软件工程师 Python", "zh"),
        ("システムエンジニア 東京", "ja"),
        ("소프트웨어 엔지니어", "ko"),
        ("Ελένη Παπαδάκη", "el"),
        ("Олена Ковальчук", "und-Cyrl"),
    ],
)
def test_the_script_tells_the_language_as_far_as_it_can(text: str, tag: str) -> None:
    assert script_of(text) == tag
