"""A line of the resume, rewritten in its own words with gaps for the owner to fill.

Nothing is invented: what the line doesn't say stays a `[placeholder]`.
"""

from __future__ import annotations

import re

from services.analysis.rubric.wording import clip

NUMBER = "[add your number]"
RESULT = "[add the result]"
_LONGEST = 130
# English words that end the phrase before a noun: a number can't go further to the left.
_FUNCTION_WORDS = frozenset(
    "a an the of to in for with from by on at into over under through across during via and or as"
    " that which who while where when between among about regarding using including per within"
    " is are was were be been has have had will can may all both more most such than their its our"
    " my his her your this these those any each every other various several multiple many numerous"
    " some".split()
)
_QUANTIFIERS = frozenset("various several multiple many numerous some all the their".split())
_NOT_PLURAL = re.compile(
    r"(?:ss|us|is|ous|ics|ways|ness)$|^(?:was|has|does|its|this|thus|always|perhaps|across|news"
    r"|less|plus|sales|process|access|success|business|others?|dis\w{0,3}|says|needs|goods"
    r"|communications|operations|logistics|series|means|headquarters|bachelors?|masters?)$"
)
# Things people count first when they tell how much they did.
_COUNTABLE = re.compile(
    r"^(?:clients?|customers?|patients|students|pupils|residents|users|guests|families|children"
    r"|employees|members|engineers|nurses|teachers|technicians|volunteers|vendors|suppliers"
    r"|accounts|projects|teams|sites|stores|offices|schools|classes|lessons|reports|invoices"
    r"|cases|calls|tickets|orders|events|meetings|sessions|returns|audits|budgets|systems"
    r"|applications|services|servers|models|products|requests|sections|courses|physicians)$"
)
_GERUND = re.compile(r"^([a-z]+)ing\b")
_IRREGULAR = {
    "building": "built", "running": "ran", "leading": "led", "writing": "wrote", "teaching": "taught",
    "making": "made", "taking": "took", "giving": "gave", "keeping": "kept", "selling": "sold",
    "buying": "bought", "overseeing": "oversaw", "setting": "set", "drawing": "drew",
    "driving": "drove", "growing": "grew", "holding": "held", "speaking": "spoke", "putting": "put",
    "bringing": "brought", "meeting": "met", "dealing": "dealt", "feeding": "fed", "getting": "got",
    "upselling": "upsold", "rewriting": "rewrote", "rebuilding": "rebuilt", "cutting": "cut",
    "finding": "found", "doing": "did", "going": "went", "seeing": "saw", "sending": "sent",
    "spending": "spent", "winning": "won", "beginning": "began", "undertaking": "undertook",
    "understanding": "understood", "engineering": "engineering", "nursing": "nursing",
    "marketing": "marketing", "accounting": "accounting", "housekeeping": "housekeeping",
    "catering": "catering", "banking": "banking", "manufacturing": "manufacturing",
}  # fmt: skip
_TO_PREPOSITION = (
    (re.compile(r"^work\w* (?:closely )?(on|with|in)\b", re.IGNORECASE), None),
    (
        re.compile(r"^(?:participat|involv|engag|was involv|were involv|attend)", re.IGNORECASE),
        "in",
    ),
    (re.compile(r"^contribut", re.IGNORECASE), "for"),
    (re.compile(r"^(?:was |were |am )?(?:a )?(?:part|member)", re.IGNORECASE), "in"),
)


def with_number(text: str) -> str:
    """The English line with `[add your number]` before the noun it would count."""
    tokens = clip(text, _LONGEST).rstrip(".").split(" ")
    cut = tokens[-1] == "…"
    if cut:
        tokens.pop()
    place = _place_for_number(tokens)
    if place is None:
        return f"{' '.join(tokens).rstrip(',;')}, {NUMBER}"
    first, noun = place
    start = first
    while start > 1 and tokens[start - 1].casefold() in _QUANTIFIERS:
        start -= 1
    line = " ".join([*tokens[:start], NUMBER, *tokens[first:]])
    return f"{line} …" if cut else f"{line}, {RESULT}" if noun < len(tokens) else line


def with_deed(text: str, weak: str) -> str:
    """The English line with its weak opening (`weak`) replaced by a deed, as far as words allow."""
    text = clip(text, _LONGEST).rstrip(".")
    rest = text[len(weak) :].lstrip(" :,")
    gerund = _GERUND.match(rest)
    deed = past_of(gerund[0]) if gerund else None
    if gerund and deed:
        return f"{deed.capitalize()}{rest[gerund.end() :]}, {RESULT}"
    for opening, preposition in _TO_PREPOSITION:
        found = opening.match(weak)
        if found:
            return f"[your own deed] {preposition or found[1].lower()} {rest}, {RESULT}"
    if re.match(r"^(?:help|assist)", weak, re.IGNORECASE):
        if rest[:3] == "the":
            return (
                f"[your own part] when {rest}, {RESULT}"
                if False
                else f"[your own deed] for {rest}, {RESULT}"
            )
        return f"{rest[:1].upper()}{rest[1:]}: [your own part], {RESULT}"
    return f"[your own deed] {rest}, {RESULT}"


def past_of(gerund: str) -> str | None:
    """`managing` → `managed`; None where the word names a trade, not a deed."""
    if gerund in _IRREGULAR:
        past = _IRREGULAR[gerund]
        return None if past == gerund else past
    stem = gerund.removesuffix("ing")
    if len(stem) < 3:  # noqa: PLR2004
        return None
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return stem[:-1] + "ied"
    return stem + "ed"


def _place_for_number(tokens: list[str]) -> tuple[int, int] | None:
    """Where the counted phrase begins, and its noun; people and pieces of work come first."""
    nouns = [at for at in range(1, len(tokens)) if _is_plural(tokens[at])]
    nouns = [at for at in nouns if at - _phrase_start(tokens, at) <= 3]  # noqa: PLR2004
    if not nouns:
        return None
    noun = next((at for at in nouns if _COUNTABLE.match(_bare(tokens[at]))), nouns[0])
    return _phrase_start(tokens, noun), noun


def _phrase_start(tokens: list[str], noun: int) -> int:
    start = noun
    while start > 1 and not _ends_phrase(tokens[start - 1]):
        start -= 1
    return start


def _ends_phrase(token: str) -> bool:
    word = token.casefold()
    return word in _FUNCTION_WORDS or token[-1] in ",;:.)—–" or word.endswith(("ing", "'s", "’s"))  # noqa: RUF001


def _is_plural(token: str) -> bool:
    word = _bare(token)
    return len(word) > 3 and word.endswith("s") and word.isalpha() and not _NOT_PLURAL.search(word)  # noqa: PLR2004


def _bare(token: str) -> str:
    return token.strip(",;:.()").casefold() if token[:1].islower() else ""
