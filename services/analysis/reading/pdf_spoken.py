"""Text that stands behind a single glyph: what a screen reader says instead of an icon and its
label.

PDFium hands over such an `ActualText` as many characters on one spot, in place of everything it
covers. So it is the only source of what it covers ("mailto:ada@example.com" for an envelope and an
address), unless the file also paints that text on its own.
"""

from __future__ import annotations

import re

from services.analysis.reading.layout_geometry import Glyph

_SCHEME = re.compile(r"^(?:mailto|tel|sms|callto|skype):\s*", re.IGNORECASE)
_ADVANCE = 0.5  # ems: an ordinary width, where nothing says how much room there was


def unfold(glyphs: list[Glyph], spoken: list[tuple[int, list[Glyph]]]) -> list[Glyph]:
    """The glyphs with spoken texts laid out in their places, in the room up to what follows."""
    if not spoken:
        return glyphs
    out: list[Glyph] = []
    start = 0
    for place, pile in spoken:
        out += glyphs[start:place]
        out += _laid_out(pile, glyphs[:place], glyphs[place:])
        start = place
    return out + glyphs[start:]


def _laid_out(pile: list[Glyph], before: list[Glyph], after: list[Glyph]) -> list[Glyph]:
    text = _SCHEME.sub("", "".join(glyph.text for glyph in pile)).strip()
    first = pile[0]
    beside = [glyph for glyph in after[:200] if _beside(first, glyph)]
    following = "".join(glyph.text for glyph in beside)
    if not text or following.replace(" ", "").startswith(text.replace(" ", "")):
        return []
    model = (
        beside[0]
        if beside
        else next((g for g in reversed(before[-40:]) if _beside(first, g)), first)
    )
    size = min(model.size, first.size)
    x0, room = first.x0, len(text) * _ADVANCE * size
    right = next((glyph.x0 for glyph in beside if glyph.x0 > x0 + size), None)
    if right is not None:
        room = max(min(room, right - x0 - 0.4 * size), 0.05 * size * len(text))
    step = room / len(text)
    return [
        Glyph(
            char,
            x0 + index * step,
            x0 + (index + 1) * step,
            first.base,
            size,
            model.bold,
            model.italic,
            first.turn,
            first.font,
        )
        for index, char in enumerate(text)
    ]


def _beside(first: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.base - first.base) < 0.4 * first.size and glyph.text != " "
