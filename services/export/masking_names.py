"""The ways a person's or a firm's name is written."""

from __future__ import annotations

import re

from services.export import masking_lists as lists
from services.export.masking_words import Phrases, is_unspaced, words_of

_SPACED_LETTERS = 4  # from which on letters set apart are a word: `A n a` may be anything
# `S.A.`, `S. L.`: a legal form by its letters.
_DOTTED = re.compile(r"[\s,]+(?:[A-Za-z]\.\s?){2,4}$")
_FORM = re.compile(
    r"(?:\.?,?\s(?:&\s)?(?:(?i:inc|llc|ltd|gmbh|corp|plc|pvt|pty)|Co|S\.\s?[ALE]\.(?:\s?U\.)?|"
    + "|".join(
        sorted(
            {form.upper() for form in lists.LEGAL}
            | {form.title() for form in lists.LEGAL if len(form) > 2}
        )
    )
    + r")(?![^\W_]))+(?:\.(?!\s+[^\Wa-z_]|\s*$))?"
)
_DOT = re.compile(r"\.(?=\s+[a-z]|\s*[,;)])")
_EMPLOYER = re.compile(r"\[employer \d+\]")


def add_name(phrases: Phrases, name: str, label: str) -> None:
    """A person's name: whole, in parts, turned round, with initials, and as handles."""
    phrases.add(name, label)
    parts = [part for part in re.split(r"[\s,]+", name) if _is_part(part)]
    if is_unspaced(name):
        _add_unspaced(phrases, name.strip(), parts, label)
    for part in parts:
        _add_part(phrases, part, label)
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    for pair in ((first, last), (last, first)):
        phrases.add(" ".join(pair), label)
        phrases.add_joined(pair, label, within=True)
    phrases.add_joined(parts, label, within=True)
    phrases.add(" ".join("".join(words_of(" ".join(parts)))), label)
    _add_initials(phrases, name, last, label)


def _add_part(phrases: Phrases, part: str, label: str) -> None:
    phrases.add(part, label)
    phrases.add_stem(part, label)
    letters = "".join(words_of(part))
    if len(letters) >= _SPACED_LETTERS and not is_unspaced(part):
        phrases.add(" ".join(letters), label)
    halves = re.split(r"[-‐-―'’.]", part)
    if len(halves) > 1:
        phrases.add_joined([part], label)
    for half in halves:
        if len(half) > 1 and _is_part(half):
            phrases.add(half, label)


def _add_initials(phrases: Phrases, name: str, last: str, label: str) -> None:
    """`J. Smith`, `Smith J.`, `jsmith`, `smithj`, `J. Q. Smith`, `JQ Smith`."""
    before = [words_of(part) for part in re.split(r"[\s,]+", name)]
    given = [words[0][:1] for words in before if words and words != words_of(last)]
    given = [initial for initial in given if initial]
    for initials in (given[:1], given):
        if not initials:
            return
        for pair in (("".join(initials), last), (last, "".join(initials))):
            phrases.add(" ".join(pair), label)
            phrases.add_joined(pair, label)
        phrases.add(" ".join((*initials, last)), label)


def _add_unspaced(phrases: Phrases, name: str, parts: list[str], label: str) -> None:
    if len(parts) > 1:
        phrases.add("".join(parts), label)
    elif len(name) in (3, 4):
        phrases.add(name[1:], label)  # without the family's name


def _is_part(part: str) -> bool:
    """Whether it names a person: neither a particle nor an initial."""
    words = words_of(part)
    if not words or " ".join(words) in lists.PARTICLES:
        return False
    return max(map(len, words)) > 1 or is_unspaced(part)


def significant(company: str) -> tuple[str, ...]:
    """A firm's name without its legal form; the whole of it where there is nothing else."""
    words = words_of(_DOTTED.sub("", company.strip()) or company)
    return tuple(word for word in words if word not in lists.LEGAL) or words


def add_firm(phrases: Phrases, company: str, label: str) -> None:
    """A firm's name with and without its legal form, and in one word."""
    phrases.add(company, label)
    if is_unspaced(company):
        bare = company
        for form in sorted(lists.LEGAL_UNSPACED, key=len, reverse=True):
            bare = bare.replace(form, "")
        phrases.add(bare, label)
        return
    words = significant(company)
    phrases.add(" ".join(words), label)
    phrases.add_joined(words, label, within=len(words) > 1)
    if len(words) == 1:
        phrases.add_stem(words[0], label)
        phrases.add_plural(words[0], label)


def without_forms(text: str) -> str:
    """`[employer 1]` for `[employer 1] GmbH & Co. KG`, and without the dot of a form."""
    pieces: list[str] = []
    done = 0
    for found in _EMPLOYER.finditer(text):
        after = _FORM.match(text, found.end()) or _DOT.match(text, found.end())
        pieces.append(text[done : found.end()])
        done = after.end() if after else found.end()
    return "".join((*pieces, text[done:]))
