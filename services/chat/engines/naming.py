"""Which words of a model's sentence are names that its sources have to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from libs.profile.naming import TOOLS, placed_names
from services.chat.engines.languages import Language
from services.chat.matching.vocabulary import FUNCTION, LIGHT, MEANING
from services.chat.matching.words import stem


class Named(NamedTuple):
    """A name, where it begins in its sentence, and the run of capitals that it stands in."""

    start: int
    name: str
    run: str


# They name nothing of a person's, though capitals make them look so.
_NAMELESS = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday spring summer autumn winter present current yes no ok cv pdf ats star n/a linkedin github
    technical professional personal total education experience experiences contact languages phone
    email address location title date university college school degree role position field line
    lines fact facts resume profile section soft north south east west new united
    s t d m re ve ll i i'm i've i'd i'll he she they you
    """.split()  # noqa: SIM905 - read as a list, it is a page
)
# Tools that are words as well where they have no capital.
_WORDS_TOO = frozenset(
    {"excel", "react", "spark", "swift", "flask", "helm", "flutter", "snowflake"}
)
_TOOLS = TOOLS - _WORDS_TOO
_LOWER = re.compile(r"(?<![\w.-])[a-z][a-z.-]*[a-z](?![\w-])")
_MARKUP = re.compile(r"[*_`#>]+(?=\w)|(?<=\w)[*_`]+|\*\*|__")
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
# One of a list, or its label: "- Kubernetes", "- Initech: engineer".
_ITEM = re.compile(r"\s*([A-Z][\w+#.&-]*?)(?: [\w+#.&/-]+){0,2}\s*(?:[:\u2013(,].*|\W*)$")
_ALONE = re.compile(r"\s*([A-Z][\w+#.&-]*?)\W*$")
# Endings of what people are good at, which no employer or tool has.
_ABSTRACT = re.compile(
    r"(?:ship|work|ing|tions?|sions?|ity|ities|ness|ments?|ance|ence|ics?|ive|ly|al|ed|ers?|ors?)$"
)
_HIRED = re.compile(
    r"\s*([A-Z][\w&.-]*) (?:hired|employed|promoted|recruited|awarded|gave|was your employer)\b"
)
_RUN = re.compile(
    r"[A-ZÀ-Þ][\w&.'+#-]*(?:(?: (?:of|and|de|del|la|les|des|du|et|und|der|y|e|da|do|di|&))*"
    r" [A-ZÀ-Þ][\w&.'+#-]*)*"
)
_OF_SCIENCE = re.compile(r"(?<=[rs]) of (?:Science|Arts)\b")  # spelled out from "B.Sc."
_DEGREES = frozenset({"bachelor", "bachelors", "master", "masters", "doctor", "doctorate", "phd"})


def names(
    sentence: str,
    language: Language = Language.ENGLISH,
    *,
    opens: bool = True,
    listing: bool = False,
) -> Iterator[Named]:
    """The names in a sentence. `opens`: its first word has a capital whatever it is; `listing`:
    names are asked for, so that the items of a list are some.
    """
    said = _blank(_MARKUP, sentence)
    bulleted = bool(_BULLET.match(said))
    said = _blank(_OF_SCIENCE, _blank(_BULLET, said))
    runs = list(_RUN.finditer(said))
    seen: set[int] = set()
    for start, name in placed_names(said if opens else f"\u2026 {said}"):
        place = start if opens else start - 2
        odd = not name[1:].islower()
        if _nameless(name) or (language is Language.GERMAN and not odd):
            continue
        if _shortens(name, said[: max(place, 0)]):
            continue
        seen.add(place)
        yield Named(place, name, _run_at(runs, place, name))
    first = _first(said, bulleted=bulleted, listing=listing) if opens else None
    if first and first.start() not in seen and not _nameless(first[1]):
        yield Named(first.start(1), first[1], first[1])
    for match in _LOWER.finditer(said):
        if match[0] in _TOOLS:
            yield Named(match.start(), match[0], match[0])


def _first(said: str, *, bulleted: bool, listing: bool) -> re.Match[str] | None:
    """The first word, where it is a name in spite of standing there."""
    if hired := _HIRED.match(said):
        return hired
    item = (_ITEM if bulleted else _ALONE).match(said)
    if not item:
        return None
    word = item[1]
    if word.casefold() in TOOLS:
        return item
    return item if listing and bulleted and not _ABSTRACT.search(word.casefold()) else None


def _shortens(name: str, before: str) -> bool:
    """Whether it only shortens the words before it: "accounts payable (AP)"."""
    if not (name.isupper() and before.endswith("(")):
        return False
    words = re.findall(r"[^\W\d_]+", before)[-len(name) :]
    return "".join(word[0] for word in words).upper() == name


def _run_at(runs: list[re.Match[str]], place: int, name: str) -> str:
    return next((run[0] for run in runs if run.start() <= place < run.end()), name)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Without what the pattern finds, and as long as before."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=4096)
def _nameless(name: str) -> bool:
    plain = name.casefold().replace("\u2019", "'")
    ending = stem(plain)
    common = ending in LIGHT or ending in MEANING or plain in FUNCTION
    return (
        plain in _NAMELESS
        or plain.rstrip("s").removesuffix("'") in _DEGREES
        or (name.isalpha() and not name.isupper() and common)
        or re.fullmatch(r"\d[\d.,]*(?:k|m|bn|x|st|nd|rd|th|s)?", plain) is not None
    )
