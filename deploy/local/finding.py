"""What a check finds, and its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A check's outcome: what is, or what to do."""

    good: bool
    text: str


def tell(name: str, finding: Finding) -> bool:
    """Print the line of a check; whether it was good."""
    print(f"{'✓' if finding.good else '✗'} {name:<12} {finding.text}", flush=True)
    return finding.good
