"""What a measurement yields, shown as a table and kept as JSON."""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure and its goal: on the ratio where there is a baseline, else on the figure."""

    name: str
    figure: float
    unit: str
    goal: float | None  # None: reported, and nothing is asked of it
    at_most: bool  # the goal is an upper limit; a lower one otherwise
    baseline: float | None = None
    ratio: float | None = None
    note: str = ""
    samples: Sequence[float] = field(default_factory=tuple)

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        value = self.figure if self.ratio is None else self.ratio
        return value <= self.goal if self.at_most else value >= self.goal


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` of the values don't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def show(measures: Sequence[Measure]) -> None:
    """A table for people."""
    table = Table("measure", "figure", "baseline", "ratio", "goal", "", title="Vitae, measured")
    for one in measures:
        table.add_row(
            one.name,
            f"{one.figure:.4g} {one.unit}",
            "" if one.baseline is None else f"{one.baseline:.4g} {one.unit}",
            "" if one.ratio is None else f"{one.ratio:.2f}",
            _goal(one),
            "" if one.goal is None else "[green]met[/]" if one.met else "[red]missed[/]",
        )
    Console(width=120).print(table)


def _goal(one: Measure) -> str:
    if one.goal is None:
        return "reported"
    unit = "" if one.ratio is not None else f" {one.unit}"
    return f"{'≤' if one.at_most else '≥'} {one.goal:g}{unit}"


def keep(measures: Sequence[Measure]) -> Path:
    """Writes the figures below bench/results; the path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / time.strftime("%Y%m%d-%H%M%S.json", time.gmtime())
    machine = {"system": platform.platform(), "python": platform.python_version()}
    body = {"machine": machine, "measures": [asdict(one) | {"met": one.met} for one in measures]}
    path.write_text(json.dumps(body, indent=1))
    return path
