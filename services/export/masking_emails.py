"""Email addresses, also those that are spelled out so that no machine finds them: `jane [at] gmail
[dot] com`, `jane dot doe at gmail dot com`. Every repetition has a most, so that the time is linear
in the text.
"""

from __future__ import annotations

_PART = r"[\w.+%-]{1,64}+"  # of a mailbox
_LABEL = r"[\w-]{1,63}+"  # of a domain
_OPEN, _CLOSE = r"\s{0,2}[(\[{<]\s?", r"\s?[)\]}>]\s{0,2}"
_AT = rf"(?:@|{_OPEN}(?:at|ät|arroba|arobase|@){_CLOSE})"
_DOT_WORDS = "dot|punkt|punto|ponto|point"
_BRACKETED_DOT = rf"{_OPEN}(?:{_DOT_WORDS}|\.){_CLOSE}"
# Without brackets these are words of their languages too: they count in pairs alone.
_PAIRS = (("at|ät|@", "dot|punkt"), ("arroba|arobase", "punto|ponto|point|dot"))
# How an address ends that is spelled without brackets. Ends that are English words are left out
# ("at a dot in the chart"), unless another end stands before them.
_ENDS = (
    "com|org|net|edu|gov|io|dev|info|app|ai|co|eu|ar|au|br|ca|ch|cl|cn|cz|de|dk|es|fi|fr|gr|hu|ie"
    "|jp|kr|mx|nl|nz|pl|pt|ro|ru|se|sk|tr|ua|uk|za"
)
_SECOND_ENDS = "ac|co|com|edu|gov|net|org"
# Behind these a plain dot is enough: whoever is "at gmail.com" does not work there.
_MAIL_HOSTS = "gmail|googlemail|hotmail|icloud|protonmail|gmx|outlook"


def _spelled(at_words: str, dot_words: str) -> str:
    at = rf"\s{{1,2}}(?:{at_words})\s{{1,2}}"
    dot = rf"(?:\s{{1,2}}(?:{dot_words})\s{{1,2}}|{_BRACKETED_DOT})"
    mailbox = rf"{_PART}(?:{dot}{_PART}){{0,4}}"
    ends = rf"(?:(?:{_SECOND_ENDS}){dot}[a-z]{{2}}|{_ENDS})(?![\w-])"
    return "|".join(
        (
            rf"{mailbox}{at}(?:{_LABEL}(?:\.|{dot})){{0,4}}{_LABEL}{dot}{ends}",
            rf"{_PART}(?:{dot}{_PART}){{1,4}}{at}{_LABEL}(?:\.{_LABEL}){{1,8}}",
            rf"{mailbox}{at}(?:{_MAIL_HOSTS})(?:\.{_LABEL}){{1,2}}",
        )
    )


_DOT = rf"(?:\s{{1,2}}dot\s{{1,2}}|{_BRACKETED_DOT})"
_MARKED = rf"{_PART}(?:{_DOT}{_PART}){{0,4}}{_AT}{_LABEL}(?:(?:\.|{_DOT}){_LABEL}){{1,8}}"
EMAILS = rf"(?<![\w.+%-])(?:{'|'.join((_MARKED, *(_spelled(*pair) for pair in _PAIRS)))})"
