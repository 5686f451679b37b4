"""Human languages and how well they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from libs.profile.model import Language
from services.analysis.reading.headings import phrase_kind
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.sections import Section
from services.analysis.reading.skills import names_languages, skill_entries
from services.analysis.reading.vocabulary.languages import LANGUAGES, LEVEL_NOUNS, LEVELS
from services.analysis.reading.words import fold, folded_words

MAX_LANGUAGES = 20
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W\d_]+)?")
_ITEM = re.compile(r"[;|•\t]|,(?![^()]*\))|\s{3,}|\.(?=\s+[^\W\d_])")
_LEVEL_EDGES = " \t:;,.|-–—=/·•"


def read_languages(sections: Sequence[Section], quoter: Quoter) -> list[Language]:
    """The languages of the languages section, and of a list so labelled among the skills."""
    found: dict[str, Language] = {}
    for piece in _sources(sections):
        for name, level in _languages(piece):
            if name is None:  # a level on its own: of the language above it
                last = next(reversed(found.values()), None)
                if last is not None and last.level is None and level is not None:
                    last.level = level.value
                    last.evidence += quoter.quote(level)
                continue
            level_name = level.value if level else None
            language = Language(
                name=name.value, level=level_name, evidence=quoter.quote(name, level)
            )
            found.setdefault(fold(name.text), language)
    return list(found.values())[:MAX_LANGUAGES]


def _sources(sections: Sequence[Section]) -> Iterable[Piece]:
    for section in sections:
        if section.kind == "languages":
            yield from (row.piece for row in section.rows)
        elif section.kind == "skills":
            for entry in skill_entries(section):
                labelled = (
                    entry.label is not None and phrase_kind(entry.label.text)[0] == "languages"
                )
                if labelled and names_languages(entry):
                    yield from entry.pieces


def _languages(piece: Piece) -> Iterable[tuple[Piece | None, Piece | None]]:
    """Each language in the piece with the level said beside it; a level that stands alone."""
    for item in piece.split(_ITEM):
        names = [m for m in _WORD.finditer(item.text) if _is_language(m.group())]
        if not names and _is_level(item.text):
            yield None, item.strip(_LEVEL_EDGES)
        for match, following in zip(names, [*names[1:], None], strict=False):
            end = following.start() if following else len(item.text)
            after = item.cut(match.end(), end).strip(_LEVEL_EDGES)
            before = item.cut(0, match.start()).strip(_LEVEL_EDGES) if match is names[0] else None
            after = after.without_brackets()
            level = next((p for p in (after, before) if p and _is_level(p.text)), None)
            yield item.cut(match.start(), match.end()), level


def _is_language(word: str) -> bool:
    return (word[0].isupper() and fold(word) in LANGUAGES) or (
        fold(word) in LANGUAGES and len(word) > 5
    )


def _is_level(text: str) -> bool:
    graded = any(word in LEVELS and word not in LEVEL_NOUNS for word in folded_words(text))
    return 0 < len(text) <= 50 and graded
