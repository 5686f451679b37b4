"""What an answer says that the resume does not: figures, words that look like names, and whole
sentences that are neither the resume's nor one of those that claim nothing.
"""

from __future__ import annotations

import re

from services.analysis.interview.deeds import RESULTS
from services.analysis.reading.vocabulary.listing import words

_PROMPT = re.compile(r"\[[^\]]*\]")
_OURS = frozenset(("I", "I'm", "I've", "I'd", "I'll", "Situation", "Task", "Action", "Result"))
_BLANKS = re.compile(r" +")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A capital inside a sentence, or anywhere but at the beginning of a word.
_NAME = re.compile(r"(?<![.!?:“] )(?<!^)(?<![\w“])[A-ZÀ-Þ][\w'’-]*|\b\w+[A-Z]\w*", re.MULTILINE)
_LABEL = re.compile(r"^(?:Situation|Task|Action|Result):", re.MULTILINE)
_PART = re.compile(r"(?<=[.;])\s+(?=\S)|\n")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BEGINNING = 4  # letters: a line is told in the past, and its words end otherwise

# Read one by one: what the engine says of itself, of the resume, or of work in general. Nothing of
# it is a deed or a trait of anybody's. `…` stands for a prompt.
NEUTRAL = frozenset(
    """
the patient first
the message comes again
work is begun and not ended
it is the wrong stock
all have the same aim
nothing in the work
it says what happened, whether it stays, and what to do
small changes, a fraction of users first, and a switch that takes it back
in the first hour i would stop it and list who is touched
in the first week refund, explain and prove that the sums agree
and then keep one of the two
and only then book it
and walk the way at that hour
and begin with what could be done the day before
and try the change on a copy of it
delete by identifier, and keep a record without the data
it may be somebody we haven't met
no line of my resume tells of this yet
no line of my resume tells of it yet
in figures: …
the size of it: …
what can be counted: …
what came of it: …
counted: …
how it ended: …
afterwards: …
where it can be counted: …
""".strip().split("\n")
)
# What the sentences are made of in which an answer sets a line of the resume.
_SETTING = frozenset(
    word[:_BEGINNING]
    for word in words(
        """
about among became been before began beside besides from have hold language later line lines list
mine nearest project question resume role same says show skill studied that there this took what
went words work worked
"""
    )
    | frozenset(RESULTS.values())
)
# A topic of the bank or a word of the posting, named as what the resume lacks.
_UNSEEN = re.compile(r"(?:No line of my resume is about|My resume doesn't show) [^.;]+")


def invented(text: str, resume: str, known: str = "") -> list[str]:
    """Figures and names of `text` outside its prompts that neither `resume` nor `known` has."""
    said = _PROMPT.sub(lambda found: "….\n" if found[0].endswith(".]") else "…", text)
    said = _BLANKS.sub(" ", said.replace("\n ", "\n"))
    letters = _letters(resume + " " + known)
    numbers = set(_NUMBER.findall(resume + " " + known))
    wrong = [number for number in _NUMBER.findall(said) if number not in numbers]
    for match in _NAME.finditer(said):
        name = re.sub(r"['’]s?$", "", match[0])
        if name not in _OURS and _letters(name) not in letters:
            wrong.append(name)
    return wrong


def told_outside_prompts(text: str) -> list[str]:
    """The sentences of `text`, and their parts by semicolon, that are no prompts as a whole."""
    said = _PROMPT.sub(lambda found: "….\n" if found[0].endswith(".]") else "…", text)
    parts = (part.strip(" .;\n") for part in _PART.split(_LABEL.sub("", said)))
    return [part for part in parts if part.strip("….;: ")]


def claimed(text: str, resume: str, known: str = "") -> list[str]:
    """Sentences outside prompts that say more than `resume` and `known` do: none of those that are
    known to claim nothing, none of what somebody would do, and with words of their own.
    """
    had = _SETTING | {word[:_BEGINNING] for word in _words(f"{resume} {known}")}
    return [
        part
        for part in told_outside_prompts(text)
        if not claims_nothing(part) and any(word[:_BEGINNING] not in had for word in _words(part))
    ]


def claims_nothing(part: str) -> bool:
    known = part.casefold() in NEUTRAL or _UNSEEN.fullmatch(part)
    return bool(known) or part.startswith("I would ")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
