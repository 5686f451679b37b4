"""Which figures in a line say how much was done, and which are only names, dates and versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from services.analysis.reading.vocabulary.calendar import MONTHS
from services.analysis.reading.words import fold
from services.analysis.rubric.lexicon import Lexicon


class Weight(IntEnum):
    """How much a figure tells a reader, least first."""

    NONE = 0
    COUNT = 1  # six engineers
    SCALE = 2  # 12,000 invoices, 99 users and up
    AMOUNT = 3  # a budget of $48,000
    CHANGE = 4  # by 18 %, from 42 minutes to 9, twice as fast


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures of one line, as written, and the weight of the weightiest."""

    weight: Weight
    figures: tuple[str, ...]


_NUMBER = r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?"
_SUFFIX = (
    r"(?:\s?(?:k|m|bn|b|mm|mio|mrd|thousand|million|billion|trillion|millones|mil|millions)\b)?"
)
_CHANGE = re.compile(
    rf"[~<>≈]?[-+±]?{_NUMBER}\s?(?:%|percent(?:age points)?\b|(?:per|pour) cent\b|por ciento\b"
    r"|prozent\b)"
    rf"|(?<![\w.]){_NUMBER}\s?(?:x|×|-?fold|times|mal|veces|fois)(?![\w/])"
    r"|\b(?:from|de|von)\s[^.;\d]{0,30}\d(?:[^.;]|\.(?=\d)){0,30}?\s(?:to|a|à|auf)\s[^.;\d]{0,20}\d[\w.,%]*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|MXN|CAD|AUD|INR)\s)\s?{_NUMBER}{_SUFFIX}"
    rf"|{_NUMBER}{_SUFFIX}\s?(?:€|£|\$|(?:USD|EUR|GBP|CHF|MXN|euros?|dollars?|pesos)\b)",
    re.IGNORECASE,
)
# A plain count. What must not stand before it: a letter, dot, slash or hyphen ("p99", "Sev-2",
# "4.2", "CGT215"); what must not follow: a slash with a digit ("24/7"), a lone capital ("3D").
_COUNT = re.compile(
    rf"(?<![\w.,/:#@+\-–])[~<>]?{_NUMBER}(?:\+|\s?(?:k|m|bn|b|million|billion|thousand|gb|tb|pb|millones|mil)\b\+?)?"
    r"(?![\w:]|/\d|[.,]\d|-?[A-Z]\b|(?:st|nd|rd|th)\b|\s?[ap]m\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s$")
# "Windows 10", "ISO 9001", "Form 1040", "Grade 5", "No. 3", "top 25"
_NAME_BEFORE = re.compile(r"(?:(?<=\s)[A-Z][\w.&-]*|\b(?:top|no\.?|version|v|phase|level|part))\s$")
_COUNTED_NEXT = re.compile(r"\s?(?:[a-zà-ÿ-]+\s){0,2}[a-zà-ÿ-]+s\b")
_BIG = 100


def measure(text: str, words: Lexicon | None) -> Measure:
    """Find the figures in one line of a resume; number words count where the language is known."""
    # "from six hours to forty minutes" is read as if written in digits, place for place.
    rest = words.number_word.sub(lambda found: "7" * len(found[0]), text) if words else text
    figures: list[str] = []
    weight = Weight.NONE
    for pattern, worth in ((_CHANGE, Weight.CHANGE), (_AMOUNT, Weight.AMOUNT)):
        for found in pattern.finditer(rest):
            figures.append(text[found.start() : found.end()].strip())
            weight = max(weight, worth)
        rest = pattern.sub(lambda found: " " * len(found[0]), rest)
    if words and (changed := [found[0] for found in words.change_word.finditer(text)]):
        figures += changed
        weight = Weight.CHANGE
    # What is left of the text as written: spelled numbers are counted by their words below.
    rest = "".join(
        " " if blank == " " else written for blank, written in zip(rest, text, strict=True)
    )
    for found in _COUNT.finditer(rest):
        if _is_count(rest, found):
            figures.append(found[0].strip())
            weight = max(weight, _weight_of(found[0]))
    if words:
        spelled = [found[0] for found in words.number_word.finditer(rest)]
        figures += spelled
        weight = max(weight, Weight.COUNT if spelled else Weight.NONE)
    return Measure(Weight(weight), tuple(figures))


def _is_count(text: str, found: re.Match[str]) -> bool:
    written = found[0].strip(" ~<>")
    before, after = text[: found.start()], text[found.end() :]
    word = _WORD_BEFORE.search(before)
    if word and fold(word[1]) in MONTHS:
        return False
    counted = _COUNTED_NEXT.match(after) is not None
    if _YEAR.fullmatch(written):
        return False
    if _NAME_BEFORE.search(before) and not written.endswith("+"):
        return counted and not re.search(r"\b(?:top|no\.?|version|v)\s$", before)
    return True


def _weight_of(written: str) -> Weight:
    if re.search(r"[a-z+]", written, re.IGNORECASE):
        return Weight.SCALE
    digits = re.sub(r"\D", "", written)
    return Weight.SCALE if digits and int(digits[:9]) >= _BIG else Weight.COUNT
