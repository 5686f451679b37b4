"""Words compared regardless of case, accents and endings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SAME = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "´": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "\u00ad": "",
        "\ufffe": "",
    }
)
_COMBINING = re.compile("[\u0300-\u036f]")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?(?:\+\+|#)?")
_ENDINGS = (
    ("ational", "ate"),
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("ships", ""),
    ("ship", ""),
    ("ities", ""),
    ("ity", ""),
    ("ances", ""),
    ("ance", ""),
    ("ences", ""),
    ("ence", ""),
    ("tions", "t"),
    ("tion", "t"),
    ("sions", "s"),
    ("sion", "s"),
    ("ings", ""),
    ("ing", ""),
    ("ors", ""),
    ("or", ""),
    ("ers", ""),
    ("er", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
_SHORTEST_STEM = 3
# Endings that are none: a career is no car, and no care.
_WHOLE = {"career": "career", "careers": "career"}


def entries(text: str) -> frozenset[str]:
    """The words of a list in this package; phrases are written with `_` for their blanks."""
    return frozenset(word.replace("_", " ") for word in text.split())


STOP = entries(
    """
    a an the and or but nor of to in on at by for from with without into onto about as than then
    that this these those there here it its is are am was were be been being do does did done doing
    have has had having i me my mine myself you your yours yourself he him his she her hers they
    them their theirs we us our who whom whose what which when where why how can could will would
    shall should may might must not no nor any some all each every both either neither so such very
    just only also too ever never if please pls plz tell say show give list name describe explain
    mention mentioned know r u ur im ive whats hows wheres whos got get getting gotten put down up
    out over under again once more most much many lot lots kind sort type types thing things
    something anything someone anyone somebody anybody resume cv profile document file candidate
    applicant person jane's true really actually currently exactly per did'nt didn't don't doesn't
    haven't hasn't isn't aren't wasn't weren't can't won't hello hi hey thanks thank ok okay
    different good great there's there're various overall total like way ways let make made does
    use used using
    everything else other others one ones own day go went
    """
)

# Words of questions about studies.
STUDY = (
    r"stud(?:y|ied|ies|ying)|degrees?|educat(?:ion|ional|ed)|universit(?:y|ies)|colleges?"
    r"|graduat\w+"
    r"|majors?|majored|alma mater|diplomas?|school(?:s|ing)?|ph\.?d|doctorate"
    r"|master'?s?(?! \w+ (?:the|python|in))|bachelor'?s?|msc|mba|academic|field of study"
    r"|qualifications?"
)


@cache
def cue(text: str) -> re.Pattern[str]:
    """A pattern for any of the phrases, as whole words of a folded question.

    Phrases are patterns, parted by `|` or the end of a line.
    """
    rows = (row.strip() for row in text.splitlines())
    return re.compile(rf"(?<!\w)(?:{'|'.join(row for row in rows if row)})(?!\w)")


def fold(text: str) -> str:
    """`text` for comparison: casefolded, no accents, plain quotes and dashes, single blanks."""
    plain = text.casefold()
    if text.isascii():
        plain = plain.replace("`", "'")
    else:
        plain = _COMBINING.sub("", unicodedata.normalize("NFKD", plain.translate(_SAME)))
    return _BLANKS.sub(" ", plain).strip()


def word_list(folded: str) -> list[str]:
    """The words of a folded text; "c++" and "c#" keep their signs, "jane's" is "jane"."""
    return [word.removesuffix("'s") for word in _WORD.findall(folded)]


def stem(word: str) -> str:
    """The word without its ending, so that "migrated", "migration" and "migrates" are one."""
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            base = word.removesuffix(ending) + instead
            if len(base) >= _SHORTEST_STEM:
                return _undouble(base)
    return _undouble(word)


def _undouble(base: str) -> str:
    doubled = len(base) > _SHORTEST_STEM and base[-1] == base[-2] and base[-1] not in "aeiouls"
    base = base[:-1] if doubled else base
    if base.endswith("y") and len(base) > _SHORTEST_STEM:
        return base[:-1] + "i"
    return base[:-1] if base.endswith("e") and len(base) > _SHORTEST_STEM else base


def stems(text: str) -> list[str]:
    """The stems of all words of any text, in order."""
    return [stem(word) for word in word_list(fold(text))]
