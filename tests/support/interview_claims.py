"""What an answer says that the resume does not: figures, and words that look like names."""

from __future__ import annotations

import re

_PROMPT = re.compile(r"\[[^\]]*\]")
_OURS = frozenset(("I", "I'm", "I've", "I'd", "I'll", "Situation", "Task", "Action", "Result"))
_BLANKS = re.compile(r" +")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A capital inside a sentence, or anywhere but at the beginning of a word.
_NAME = re.compile(r"(?<![.!?:“] )(?<!^)(?<![\w“])[A-ZÀ-Þ][\w'’-]*|\b\w+[A-Z]\w*", re.MULTILINE)


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


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
