"""Thoughts that a model speaks in its answer, between tags, taken out while it is told."""

from __future__ import annotations

_OPEN = ("<think>", "<thinking>")
_CLOSE = ("</think>", "</thinking>")
_TAGS = _OPEN + _CLOSE
_LONGEST_DOUBT = 400_000  # characters


class Thoughts:
    """Takes what stands between the tags out of a text that comes in pieces.

    `within`: whether the text may begin inside, because the model's template opens it unseen.
    """

    def __init__(self, *, within: bool = False) -> None:
        self._within = within
        self._held = ""  # perhaps the beginning of a tag
        # Told at the end, if no tag has come by then: it was no thought.
        self._doubtful: list[str] | None = [] if within else None
        self._doubt = 0
        self._tagged = False
        # Whether the first tag closed thoughts: they began unseen, or the tag was a quote.
        self.unopened = False

    def feed(self, piece: str) -> str:
        """What of the text so far is to be told now."""
        text, told = self._held + piece, ""
        while found := self._first(text):
            at, tag = found
            told += self._pass(text[:at])
            if not self._tagged:
                self._tagged, self.unopened = True, tag in _CLOSE
            self._within, self._doubtful = tag in _OPEN, None
            text = text[at + len(tag) :]
        kept = _beginning_of_a_tag(text)
        self._held = text[len(text) - kept :]
        return told + self._pass(text[: len(text) - kept])

    def end(self) -> str:
        """What was held back and is text after all."""
        told = self._pass(self._held)
        self._held = ""
        if self._doubtful is not None:
            told = "".join(self._doubtful)
        return told

    def _pass(self, text: str) -> str:
        if self._doubtful is not None and self._doubt < _LONGEST_DOUBT:
            self._doubtful.append(text)
            self._doubt += len(text)
        return "" if self._within else text

    def _first(self, text: str) -> tuple[int, str] | None:
        found = [(at, tag) for tag in _TAGS if (at := text.find(tag)) >= 0]
        return min(found) if found else None


def _beginning_of_a_tag(text: str) -> int:
    """How many characters at the end of `text` a tag may begin with."""
    longest = max(map(len, _TAGS)) - 1
    for count in range(min(longest, len(text)), 0, -1):
        if any(tag.startswith(text[-count:]) for tag in _TAGS):
            return count
    return 0
