"""The employer that a job posting names: "Orvane Robotics" asks nobody for robotics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from services.analysis.reading.vocabulary.listing import words
from services.analysis.reading.vocabulary.roles import TITLE_WORDS
from services.analysis.reading.words import folded_words

_WORD = r"[A-ZÀ-ÖØ-Þ0-9][\w&'’-]{0,30}(?:\.\w{1,10})?"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:of|and|&|de) )?{_WORD}){{0,4}})"
_BEGINS = r"(?:^|(?<=[.!?:] ))[ \t]{0,9}"
_LEGAL = r"(?:Inc|LLC|Ltd|Limited|GmbH|Corp|Corporation|AG|PLC|plc|BV|Pty)\b"
_FIRM = (
    r"(?i:agency|bank|business|charity|company|consultancy|firm|group|hospital|leader|maker"
    r"|manufacturer|non-?profit|organi[sz]ation|provider|retailer|start-?up|studio|supplier)"
)
_NO_TEAM = r"(?!\w| [A-ZÀ-ÖØ-Þ]| (?:team|department|division)\b)"  # "join the Big Data team"
_ABLE = words("adept better excel excellent experienced expert good great proficient skilled")
_NOT_ABLE = "".join(rf"(?<!(?i:{word}) )" for word in sorted(_ABLE))  # "good at Microsoft Excel"
_BEFORE = (
    rf"(?:{_NOT_ABLE}[Aa]t|[Jj]oin|[Ww]ork(?:ing)? for|[Ww]elcome to|[Ww]e are|[Bb]ehalf of"
    r"|[Oo]ur client,?)"
)
_DOES = (
    "builds|designs|develops|employs|hires|makes|manufactures|offers|operates|seeks|sells|serves"
)


def _patterns(*shapes: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.MULTILINE) for shape in shapes)


# Where nothing but an employer stands.
_CERTAIN = _patterns(
    rf"{_BEGINS}{_NAME} (?:is|are) (?:now |currently )?(?:hiring|looking|recruiting|seeking)\b",
    rf"{_BEGINS}(?i:company|employer|organi[sz]ation)[ \t]{{0,3}}:[ \t]{{0,3}}{_NAME}",
    rf"{_BEGINS}(?i:about) {_NAME}[ \t]{{0,3}}:?[ \t]{{0,3}}$",
    rf"{_BEGINS}(?i:at) {_NAME},? (?:we|you)\b",
)
# Where an employer stands, or what one works with: "Spring Boot makes …".
_LIKELY = _patterns(
    rf"\b{_BEFORE} (?:the )?{_NAME}{_NO_TEAM}",
    rf"{_BEGINS}{_NAME}(?:, [^,.\n]{{1,60}},)? (?:{_DOES})\b(?! (?:it|our|sure|us|your)\b)",
    rf"{_BEGINS}{_NAME} is (?:an?|the|one of) (?:(?!our\b)[^.\n]){{0,80}}\b{_FIRM}\b",
    rf"(?<!\w){_NAME},? {_LEGAL}",
)
_FIRST_LINE = re.compile(rf"\s*{_NAME}[ \t]*(?:\n|$)")
_FIRST_TITLE = re.compile(rf"\s*(?P<title>[^\n]{{1,80}}?) (?:at|@) {_NAME}")
_LEADING = words(
    "a about an are as at for here if in is join our the this we what who why you your"
)

Topics = Callable[[str], set[str]]


def without_employer(text: str, topics: Topics) -> str:
    """A posting without the names of its employer. `topics`: the folded words of a text that name
    topics. A name of these words alone may be what the posting asks for ("Docker"): it goes only
    where nothing but an employer can stand; any other goes wherever it stands as a whole.
    """
    certain = list(_certain(text))
    names = {text[start:end] for start, end in (*certain, *_likely(text))}
    for start, end in sorted(certain, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    own = sorted((name for name in names if _is_own(name, topics)), key=len, reverse=True)
    if not own:
        return text
    spelled = "|".join(re.escape(form) for name in own for form in (name, name.upper()))
    return re.sub(rf"(?<!\w)(?:{spelled})(?!\w)", " ", text)


def _certain(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _CERTAIN:
        yield from filter(None, map(_span, pattern.finditer(text)))
    titled = _FIRST_TITLE.match(text)
    if titled and (span := _span(titled)) and _is_title(titled["title"]):
        yield span


def _likely(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _LIKELY:
        yield from filter(None, map(_span, pattern.finditer(text)))
    line = _FIRST_LINE.match(text)
    if line and (span := _span(line)) and not _is_title(line["name"]):
        yield span


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    """Where the name stands, without the words that open a sentence and a legal form."""
    start, end = found.span("name")
    name = re.sub(rf",? {_LEGAL}$", "", found["name"])
    end = start + len(name)
    while (first := name.split(" ")[0]).casefold() in _LEADING:
        name = name[len(first) + 1 :]
    return (end - len(name), end) if name else None


def _is_own(name: str, topics: Topics) -> bool:
    """Whether it has a word besides those of topics, and so is a name."""
    return " " in name and not topics(name).issuperset(folded_words(name))


def _is_title(text: str) -> bool:
    return not TITLE_WORDS.isdisjoint(folded_words(text))
