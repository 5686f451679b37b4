"""Running heads and feet: what stands at the edge of pages and belongs to no section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from services.analysis.reading.document import Line
from services.analysis.reading.words import fold

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|pagina|seite|pag|p)\.?\s*)?\d{1,2}(?:\s*(?:/|of|de|von|di|sur|-)\s*\d{1,2})?\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^[^\d]{2,50}\s[–—|-]?\s?\d{1,2}\s?/\s?\d{1,2}$")  # "Jane Smith – 1/2"
_UPDATED = re.compile(
    r"^(?:last updated|updated|last modified|version|zuletzt aktualisiert|stand:|derni[eè]re mise|"
    r"ultimo aggiornamento|[uú]ltima a[ck]?tuali[sz]a|laatst bijgewerkt|最后更新)|"
    r"\bpage \d+ (?:of|/) \d+",
    re.IGNORECASE,
)
_EDGE_LINES = 2  # how many lines of a page, first and last, can be furniture


def find_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines that are page numbers, dates of printing, or repeat at the edge of pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None:
            pages[line.page].append(index)
    found = {
        index
        for index, line in enumerate(lines)
        if _UPDATED.search(line.text) and len(line.text) < 60
    }
    # What a list repeats ("Cut waits in ward 3 by 10%") is said, not printed on every page. Where
    # lines have no places, the foot of a page seems to go on with the list above it.
    placed = any(line.y0 for line in lines)
    listed = {line.paragraph for line in lines if line.bullet and placed}
    edges: dict[str, set[int]] = defaultdict(set)
    for page in pages.values():
        ordered = sorted(page, key=lambda index: lines[index].y0)
        for index in {*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]}:
            text = lines[index].text
            if (_PAGE_NUMBER.match(text) and len(text) < 20) or _COUNTED.search(text[-80:]):
                found.add(index)
            edges[_DIGITS.sub("#", fold(text))].add(index)
    for text, indices in edges.items():
        numbers = {lines[index].page for index in indices}
        counts = _counts([lines[index].text for index in indices])
        items = [lines[index] for index in indices if lines[index].paragraph in listed]
        if len(numbers) > 1 and counts and any(char.isalpha() for char in text) and not items:
            found |= indices  # the same but for a number: it counts pages
        elif (
            len(numbers) > 1
            and len({lines[index].text for index in indices}) == 1
            and all(item.bullet for item in items)  # a foot may begin like an item; none goes on
        ):
            found |= {
                index for index in indices if lines[index].page != min(n for n in numbers if n)
            }
    return frozenset(found)


def _counts(texts: Sequence[str]) -> bool:
    """Whether lines that are the same but for their numbers count pages, not years."""
    numbers = [tuple(_DIGITS.findall(text)) for text in texts]
    differing = [column for column in zip(*numbers, strict=False) if len(set(column)) > 1]
    return bool(differing) and all(len(number) <= 2 for column in differing for number in column)
