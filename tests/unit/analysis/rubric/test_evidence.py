"""Words of a profile lead back to the place in the text that says them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.analysis.reading.document import Document
from services.analysis.rubric.evidence import Locator, absence, computed, first_quotes

words = st.lists(
    st.text(st.characters(categories=("L", "Nd")), min_size=1), min_size=1, max_size=30
)


@given(words, st.data())
def test_what_is_found_is_quoted_verbatim(parts: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([" ", "\n", "  \n• "])).join(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    found = Locator(Document("doc", text, ())).find(" ".join(parts[first : last + 1]))
    if found is None:  # nothing but letters that fold to nothing
        return
    assert found.start is not None
    assert text[found.start : found.end] == found.quote


def test_finds_over_line_breaks_hyphens_and_markers(facts: Callable[..., Any]) -> None:
    made = facts("• Ran the over-\nnight shift for\n12 wards, saving $4M (a 20% cut)")
    locator = Locator(made.document)
    found = locator.find("Ran the overnight shift for 12 wards")
    assert found
    assert found.quote == "Ran the over-\nnight shift for\n12 wards"
    money = locator.find("$4M")
    share = locator.find("20%")
    assert money
    assert share
    assert (money.quote, share.quote) == ("$4M", "20%")
    assert locator.find("a title nobody wrote") is None
    assert locator.find("•") is None


def test_prefers_the_place_after_the_record(facts: Callable[..., Any]) -> None:
    made = facts("Cashier\nCashier\nCashier")
    found = Locator(made.document).find("Cashier", after=9)
    assert found
    assert (found.start, found.paragraph, found.page) == (16, 2, 1)
    assert Locator(made.document).find("Cashier", after=20).start == 0  # type: ignore[union-attr]


def test_other_kinds_of_evidence(facts: Callable[..., Any]) -> None:
    made = facts("Cook\nBaker")
    locator = Locator(made.document)
    cook, baker = locator.quote(0, 4), locator.quote(5, 10)
    sums = computed("two trades", [cook, baker])
    assert (sums.kind, sums.how, sums.sources) == ("computed", "two trades", [cook, baker])
    missing = absence("a phone number")
    assert (missing.kind, missing.quote, missing.start) == ("absence", "a phone number", None)
    assert first_quotes([[missing, cook], [], [cook], [baker]]) == [cook, baker]
