"""A truthful answer to the chat prompt: the numbered lines that share a word with the question."""

from __future__ import annotations

import re

_QUESTION = re.compile(r"<question-([0-9a-f]+)>\n(.*)\n</question-\1>", re.DOTALL)
_RESUME = re.compile(r"<resume-([0-9a-f]+)>\n(.*)\n</resume-\1>", re.DOTALL)
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{4,}")
_NO_CONTENT = frozenset(("what", "which", "where", "when", "does", "have", "with", "about", "know"))
NOTHING = "The resume doesn't say."


def said_of(prompt: str) -> str | None:
    """The answer, its claims marked as the prompt asks; None where the prompt asks no question."""
    question, resume = _QUESTION.search(prompt), _RESUME.search(prompt)
    if not question or not resume:
        return None
    asked = _words(question.group(2)) - _NO_CONTENT
    found = [
        f"The resume says: {text.strip().rstrip('.')} [[{number}]]."
        for number, text in _LINE.findall(resume.group(2))
        if asked & _words(text)
    ]
    return " ".join(found[:3]) or NOTHING


def _words(text: str) -> set[str]:
    return {word.lower().rstrip("s") for word in _WORD.findall(text)}
