"""Addresses and phone numbers of anybody, found by their shape, in time linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator

from services.export import masking_lists as lists
from services.export.masking_emails import EMAILS

EMAIL, PHONE, LINK = "[email]", "[phone]", "[link]"

# Every repetition has a most: a line of 40,000 letters is looked through once.
_REST = r"[^\s<>\"')\]}\[]*[^\s<>\"')\]}\[.,;:!?]"
_SITES = "|".join(re.escape(site) for site in sorted(lists.SITES))
_HOSTS = "|".join(re.escape(host) for host in sorted(lists.HOSTS))
_TOPS = "|".join(sorted(lists.TOPS))
_BEFORE = r"(?<![\w.@-])"
_SUB = r"(?:[\w-]{1,63}\.)"
_URLS = "|".join(
    (
        rf"(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{{1,20}}://|www\.){_REST}",
        rf"{_BEFORE}{_SUB}{{0,4}}(?:{_SITES})/{_REST}",
        rf"{_BEFORE}{_SUB}{{1,4}}(?:{_HOSTS})(?![\w-])(?:/{_REST})?",
        # In small letters alone: `ASP.NET/C#` is no address.
        rf"(?-i:{_BEFORE}(?!asp\.|ado\.|vb\.|socket\.)(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_TOPS})/(?=[a-z0-9~@]){_REST})",
    )
)
ADDRESSES = re.compile(f"(?P<e>{EMAILS})|(?P<l>{_URLS})", re.IGNORECASE)
# What is said of a firm or a person by addresses, handles and names of files alone.
NAMES_OF_SITES = re.compile(r"@\w+|(?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TAIL = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,63}\.){0,3}\[link\](?:[/?#][^\s<>\"')\]}\[]*[^\s<>\"')\]}\[.,;:!?])?"
)

_GAP = r"[ \t\u00a0\u2007\u202f.\-/·‐-―]{1,3}"
_NUMBERS = re.compile(
    rf"(?<![\w+])[+(]{{0,2}}(?P<first>\d{{1,15}})(?:\)?{_GAP}\(?\d{{1,12}}|\)\d{{1,12}}){{0,7}}(?!\w)"
)
# Dates, and addresses of computers.
_OTHERS = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\s?[-‐-―/]\s?(?:19|20)\d\d"
    r"|(?:\d{1,3}\.){3}\d{1,3}(?!\.\d)"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?|\d{1,2}/(?:19|20)\d\d)(?!\d)"
)
_CALLED = re.compile(
    r"\b(?:tel|phone|mobile|cell|fax|whatsapp|viber|call|m|t|p)[\s.:#]{1,3}$", re.IGNORECASE
)
_BOOKS = re.compile(r"(?:isbn|issn|doi)[\s.:\d-]{0,12}$", re.IGNORECASE)
_LEAST, _MOST = 9, 15  # digits of a number that reaches somebody
_LONG = re.compile(r"\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = [""] * 10  # each digit in every script
for _decimal in filter(str.isdecimal, map(chr, range(0x20000))):
    _DIGITS[unicodedata.decimal(_decimal)] += _decimal


def tidied(text: str) -> str:
    """A hidden address without the rest of it: `[link]/blog`, `blog.[link]`."""
    return _TAIL.sub(LINK, text)


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where something shaped like a phone number stands; dates and plain figures are none."""
    position = 0
    others = deque(found.span() for found in _OTHERS.finditer(text))
    while found := _NUMBERS.search(text, position):
        start, end = found.span()
        while others and others[0][1] <= start:
            others.popleft()
        if others and others[0][0] < end and "+" not in found.group():
            position = max(others[0][1], start + 1)
        elif _is_phone(text, start, found.group()):
            yield start, end
            position = end
        else:  # a number may begin after the first digits, though not within a list of small ones
            position = found.end("first" if _LONG.search(found.group()) else 0)


def _is_phone(text: str, start: int, found: str) -> bool:
    groups = re.findall(r"\d+", found)
    digits = "".join(groups)
    before = text[max(0, start - 20) : start]
    if not _LEAST <= len(digits) <= _MOST or _BOOKS.search(before):
        return False
    if found[0] in "+(" or unicodedata.decimal(digits[0]) == 0 or _CALLED.search(before):
        return True  # no figure begins so
    if len(groups) == 1:
        return not digits.isascii()
    return max(map(len, groups)) > 2 and not _is_figures(groups)


def _is_figures(groups: list[str]) -> bool:
    """Whether it is years, thousands or a range."""
    if sum(bool(_YEAR.fullmatch(group)) for group in groups) > 1:
        return True
    return all(group.endswith("0") for group in groups[1:])


def known_numbers(phone: str | None) -> re.Pattern[str]:
    """The numbers of a field however their digits are grouped, without the country's code too.
    Matches nothing where there is no number.
    """
    found = [one for part in _parts(phone or "") if (one := _known(part))]
    return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)


def _parts(phone: str) -> list[str]:
    """Each number of a field that holds several."""
    parts = re.split(r"[/;,|\n]|\s(?:or|and|y|o|und|oder|et|ou)\s", phone)
    long = [part for part in parts if len(re.findall(r"\d", part)) >= 7]
    return long if len(long) > 1 else [phone]


def _known(phone: str) -> str | None:
    main = re.split(r"(?:x|ext|#)", phone, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = re.findall(r"\d", main) or re.findall(r"\d", phone)
    if not digits:
        return re.escape(phone.strip()) if phone.strip() else None
    gap = r"[\s().\-/·‐-―]{0,3}"
    spelt = [f"[{_DIGITS[unicodedata.decimal(digit)]}]" for digit in digits]
    if len(digits) <= 5:
        return rf"(?<!\d){gap.join(spelt)}(?!\d)"
    return rf"(?<!\d)[+(]{{0,2}}(?:\d{gap}){{0,6}}{gap.join(spelt[-7:])}(?!\d)"
