"""How questions are written down: by topic or by profession, each with the way its answer goes on.

A sheet of questions is plain text. `@Behavioral` names the category of what follows, `E`, `M` or
`H` open a question with its difficulty, and `*` opens a topic, to which all up to the next belong
(`* name | words that show it | what an interviewer listens for`; `!` before the name where
anybody of the trade is asked about it). After `>` stands how the answer goes on beside the facts
of the resume: plain words without a figure or a name of their own, and prompts in brackets. In a
behavioral one `//` parts the task from the action.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from libs.profile.interview import Category, Difficulty
from services.analysis.reading.vocabulary.listing import phrases

_DIFFICULTIES: dict[str, Difficulty] = {"E": "Easy", "M": "Medium", "H": "Hard"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the bank. `text` begins in lower case: it may follow a colon."""

    key: str  # unique in the bank
    text: str
    category: Category
    difficulty: Difficulty
    cue: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A family of skills or duties, and what a specialist asks about it.

    `words`: folded words and phrases that show it; one that ends in `*` matches its beginning.
    """

    key: str
    name: str
    words: frozenset[str]
    aim: str
    core: bool
    asks: tuple[Ask, ...]

    @property
    def trade(self) -> str:
        """The key of the profession whose topic it is."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Profession:
    """A trade: the titles and words that show it, its topics, and questions of its own."""

    key: str
    noun: str  # "an accountant"
    titles: frozenset[str]
    words: frozenset[str]
    topics: tuple[Topic, ...]
    asks: tuple[Ask, ...]


def profession(key: str, noun: str, *, titles: str, words: str, sheets: str) -> Profession:
    """A profession from its word lists (phrases by `|` or line ends) and its sheets."""
    topics, asks = _read(key, sheets)
    named = frozenset(word for topic in topics for word in topic.words)
    return Profession(key, noun, phrases(titles), phrases(words) | named, topics, asks)


def _read(key: str, sheets: str) -> tuple[tuple[Topic, ...], tuple[Ask, ...]]:
    category: Category = "Technical"
    own: list[Ask] = []
    topics: list[Topic] = []
    for mark, row in _rows(sheets):
        if mark == "@":
            category = cast("Category", row)
        elif mark == "*":
            topics.append(_topic(f"{key}.{len(topics)}", row))
        elif topics:
            last = topics[-1]
            ask = _ask(f"{last.key}.{len(last.asks)}", mark, row, category)
            topics[-1] = replace(last, asks=(*last.asks, ask))
        else:
            own.append(_ask(f"{key}.own.{len(own)}", mark, row, category))
    return tuple(topics), tuple(own)


def _rows(sheets: str) -> Iterator[tuple[str, str]]:
    """The mark and the whole text of each entry; entries go on over several lines."""
    mark, parts = "", list[str]()
    for line in map(str.strip, sheets.splitlines()):
        if line[:1] in ("@", "*") or (line[:1] in _DIFFICULTIES and line[1:2] == " "):
            if mark:
                yield mark, " ".join(parts)
            mark, parts = line[0], [line[1:].strip()]
        elif line:
            parts.append(line)
    if mark:
        yield mark, " ".join(parts)


def _topic(key: str, row: str) -> Topic:
    name, words, aim = (part.strip() for part in row.split("|"))
    listed = frozenset(word.strip() for word in words.split(",") if word.strip())
    return Topic(key, name.lstrip("! "), listed, aim, core=name.startswith("!"), asks=())


def _ask(key: str, mark: str, row: str, category: Category) -> Ask:
    text, _, cue = (part.strip() for part in row.partition(">"))
    return Ask(key, text, category, _DIFFICULTIES[mark], cue)
