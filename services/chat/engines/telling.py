"""From what a model says to what is told: only sentences that were proven leave here.

A stream can't be taken back. So a sentence waits until it is whole; a long one goes out in parts
while nothing stands in it that has to be proven. A sentence with a value, a name or a claim that
the sources don't hold is left out, and that is said, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.chat.engines.markers import Mark
from services.chat.engines.proof import Sources, may_need_proof

LEFT_OUT = "[left out: the resume doesn't say this]"
_LONG = 120  # characters that are told before their sentence is whole
_LONGEST = 800  # a text without any end of a sentence is judged in parts of this
_END = re.compile(r"[.!?\u2026][\"')\]*_\u201d\u2019]*(?=\s)|[\u3002\uff01\uff1f]|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|no|dr|mr|mrs|ms|st|inc|ltd|co)|\b\w)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATED = 9  # characters, with the one before


class Telling:
    """Takes parts of an answer (text and marks), gives what may be told of them."""

    def __init__(self, sources: Sources) -> None:
        self.names: list[str] = []  # of lines and facts that what was told rests on
        self.sentences: list[str] = []  # that were told
        self._sources = sources
        self._waiting = ""
        self._searched = 0  # characters of it that no sentence ends in
        self._valued = False  # whether a value may stand in it
        self._marks: list[str] = []  # of the sentence that waits
        self._before = ""  # what of that sentence was told already
        self._blank = ""  # white space that goes before whatever is told next
        self._parted = False  # a mark stood here: words must not run together
        self._lost = self._said_so = False  # a sentence was left out; and that was said
        self._told = False
        self._last_told = False  # whether the last sentence was
        self._opens = True  # whether what comes next begins a sentence

    def take(self, part: str | Mark) -> Iterator[str]:
        """What may be told now that `part` is known."""
        if isinstance(part, Mark):
            self._mark(part)
            return
        if self._parted and part:
            if part[0].isalnum():
                part = " " + part
            self._parted = False
        self._waiting += part
        yield from self._sentences()
        yield from self._long()

    def end(self, *, broken: bool = False) -> Iterator[str]:
        """What is left: all of it, or, where the answer broke off, its whole words."""
        if broken:
            cut = max(self._waiting.rfind(" "), self._waiting.rfind("\n"), 0)
            self._waiting = self._waiting[:cut]
        yield from self._sentence(self._cut(len(self._waiting)))
        if not broken and self._told:
            yield from self._say_left_out()

    @property
    def told(self) -> bool:
        """Whether anything of the model's own was told."""
        return self._told

    @property
    def left_out(self) -> bool:
        """Whether anything was not."""
        return self._lost

    def _mark(self, mark: Mark) -> None:
        self._waiting = self._waiting.rstrip(" ")
        self._parted = True
        if self._waiting.strip() or self._before:
            self._marks += mark.names
        elif self._last_told:
            self.names += mark.names  # behind the full stop

    def _sentences(self) -> Iterator[str]:
        while found := _END.search(self._waiting, self._searched):
            end = self._searched = found.end()
            last = self._waiting[max(end - _LONGEST_ABBREVIATED, 0) : end]
            if found.group() != "\n" and _ABBREVIATED.search(last):
                continue
            yield from self._sentence(self._cut(end))

    def _long(self) -> Iterator[str]:
        """A part of a sentence that goes on, where it holds no value."""
        while len(self._waiting) >= _LONGEST:
            part = self._cut(self._waiting.rfind(" ", 0, _LONGEST) + 1 or _LONGEST)
            yield from self._sentence(part, ends=False)
        whole_words = self._waiting.rfind(" ")
        if len(self._waiting) < _LONG or whole_words <= 0 or self._valued:
            return
        # What holds a value once goes on holding it: it is not read again for every piece.
        begun = bool(self._before) or not self._opens
        self._valued = may_need_proof(self._waiting[:whole_words], opens=not begun)
        if not self._valued:
            part = self._cut(whole_words)
            self._before += part
            yield from self._say(part)

    def _cut(self, end: int) -> str:
        """Takes what waits up to `end`."""
        part, self._waiting = self._waiting[:end], self._waiting[end:]
        self._searched, self._valued = 0, False
        return part

    def _sentence(self, sentence: str, *, ends: bool = True) -> Iterator[str]:
        """Tells a sentence, or what is left of it, if it is proven. `ends`: no more of it comes."""
        if not sentence.strip():
            if self._told and self._blank.count("\n") < 2:
                self._blank += sentence
            return
        whole = self._before + sentence
        self._last_told = self._sources.prove(whole, opens=self._opens)
        self._opens = ends
        if self._last_told:
            yield from self._say(sentence)
            self.sentences.append(self._before + sentence)
        else:
            self._lost = True
            if self._told and sentence.endswith("\n") and "\n" not in self._blank:
                self._blank += "\n"
        if self._last_told or self._before:
            self.names += self._marks
        self._marks, self._before = [], ""

    def _say(self, text: str) -> Iterator[str]:
        yield from self._say_left_out()
        if not self._told:
            text = text.lstrip()
        body = text.rstrip()
        if body:
            yield self._blank + body
            self._told = True
            self._blank = text[len(body) :]

    def _say_left_out(self) -> Iterator[str]:
        """Says that something was left out, where it was, once."""
        if self._lost and not self._said_so:
            self._said_so = True
            if not self._told:
                yield LEFT_OUT
                self._blank = " "
            else:
                yield ("\n" if "\n" in self._blank else " ") + LEFT_OUT
