"""Projects: all, the one named, or those that show what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile import tenure
from libs.profile.model import Project
from libs.profile.wording import count, quoted, tidy
from services.chat.engines.builtin.facts import Facts, dates
from services.chat.engines.builtin.meaning import FILLERS, concept
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.technologies import patterns
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_PRESENT = re.compile(
    r"(?:-|\bto|\buntil|\bsince) ?(?:present|current|now|today|ongoing|date|hoy|actual\w*)?$"
    r"|^since\b"
)


def projects(query: Query) -> Reply | None:
    """Projects, all or the one named."""
    facts = query.facts
    made = facts.profile.projects
    named = [
        one
        for one in made
        if any(
            word in query.terms
            for word in word_list(fold(one.name))
            if len(word) > 3 and concept(word) not in {concept("project"), concept("app")}
        )
    ]
    if not named and not query.asks(cue("projects?|side projects?|open source")):
        return None
    if not made:
        lines = facts.index.search(["projects"], "")
        opening = "No: the" if query.yes_no else "The"
        if not lines:
            return silent(f"{opening} resume doesn't mention any project")
        places = [whole(facts, hit.line) for hit in lines[:3]]
        return said(
            f"the resume lists no projects of their own; it says: {quotes(facts, places)}",
            cites=places,
        )
    shown = [] if named or not query.asks(_WHICH_PROJECT) else _showing(query, made)
    chosen = named or shown or made
    texts = [_described(one, full=bool(named)) for one in chosen[:6]]
    cites = [place for one in chosen for place in facts.places.of(one.evidence)[:2]]
    if shown:
        cites += _told_places(facts, shown)
    number = (
        f"{count(len(made), 'project')}" if query.asks(cue(r"how many (?:\w+ )?projects")) else ""
    )
    yes = "Yes. " if query.yes_no else ""
    texts[0] = yes + texts[0]
    return said(number, *texts, cites=cites)


_WHICH_PROJECT = cue(
    r"(?:which|what) (?:\w+ ){0,3}?projects?|projects? (?:\w+ ){0,2}?(?:us|in|with)\w*"
)
_OF_PROJECTS = FILLERS | {stem(word) for word in entries("project projects personal own side app")}


def _showing(query: Query, made: Sequence[Project]) -> list[Project]:
    """The projects whose lines say what the question asks of them."""
    words = {word for tool in query.tools for word in word_list(tool.name)}
    terms = {concept(term) for term in query.terms_beside(_OF_PROJECTS) if term not in words}
    found: list[Project] = []
    for one in made:
        text = " ".join([one.name, one.description or "", *one.highlights])
        own = {concept(word) for word in word_list(fold(text))}
        used = all(
            any(pattern.search(text) for pattern in patterns(tool.name)) for tool in query.tools
        )
        if (terms or query.tools) and used and terms <= own:
            found.append(one)
    return found


def _told_places(facts: Facts, made: Sequence[Project]) -> list[Citation]:
    texts = [text for one in made for text in [one.description, *one.highlights] if text]
    return [place for text in texts if (place := facts.places.find(text))]


def _goes_on(project: Project) -> bool:
    """Whether its dates say so: a single date has no end either."""
    return any(_PRESENT.search(fold(one.quote)) for one in project.evidence if one.quote)


def _described(project: Project, *, full: bool) -> str:
    start, end = tenure.parse(project.start), tenure.parse(project.end)
    going_on = start is not None and end is None and _goes_on(project)
    when = f"since {start}" if going_on else dates(start, end, current=False).removeprefix("from ")
    head = f"{tidy(project.name)} ({when})" if when else tidy(project.name)
    lines = [project.description] if project.description else []
    lines += project.highlights[: 4 if full else 1]
    told = "; ".join(quoted(line) for line in lines if line)
    return f"{head}: {told}" if told else head
