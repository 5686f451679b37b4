"""Many phrases found in a line at once."""

from __future__ import annotations

import pytest

from services.analysis.interview.index import Index

INDEX = Index(
    (phrase, phrase) for phrase in ("audit", "reconcil*", "financial statement*", "balance sheet")
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Prepared Financial Statements monthly", ["financial statement*"]),
        ("Audits and reconciliations", ["audit", "reconcil*"]),
        ("Reconciled the balance sheets", ["reconcil*", "balance sheet"]),
        ("A financial plan; a statement", []),
        ("Financial", []),
    ],
)
def test_phrases_are_found_in_the_order_of_the_text(line: str, found: list[str]) -> None:
    assert [value for _, value in INDEX.find(line)] == found


def test_what_the_text_says_comes_along() -> None:
    assert list(INDEX.find("her financial statements")) == [
        ("financial statements", "financial statement*")
    ]
