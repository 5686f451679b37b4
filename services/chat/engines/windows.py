"""What a model has said it can't hold, so that it isn't sent again with each question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from libs.llm.answer import Message

REMEMBERED = 1_000  # resumes


class Refused:
    """The shortest prompt about each resume that was refused for its length.

    By resume, for how many characters a window holds depends on their language. Only hashes are
    kept: a resume that is erased leaves nothing here.
    """

    def __init__(self) -> None:
        self._lengths: OrderedDict[int, int] = OrderedDict()

    def add(self, resume: str, messages: Sequence[Message]) -> None:
        """`messages` with the text `resume` in them, or parts of it, were refused."""
        key, length = hash(resume), _length(messages)
        self._lengths[key] = min(self._lengths.pop(key, length), length)
        if len(self._lengths) > REMEMBERED:
            self._lengths.popitem(last=False)

    def forget(self, resume: str) -> None:
        """The model has taken what it refused before: its window has grown."""
        self._lengths.pop(hash(resume), None)

    def covers(self, resume: str, messages: Sequence[Message]) -> bool:
        """Whether as much about this resume was refused before."""
        refused = self._lengths.get(hash(resume))
        return refused is not None and _length(messages) >= refused


def _length(messages: Sequence[Message]) -> int:
    return sum(len(message["content"]) for message in messages)
