"""What is asked: the question in plain words, with the parts of the resume it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from libs.profile.tenure import Span
from services.chat.engines.builtin import names
from services.chat.engines.builtin.facts import Facts, Role, Study
from services.chat.engines.builtin.kinds import KIND_CUES
from services.chat.engines.builtin.spanish import translated
from services.chat.engines.builtin.technologies import (
    BY_FIRST_WORD,
    first_word,
    in_question,
    is_ordinary,
)
from services.chat.engines.builtin.typos import corrected
from services.chat.engines.builtin.words import STOP, fold, stem, word_list

MOST_CHARACTERS = 1_000
_CONTRACTIONS = (
    (r"\b(what|where|who|when|how|that|it|there|here|which)'?s\b(?! \w+ (?:is|are)\b)", r"\1 is"),
    (r"\bi'?m\b", "i am"),
    (r"\bi'?ve\b", "i have"),
    (r"\b(\w+)n't\b", r"\1 not"),
    (r"\b(do|does|did|have|has|is|are|was|were|ca)nt\b", r"\1 not"),
    (r"\bca not\b", "can not"),
    (r"\bu\b", "you"),
    (r"\br\b(?= (?:you|u|my|the)\b)", "are"),
    (r"\b(what|where|who|how) r\b", r"\1 are"),
    (r"\b(\w+)'(?:ll|d|re)\b", r"\1"),
    (r"\bpl(?:s|z|ease)\b", ""),
    (r"\byrs?\b", "years"),
    (r"\bppl\b", "people"),
    (r"\bexp\b", "experience"),
    (r"\buni\b", "university"),
    (r"\bedu\b", "education"),
    (r"\bdevs\b", "developers"),
    (r"\bdev\b(?= (?:skills?|experience|tools?|work)\b)", "development"),
    (r"\bdev\b", "developer"),
    (r"\bmgmt\b", "management"),
    (r"\bcerts?\b", "certificates"),
)
_GREETED = (
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|ok|okay|so|well|say|and|just|also"
    r"|please|now|sorry|excuse me|thanks?|thank you)\b[ ,.!:;-]*"
)
_WONDERING = (
    r"(?:(?:can|could|would|will) (?:you|u|i)|i (?:forgot|wonder(?:ed)?|(?:was|am) wondering"
    r"|(?:would|want(?:ed)?|need|like|d like)(?: like)? to (?:know|ask|hear|see)|want to know)"
    r"|do (?:you|u) know(?= (?:what|where|when|who|which|how|if|whether|why)\b)|please)"
)
_TOLD = (
    r"(?: (?:please|kindly|maybe|possibly|quickly|to))*(?: (?:tell|show|give|remind|let|explain|say"
    r"|list|know|ask|help)(?: to)?(?: me| us)?(?: know)?)?(?: (?:if|whether|about))?[ ,:;-]+(?=\w)"
)
_ORDERED = (
    r"(?:tell|show|remind)(?: me| us)(?: please)?[ ,:;-]+"
    r"(?=(?:what|where|when|who|which|how|if|whether|the|all|my)\b)"
)
_POLITE = re.compile(rf"^(?:{_GREETED}|{_WONDERING}{_TOLD}|{_ORDERED})")
_NEGATED = re.compile(r"\b(?:not|never|no longer|without|lack|lacks|lacking|missing)\b")
_YES_NO = re.compile(
    r"^(?:if |whether )?(?:do|does|did|is|are|am|was|were|have|has|had|can|could|will|would"
    r"|should)\b"
)
_SPLIT = re.compile(
    r"[?!]+\s+(?=\w)|\.\s+(?=\w+\s\w+)|,? and (?=(?:what|where|when|who|why|how|which|is|are|do"
    r"|does|did|have|has|am|was|can)\b)"
)
# A common word counts as a tool's name only as the object of such a word.
_OBJECT = re.compile(
    r"(?:\b(?:knows?|uses?|used|using|with|in|writ(?:e|es|ing)|cod(?:e|es|ing)|program(?:s"
    r"|ming)?|learn(?:ed|t)?|about|or|and|of|like|not|vs|versus|master(?:s|ed)?|for|needs?"
    r"|touch(?:ed)?|need|requires?|skills?|at)|[,:/])\s*(?:the |any |some )?$"
)
MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Tool:
    """A skill or tool the question names: folded, and as it was typed."""

    name: str
    shown: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Query:
    """One question about one resume; `text` is folded and plain, `typed` as it was typed."""

    facts: Facts
    text: str
    typed: str

    @cached_property
    def yes_no(self) -> bool:
        return _YES_NO.search(self.text) is not None

    @cached_property
    def negated(self) -> bool:
        return _NEGATED.search(self.text) is not None

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        """Words the resume also writes in lower case: they name nobody by themselves."""
        words = re.findall(r"(?<![\w.])[a-zà-ÿ][a-zà-ÿ'-]+", self.facts.text[:50_000])
        return frozenset(fold(word) for word in words)

    @cached_property
    def _employers(self) -> tuple[list[Role], list[names.Mention]]:
        return names.best_named(
            self.facts.ordered, lambda role: role.company, self.text, self._lower_words
        )

    @cached_property
    def _schools(self) -> tuple[list[Study], list[names.Mention]]:
        return names.best_named(
            self.facts.studies, lambda study: study.institution, self.text, self._lower_words
        )

    @property
    def roles(self) -> list[Role]:
        """The roles at the employers the question names, the latest first."""
        return self._employers[0]

    def place_of(self, name: str) -> names.Mention | None:
        """Where the question speaks of an employer or school."""
        return names.name_in(name, self.text, self._lower_words)

    @property
    def studies(self) -> list[Study]:
        return self._schools[0]

    @cached_property
    def period(self) -> Span | None:
        return names.period(self.text)

    @cached_property
    def tools(self) -> list[Tool]:
        """The skills and tools the question names, in its order; the longer name wins."""
        words = {*word_list(self.text), *re.split(r"[\s,;?!()]+", self.text)}
        words |= set(re.split(r"[\s,;?!()/]+", self.text))
        skills = (fold(skill.name) for skill in self.facts.profile.skills)
        own = {name for name in skills if name and first_word(name) in words}
        near = sorted(own.union(*(BY_FIRST_WORD.get(word, ()) for word in words)), key=_longest)
        found: list[Tool] = []
        for name in near:
            for at in in_question(name).finditer(self.text):
                taken = any(at.start() < one.end and one.start < at.end() for one in found)
                if not taken and self._is_tool(name, at):
                    found.append(Tool(name, self._shown(at), *at.span()))
                    break
        return sorted(found, key=lambda tool: tool.start)

    def _is_tool(self, name: str, at: re.Match[str]) -> bool:
        if not is_ordinary(name):
            return True
        if self.text[at.end() :].startswith((" to ", " through ")):
            return False
        alone = not [w for w in word_list(self.text) if w not in STOP and w != name]
        return alone or _OBJECT.search(self.text[: at.start()]) is not None

    def _shown(self, at: re.Match[str]) -> str:
        """As it was typed, where that can be told."""
        found = re.search(re.escape(at[0]), self.typed, re.IGNORECASE)
        return found[0] if found else at[0]

    @cached_property
    def kind(self) -> str | None:
        """The kind of skill asked for, of `KINDS`."""
        return next((kind for kind, cue in KIND_CUES if re.search(cue, self.text)), None)

    @cached_property
    def named_spans(self) -> list[tuple[int, int]]:
        """Where the text speaks of employers, institutions and tools."""
        mentions = [*self._employers[1], *self._schools[1]]
        spans = [(one.start, one.end) for one in mentions]
        return spans + [(tool.start, tool.end) for tool in self.tools]

    @cached_property
    def terms(self) -> list[str]:
        """The words that carry the question, as they stand in it: no person, no filler."""
        return [
            word
            for word in dict.fromkeys(word_list(self.text))
            if (word not in STOP or (word == "us" and "US" in self.typed))
            and word not in self.facts.name_words
            and len(word) > 1
        ]

    def terms_beside(self, fillers: frozenset[str], *, employers: bool = False) -> list[str]:
        """`terms` without `fillers` (stems) and, with `employers`, without words of their names."""
        spans = [(one.start, one.end) for one in self._employers[1]] if employers else []
        named = {word for start, end in spans for word in word_list(self.text[start:end])}
        return [term for term in self.terms if stem(term) not in fillers and term not in named]

    def asks(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text) is not None


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def plain(typed: str) -> str:
    """The question folded, without contractions and politeness, Spanish cues in English."""
    text = translated(fold(typed[:MOST_CHARACTERS]))
    for pattern, instead in _CONTRACTIONS:
        text = re.sub(pattern, instead, text)
    text = re.sub(r"\s+", " ", text).strip(" .,;:!-")
    for _ in range(4):
        shorter = _POLITE.sub("", text).strip(" ,.")
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def parts(text: str) -> list[str]:
    """The questions in a plain text, at most `MOST_PARTS`."""
    found: list[str] = []
    for part in (part.strip(" ,.?!") for part in _SPLIT.split(text)):
        if found and (_is_fragment(part) or _is_fragment(found[-1])):
            found[-1] = f"{found[-1]} and {part}"
        elif part:
            found.append(part)
    return found[:MOST_PARTS] or [text]


def _is_fragment(part: str) -> bool:
    """Whether it is no question by itself: "where", "how well"."""
    return len(part.split()) <= 2


def understand(facts: Facts, text: str, typed: str) -> Query:
    """A query of one part of a plain question."""
    known = {word for role in facts.roles for word in word_list(fold(role.company))}
    known |= {word for study in facts.studies for word in word_list(fold(study.institution))}
    known |= {word for skill in facts.profile.skills for word in word_list(fold(skill.name))}
    known |= facts.name_words
    return Query(facts, corrected(text, known, facts.writes), typed)
