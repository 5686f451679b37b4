"""Keeping a model's own sentences to what the text can prove."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from libs.profile.model import Dropped, Evidence
from libs.profile.naming import names_in
from services.analysis.engines.locate import Found, Locator
from services.analysis.engines.openai_answer import Claim, Summary
from services.analysis.reading.document import Document
from services.analysis.reading.pieces import Quoter
from services.analysis.reading.words import squeeze
from services.analysis.rubric.guards import is_instruction

NOT_FOUND = "not found in the text"
_MOST_PROOFS = 5
_LONGEST_CLAIM = 600
_LONGEST_SHOWN = 200
_SHORTEST_PART = 12  # characters of a quote between two ellipses
_ELLIPSIS = re.compile(r"\s*(?:\u2026|\.{3})\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(slots=True)
class Proof:
    """Looks values up in one document and keeps a list of those it does not hold."""

    document: Document
    dropped: list[Dropped] = field(default_factory=list[Dropped])
    locator: Locator = field(init=False)
    quoter: Quoter = field(init=False)
    _numbers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.locator = Locator(self.document.text)
        self.quoter = Quoter(self.document)
        self._numbers = frozenset(map(plain_number, _NUMBER.findall(self.document.text)))

    def drop(self, path: str, value: str, reason: str) -> None:
        """Lists a value that is left out, and why."""
        self.dropped.append(Dropped(path=path, value=value[:_LONGEST_SHOWN], reason=reason))

    def value(self, path: str, value: str | None) -> Found | None:
        """Where `value` stands first; listed as dropped where it does not."""
        if not value or not value.strip():
            return None
        found = self.locator.find(value)
        if found is None:
            self.drop(path, value, NOT_FOUND)
        return found

    def quotes(self, *found: Found | None) -> list[Evidence]:
        """Quotes of the places, in the order of the text, each once."""
        pieces = sorted({one.piece for one in found if one is not None})
        return self.quoter.quote(*pieces)

    def claim(
        self, path: str, claim: Summary, *, names: bool, numbers: bool
    ) -> tuple[str, list[Evidence]] | None:
        """The sentence and its evidence; None, and listed, where it has none or says too much.

        `names`, `numbers`: whether those in the sentence itself must stand in the text.
        """
        text = squeeze(claim.text)
        evidence = self.evidence(path, claim)
        if not text or (not claim.quotes and not getattr(claim, "absent", None)):
            reason = "gives no evidence"
        elif not evidence:
            reason = "none of its evidence is in the text"
        else:
            reason = self._excess(text, names=names, numbers=numbers)
        if reason:
            self.drop(path, text, reason)
            return None
        return text, evidence

    def says(self, name: str) -> bool:
        """Whether the text has the name, in the singular or plural."""
        forms = (name, name.removesuffix("s"), f"{name}s")
        return any(map(self.locator.find, forms))

    def has_number(self, number: str) -> bool:
        """Whether a number in its plain form stands in the text."""
        return number in self._numbers

    def evidence(self, path: str, claim: Summary) -> list[Evidence]:
        """The places of the quotes that are found; those that are not are listed."""
        found: list[Found] = []
        for number, quote in enumerate(claim.quotes[:_MOST_PROOFS]):
            parts = self._parts(quote)
            if parts is None:
                self.drop(f"{path}.quotes[{number}]", quote, NOT_FOUND)
            elif any(is_instruction(self._line_of(part)) for part in parts):
                self.drop(f"{path}.quotes[{number}]", quote, "speaks to its reader")
            else:
                found += parts
        evidence = self.quotes(*(one for one in found if not _inside_another(one, found)))
        if isinstance(claim, Claim):
            evidence += self._absences(path, claim)
        return evidence

    def _parts(self, quote: str) -> list[Found] | None:
        """The places of a quote, of each part where it was shortened by an ellipsis."""
        if whole := self.locator.find(quote):
            return [whole]
        parts = [part for part in _ELLIPSIS.split(quote) if part]
        if len(parts) < 2 or any(len(part) < _SHORTEST_PART for part in parts):
            return None
        found = [self.locator.find(part) for part in parts]
        places = [one for one in found if one is not None]
        return places if len(places) == len(parts) else None

    def _line_of(self, found: Found) -> str:
        return self.quoter.line_at(found.piece.start).text + found.value

    def _absences(self, path: str, claim: Claim) -> list[Evidence]:
        terms = [squeeze(term) for term in claim.absent[:_MOST_PROOFS] if term.strip()]
        if present := [term for term in terms if not self.locator.absent(term)]:
            self.drop(f"{path}.absent", ", ".join(present), "said to be absent, but in the text")
            return []
        return [Evidence(kind="absence", quote=term[:_LONGEST_SHOWN]) for term in terms]

    def _excess(self, text: str, *, names: bool, numbers: bool) -> str:
        """Why the sentence says more than the text; empty where it does not."""
        if len(text) > _LONGEST_CLAIM:
            return "too long"
        if is_instruction(text):
            return "speaks to its reader"
        if numbers:
            for number in map(plain_number, _NUMBER.findall(text)):
                if not self.has_number(number):
                    return f"says {number}, which the text does not"
        if names:
            for name in names_in(text):
                if not self.says(name):
                    return f"names {name}, which the text does not"
        return ""


def _inside_another(found: Found, others: list[Found]) -> bool:
    """Whether a longer quote holds this one."""
    piece = found.piece
    return any(
        other.piece.start <= piece.start
        and piece.end <= other.piece.end
        and len(other.piece.text) > len(piece.text)
        for other in others
    )


def plain_number(number: str) -> str:
    return number.replace(",", "").removesuffix(".0")
