"""Pairs of questions that ask the same or only look so, and how well they are told apart.

    python -m tests.support.questions

prints the table of docs/adr/0012-stored-answers.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.analysis.engines.embedding import MiniLMEmbedder
from services.chat.matching.contradiction import contradict
from services.chat.matching.reading import read
from services.chat.pairs import ALIKE

FOLDER = Path(__file__).parents[1] / "unit" / "chat" / "matching"
# With the first the rules were made; the second was scored when they were done.
SETS = {"made with": FOLDER / "questions.txt", "held out": FOLDER / "held_out.txt"}


@dataclass(frozen=True, slots=True)
class Pair:
    same: bool
    kind: str  # of paraphrase, or of difference
    stored: str
    asked: str

    @property
    def contradicts(self) -> bool:
        return contradict(read(self.stored), read(self.asked))


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a way to tell questions apart: how many of the pairs it takes for the same are that, and
    how many of those that must hit it finds.
    """

    precision: float
    recall: float

    @classmethod
    def of(cls, taken: Sequence[Pair], same: int) -> Rates:
        right = sum(pair.same for pair in taken)
        return cls(right / len(taken), right / same)


@dataclass(frozen=True, slots=True)
class Score:
    pairs: int
    same: int  # those that must hit
    alike: int  # of all, above the threshold
    cosine: Rates  # what the threshold does alone
    ours: Rates
    recall_of_alike: float  # ours, of what vectors find at all: the rest no rule can win back

    def row(self, name: str) -> str:
        figures = (
            *(self.cosine.precision, self.cosine.recall),
            *(self.ours.precision, self.ours.recall, self.recall_of_alike),
        )
        counts = " | ".join(str(count) for count in (self.pairs, self.same, self.alike))
        return f"| {name} | {counts} | {' | '.join(f'{figure:.2f}' for figure in figures)} |"


def pairs_of(path: Path) -> list[Pair]:
    lines = path.read_text().splitlines()
    parts = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [Pair(same == "same", *rest) for same, *rest in parts]


async def cosines(pairs: Sequence[Pair]) -> list[float]:
    """By the embedding model that is installed."""
    embedder = MiniLMEmbedder()
    try:
        stored = await embedder.embed([pair.stored for pair in pairs])
        asked = await embedder.embed([pair.asked for pair in pairs])
    finally:
        embedder.close()
    return [float(cosine) for cosine in (stored * asked).sum(axis=1)]


async def score(pairs: Sequence[Pair]) -> Score:
    given = zip(pairs, await cosines(pairs), strict=True)
    alike = [pair for pair, cosine in given if cosine > ALIKE]
    taken = [pair for pair in alike if not pair.contradicts]
    same = sum(pair.same for pair in pairs)
    cosine, ours = Rates.of(alike, same), Rates.of(taken, same)
    return Score(len(pairs), same, len(alike), cosine, ours, ours.recall / cosine.recall)


async def table() -> list[str]:
    """A row a set."""
    return [(await score(pairs_of(path))).row(name) for name, path in SETS.items()]


if __name__ == "__main__":
    print("\n".join(asyncio.run(table())))
