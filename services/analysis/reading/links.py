"""Web addresses of a person: written out, or behind the words that carry a hyperlink."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.analysis.reading.document import Line, Span
from services.analysis.reading.pieces import Piece

MAX_LINKS = 30
_TOP_LEVEL = (
    "com|org|net|edu|gov|io|dev|me|co|ai|app|info|biz|tech|site|online|blog|xyz|page|design|cloud|pro|name|cv|works|studio|art|"
    "us|uk|ca|de|at|ch|fr|es|it|pt|nl|be|ie|se|no|dk|fi|pl|cz|ro|hu|gr|tr|ru|ua|in|pk|cn|jp|kr|sg|hk|tw|au|nz|br|mx|ar|cl|eu"
)
_ADDRESS = re.compile(
    rf"(?<![\w@.%+-])(?:https?://[^\s<>\"'|,;•·\t]{{3,300}}|(?:www\.)?(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{_TOP_LEVEL})(?![\w-])(?!@)(?:/[^\s<>\"'|,;•·\t]{{0,200}})?)",
    re.IGNORECASE,
)
_NO_SITE = frozenset(
    ("asp.net", "vb.net", "ado.net", "socket.io", "next.me", "d3.io", "e.co", "github.io")
)
_PROFILE = re.compile(r"^(?:github|gitlab|medium|kaggle|behance|dribbble)\.(?:com|net)/@?[\w-]+$")
_LINKEDIN = re.compile(r"^(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub|profile)/\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address; `written` where it stands in the text itself, not behind the words of `piece`."""

    url: str
    piece: Piece | None
    written: bool


def find_links(lines: Iterable[Line]) -> list[Link]:
    """The addresses of the lines, each once, in order: the text's own form before a hyperlink's."""
    found: dict[str, Link] = {}
    for line in lines:
        for link in _in_line(line):
            if link.written or same_address(link.url) not in found:
                found.setdefault(same_address(link.url), link)
    return list(found.values())[:MAX_LINKS]


def _in_line(line: Line) -> Iterable[Link]:
    whole = Piece(line.start, line.text[:2000])
    for match in _ADDRESS.finditer(whole.text):
        piece = whole.cut(match.start(), match.end()).strip(".,;:)(")
        if same_address(piece.text) not in _NO_SITE:
            yield Link(normalise(piece.text), piece, written=True)
    for span in line.spans:
        if span.link and is_web(span.link):
            yield Link(normalise(span.link), _anchor(line, span), written=False)


def _anchor(line: Line, span: Span) -> Piece | None:
    piece = Piece(span.start, line.text[span.start - line.start : span.end - line.start]).strip()
    return piece if piece.text else None


def is_web(target: str) -> bool:
    """Whether the target of a hyperlink is a web address."""
    return len(target) < 500 and target.lower().startswith(("http://", "https://", "www."))


def normalise(address: str) -> str:
    """With a scheme, host in small letters, no blank, no bare slash at the end."""
    bare = re.sub(r"\s", "", address)
    full = bare if re.match(r"https?://", bare, re.IGNORECASE) else f"https://{bare}"
    try:
        parts = urlsplit(full)
    except ValueError:
        return full
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def same_address(address: str) -> str:
    """What two ways of writing one address have in common."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().casefold())
    return bare.split("?")[0].rstrip("/")


def is_profile(url: str) -> bool:
    """Whether the address is someone's page at a site of profiles, not a thing they keep there."""
    return is_linkedin(url) or bool(_PROFILE.match(same_address(url)))


def is_linkedin(url: str) -> bool:
    """Whether the address is a personal LinkedIn profile."""
    return bool(_LINKEDIN.match(same_address(url)))
