"""Choosing a set: each kind of question its share, and as many different things as there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from libs.profile.interview import Category, Difficulty
from services.analysis.interview.candidates import CHANCE, Candidate
from services.analysis.interview.material import Material
from services.analysis.interview.mix import Slot, slots
from services.analysis.interview.related import lines_for
from services.analysis.interview.words import bare
from services.analysis.rubric.career import Bullet

_ORDER: dict[Difficulty, int] = {"Easy": 0, "Medium": 1, "Hard": 2}
# What a second question loses for being about the same thing as one already chosen.
_SAME_GROUP, _SAME_LINE, _SAME_KIND = 30.0, 26.0, 12.0
# What a question loses where no line of a resume that has lines has to do with it: its answer
# would be the person's own to find.
_UNTOLD = 22.0
_PROMPTED_BY_NOTHING = ("trade", "plain", "unseen")
_MOST_GAPS = 5  # one gap question in so many


class Chooser:
    """Takes the best candidate for each slot; what is taken makes its like less wanted."""

    def __init__(self, material: Material, found: Sequence[Candidate]) -> None:
        asked = [bare(text) for text in material.brief.asked]
        self._left = _by_category(one for one in found if not _asked(one, asked))
        self._spare = _by_category(found)
        keys = {one.ask.key for one in found}
        self._jitter = {key: material.chance(key) * CHANCE for key in keys}
        self._material = material
        self._untold: dict[str, bool] = {}
        self._count = material.brief.count
        self._asks: set[str] = set()
        self._groups: Counter[str] = Counter()
        self._lines: Counter[Bullet] = Counter()
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._gaps = 0

    def chosen(self) -> list[Candidate]:
        """The set, from what the posting asks for and what is easy to what is hard."""
        taken = [one for slot in slots(self._count) if (one := self._take(slot))]
        return sorted(taken, key=lambda one: (not one.term, _ORDER[one.ask.difficulty]))

    def _take(self, slot: Slot) -> Candidate | None:
        category, difficulty = slot
        for pool in (self._left, self._spare):
            alike = [one for one in pool.get(category, ()) if self._fits(one)]
            exact = [one for one in alike if one.ask.difficulty == difficulty]
            if best := exact or alike:
                return self._note(max(best, key=self._worth))
        return None

    def _fits(self, one: Candidate) -> bool:
        """Nothing twice; and gaps are a part of a set, never most of it, each asked about once."""
        if one.ask.key in self._asks:
            return False
        if one.kind != "gap":
            return True
        return self._gaps < max(1, self._count // _MOST_GAPS) and not self._groups[one.group]

    def _worth(self, one: Candidate) -> tuple[float, str]:
        worth = one.weight + self._jitter[one.ask.key]
        worth -= _UNTOLD if self._is_untold(one) else 0
        worth -= self._groups[one.group] * _SAME_GROUP
        worth -= self._lines[one.bullet] * _SAME_LINE if one.bullet else 0
        if one.kind != "topic":  # topics differ by their group
            worth -= self._kinds[one.kind, one.ask.category] * _SAME_KIND
        return worth, one.ask.key

    def _is_untold(self, one: Candidate) -> bool:
        """Whether the resume has lines, and none to tell in answer to this question."""
        if one.bullet or one.kind not in _PROMPTED_BY_NOTHING or not self._material.lines:
            return False
        key = one.ask.key
        if key not in self._untold:
            self._untold[key] = not lines_for(self._material, one)
        return self._untold[key]

    def _note(self, one: Candidate) -> Candidate:
        self._asks.add(one.ask.key)
        self._groups[one.group] += 1
        self._kinds[one.kind, one.ask.category] += 1
        self._gaps += one.kind == "gap"
        if one.bullet:
            self._lines[one.bullet] += 1
        return one


def _by_category(found: Iterable[Candidate]) -> dict[Category, list[Candidate]]:
    kinds: dict[Category, list[Candidate]] = {}
    for one in found:
        kinds.setdefault(one.ask.category, []).append(one)
    return kinds


def _asked(one: Candidate, asked: list[str]) -> bool:
    """Whether an earlier set has the question, whatever stood before its colon."""
    if not asked:
        return False
    text = bare(one.ask.text.format_map(one.facts) if one.facts else one.ask.text)
    return any(text in earlier for earlier in asked)
