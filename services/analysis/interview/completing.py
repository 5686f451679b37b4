"""What an answer leaves to its person to say.

A clause of the bank with a prompt in it claims what stands around the prompt ("I compared […] and
signed off with […]"). It is put into brackets whole, so that outside them nothing is claimed for
anybody that the resume doesn't say. What somebody would do claims nothing, and stays.
"""

from __future__ import annotations

import re

from services.analysis.interview.words import capital

IF_TRUE = "Complete if true:"
_PROMPT = re.compile(r"\[([^\]]*)\]")
# Sentences, and the parts of one, each up to its end outside prompts.
_SENTENCE = re.compile(r"(?:\[[^\]]*\]|[^\[.])+\.?")
_CLAUSE = re.compile(r"(?:\[[^\]]*\]|[^\[;])+")
# A heading and its prompt ask for what is to be told, and claim nothing of it.
_HEADED = re.compile(r"(?:How|In|The|To|What) [^\[\]:]+: \[[^\]]*\]")
_WOULD = re.compile(r"I would (?!have\b)")
_LAST_OF_ALL = re.compile(r"(?<=: )\[([^\]]*)\]$")


def completed(cue: str) -> str:
    """The cue, each of its clauses that has a prompt in it made a prompt as a whole."""
    sentences = filter(None, map(str.strip, _SENTENCE.findall(cue)))
    return " ".join(part for sentence in sentences for part in _parts(sentence))


def _parts(sentence: str) -> list[str]:
    """What a sentence says, and what it leaves to say."""
    clauses = [one.strip() for one in _CLAUSE.findall(sentence.rstrip("."))]
    unfinished = [at for at, clause in enumerate(clauses) if _claims(clause)]
    if not unfinished or _PROMPT.fullmatch(sentence):
        return [sentence]
    first, last = unfinished[0], unfinished[-1] + 1
    prompt = _prompt("; ".join(clauses[first:last]))
    return [*_told(clauses[:first]), prompt, *_told(clauses[last:])]


def _claims(clause: str) -> bool:
    return "[" in clause and not _WOULD.match(clause)


def _told(clauses: list[str]) -> list[str]:
    return [capital("; ".join(clauses)) + "."] if clauses else []


def _prompt(said: str) -> str:
    """One prompt for all of it: `[Complete if true: I compared … (say what).]`"""
    headed = _HEADED.fullmatch(said)
    said = _PROMPT.sub(r"… (\1)", _LAST_OF_ALL.sub(r"\1", said))
    return f"[{said}.]" if headed else f"[{IF_TRUE} {_inside(said)}.]"


def _inside(said: str) -> str:
    """As it goes on behind a colon."""
    first = said.split(" ", maxsplit=1)[0]
    return said if first in ("I", "I'm", "I'd") else said[:1].lower() + said[1:]
