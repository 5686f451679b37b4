"""Text that isn't about the person: instructions to programs, stuffing, leftovers of a template."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from libs.profile.instructions import speaks_to_program
from libs.profile.model import Profile, ProfileWarning
from services.analysis.reading.document import Document
from services.analysis.reading.memory import remembered

# What templates leave for their user to replace.
_PLACEHOLDER = re.compile(
    r"(?:(?<![^\W\d_])[^\W\d_]+\.? )?\b(?:19|20)XX\b|\bXX?/XX(?:XX)?\b|lorem ipsum(?: dolor)?"
    r"|[\[<{](?:your|insert|company|job|add|enter|first|last|city|phone|email|e-mail|degree|university)\b[^\]>}\n]{0,40}[\]>}]"
    r"|\b(?:summari[sz]e|describe|list|insert|enter) your (?:\w+ ){0,3}?(?:responsibilit\w+"
    r"|accomplishments?|experience|skills|name|text)"
    r"|\byour (?:full )?(?:name|company|job title|phone number|email) here\b"
    r"|\bclick here to (?:add|enter|edit)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w+#.-]*[^\W_]|[^\W_]")
_LONGEST_SCAN = 200_000
# One word this often, and this large a part of all words, is no longer prose.
_STUFFED_COUNT = 20
_STUFFED_SHARE = 0.06
_STUFFED_RUN = 4
_STUFFED_LINES = 4
_STUFFED_SKILLS = 120
_SHORTEST_REPEATED_LINE = 20


@remembered
def is_instruction(text: str) -> bool:
    """Whether the words speak to a program that reads the resume instead of about a person."""
    return speaks_to_program(text)


@remembered
def is_placeholder(text: str) -> bool:
    """Whether the words are a template's, not its user's."""
    return _PLACEHOLDER.search(text) is not None


def placeholders(text: str) -> list[tuple[int, int]]:
    """Where words of a template stand, at most twenty places."""
    found = islice(_PLACEHOLDER.finditer(text, 0, _LONGEST_SCAN), 20)
    return [one.span() for one in found]


def warnings(document: Document, profile: Profile) -> list[ProfileWarning]:
    """What the owner should know of the text, the reader's own findings first."""
    found = [ProfileWarning(code=one.code, message=one.message) for one in document.warnings]
    seen, unseen = document.text[:_LONGEST_SCAN], "\n".join(document.hidden)[:_LONGEST_SCAN]
    if is_instruction(seen) or is_instruction(unseen):
        message = (
            "The text holds instructions to a program that reads it. They were not followed and"
            " changed no result; people who find them will think less of the resume."
        )
        found.append(ProfileWarning(code="instructions_in_text", message=message))
    stuffed = stuffing(document, profile)
    if stuffed:
        message = f"The text repeats itself as if to be found by it: {stuffed}. Repeats count once."
        found.append(ProfileWarning(code="keyword_stuffing", message=message))
    return found


def stuffing(document: Document, profile: Profile) -> str | None:
    """What is repeated beyond reason, in a few words; None where nothing is."""
    words = [word.casefold() for word in _WORD.findall(document.text[:_LONGEST_SCAN])]
    run = 1
    for before, word in pairwise(words):
        run = run + 1 if word == before and not word.isdigit() else 1
        if run >= _STUFFED_RUN:
            return f"“{word}” {run} times in a row"
    common = Counter(word for word in words if len(word) > 4 or not word.isalpha())
    for word, times in common.most_common(1):
        if times >= _STUFFED_COUNT and times > _STUFFED_SHARE * len(words):
            return f"“{word}” stands {times} times in {len(words)} words"
    lines = Counter(line.text.strip().casefold() for line in document.lines)
    for line, times in lines.most_common(3):
        if (
            times >= _STUFFED_LINES * (document.page_count or 1)
            and len(line) >= _SHORTEST_REPEATED_LINE
        ):
            return f"one line stands {times} times"
    if len({skill.name.casefold() for skill in profile.skills}) > _STUFFED_SKILLS:
        return f"{len(profile.skills)} skills are listed"
    return None
