"""Words the rules know, per language. A language not listed here is never judged by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from services.analysis.reading.vocabulary.listing import words

Language = Literal["en", "es", "fr", "de"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a rule needs to know of one language; patterns are matched against folded text."""

    weak_opening: re.Pattern[str]  # presence or duty instead of something done
    leading: re.Pattern[str]  # responsibility for people
    first_person: re.Pattern[str]  # matched against the text as written
    cliche: re.Pattern[str]  # praise of oneself that a line of experience should prove
    number_word: re.Pattern[str]
    change_word: re.Pattern[str]  # a measured change without a digit: "doubled"


def _any(*phrases: str) -> str:
    return "|".join(phrases)


def _opening(*phrases: str, speaker: str = "") -> re.Pattern[str]:
    """`speaker` may stand before any of them: "I was responsible for" tells of no deed either."""
    return re.compile(rf"(?:{speaker})(?:{_any(*phrases)})(?:(?<=['’:])|(?!\w))", re.IGNORECASE)


def _within(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(*phrases)})\b", re.IGNORECASE)


_PEOPLE = (
    r"teams?|staff|nurses|teachers|technicians|agents|members|employees|colleagues|(?:new )?hires"
    r"|interns|volunteers|engineers|developers|accountants|analysts|assistants|associates|clerks"
    r"|workers|officers|supervisors|managers|apprentices|tutors|crew|personnel|reports|people"
)
# Whom one leads when the verb itself takes them: no phrase may stand between.
_LED = (
    rf"{_PEOPLE}|trainees|students|pupils|cooks|drivers|cashiers|waiters|electricians|mechanics"
    r"|carpenters|representatives|consultants|designers|scientists|researchers|aides|squads?"
    r"|departments?|committees?"
)
_JOINED = r"(?: (?!(?:to|for|by|with|of|on|in|from|that|which|used?|using)\b)[\w'’+-]+,?){0,5}"
_WORK_OF_A_TEAM = r"-\w| (?:meeting|event|project|review|effort|activit|schedul|workshop|training)"
_SMALL_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"

_EN = Lexicon(
    weak_opening=_opening(
        r"(?:was |were |am )?responsible for",
        r"(?:my |key |main )?(?:duties|responsibilities|tasks) (?:include[ds]?|were|are)",
        r"(?:was |were )?tasked with",
        r"(?:was |were )?in charge of",
        r"help(?:ed|s|ing)?(?: out)?(?: to| with| in)?",
        r"assist(?:ed|s|ing)?(?: with| in)?",
        r"work(?:ed|s|ing)? (?:on|with|closely with|in|as)",
        r"(?:was |were |am )?(?:a )?(?:part|member) of",
        r"participat(?:ed|es?|ing) in",
        r"(?:was |were )?(?:involved|engaged) (?:in|with)",
        r"contribut(?:ed|es?|ing) to",
        r"attend(?:ed|s|ing)?",
        r"familiar(?:ity)? with",
        r"exposure to|exposed to",
        # An office somebody holds is no deed.
        r"(?:head|leader|captain|president|secretary|treasurer|chair) of",
        speaker="(?:I (?:also |have |have been )?)?",
    ),
    # To mentor takes people by itself. Work is led, headed and overseen as well, so there people
    # must be what the verb takes; to manage, they must follow.
    leading=re.compile(
        r"(?<![\w-])(?:(?:co-)?led|^leads?|leading|head(?:ed|s)|chair(?:ed|s)|spearheaded"
        r"|supervis(?:ed?|es|ing)|oversaw|oversee(?:s|ing)?)\b"
        rf"{_JOINED} (?:{_LED})\b(?!{_WORK_OF_A_TEAM})"
        r"|\b(?:mentor(?:ed|s|ing)?|coach(?:ed|es|ing)|captained|recruited|hired)\b"
        r"|\b(?:manag(?:ed?|es|ing)|direct(?:ed|s|ing)?|train(?:ed|s|ing)?|guided?)\b"
        rf".{{0,60}}\b(?:{_PEOPLE})\b"
        r"|^(?:built|scaled|grew|expanded)\b(?: [\w-]+){0,3} (?:team|staff|department)\b"
        rf"|\b(?:team|staff|crew) of (?:\d+|{_SMALL_NUMBERS})\b",
        re.IGNORECASE,
    ),
    first_person=re.compile(r"\bI(?:'m|'ve|’m|’ve)?(?= [a-z])|\b[Mm]y(?= [a-z])|\bmyself\b"),
    cliche=_within(
        r"hard[- ]?working|team[- ]player|self[- ]?(?:starter|motivated)|results?[- ](?:oriented"
        r"|driven)|detail[- ]oriented|go[- ]getter|dynamic (?:professional|individual)|passionate",
        r"highly motivated|motivated (?:professional|individual)|proven (?:track record|expertise)",
        r"demonstrated track record|track record(?= of)|think(?:ing)? outside the box|synergy|guru",
        r"rockstar|ninja|enthusiastic|determined (?=[a-z])|excellent (?:skills|communication)",
    ),
    number_word=_within(
        r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen",
        r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty",
        r"ninety|hundreds?|thousands?|millions?|billions?|dozens?",
    ),
    change_word=_within(r"doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)|halv(?:ed|ing)"),
)

