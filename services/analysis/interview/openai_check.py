"""Keeping a model's questions and answers to what the resume says.

A sentence that names what the resume does not is left out; a figure it does not give becomes
`[add your number]`; what is left too short, or rests on no line, is not asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from libs.profile.interview import Question
from libs.profile.naming import TOOLS, names_in
from libs.profile.wording import quoted
from services.analysis.engines.openai_answer import Summary
from services.analysis.engines.openai_claims import Proof, plain_number
from services.analysis.interview.openai_answer import Written
from services.analysis.interview.professions import EVERYDAY, FRAMES, PLAIN, PROFESSIONS
from services.analysis.interview.words import bare
from services.analysis.reading.document import Document
from services.analysis.reading.vocabulary.listing import words
from services.analysis.reading.words import folded_words, squeeze
from services.analysis.rubric.guards import is_instruction
from services.analysis.rubric.lexicon import lexicon
from services.analysis.rubric.rewrite import NUMBER

_DETAIL = "[add the detail]"
_LONGEST_QUESTION, _LONGEST_WHY, _LONGEST_ANSWER = 600, 500, 2400  # characters
_FEWEST_WORDS = 12  # of an answer, besides its prompts
_FEWEST_STAR = 4  # of one that has four parts to be completed
_MOST_EVIDENCE = 4
_PARTS = ("Situation", "Task", "Action", "Result")
_EMPTY = {
    "Situation": "[Say where and when this was.]",
    "Task": "[Say what you had to reach.]",
    "Action": "[Say what you did, step by step.]",
    "Result": f"[Add the result], {NUMBER}.",
}
_LABEL = re.compile(
    r"(?:^|(?<=[\s*.]))\W{0,2}(Situation|Task|Action|Result)\W{0,2}:\W{0,2}\s*", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\w\[\"“‘'(])|\n+")
_PROMPT = re.compile(r"\[[^\]\n]{0,200}\]")
_FIGURE = re.compile(
    r"(?P<money>[$€£¥₹]\s?)?(?P<number>\d+(?:[.,]\d+)*)(?P<share>\s?(?:%|percent\b|per cent\b))?"
    r"(?:\s?(?:k|m|bn|x|million|billion|thousand)\b|\+)?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(\d+(?:[.,]\d+)*)\s?(?:%|percent|per cent|por ciento|prozent)", re.IGNORECASE)
_FIRST = re.compile(r"\W*([A-ZÀ-Þ][\w]+)\b")
# Capitalised words that name nothing of a person's.
_OURS = words("situation task action result star i'm i've i'd i'll i’m i’ve i’d i’ll english")


@dataclass(slots=True)
class Checker:
    """Checks questions about one document; `posting` and `asked` are what else is known."""

    document: Document
    posting: str = ""
    asked: tuple[str, ...] = ()
    _proof: Proof = field(init=False)
    _posting: Proof = field(init=False)
    _words: frozenset[str] = field(init=False)
    _shares: frozenset[str] = field(init=False)
    _seen: set[str] = field(init=False)

    def __post_init__(self) -> None:
        text = self.document.text
        self._proof = Proof(self.document)
        self._posting = Proof(Document("pdf", self.posting, ()))
        self._words = frozenset(folded_words(text))
        self._shares = frozenset(plain_number(one) for one in _SHARE.findall(text))
        self._seen = {bare(one) for one in self.asked}

    def kept(self, written: Written) -> Question | None:
        """The question with what can be proven of it; None where that is too little."""
        question = squeeze(written.question)
        if not 10 <= len(question) <= _LONGEST_QUESTION or bare(question) in self._seen:
            return None
        if is_instruction(question) or self._invented(question, posting=True):
            return None
        evidence = self._proof.evidence("quotes", Summary(text=question, quotes=written.quotes))
        answer = self._answer(written)
        if not evidence or not answer:
            return None
        self._seen.add(bare(question))
        return Question(
            id="",
            question=question,
            category=written.category,
            difficulty=written.difficulty,
            answer=answer,
            why=self._why(written.why) or f"The resume says {quoted(evidence[0].quote, 130)}.",
            evidence=evidence[:_MOST_EVIDENCE],
        )

    def _why(self, why: str) -> str:
        said = [one for one in _SENTENCE.split(why[:_LONGEST_WHY]) if one.strip()]
        return " ".join(
            one
            for one in map(squeeze, said)
            if not self._invented(one, posting=True) and not is_instruction(one)
        )

    def _answer(self, written: Written) -> str:
        text = written.answer.strip()
        if len(text) > _LONGEST_ANSWER:
            return ""
        if written.category == "Behavioral":
            return self._star(text)
        said = self._sentences(_LABEL.sub(" ", text))
        return said if _spoken(said) >= _FEWEST_WORDS else ""

    def _star(self, text: str) -> str:
        """The four parts, each on its line; empty where one is missing or nothing is left."""
        pieces = _LABEL.split(text)
        named = {pieces[at].capitalize(): pieces[at + 1] for at in range(1, len(pieces) - 1, 2)}
        if set(named) != set(_PARTS):
            return ""
        parts = {name: self._sentences(named[name]) for name in _PARTS}
        if sum(map(_spoken, parts.values())) < _FEWEST_STAR:
            return ""
        return "\n".join(f"{name}: {parts[name] or _EMPTY[name]}" for name in _PARTS)

    def _sentences(self, text: str) -> str:
        """The sentences that hold, with a prompt in place of each figure that doesn't."""
        kept: list[str] = []
        for sentence in map(squeeze, _SENTENCE.split(text)):
            if not sentence or is_instruction(sentence):
                continue
            said = self._figures(_PROMPT.sub(self._prompt, sentence))
            if not self._invented(_PROMPT.sub(" ", said)):
                kept.append(said)
        return " ".join(kept)

    def _prompt(self, found: re.Match[str]) -> str:
        """A prompt in brackets asks for facts; it must not smuggle any in."""
        inside = found[0][1:-1]
        if _FIGURE.search(inside):
            return NUMBER
        return _DETAIL if self._invented(inside) else found[0]

    def _figures(self, sentence: str) -> str:
        """With `[add your number]` for figures, written or spelled, that the resume lacks."""
        english = lexicon("en")
        parts = re.split(f"({_PROMPT.pattern})", sentence)
        for at in range(0, len(parts), 2):
            parts[at] = _FIGURE.sub(self._figure, parts[at])
            if english:
                parts[at] = english.number_word.sub(self._spelled, parts[at])
        return "".join(parts)

    def _figure(self, found: re.Match[str]) -> str:
        number = plain_number(found["number"])
        known = number in self._shares if found["share"] else self._proof.has_number(number)
        inside = found.start() and found.string[found.start() - 1].isalnum()
        return found[0] if known or inside else NUMBER

    def _spelled(self, found: re.Match[str]) -> str:
        return found[0] if found[0].casefold() in self._words else NUMBER

    def _invented(self, text: str, *, posting: bool = False) -> bool:
        """Whether it names something, or claims a change, that the resume doesn't have."""
        if posting and any(not self._number_known(found) for found in _FIGURE.finditer(text)):
            return True
        for name in (*names_in(text), *self._opening(text)):
            known = self._proof.says(name) or (posting and self._posting.says(name))
            if not known and name.casefold() not in _OURS:
                return True
        said = set(folded_words(text))
        unknown = (said & TOOLS) - self._words
        if posting:
            unknown -= set(folded_words(self.posting))
        english = lexicon("en")
        changed = english.change_word.findall(text) if english else []
        return bool(unknown) or any(one.casefold() not in self._words for one in changed)

    def _opening(self, text: str) -> list[str]:
        """The first word where it may be a name: none that the resume or our own sheets know."""
        first = _FIRST.match(text)
        word = first[1].casefold() if first else ""
        common = word in self._words or word in _common_words() or word.endswith(("ing", "ly"))
        return [first[1]] if first and not common else []

    def _number_known(self, found: re.Match[str]) -> bool:
        number = plain_number(found["number"])
        inside = found.start() and found.string[found.start() - 1].isalnum()
        return bool(inside) or self._proof.has_number(number) or self._posting.has_number(number)


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """The words of our own questions: no name is among them."""
    sheets = (*PROFESSIONS, EVERYDAY, FRAMES, PLAIN)
    asks = [ask for sheet in sheets for ask in sheet.asks]
    asks += [ask for sheet in sheets for topic in sheet.topics for ask in topic.asks]
    return frozenset(
        word for ask in asks for word in folded_words(f"{ask.text} {ask.cue}") if word.isalpha()
    )


def _spoken(text: str) -> int:
    """Words besides prompts."""
    return len(_PROMPT.sub(" ", text).split())
