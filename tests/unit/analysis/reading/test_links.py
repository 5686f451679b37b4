"""Web addresses: written, or behind the words of a hyperlink."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.analysis.reading.links import find_links, is_linkedin, normalise, same_address
from tests.support.typeset import typeset


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (
            "linkedin.com/in/jane | github.com/jane",
            ["https://linkedin.com/in/jane", "https://github.com/jane"],
        ),
        ("https://www.linkedin.com/in/Jane-Smith/", ["https://www.linkedin.com/in/Jane-Smith"]),
        ("jane@example.com", []),
        ("Node.js, ASP.NET, Socket.io", []),
        ("www.example.com.", ["https://www.example.com"]),
        ("github.com/jane, https://github.com/jane", ["https://github.com/jane"]),
    ],
)
def test_written_addresses(text: str, urls: list[str]) -> None:
    assert [link.url for link in find_links(typeset(text).lines)] == urls


def test_a_hyperlink_gives_its_target_with_the_words_that_carry_it() -> None:
    line = typeset("LinkedIn").lines[0]
    span = replace(line.spans[0], link="https://linkedin.com/in/jane/")
    links = find_links([replace(line, spans=(span,))])
    assert [(link.url, link.written) for link in links] == [("https://linkedin.com/in/jane", False)]
    assert links[0].piece is not None
    assert links[0].piece.text == "LinkedIn"


def test_the_written_form_wins_over_the_hyperlink() -> None:
    line = typeset("linkedin.com/in/jane").lines[0]
    span = replace(line.spans[0], link="https://www.linkedin.com/in/jane")
    links = find_links([replace(line, spans=(span,))])
    assert [(link.url, link.written) for link in links] == [("https://linkedin.com/in/jane", True)]


@pytest.mark.parametrize(
    "target", ["mailto:jane@example.com", "tel:+1555", "javascript:alert(1)", "file:///etc/passwd"]
)
def test_only_web_targets_are_links(target: str) -> None:
    line = typeset("Contact").lines[0]
    span = replace(line.spans[0], link=target)
    assert find_links([replace(line, spans=(span,))]) == []


def test_profile_addresses() -> None:
    assert is_linkedin("https://de.linkedin.com/in/jane")
    assert not is_linkedin("https://www.linkedin.com/company/acme")
    assert normalise("HTTP://Example.COM/Path/") == "http://example.com/Path"
    assert same_address("https://www.Example.com/a/?x=1") == same_address("example.com/a")