_ES = Lexicon(
    weak_opening=_opening(
        r"responsable de|encargad[oa] de|a cargo de|funciones|tareas de|ayud[eé] (?:en|a|con)",
        r"apoy[eé]|apoyo (?:en|a|al)|particip[eé] en|participaci[oó]n en|colabor[eé] (?:en|con)",
        r"contribu[ií] (?:en|a|al|con)|miembro del?|asist[ií] (?:a|en)",
    ),
    leading=_within(
        r"lider[eéó]|liderando|dirig[ií]|coordin[eéó]|supervis[eéó]|encabec[eé]|capacit[eéó]",
        r"gestion[eéó] (?:un|el) equipo|form[eéó] (?:a|un)|mentor[ií]a|gui[eé]|equipo de \d+",
    ),
    first_person=re.compile(r"\b[Yy]o\b|\b[Mm]is?(?= [a-z])"),
    cliche=_within(
        r"proactiv[oa]|dinámic[oa]|apasionad[oa]|orientad[oa] a resultados|trabajador[a]?"
        r"|responsable y|ganas de aprender|trabajo bajo presión|amplia experiencia",
    ),
    number_word=_within(
        r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta",
        r"cuarenta|cincuenta|cien|cientos|mil|miles|millón|millones|docenas?",
    ),
    change_word=_within(r"dupli(?:qué|có|qu[eé])|tripli(?:qué|có)|reduje a la mitad"),
)

_FR = Lexicon(
    weak_opening=_opening(
        r"(?:responsable|chargée?|en charge) (?:d[eu]|des|d['’])|participation (?:à|aux?)",
        r"particip(?:é|er) (?:à|aux?)|aide (?:à|aux?)|aidé|assist(?:é|ance)|contribu(?:é|tion) à",
        r"travail(?:lé)? (?:sur|avec)|membre (?:d[eu]|des|d['’])|missions? :",
    ),
    leading=_within(
        r"dirig(?:é|er|eant)|encadr(?:é|er|ement)|pilot(?:é|er|age)|coordonn(?:é|er)|supervis(?:é|er)",
        r"manag(?:é|er|ement)|anim(?:é|er|ation) (?:une|l|d)|form(?:é|er|ation) d|équipe de \d+",
    ),
    first_person=re.compile(r"\b[Jj]e\b|\b[Jj]['’]|\b(?:[Mm]on|[Mm]es)(?= [a-zé])"),
    cliche=_within(
        r"dynamique|motivée?|passionnée?|rigoureu(?:x|se)|esprit d'équipe|force de proposition"
        r"|sens du relationnel|orientée? résultats",
    ),
    number_word=_within(
        r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante",
        r"cinquante|cent|centaines?|mille|milliers|millions?|dizaines?|douzaine",
    ),
    change_word=_within(r"doubl(?:é|er|ement)|tripl(?:é|er)|divisé par"),
)

_DE = Lexicon(
    weak_opening=_opening(
        r"verantwortlich für|zuständig für|mitarbeit|mitwirkung|unterstützung|unterstützte?",
        r"beteiligt an|beteiligung an|teilnahme an|teilgenommen|mitglied|aufgaben(?:bereich)?",
    ),
    leading=_within(
        r"leit(?:ete|ung|e|en)|geleitet|führ(?:te|ung) (?:eines|des|von|der)|koordinier(?:te|ung)",
        r"betreu(?:te|ung)|anleitung|einarbeitung|ausbildung von|teamleitung|team (?:von|mit) \d+",
    ),
    first_person=re.compile(r"\b[Ii]ch\b|\b[Mm]eine?[rnms]?\b"),
    cliche=_within(
        r"teamfähig\w*|belastbar\w*|flexib(?:el|ilität)|motiviert\w*|engagiert\w*|zielstrebig\w*"
        r"|leidenschaft\w*|ergebnisorientiert\w*",
    ),
    number_word=_within(
        r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig",
        r"vierzig|fünfzig|hundert\w*|tausend\w*|million(?:en)?|dutzend",
    ),
    change_word=_within(r"verdoppel\w+|verdreifach\w+|halbier\w+"),
)

_LEXICONS: dict[Language, Lexicon] = {"en": _EN, "es": _ES, "fr": _FR, "de": _DE}

# Short words that no text in a language does without. Portuguese, Italian and Dutch are here to
# keep their texts from being taken for a neighbour's.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": words(
        """
the and of to in for with from by on at an is that which our their as
"""
    ),
    "es": words(
        """
el los las de del y en para con una un por que al como sus más
"""
    ),
    "fr": words(
        """
le les de des du et dans pour avec une un par sur au aux la que d l
"""
    ),
    "de": words(
        """
der die das und von mit für den dem des ein eine im zur zum bei auf
"""
    ),
    "pt": words(
        """
o os as do da dos das e em para com uma um por que ao no na não
"""
    ),
    "it": words(
        """
il lo gli del della dei e per con una un di che nel nella al alla
"""
    ),
    "nl": words(
        """
de het een en van voor met op in aan te bij naar door als
"""
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_HITS = 4
_LEAST_SHARE = 0.04


def lexicon(language: Language | None) -> Lexicon | None:
    return _LEXICONS[language] if language else None


@cache
def _known() -> frozenset[str]:
    return frozenset(_LEXICONS)


def detect(text: str) -> Language | None:
    """The language the text is written in, or None where it is unclear or not one we know.

    Counts function words: a resume of names and technical terms in any language has few, and the
    winner must stand clear of the runner-up, so that doubt ends in None.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    hits = {code: sum(word in known for word in words) for code, known in _FUNCTION_WORDS.items()}
    ranked = sorted(hits, key=lambda code: (-hits[code], code))
    best, second = ranked[0], ranked[1]
    enough = hits[best] >= max(_FEWEST_HITS, _LEAST_SHARE * len(words))
    if not enough or hits[best] * 4 < hits[second] * 5 or best not in _known():
        return None
    return next(code for code in _LEXICONS if code == best)
