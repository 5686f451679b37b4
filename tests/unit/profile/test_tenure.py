"""Months of partial dates: unions, gaps, and years without a month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libs.profile.tenure import (
    GAP_MONTHS,
    PartialDate,
    Span,
    gaps,
    name_month,
    parse,
    union_months,
    worked,
)


def lasting(first: int, months: int) -> Span:
    return Span(first, first + months)


spans = st.builds(lasting, st.integers(24000, 24300), st.integers(0, 90))


def span(start: str, end: str) -> Span:
    first, last = parse(start), parse(end)
    assert first
    assert last
    found = worked(first, last)
    assert found
    return found


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019", PartialDate(2019, None)),
        ("2019-03", PartialDate(2019, 3)),
        ("2019-03-15", PartialDate(2019, 3)),
        ("2019-13", None),
        ("0219", None),
        ("March 2019", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_partial_dates(value: str | None, date: PartialDate | None) -> None:
    assert parse(value) == date


@given(st.lists(spans, max_size=12))
def test_union_counts_every_covered_month_once(found: list[Span]) -> None:
    covered = {month for one in found for month in range(one.first, one.last + 1)}
    assert union_months(found) == len(covered)


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=4))
def test_gaps_are_months_nothing_covers(found: list[Span], study: list[Span]) -> None:
    for gap in gaps(found, study):
        hole = range(found[gap.before].last + 1, found[gap.after].first)
        assert len(hole) == gap.months >= GAP_MONTHS
        assert not any(one.first <= month <= one.last for one in found for month in hole)
        empty = [m for m in hole if not any(one.first <= m <= one.last for one in study)]
        assert len(empty) >= GAP_MONTHS


def test_both_ends_of_a_span_are_worked() -> None:
    assert span("2020-01", "2020-03").months == 3
    assert span("2020-01", "2020-01").months == 1


def test_years_without_months_count_from_middle_to_middle() -> None:
    assert span("2020", "2022").months == 24
    assert 1 <= span("2020", "2020").months <= 12
    assert span("2020-01", "2022").months == 30
    assert span("2022", "2022-02").months <= 6


def test_an_end_before_its_start_is_no_span() -> None:
    start, end = parse("2019-05"), parse("2018")
    assert start
    assert end
    assert worked(start, end) is None


def test_a_gap_needs_six_empty_months() -> None:
    first, second = span("2015-01", "2015-12"), span("2016-06", "2017-01")
    assert gaps([first, second]) == []
    later = span("2016-07", "2017-01")
    assert [gap.months for gap in gaps([later, first])] == [6]
    assert gaps([first, later], [span("2016-02", "2016-03")]) == []


def test_a_long_role_beside_short_ones_leaves_no_gap() -> None:
    long, short, late = (
        span("2010-01", "2020-12"),
        span("2012-01", "2012-03"),
        span("2021-01", "2022-01"),
    )
    assert gaps([long, short, late]) == []


def test_names_months() -> None:
    assert name_month(2021 * 12 + 2) == "Mar 2021"
    assert str(PartialDate(2021, 3)) == "Mar 2021"
    assert str(PartialDate(2021, None)) == "2021"
