"""Sentences around what the resume says: how a question opens, why it is asked."""

from __future__ import annotations

import re

from services.analysis.reading.memory import remembered
from services.analysis.reading.vocabulary.listing import words

# How a question comes to a line. No set uses one twice before it has used all.
LINE_OPENINGS = (
    "You write {quote}: {ask}",
    "One line reads {quote}: {ask}",
    "{quote}, you say: {ask}",
    "Let's take {quote}: {ask}",
    "About {quote}: {ask}",
    "Your resume has {quote}: {ask}",
    "I stopped at {quote}: {ask}",
    "On {quote}: {ask}",
    "A line of yours, {quote}: {ask}",
    "{quote} caught my eye: {ask}",
    "Looking at {quote}: {ask}",
)
SKILL_OPENINGS = (
    "You list {quote}: {ask}",
    "{quote} is on your resume: {ask}",
    "Among what you name is {quote}: {ask}",
    "Your resume names {quote}: {ask}",
    "Let's talk about {quote}: {ask}",
    "I see {quote}: {ask}",
    "You name {quote}: {ask}",
    "One entry is {quote}: {ask}",
)
ENTRY_OPENINGS = {
    "skill": SKILL_OPENINGS,
    "certificate": ("You hold {quote}: {ask}", "Among what you have earned is {quote}: {ask}"),
    "study": ("Your studies read {quote}: {ask}", "You studied, as you write, {quote}: {ask}"),
    "title": ("Your title reads {quote}: {ask}", "As for your title, {quote}: {ask}"),
}
# Where a resume has no line to quote, and a question asks about one.
WORK_OPENINGS = (
    "Take the work you know best: {ask}",
    "Think of a task you have done many times: {ask}",
    "Choose something you made or did with your own hands: {ask}",
    "Think of the last thing you finished: {ask}",
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
# Words for something named before: "how would you bring that to …", "which test around that".
# Not "that" before a clause of its own, nor the "there" of "there is".
_POINTS_BACK = re.compile(
    r"""(?<!is\ )(?<!are\ )(?<!was\ )(?<!were\ )\bthere\b(?!\ (?:is|are|was|were|be)\b)
    | \b(?:about|after|around|at|before|behind|below|by|for|from|in|into|like|of|on|than|through
        |to|under|whether|with|without)\ that\b(?!\ of\b)
    | \b(?:bring|brought|did|do|does|doing|has|had|is|keep|made|make|makes|take|was)\ that\b
      (?!\ (?:a|an|all|can|could|everybody|i|it|may|must|need|nobody|one|others|people|should
        |somebody|the|they|we|you|your)\b)
    | \bthat(?=[,?.])
    | \b(?:that|those|these)\ (?:assumption|cache|case|code|course|design|figure|forecast|gain
        |method|pipeline|release|result|screen|software|statements|suite|system|team|typeface)\b""",
    re.VERBOSE,
)
# What went badly, or between people: no line of success is the story of that.
_TROUBLE = re.compile(
    r"""\b(?:(?:complain|conflict|contradict|disagree|fail|mistak|quarrel)\w*|against|anger|angry
        |argued?|bad|badly|behind|between|bug|cost\ you|could\ not|couldn't|criticism|danger|death
        |did\ no(?:t|thing)|didn't|difficult|drunk|error|far\ from|fault|feedback|fell\ apart|hurt
        |in\ each\ other's|last\ minute|late|let\ (?:people|somebody|you)|longer|lost|missed|nearly
        |not\ (?:easy|know|proud|satisfy)|opposite|outage|overruled|problem|proved|question
        |refused?|say\ no|shouted|slipped|stop|take\ back|throw|too\ long|trouble|twice|unhappy
        |unpleasant|unpopular|upset|want\ the\ same|wasn't|worry|worse|wrong|wrongly)\b""",
    re.VERBOSE,
)
_STEM = 6  # letters
_MOST_SOUGHT = 4
_SAY_NOTHING = words(
    """
about across after again alone anothe before behind beside betwee could different differ during
every first having other others people should since someth someon somebo still their there these
thing things those three through throug today under until using what's where which while whose
within withou would years
"""
)
# Whom the work is for and with, and what everybody says of it: in every line and every question of
# a trade, so nothing in common.
_SERVED = words(
    """
client custom employ guest guests member nurses patien people pupils studen teache build buildi
built double engine manage produc senior
"""
)
_PROMPT = re.compile(r"\[[^\]]*\]")
_NOT_LETTERS = re.compile(r"[^\w]+")


def opened(opening: str, quote: str, ask: str) -> str:
    """A question behind the words that prompt it."""
    if ":" in ask:  # it sets a scene of its own: a sentence for itself
        opening = opening.replace(": {ask}", ". {ask}")
        ask = capital(ask)
    return opening.format(quote=quote, ask=ask)


def capital(text: str) -> str:
    """With a capital at its beginning, also behind a quotation mark."""
    return text[:1].upper() + text[1:]


def bare(text: str) -> str:
    """For comparing questions: letters and digits alone."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def words_in(text: str) -> int:
    return len(text.split())


@remembered
def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, for telling how much two texts are about."""
    found = frozenset(word[:_STEM] for word in _LONG_WORD.findall(text.casefold()))
    return found - _SAY_NOTHING


def sought(ask: str) -> list[str]:
    """The words of a question that a line about the same thing would share with it."""
    found = _LONG_WORD.findall(ask.casefold())
    telling = [one for one in found if one[:_STEM] not in _SAY_NOTHING | _SERVED]
    return list(dict.fromkeys(telling))[:_MOST_SOUGHT]


def content_in_common(ask: str, cue: str, line: str) -> int:
    """How much a line has to do with a question and what its answer says; 0 where it is nothing
    that could be heard. A single word of the answer is too little: it may stand there by accident.
    """
    said = stems(line) - _SERVED
    asked = len(stems(ask) & said)
    answered = len(stems(_PROMPT.sub(" ", cue)) & said)
    return 2 * asked + answered if asked or answered > 1 else 0


def points_back(ask: str) -> bool:
    """Whether a question speaks of something named before it, and not in a scene of its own."""
    return _POINTS_BACK.search(ask.partition(":")[0]) is not None


def asks_for_trouble(ask: str) -> bool:
    """Whether a question wants to hear of a failure, a mistake or a conflict."""
    return _TROUBLE.search(ask) is not None
