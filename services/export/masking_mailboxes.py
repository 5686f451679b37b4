"""Whether "jane at acme.com" is somebody's address or tells where they work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from services.export import masking_lists as lists
from services.export.masking_emails import PERHAPS_EMAILS
from services.export.masking_words import fold

_LEAST = 3  # letters of a mailbox that nothing else tells: "bi at acme.com" is a field
_NEAR = 60  # characters before and behind that are looked at
# `jane.doe`, `j_doe`, `jdoe42`; `vue.js` and `python3` are none.
_ACCOUNT = re.compile(
    r"(?!.*\.(?:js|io|net|py|ai)$)[a-z]+(?:[._][a-z]{2,}\d*)+|[a-z]{3,}[._-]?\d{2,}", re.IGNORECASE
)
# What stands before an address: "email:" says it; "write to" and "contact" do before a word that
# is none of work ("Email specialist at acme.com").
_SAYS = re.compile(
    r"\b(?:e-?mails?|mail(?:to)?|contacts?|referees?|references?)(?:\s+address)?\s*[:=|–—]"
    r"\s*[\"'(<]?$",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"\b(?:e-?mail|mail|contact|write|message|reach|find|send\s\w+|ask|address|referee|reference)"
    r"(?:\s+(?:me|us|him|her|them))?(?:\s+(?:to|at|is|under))?(?:\s+\([^()]{1,20}\))?\s+[\"'(<]?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:^|[\n:;|•·(<\[/–—-]|[.!?]\s)[ \t]*[\"']?$")
_LISTED = re.compile(r",\s*$")
_ENDED = re.compile(r"[ \t]{0,9}(?:$|[\n,;|)>\]\"'•·/–—-]|[.!?](?:\s|$)|\s(?:or|and)\s)")
_ALSO = re.compile(r"\s{0,3}(?:,|/|\bor\b|\band\b)\s{0,3}")
_IN_PROSE = re.compile(r"\w[ \t]+$")
# "shipped at", "consulting at"; Emily, Clement and Ming are people.
_OF_A_SENTENCE = re.compile(r".{3,}(?:ed|ing|tions?|ships?|ics)|.{4,}ments?")


def mailboxes(
    text: str, is_own: Callable[[str], bool], work: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Where an address stands that has one word before a plain `at`, or an `@` after a blank.
    `is_own`: whether a word is a name or an account of the person. `work`: words, folded, of the
    person's titles, skills and studies.
    """
    last = -1
    for found in PERHAPS_EMAILS.finditer(text):
        goes_on = last >= 0 and _ALSO.fullmatch(text, last, found.start()) is not None
        if _is_email(found, is_own, work, goes_on=goes_on):
            last = found.end()
            yield found.span()


def _is_email(
    found: re.Match[str], is_own: Callable[[str], bool], work: frozenset[str], *, goes_on: bool
) -> bool:
    """`goes_on`: an address stands right before it, and an "or"."""
    word, start = found["word"], found.start()
    before = found.string[max(0, start - _NEAR) : start]
    if start > _NEAR:
        before = f"\0{before}"  # it is not where the text begins
    key = fold(word)
    if key in lists.NO_MAILBOXES:
        return False
    if _SAYS.search(before):
        return True
    hinted = goes_on or _HINTS.search(before) is not None
    if is_own(word):  # "Jane Doe at acme.com" tells where she works
        return hinted or word.islower() or not _IN_PROSE.search(before)
    if _is_ordinary(key, work):
        return False
    return hinted or _ACCOUNT.fullmatch(word) is not None or _stands_alone(found, before)


def _is_ordinary(key: str, work: frozenset[str]) -> bool:
    """Whether it is a title, or a word of a sentence. `co-founder` is what its last part is."""
    last = re.split(r"[-._]", key)[-1]
    if not work.isdisjoint((key, last)) or not lists.WORK.isdisjoint((key, last)):
        return True
    return _OF_A_SENTENCE.fullmatch(last) is not None and last not in lists.NAMES_IN_ED


def _stands_alone(found: re.Match[str], before: str) -> bool:
    """Whether what surrounds a word that nobody knows makes an address of it."""
    word, spelled = found["word"], found["spelled"] is not None
    if spelled and not found["domain"][0].isupper():  # "Amazon dot com" is a firm
        return True
    if not (spelled or word.islower()):  # "Barista at starbucks.com"
        return False
    if len(word) < _LEAST or not _ENDED.match(found.string, found.end()):
        return False
    plural = word.endswith("s") and not word.endswith("ss")
    return bool(_ALONE.search(before) or (_LISTED.search(before) and not plural))
