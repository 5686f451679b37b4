"""What a profile has no field for, but a resume may say in a line or under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from libs.profile.wording import listed, quoted
from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.facts import Facts
from services.chat.engines.builtin.meaning import FILLERS, GENERAL, concept
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.found import as_typed, opening
from services.chat.engines.builtin.topics.lines import is_heading, quotes, whole
from services.chat.engines.builtin.topics.subjects import PRIVATE, SECTIONS, Subject
from services.chat.engines.builtin.words import STOP, entries, fold, word_list
from services.chat.engines.engine import Citation

_MOST_LINES = 6
_HEADING_WORDS = entries(
    "selected other my key main international domestic national and & the of y otras relevant"
    " relevantes recent scientific academic notable personal"
)


def private(query: Query) -> Reply | None:
    """What people ask of a person and resumes seldom say: quoted where it is said."""
    subjects = [one for one in PRIVATE if query.asks(one.asked)][:3]
    if not subjects:
        return None
    if subjects[0].what == "a manager":
        subjects = [one for one in subjects if not one.what.startswith("a professor")]
    replies = [_personal(query, subject) for subject in subjects]
    text = " ".join(reply.text for reply in replies)
    cites = tuple(place for reply in replies for place in reply.citations)
    return Reply(text, cites, any(reply.grounded for reply in replies))


def _personal(query: Query, subject: Subject) -> Reply:
    age = query.facts.profile.personal_info.age
    if subject.what.startswith("age") and age is not None:
        cites = query.facts.places.of(query.facts.proof("personal_info.age"))
        return said(f"the age in the resume is {age}", cites=cites)
    return _looked_up(query, subject, personal=True)


def section(query: Query) -> Reply | None:
    """What stands under a heading, or in a line, of its own."""
    subject = next((one for one in SECTIONS if query.asks(one.asked)), None)
    return _looked_up(query, subject) if subject else None


def _looked_up(query: Query, subject: Subject, *, personal: bool = False) -> Reply:
    """Of a person's life a resume is just silent: what it doesn't say is no "No"."""
    facts = query.facts
    places = _places(query, subject)
    beside = _beside(query, subject)
    if not places:
        if any(one is not subject and query.asks(one.asked) for one in PRIVATE):
            beside = []
        nor = (
            f", nor {listed([quoted(as_typed(query, word)) for word in beside[:3]], last='or')}"
            if beside
            else ""
        )
        verb = "say" if personal else "mention"
        return silent(f"the resume doesn't {verb} anything about {subject.what}{nor}")
    if query.yes_no and not query.negated and (beside or _is_of_another(query, places)):
        return said(f"on {subject.what} the resume says: {quotes(facts, places)}", cites=places)
    return said(f"{opening(query)}: {quotes(facts, places)}", cites=places)


def _beside(query: Query, subject: Subject) -> list[str]:
    """What the question names beside the subject, and the resume doesn't."""
    rest = word_list(subject.asked.sub(" ", query.text))
    return [
        word
        for word in query.terms_beside(FILLERS)
        if word in rest and word not in GENERAL and not query.facts.index.says(word)
    ]


def _is_of_another(query: Query, places: Sequence[Citation]) -> bool:
    """Whether an employer is named that none of the places speaks of."""
    telling = [at for role in query.roles if (at := query.place_of(role.company))]
    named = {word for at in telling for word in word_list(query.text[at.start : at.end])}
    own = {word for place in places for word in word_list(fold(place.quote))}
    roles = query.facts.roles_naming(places)
    return bool(named) and not named & own and not any(role in query.roles for role in roles)


def asks_for_section(query: Query) -> bool:
    """Whether it asks for what stands under a heading of its own: awards, hobbies."""
    return any(query.asks(one.asked) for one in SECTIONS)


def _places(query: Query, subject: Subject) -> list[Citation]:
    """The lines that say it, those first that hold more of the question's words."""
    facts = query.facts
    words = _beside_titles if subject in PRIVATE else _all_words
    lines = [line for line in facts.lines if subject.said.search(fold(words(facts, line)))]
    below: list[TextLine] = []
    if subject.section:
        for line in lines:
            below += _below(facts, line, subject)
        lines = [line for line in lines if not is_heading(line.text)]
    merged = {line.index: line for line in [*below, *lines]}
    terms = {concept(term) for term in query.terms_beside(FILLERS)}
    terms -= {concept(word) for word in word_list(query.text) if subject.asked.search(word)}

    def overlap(line: TextLine) -> int:
        return len(
            terms & {concept(word) for word in word_list(fold(line.text)) if word not in STOP}
        )

    ranked = sorted(merged.values(), key=lambda line: -overlap(line))
    if ranked and overlap(ranked[0]):
        best = overlap(ranked[0])
        ranked = [line for line in ranked if overlap(line) == best]
    places = [whole(facts, line) for line in ranked[: _MOST_LINES * 2]]
    return list({place.start: place for place in places}.values())[:_MOST_LINES]


def _all_words(_: Facts, line: TextLine) -> str:
    return line.text


def _beside_titles(facts: Facts, line: TextLine) -> str:
    """The words of a line beside the title of its role: a supervisor by title names none."""
    owner = facts.owner(line)
    return line.text.replace(owner.title, " ") if owner and owner.title else line.text


def _below(facts: Facts, heading: TextLine, subject: Subject) -> list[TextLine]:
    """The lines under a heading that speaks of the subject alone."""
    words = [word for word in word_list(fold(heading.text)) if word not in _HEADING_WORDS]
    alone = words and all(subject.said.search(word) or subject.asked.search(word) for word in words)
    if not alone or not is_heading(heading.text):
        return []
    found: list[TextLine] = []
    for line in facts.lines[heading.index + 1 : heading.index + 1 + _MOST_LINES * 2]:
        if is_heading(line.text) and found:
            break
        found.append(line)
    return found
