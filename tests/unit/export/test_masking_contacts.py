"""Numbers and addresses that lead to the person are hidden, whoever wrote them; others stay."""

from __future__ import annotations

import re

import pytest

from tests.unit.export.test_masking import about


@pytest.mark.parametrize(
    "phone", ["+34 600 123 456", "600123456", "0034 (600) 12-34-56", "600.123.456"]
)
def test_a_number_however_it_is_grouped(phone: str) -> None:
    assert about(f"Call {phone} now", phone="+34 600 12 34 56") == "Call [phone] now"


def test_other_numbers_stay() -> None:
    text = "Handled 1600123457 orders in 2019 for 600 123 people"
    assert about(text, phone="+34 600 12 34 56") == text


@pytest.mark.parametrize(
    "text",
    [
        "+1 (415) 555-2671",
        "(415) 555-2671",
        "415-555-2671",
        "+442079460958",
        "020 7946 0958",
        "06 12 34 56 78",
        "Tel: 4155552671",
        "\u0660\u0663\u0660\u0665\u0665\u0665\u0660\u0661\u0660\u0660",
    ],
)
def test_any_number_that_is_shaped_like_a_phones_is_hidden(text: str) -> None:
    hidden = about(f"Ask {text}, or so")
    assert "[phone]" in hidden
    assert not re.search(r"\d", hidden)


def test_every_number_of_a_field_is_known() -> None:
    phone = "+1 212 555 0100 / +1 917 555 0199"
    assert about(f"{phone}; 917.555.0199", phone=phone) == "[phone]; [phone]"
    assert about("2125550100, 9175550199", phone=phone) == "[phone]"
    eastern = "٠٣٠ ٥٥٥ ٠١٠٠"
    assert about(eastern, phone="+49 30 5550100") == "[phone]"


@pytest.mark.parametrize(
    "text",
    [
        "2019 - 2021, 2016 2017 2018 2019, 01/2019 - 03/2021, 2019-03-01 – 2020-04-02",
        "12.03.2019 – 14.05.2020 and 12.03.2019 150 people",
        "1,200,000 users, 3000000 events, 120 000 000 rows, 1000000-2000000 a day",
        "at 192.168.100.101, version 10.15.7.1, ISBN 978-3-16-148410-0",
    ],
)
def test_dates_and_figures_are_no_phones(text: str) -> None:
    assert about(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "github.com/quirk",
        "gist.github.com/quirk/1",
        "t.me/quirk",
        "bit.ly/3xYz",
        "quirk.github.io",
        "ftp://quirk.example/cv",
        "xing.com/profile/quirk",
        "quirk.dev/blog",
    ],
)
def test_addresses_without_a_scheme_are_hidden(text: str) -> None:
    assert about(f"See {text}, and ASP.NET/C#, Node.js") == "See [link], and ASP.NET/C#, Node.js"


def test_what_stands_around_a_known_address_goes_with_it() -> None:
    text = "ana.example/blog?x=1, blog.ana.example"
    assert about(text, links=["https://ana.example"]) == "[link]"


@pytest.mark.parametrize(
    "link",
    [
        "https://youtube.com/c/quirkx",
        "https://www.xing.com/profile/quirkx",
        "https://stackoverflow.com/users/12345/quirkx",
        "https://notion.so/quirkx",
        "https://quirkx.github.io",
    ],
)
def test_handles_are_found_behind_folders(link: str) -> None:
    assert about("As quirkx", links=[link]) == "As [link]"


def test_addresses_of_anybody_are_hidden() -> None:
    text = "References: bo@example.net, www.example.net/bo (http://x.example/a?b=c)."
    assert about(text) == "References: [email], [link] ([link])."


def test_a_site_of_ones_own_is_hidden_and_a_site_of_everybody_is_not() -> None:
    links = ["https://ana.example", "https://github.com/anaq7"]
    text = "Built ana.example on GitHub (github.com), as anaq7"
    assert about(text, links=links) == "Built [link] on GitHub (github.com), as [link]"


def test_an_email_is_hidden_in_its_parts() -> None:
    text = "m.quill at quill.example, or info at quill.example"
    assert about(text, email="m.quill@quill.example") == "[email] at [email], or info at [email]"
    assert about("office work", email="office@quill.example") == "office work"
