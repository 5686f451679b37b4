"""Finding words and phrases in text, whatever their case, their accents and what joins them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

# Vowel signs and accents that no single character has: parts of their words.
_MARKS = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
# What may stand between the words of a phrase: `Ana-Example`, `Example, Ana`, `ana.example`.
_JOINT = re.compile(r"[\s\-‐-―_.,·/&+'’()@:~?=#|]{0,4}")
# Letters that no decomposition splits.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Scripts that set no spaces between words, or that glue particles to them.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Scripts whose names change their ends, or take particles before them.
_INFLECTED = re.compile(r"[\u0400-\u052f\u0590-\u06ff]")
_ENDINGS = tuple("аеиоуыьэюя")  # folded
_PARTICLES = re.compile(r"(?:[והבלמשכ]{1,3}|[وفبلك]{1,2}(?:ال|لل)?|ال|لل)(?=\w{3})")
_STEM = 4  # letters from which on a stem names somebody
_ENDING_MOST = 3  # letters an ending has
_WITHIN = 8  # letters from which on a name in one word is found within a longer one
_SHORT = 2  # words this short are told by their own spelling: `Li` is a name, `li` may be anything


def fold(word: str) -> str:
    """Case and accents taken off."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """Its words, folded."""
    return tuple(
        fold(found.group()) for found in _WORD.finditer(unicodedata.normalize("NFC", text))
    )


def spelt_out(text: str) -> str:
    """With `ue` for `ü`, as addresses have it."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)


def is_unspaced(text: str) -> bool:
    return bool(_UNSPACED.search(text))


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    label: str  # empty: it stays as it is
    spellings: frozenset[str]  # of a short word; empty: any


@dataclass(slots=True)
class Phrases:
    """Phrases to be replaced, each by its label. The first label given to a phrase stays."""

    _by_first: dict[str, list[_Phrase]] = field(default_factory=dict[str, list[_Phrase]])
    _known: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    _unspaced: dict[str, str] = field(default_factory=dict[str, str])
    _stems: dict[str, _Phrase] = field(default_factory=dict[str, _Phrase])
    _within: dict[str, _Phrase] = field(default_factory=dict[str, _Phrase])

    def add(self, text: str, label: str) -> None:
        """`text` as a phrase of whole words."""
        text = unicodedata.normalize("NFC", text)
        if is_unspaced(text):
            stripped = text.strip()
            if len(stripped) > 1:
                self._unspaced.setdefault(stripped, label)
            return
        for form in (text, spelt_out(text)):
            self._add_words(words_of(form), label, text.strip())

    def add_joined(self, texts: Iterable[str], label: str, *, within: bool = False) -> None:
        """The words written as one, as in `anaexample`; `within` longer ones too."""
        for form in (" ".join(texts), spelt_out(" ".join(texts))):
            joined = "".join(words_of(form))
            self._add_words((joined,), label, "")
            if within and len(joined) >= _WITHIN:
                self._within.setdefault(joined, _Phrase((joined,), label, frozenset()))

    def add_stem(self, word: str, label: str) -> None:
        """A word of a script that inflects, whatever its ending."""
        for stem in words_of(word):
            bare = stem
            while len(bare) > max(_STEM, len(stem) - 2) and bare.endswith(_ENDINGS):
                bare = bare[:-1]
            if _INFLECTED.search(stem) and len(bare) >= _STEM:
                self._stems.setdefault(bare, _Phrase((bare,), label, frozenset()))

    def add_plural(self, word: str, label: str) -> None:
        """`BMWs` of `BMW`."""
        if len(word) > _SHORT:
            self._add_words((f"{word}s",), label, "")

    def _add_words(self, words: tuple[str, ...], label: str, spelling: str) -> None:
        if not words or not words[0] or words in self._known:
            return
        short = len(words) == 1 and len(words[0]) <= _SHORT
        spellings = frozenset({spelling, spelling.upper()}) if short else frozenset[str]()
        self._known.add(words)
        phrases = self._by_first.setdefault(words[0], [])
        phrases.append(_Phrase(words, label, spellings))
        phrases.sort(key=lambda phrase: -len(phrase.words))

    def hidden(self, text: str) -> str:
        """`text`, in NFC, with every phrase replaced."""
        for phrase in sorted(self._unspaced, key=len, reverse=True):
            text = text.replace(phrase, self._unspaced[phrase])
        found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        words = [fold(text[start:end]) for start, end in found]
        pieces: list[str] = []
        done = index = 0
        while index < len(words):
            phrase = self._at(text, found, words, index)
            if phrase is None:
                index += 1
                continue
            start = found[index][0]
            index += len(phrase.words)
            end = found[index - 1][1]
            pieces += (text[done:start], phrase.label or text[start:end])
            done = end
        return "".join((*pieces, text[done:]))

    def _at(
        self, text: str, found: list[tuple[int, int]], words: list[str], index: int
    ) -> _Phrase | None:
        """The longest phrase that begins at a word. A name with a number behind it is the name."""
        word = words[index]
        for phrase in self._by_first.get(word, ()):
            length = len(phrase.words)
            if tuple(words[index : index + length]) != phrase.words:
                continue
            between = pairwise(found[index : index + length])
            if not all(_JOINT.fullmatch(text, left[1], right[0]) for left, right in between):
                continue
            start, end = found[index]
            if not phrase.spellings or text[start:end] in phrase.spellings:
                return phrase
        stem = word.rstrip("0123456789")
        if stem != word and len(stem) > _SHORT:
            return self._single(stem)
        inside = (phrase for part, phrase in self._within.items() if part in word)
        return next(inside, None) or (self._inflected(word) if not word.isascii() else None)

    def _single(self, word: str) -> _Phrase | None:
        return next((p for p in self._by_first.get(word, ()) if len(p.words) == 1), None)

    def _inflected(self, word: str) -> _Phrase | None:
        """The phrase of a word with an ending, or with particles before it."""
        particle = _PARTICLES.match(word)
        for bare in (word[begin:] for begin in range(1 + (particle.end() if particle else 0))):
            if bare != word and (found := self._single(bare)):
                return found
            for length in range(len(bare), max(_STEM, len(bare) - _ENDING_MOST) - 1, -1):
                if found := self._stems.get(bare[:length]):
                    return found
        return None
