"""How much of the resume one citation quotes: an answer with all its places is one message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import replace

from services.chat.engines.engine import Citation

MOST = 12  # citations of an answer
LONGEST = 300  # characters of a quote
_WORD = re.compile(r"[^\W_]{2,}")
_NO_WORDS: frozenset[str] = frozenset()


def clipped(place: Citation, words: AbstractSet[str] = _NO_WORDS) -> Citation:
    """The place, or of a long one the part with most of `words` (casefolded), else its beginning;
    cut between words. `quote == text[start:end]` goes on holding.
    """
    if len(place.quote) <= LONGEST:
        return place
    start, end = _around(place.quote, words)
    quote = place.quote[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return replace(
        place, start=place.start + start, end=place.start + start + len(quote), quote=quote
    )


def _around(text: str, words: AbstractSet[str]) -> tuple[int, int]:
    """Where to cut: the words in the middle, as far as the text goes on around them."""
    first, last = _densest(text, words)
    start = max(min(first - (LONGEST - (last - first)) // 2, len(text) - LONGEST), 0)
    if start and not (text[start - 1].isspace() or text[start].isspace()):
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(start + LONGEST, len(text))
    if end < len(text) and not (text[end].isspace() or text[end - 1].isspace()):
        blank = text.rfind(" ", max(last, start + 1), end)
        end = blank if blank >= 0 else end
    return start, end


def _densest(text: str, words: AbstractSet[str]) -> tuple[int, int]:
    """The span of at most LONGEST characters with most different ones of `words`."""
    found = [at for at in _WORD.finditer(text) if at[0].casefold() in words] if words else []
    best, span, begin = 0, (0, 0), 0
    inside: Counter[str] = Counter()
    for at in found:
        if at.end() - at.start() > LONGEST:
            continue
        inside[at[0].casefold()] += 1
        while at.end() - found[begin].start() > LONGEST:
            gone = found[begin][0].casefold()
            inside[gone] -= 1
            if inside[gone] <= 0:
                del inside[gone]
            begin += 1
        if len(inside) > best:
            best, span = len(inside), (found[begin].start(), at.end())
    return span
