"""An answer cut into the pieces it is streamed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“¿])")
_PIECE = 80


def pieces(text: str) -> Iterator[str]:
    """`text` by sentences, long ones by about eighty characters; joined, they are `text`."""
    start = 0
    for end in [found.end() for found in _SENTENCE.finditer(text)] + [len(text)]:
        while end - start > _PIECE * 3 // 2:
            blank = text.rfind(" ", start + 1, start + _PIECE) + 1
            cut = blank if blank > start + 1 else start + _PIECE
            yield text[start:cut]
            start = cut
        if end > start:
            yield text[start:end]
        start = end
