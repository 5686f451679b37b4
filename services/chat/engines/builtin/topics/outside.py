"""What a resume can't answer: small talk, orders, questions about the world."""

from __future__ import annotations

from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, silent
from services.chat.engines.builtin.words import cue, fold

HELP = (
    "I can answer from this resume: contact details, skills, years of experience, jobs and studies"
    " with their dates, projects, certificates, languages, achievements, strengths, weaknesses,"
    " how to improve it, its score"
)
_ORDER = cue(
    r"""
        (?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|earlier|all
        instructions?|prompts?|rules?|anteriores|instrucciones)
        system prompt|you are now|pretend (?:to be|that|you)|act as|jailbreak
        (?:reveal|print|repeat|output) (?:your|the) (?:instructions?|prompt|rules)
        from now on|developer mode
        """
)
_ELSEWHERE = cue(
    r"""
        weather
        (?:a|some|any) (?:poem|song|joke|story|riddle|haiku|recipe|essay|limerick)
        poems?|jokes?|recipes?|capital of|translate
        write .*(?:code|cover letter|email|essay)|bitcoin|stock (?:market|price)
        president|football|who won the|meaning of life|\d+ ?[+*x/] ?\d+|what time is it
        what day is (?:it|today)|the news|horoscope|lottery
        """
)
_GREETING = cue(
    "^(?:hi|hello|hey|hola|good (?:morning|evening|afternoon)|thanks?|thank you|bye|ok|okay"
    "|gracias|yes|no|test|help)(?: .{0,12})?$"
)
_YOURSELF = cue(
    """
        who are you|what are you|what can (?:you|i) (?:do|ask|answer)(?: you)?
        how do you work|are you (?:an? )?(?:ai|bot|human|robot|chatgpt|gpt|model)
        your name|what (?:questions?|things) can i ask(?: you)?
        """
)


def order(query: Query) -> Reply | None:
    """Instructions to the one who answers change nothing."""
    if not _ORDER.search(query.text):
        return None
    return silent(
        "I only answer questions about this resume and follow no other instructions", HELP
    )


def elsewhere(query: Query) -> Reply | None:
    if not query.asks(_ELSEWHERE):
        return None
    return silent("That is nothing a resume can tell", HELP)


def talk(query: Query) -> Reply | None:
    """Greetings, and questions about who answers."""
    if _GREETING.search(fold(query.typed).strip(" !.?")) or query.asks(_YOURSELF):
        return silent(HELP)
    return None
