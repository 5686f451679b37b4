"""Email addresses, also those that are spelled out so that no machine finds them: `jane [at] gmail
[dot] com`, `jane dot doe at gmail dot com`. Every repetition has a most, so that the time is linear
in the text.
"""

from __future__ import annotations

import re

_PART = r"[\w.+%-]{1,64}+"  # of a mailbox
_BEFORE = r"(?<![\w.+%-])"
_LABEL = r"[\w-]{1,63}+"  # of a domain
_OPEN, _CLOSE = r"\s{0,2}[(\[{<]\s?", r"\s?[)\]}>]\s{0,2}"
_AT = rf"(?:@|{_OPEN}(?:at|ät|arroba|arobase|@){_CLOSE})"
_DOT_WORDS = "dot|punkt|punto|ponto|point"
_BRACKETED_DOT = rf"{_OPEN}(?:{_DOT_WORDS}|\.){_CLOSE}"
# Without brackets these are words of their languages too: they count in pairs alone.
_ENGLISH = ("at|ät|@", "dot|punkt")
_ROMANCE = ("arroba|arobase", "punto|ponto|point|dot")
# How an address ends that is spelled without brackets. Ends that are English words are left out
# ("at a dot in the chart"), unless another end stands before them.
_ENDS = (
    "com|org|net|edu|gov|io|dev|info|app|ai|co|eu|ar|au|br|ca|ch|cl|cn|cz|de|dk|es|fi|fr|gr|hu|ie"
    "|jp|kr|mx|nl|nz|pl|pt|ro|ru|se|sk|tr|ua|uk|za"
)
# The others that a plain dot may have before it.
_PLAIN_ENDS = (
    "me|in|it|at|be|us|tv|biz|xyz|tech|site|online|cloud|store|shop|page|blog|studio|design|agency"
    "|software|systems|solutions|group|email|mil|int"
)
_SECOND_ENDS = "ac|co|com|edu|gov|net|org"
# Whoever is "at gmail.com" does not work there.
_MAIL_HOSTS = "gmail|googlemail|hotmail|icloud|protonmail|gmx|outlook"


def _at(words: str) -> str:
    return rf"\s{{1,2}}(?:{words})\s{{1,2}}"


def _dot(words: str) -> str:
    return rf"(?:\s{{1,2}}(?:{words})\s{{1,2}}|{_BRACKETED_DOT})"


def _spelled_domain(dot: str) -> str:
    ends = rf"(?:(?:{_SECOND_ENDS}){dot}[a-z]{{2}}|{_ENDS})(?![\w-])"
    return rf"(?:{_LABEL}(?:\.|{dot})){{0,4}}{_LABEL}{dot}{ends}"


def _certain(at_words: str, dot_words: str) -> str:
    """With a dot spelled in the mailbox, or at a provider of mailboxes."""
    at, dot = _at(at_words), _dot(dot_words)
    mailbox = rf"{_PART}(?:{dot}{_PART})"
    provider = rf"(?:{_MAIL_HOSTS})(?:(?:\.{_LABEL}){{1,2}}|{dot}(?:{_ENDS})(?![\w-]))"
    return "|".join(
        (
            rf"{mailbox}{{1,4}}{at}{_spelled_domain(dot)}",
            rf"{mailbox}{{1,4}}{at}{_LABEL}(?:\.{_LABEL}){{1,8}}",
            rf"{mailbox}{{0,4}}{at}{provider}",
        )
    )


_ROMANCE_DOT = _dot(_ROMANCE[1])
_MARKED_DOT = rf"(?:\s{{1,2}}dot\s{{1,2}}|{_BRACKETED_DOT})"
EMAILS = _BEFORE + "(?:{})".format(
    "|".join(
        (
            rf"{_PART}(?:{_MARKED_DOT}{_PART}){{0,4}}{_AT}{_LABEL}(?:(?:\.|{_MARKED_DOT}){_LABEL}){{1,8}}",
            # Broken by blanks. No sentence has the sign right behind a word.
            rf"{_PART}@\s{{1,2}}{_LABEL}(?:\.{_LABEL}){{0,3}}\.(?:{_ENDS}|{_PLAIN_ENDS})(?![\w@-])",
            rf"{_PART}@\s{{0,2}}{_LABEL}(?:\.{_LABEL}){{0,3}}\s?\.\s?(?:{_ENDS})(?![\w@-])",
            rf"{_PART}\s{{0,2}}@\s{{0,2}}(?:{_MAIL_HOSTS})\s?\.\s?{_LABEL}(?:\.{_LABEL})?",
            _certain(*_ENGLISH),
            _certain(*_ROMANCE),
            # No word of prose: nothing has to be weighed.
            rf"{_PART}{_at(_ROMANCE[0])}{_spelled_domain(_ROMANCE_DOT)}",
        )
    )
)
# One word before `at` and a domain: an address, or where somebody works.
PERHAPS_EMAILS = re.compile(
    rf"{_BEFORE}(?P<word>{_PART})(?:{_at(_ENGLISH[0])}|\s{{1,2}}@)"
    rf"(?P<domain>(?P<spelled>{_spelled_domain(_dot(_ENGLISH[1]))})"
    rf"|{_LABEL}(?:\.{_LABEL}){{0,3}}\.(?:{_ENDS}|{_PLAIN_ENDS})(?![\w@/-]|\.\w))",
    re.IGNORECASE,
)
