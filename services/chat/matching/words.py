"""A question's words, each in one form whatever its ending, case, apostrophes or hyphens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Letters and digits; `C++`, `C#` and `node.js` stay whole, `full-stack` and `CI/CD` come apart.
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*(?:\+\+|#)?|[,;:?!]")
_CONTRACTIONS = (
    (re.compile("&"), " and "),
    (re.compile(r"\bcan(?:'t|not)\b", re.IGNORECASE), "can not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'(?:s|re|m|ve|ll|d)\b", re.IGNORECASE), ""),
    (re.compile(r"\be-?mails?(?: address)?\b", re.IGNORECASE), "email"),
)
_RESUME = frozenset({"cv", "resume", "résumé"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SPELLINGS = (("isation", "ization"), ("is", "iz"), ("ys", "yz"), ("our", "or"))
_VOWELS = frozenset("aeiou")
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being",
        "begin": "began begun",
        "build": "built",
        "buy": "bought",
        "choose": "chose chosen",
        "come": "came",
        "do": "does did done doing",
        "deal": "dealt",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "find": "found",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown",
        "have": "has had having",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "pay": "paid",
        "run": "ran",
        "say": "said",
        "sell": "sold",
        "send": "sent",
        "speak": "spoke spoken",
        "spend": "spent",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "use": "used using",
        "win": "won",
        "write": "wrote written",
        "person": "people persons",
        "child": "children",
    }.items()
    for form in forms.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is in lower case; `stem` has no ending; `named`: written as names are."""

    text: str
    stem: str
    named: bool = False


def words(question: str) -> list[Word]:
    """The words of a question, and the signs that end or part its clauses."""
    text = unicodedata.normalize("NFKC", question).translate(_APOSTROPHES)
    capitals = _tells_names(text)
    for pattern, replacement in _CONTRACTIONS:
        text = pattern.sub(replacement, text)
    found: list[Word] = []
    begins = True
    for match in _WORD.finditer(text):
        shown = match[0]
        lower = shown.casefold()
        named = capitals and not begins and shown[0].isupper()
        found.append(Word(lower, stem(lower), named and lower != "i" and lower not in _RESUME))
        begins = shown in "?!:"
    return found


def _tells_names(text: str) -> bool:
    """Whether capitals mean anything: not where every word, or every letter, has them."""
    longer = [
        word for word in re.findall(r"[^\W\d_]{2,}", text)[1:] if word.casefold() not in _RESUME
    ]
    return any(word[0].islower() for word in longer)


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def stem(word: str) -> str:
    """Without the endings of number and tense. Names lose them too, always in the same way."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ied", "y")):
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWELS & set(rest):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
            word = rest[:-1] if doubled else rest
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    for british, american in _SPELLINGS:
        if len(word) > len(british) + 2 and word.endswith(british):
            return word[: -len(british)] + american
    return word
