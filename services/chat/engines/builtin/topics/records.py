"""Spoken languages, certificates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.model import Certification, Evidence
from libs.profile.wording import count, listed, quoted, tidy
from services.chat.engines.builtin.facts import Facts
from services.chat.engines.builtin.meaning import FILLERS, concept
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.topics.skills import of_kind
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

# English names of languages, and how resumes in their own tongue write them.
_TONGUES = (
    "english|ingles|englisch|anglais",
    "spanish|espanol|castellano|spanisch|espagnol",
    "french|frances|francais|franzosisch",
    "german|aleman|deutsch|allemand",
    "italian|italiano",
    "portuguese|portugues",
    "dutch",
    "swedish",
    "norwegian",
    "danish",
    "finnish",
    "polish|polnisch",
    "czech",
    "hungarian",
    "romanian",
    "greek",
    "turkish",
    "russian|ruso",
    "ukrainian",
    "arabic|arabe",
    "hebrew",
    "persian|farsi",
    "hindi",
    "urdu",
    "bengali",
    "punjabi",
    "tamil",
    "telugu",
    "marathi",
    "gujarati",
    "kannada",
    "malayalam",
    "chinese|mandarin|cantonese|chino",
    "japanese|japones|jlpt",
    "korean|coreano",
    "vietnamese",
    "thai",
    "indonesian",
    "malay",
    "tagalog|filipino",
    "swahili",
    "latin",
    "catalan",
)
_SPEAKING = cue(
    """
        speak(?:s|ing)?(?! (?:about|to|at))|spoken|fluent(?:ly)?|languages?|bilingual
        mother tongue|native|tongue
        """
)
_KNOWN = cue("know|use|used|learn(?:ed|t)?|languages?$")
_CODE = cue("programming|program|code|coding|scripting|computer languages?|lines")
_TESTED = cue(r"level|test(?: result)?|how (?:well|good)|score in|certificate in|proficien\w+")
_HOW_GOOD = r"(?:good|strong|any good|decent|bad|weak|fluent|perfect|basic|enough|better)"
_STATUS = entries(
    "certified certificate certificates certification certifications certs cert have hold"
    " holds has anything something list which licenses licences license credentials"
)
_MOST = 12


def _tongue(text: str) -> str | None:
    """The pattern of the language a folded text names."""
    return next((row for row in _TONGUES if re.search(rf"\b(?:{row})\b", text)), None)


def languages(query: Query) -> Reply | None:
    """Languages that are spoken, or whether one is."""
    asked = _tongue(query.text)
    if query.asks(_CODE) or not (
        query.asks(_SPEAKING) or (asked and (query.asks(_TESTED) or _judges(query, asked)))
    ):
        return None
    facts = query.facts
    spoken = facts.profile.languages
    if asked:
        return _one(query, asked)
    if not spoken:
        lines = [whole(facts, line) for line in facts.lines if _speaks(fold(line.text))][:2]
        if lines:
            opening = "Yes. The" if query.yes_no and not query.negated else "The"
            return said(f"{opening} resume says: {quotes(facts, lines)}", cites=lines)
        return _unspoken(query)
    names = [
        f"{tidy(one.name)} ({tidy(one.level)})" if one.level else tidy(one.name) for one in spoken
    ]
    cites = [place for one in spoken for place in facts.places.of(one.evidence)]
    return said(f"languages in the resume: {listed(names)}", cites=cites)


def _judges(query: Query, asked: str) -> bool:
    """Whether it asks how good the language is: "is my French any good"."""
    return query.asks(cue(rf"(?:{asked}) (?:\w+ )?{_HOW_GOOD}|{_HOW_GOOD} (?:at|in) (?:{asked})$"))


def _unspoken(query: Query) -> Reply:
    """That none is said to be spoken; "languages I know" may also be those of programs."""
    text = "the resume doesn't say which languages are spoken"
    either = query.asks(_KNOWN) and not query.yes_no
    code = of_kind(query, "programming languages") if either else None
    if code is None or not code.grounded:
        return silent(text)
    return said(code.text, text, cites=code.citations)


def _speaks(line: str) -> bool:
    return re.search(r"\bbilingual\b|\bfluent in\b|\bnative speaker\b|\bspeaks\b", line) is not None


def _one(query: Query, asked: str) -> Reply:
    facts = query.facts
    shown = re.search(rf"\b(?:{asked})\b", query.text)
    name = shown[0].title() if shown else ""
    held = [
        one for one in facts.profile.languages if re.search(rf"\b(?:{asked})\b", fold(one.name))
    ]
    pattern = re.compile(rf"\b(?:{asked})\b")
    lines = [whole(facts, line) for line in facts.lines if pattern.search(fold(line.text))]
    agrees = query.yes_no and not query.negated and not _judges(query, asked)
    opening = "Yes: " if agrees else ""
    if held:
        level = f" ({tidy(held[0].level)})" if held[0].level else ""
        places = facts.places.of(held[0].evidence)
        own = [whole(facts, line) for place in places for line in facts.lines_of(place)]
        best = list({one.start: one for one in [*own, *lines]}.values())[:2]
        more = f"the resume says: {quotes(facts, best)}" if best else ""
        return said(f"{opening}{tidy(held[0].name)}{level}", more, cites=[*places, *best])
    if lines:
        return said(f"{opening}the resume says: {quotes(facts, lines[:3])}", cites=lines[:3])
    no = "No: the" if agrees else "The"
    return silent(f"{no} resume doesn't mention {name}")


def certificates(query: Query) -> Reply | None:
    """Certificates, all or those that the question speaks of."""
    facts = query.facts
    held = facts.profile.certifications
    if not held:
        lines = [
            whole(facts, line)
            for line in facts.lines
            if re.search(r"\bcertifi(?:ed|cate)\b|\bcertification\b", fold(line.text))
        ][:3]
        if lines:
            return said(f"the resume says: {quotes(facts, lines)}", cites=lines)
        opening = "No: the" if query.yes_no and not query.negated else "The"
        return silent(f"{opening} resume doesn't mention any certificate")
    terms = {concept(term) for term in query.terms if term not in _STATUS} - _GENERIC
    texts = [
        ", ".join(part for part in (tidy(one.name), tidy(one.issuer or ""), one.date or "") if part)
        for one in held
    ]
    scores = [len(terms & {concept(word) for word in word_list(fold(text))}) for text in texts]
    best = max(scores)
    chosen = [at for at, score in enumerate(scores) if score == best]
    if query.yes_no and terms and best == 0:
        looked = listed([quoted(term) for term in query.terms if concept(term) in terms])
        every = listed(texts[:_MOST])
        return silent(
            f"No: no certificate in the resume names {looked}",
            f"it lists {every}",
            cites=_proofs(facts, [one.evidence for one in held]),
        )
    names = listed([texts[at] for at in chosen[:_MOST]])
    more = f"; and {len(chosen) - _MOST} more" if len(chosen) > _MOST else ""
    number = f"{count(len(chosen), 'certificate')}: " if query.asks(cue("how many")) else ""
    yes = "Yes: " if query.yes_no and not query.negated else ""
    return said(
        yes + number + names + more, cites=_proofs(facts, [held[at].evidence for at in chosen])
    )


_GENERIC = {concept(word) for word in _STATUS} | FILLERS


_EXPIRES = re.compile(r"\bexpir\w+|\bvalid\b|\brenew\w*|\bexp\.|\buntil\b|\bthrough\b|\bthru\b")


def expiry(query: Query) -> Reply | None:
    """Until when a certificate holds: the year it was given is another."""
    facts = query.facts
    terms = query.terms_beside(_OF_EXPIRY)
    held = [one for one in facts.profile.certifications if _is_named(one, terms)]
    proofs = _proofs(facts, [one.evidence for one in held])
    lines = {line.index: line for place in proofs for line in facts.lines_of(place)}
    named = list({one.start: one for one in (whole(facts, x) for x in lines.values())}.values())
    telling = [place for place in named if _EXPIRES.search(fold(place.quote))]
    if telling:
        return said(f"the resume says: {quotes(facts, telling)}", cites=telling)
    hits = facts.index.search(terms, "") if terms and not named else []
    dated = [whole(facts, hit.line) for hit in hits if _EXPIRES.search(fold(hit.line.text))][:3]
    if dated:
        return said(f"the resume says: {quotes(facts, dated)}", cites=dated)
    text = "the resume doesn't say until when that is valid"
    if not named:
        return silent(text)
    return silent(text, f"of it the resume says: {quotes(facts, named[:3])}", cites=named[:3])


def _is_named(one: Certification, terms: Sequence[str]) -> bool:
    """Whether a certificate's name holds all the words; any does, where none is given."""
    own = {concept(word) for word in word_list(fold(one.name))}
    return {concept(term) for term in terms} <= own


_OF_EXPIRY = FILLERS | {
    stem(word)
    for word in entries(
        "expire expires expired expiring expiry expiration valid validity renew renewal renewed due"
        " date run runs long certificate certification licence license still until run out"
    )
}


def _proofs(facts: Facts, evidence: list[list[Evidence]]) -> list[Citation]:
    return [place for one in evidence for place in facts.places.of(one)[:2]]
