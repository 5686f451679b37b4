"""Quotes, lists, counts and lengths of time, as our sentences say them."""

from __future__ import annotations

import pytest

from libs.profile.wording import clip, count, listed, one_line, quoted, sentence, tidy, years


@pytest.mark.parametrize(
    ("items", "options", "said"),
    [
        ([], {}, ""),
        (["SQL"], {}, "SQL"),
        (["SQL", "Excel", "Go"], {}, "SQL, Excel and Go"),
        (["SQL", "Go"], {"last": "or"}, "SQL or Go"),
        (["Paris, France", "Rome, Italy"], {}, "Paris, France; and Rome, Italy"),
        (["“a, b”", "“c”"], {}, "“a, b” and “c”"),
        (["a", "b", "c", "d", "e"], {"most": 2}, "a, b and 3 more"),
        (["a", "b", "c"], {"most": 2}, "a, b and c"),
    ],
)
def test_lists(items: list[str], options: dict[str, str], said: str) -> None:
    assert listed(items, **options) == said  # pyright: ignore[reportArgumentType]


def test_tidy_takes_a_bullet_and_one_line_does_not() -> None:
    assert tidy("• Led a\n  team") == tidy("1) Led a team") == "Led a team"
    assert tidy("work\u00ad\nflow") == "workflow"
    assert one_line("(11)  2345-6789") == "(11) 2345-6789"


def test_a_clipped_text_ends_at_a_word_that_may_end_it() -> None:
    assert clip("Cut the cost of the depot by half", 24) == "Cut the cost …"
    assert clip("Cut the cost", 24) == "Cut the cost"


def test_a_quote_ends_without_a_full_stop_and_holds_no_quotes() -> None:
    assert quoted("Wrote “Notes”.") == "“Wrote ‘Notes’”"


@pytest.mark.parametrize(
    ("text", "said"),
    [("At Acme Inc.", "At Acme Inc."), ("It says “so.”", "It says “so.”"), ("A …", "A …")],
)
def test_a_sentence_has_one_end(text: str, said: str) -> None:
    assert sentence(text) == said


def test_counts_and_years() -> None:
    assert (count(1, "role"), count(2, "role"), count(2, "study", "studies")) == (
        "1 role",
        "2 roles",
        "2 studies",
    )
    assert (years(7), years(12), years(91)) == ("7 months", "1 year", "7.6 years")
