"""What a sentence says of a person beside its values: names, degrees, ranks, events. A model's
sentence may say of these only what its sources say, and deny none that they do.

The words here are English; in other languages names alone are checked, and in German, where every
noun has a capital, those alone that are written as no noun is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from libs.profile.naming import TOOLS, names_in
from services.chat.engines.denial import clauses
from services.chat.matching.vocabulary import FUNCTION, GENERAL, LIGHT, MEANING, NEGATORS
from services.chat.matching.words import stem, words

# What is said, and what of it the sources have to hold.
_KINDS = tuple(
    (re.compile(said, re.IGNORECASE), re.compile(held or said, re.IGNORECASE))
    for said, held in (
        (r"\bbachelor", r"\bbachelor|\bb\.? ?(?:sc?|a|eng|tech|com|ed|ba)\b|undergrad|licen[cs]i"),
        (
            r"\bmaster(?:'?s\b| of\b| degree)|\bmba\b|\bm\.?sc\b",
            r"\bmaster|\bm\.? ?(?:sc?|a|eng|tech|ba|ed|phil)\b|m[aá]ster|maestr",
        ),
        (r"\bph\.? ?d\b|\bdoctora", r"\bph\.? ?d\b|doctor|\bd\.?phil|\bdr\b"),
        (r"\bdiploma\b", r"diplom"),
        (r"\bmanagers?\b", r"\bmanag|\blead|\bhead\b"),
        (r"\bdirectors?\b", r"\bdirector"),
        (r"\b(?:vice )?presidents?\b|\bvp\b", r"president|\bvp\b"),
        (r"\bchief\b|\bc[etf]o\b", r"\bchief\b|\bc[etfio]o\b"),
        (r"\b(?:co-?)?founde(?:rs?|d)\b", r"found"),
        (r"\bprofessors?\b", r"\bprof"),
        (r"\bsupervisors?\b", r"supervis"),
        (r"\bpartners?\b(?! with)", r"\bpartner"),
        (r"\bnurses?\b", r"\bnurs|\br\.?n\b"),
        (r"\bphysicians?\b|\bsurgeons?\b", r"physician|surg|\bm\.?d\b|\bdoctor"),
        (r"\blawyers?\b|\battorneys?\b", r"lawyer|attorney|\blegal|\bj\.?d\b|counsel|solicitor"),
        (r"\bteachers?\b", r"\bteach|\btutor|educat|instruct"),
        (r"\baccountants?\b", r"account"),
        (r"\barchitects?\b", r"architect"),
        (r"\b(?:engineers?|developers?|programmers?)\b", r"engineer|develop|program|software"),
        (r"\bscientists?\b", r"scien|research"),
        (r"\bconvict|\bfraud|\bcrim(?:e|inal)\b|\bprison", ""),
        (r"\bawards?(?:ed)?\b|\bprizes?\b|\bmedals?\b", r"award|prize|medal|hono|winner|\bwon\b"),
        (r"\bpatents?\b", r"patent"),
        (r"\bpublished\b|\bpublications?\b", r"publi|paper|journal|article|author|conference"),
        (r"\bcertifi(?:ed|cat)", r"certif|licen[cs]|credential|accredit"),
        (r"\blicen[cs]ed?\b", r"licen[cs]|certif|\br\.?n\b"),
        (r"\bpromot(?:ed|ions?)\b", r"promot|senior|\blead|advanc"),
        (r"\b(?:were|was|been|got) (?:fired|dismissed|laid off)\b", r"fired|dismiss|laid off"),
        (r"\bmarried\b|\bdivorced\b", ""),
        (r"\bchildren\b|\bkids\b", ""),
        (r"\bcitizen", ""),
        (r"\bveteran\b|\bclearance\b", ""),
        (r"\bfluent|\bbilingual\b|\bnative speaker", r"fluen|bilingual|nativ|mother|\bc[12]\b"),
        (
            r"\b(?:led|leads?|leading|manag(?:ed?|ing)|supervised?)\b[^.]{0,40}?\b(?:people|team|staff)",
            r"\bled\b|\blead|manag|supervis|mentor|coach|\btrain|\bhead|direct|overs[ae]|coordinat",
        ),
    )
)
# What a resume proves of nobody.
_VERDICT = re.compile(
    r"\b(?:best|perfect|ideal|outstanding|exceptional|strongest|greatest|genius|world-class)\b"
    r"[^.]{0,40}\b(?:candidate|applicant|hire|choice|person|fit)\b|"
    r"\b(?:should|must) be (?:hired|shortlisted|selected|promoted)\b|"
    r"\b(?:candidate|applicant) is (?:a |an |the )?(?:best|perfect|ideal|genius|exceptional)\b",
    re.IGNORECASE,
)
# Of what may be: "for a role at Initech, tell of …".
_SUPPOSES = re.compile(
    r"\b(?:would|could|should|might|may|if|apply|applying|consider|tailor|emphasi[sz]e|highlight|"
    r"for (?:a|an|the|this|that) (?:\w+ ){0,4}?(?:role|job|position|company|interview))\b",
    re.IGNORECASE,
)
_HIRED = re.compile(r"^([A-Z][\w&.-]*) (?:hired|employed|promoted|recruited|awarded|gave)\b")
_ALONE = re.compile(r"^([A-Z][\w+#.&-]*?)\W*$")
_IN_LIST = re.compile(r"^([A-Z][\w+#.&-]*?)(?: [\w+#.&/-]+){0,2}\W*$")
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"[*_`#>]{1,3}(?=\w)|(?<=\w)[*_`]{1,3}|\*\*")
_GERMAN = re.compile(
    r"\b(?:der|die|das|und|ist|sind|haben|hat|sie|als|bei|von|mit|wurde|nicht|im|keine?n?|eine?)\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"\w*(?:[^\W_][A-Z]|\d)")
# They name nothing of a person's, though capitals or a list of tools make them look so.
_NAMELESS = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday spring summer autumn winter present current yes no ok cv pdf ats star n/a linkedin github
    technical professional personal total education experience experiences contact languages phone
    email address location title date university degree role position field line lines fact facts
    resume s t d m re ve ll i i'm i've i'd i'll
    """.split()  # noqa: SIM905 - read as a list, it is a page
)
# Tools that are words as well where they have no capital.
_WORDS_TOO = frozenset("excel react spark swift flask helm flutter snowflake".split())  # noqa: SIM905
_OF_SCIENCE = re.compile(r"(?<=[rs]) of (?:Science|Arts)\b")  # spelled out from "B.Sc."
_LONGEST_SCAN = 120_000  # characters of the sources
_SHORTEST_SQUASHED = 5
# With one of these a denial denies a part alone: "not after 2019", "no gap between A and B".
_LIMITS = frozenset(
    """
    after before since until only yet longer more than anymore other else again gap gaps between
    both same enough beyond besides except when where why how whether if which what who exact
    exactly specific further additional
    """.split()  # noqa: SIM905 - read as a list, it is a page
)
_ANYBODY = frozenset("anybody anyone anything somebody someone nobody people person".split())  # noqa: SIM905
_SUBJECT = re.compile(r"\b(?:you|your|i|my|he|she|they|resume|cv|candidate)\b", re.IGNORECASE)
_NOT = re.compile(r"n't\b|\b(?:not|never|no|none|cannot)\b", re.IGNORECASE)


def may_claim(text: str) -> bool:
    """Whether a name or a claim stands in `text`, or a denial."""
    return bool(
        _names(text)
        or _NOT.search(text)
        or _VERDICT.search(text)
        or any(said.search(text) for said, _ in _KINDS)
    )


class Claims:
    """What the sources of an answer claim."""

    def __init__(self, resume: str, facts: str = "", question: str = "") -> None:
        """`question`: its names stand where they are denied, or spoken of as what may be."""
        self._resume = resume[:_LONGEST_SCAN].replace("\u2019", "'")
        self._text = f"{self._resume}\n{facts}"
        self._known = _Names(self._text)
        self._asked = _Names(question)
        self._lines: list[frozenset[str]] | None = None  # read where something is denied

    def hold(self, sentence: str) -> bool:
        """Whether the sentence claims nothing but what stands here, and denies none of that."""
        german = len(_GERMAN.findall(sentence)) > 1
        limited = bool({word.text for word in words(sentence)} & _LIMITS)
        supposed = False
        for number, (clause, denied) in enumerate(clauses(sentence)):
            supposed = supposed or bool(_SUPPOSES.search(clause))
            # Only of a sentence's first word a capital says nothing.
            names = _names(clause if number == 0 else f"and {clause}", german=german)
            if not self._named(names, asked=denied or supposed):
                return False
            if denied:
                if not limited and self._belies(clause):
                    return False
            elif _VERDICT.search(clause) or not (supposed or self._stands(clause)):
                return False
        return True

    def _named(self, names: list[str], *, asked: bool) -> bool:
        """Whether all stand here, or, where they may, in the question."""
        return all(
            self._known.has(name) or (asked and self._asked.has(name))
            for name in names
            if not _judged(name)
        )

    def _stands(self, clause: str) -> bool:
        return all(held.search(self._text) for said, held in _KINDS if said.search(clause))

    def _belies(self, clause: str) -> bool:
        """Whether it denies what one line of the resume says in the same words."""
        if not (_NOT.search(clause) and _SUBJECT.search(clause)):
            return False
        denied = _telling(clause)
        return bool(denied) and any(denied <= line for line in self._by_line())

    def _by_line(self) -> list[frozenset[str]]:
        if self._lines is None:
            lines = self._resume.split("\n")
            self._lines = [_telling(line) for line in lines if not _NOT.search(line)]
        return self._lines


class _Names:
    """The names, and all other words, of a text."""

    def __init__(self, text: str) -> None:
        self._plain = _fold(text)
        pieces = re.findall(r"[^\W_]+(?:[.+#&'-]+[^\W_]+)*[+#]*", self._plain)
        parts = [part for piece in pieces for part in re.split(r"[.&'-]", piece)]
        self._words = {_squashed(word) for word in (*pieces, *parts)}
        self._stems = {stem(word) for word in self._words}
        self._squashed = _squashed(self._plain)
        self._initials = " ".join(
            "".join(word[0] for word in re.findall(r"[^\W\d_]+", line))
            for line in self._plain.split("\n")
        )

    def has(self, name: str) -> bool:
        """Whether it stands here, in the singular or plural, or as the letters that begin words."""
        plain = _squashed(_fold(name))
        if not {plain, plain.removesuffix("s"), f"{plain}s"}.isdisjoint(self._words):
            return True
        if stem(plain) in self._stems:
            return True
        if _ODD.match(name) and len(plain) >= _SHORTEST_SQUASHED and plain in self._squashed:
            return True
        return name.isupper() and 2 < len(name) < 7 and plain in self._initials


def _names(sentence: str, *, german: bool = False) -> list[str]:
    """What looks like a name in it, but for words of every answer."""
    said = _OF_SCIENCE.sub("", _BULLET.sub("", _MARKUP.sub("", sentence)).strip())
    found = names_in(said)
    if german:
        found = [name for name in found if _ODD.match(name)]
    if hired := _HIRED.match(said):
        found.append(hired[1])
    alone = _IN_LIST if _BULLET.match(sentence) else _ALONE
    if listed := alone.match(said):
        found.append(listed[1])
    lower = (TOOLS - _WORDS_TOO) & set(re.findall(r"[^\W_]+(?:[.-][^\W_]+)*", said))
    return [name for name in (*found, *lower) if not _nameless(name)]


@lru_cache(maxsize=4096)
def _nameless(name: str) -> bool:
    plain = name.casefold()
    ending = stem(plain)
    return (
        plain in _NAMELESS
        or plain in FUNCTION
        or (name.isalpha() and not name.isupper() and (ending in LIGHT or ending in MEANING))
        or plain.isdigit()  # a value
        or re.fullmatch(r"\d[\d.,]*(?:k|m|bn|x|st|nd|rd|th|s)?", plain) is not None
    )


def _judged(name: str) -> bool:
    """Whether it is the word of a degree, a rank, an event, which are held by kind."""
    return any(said.match(f"{name} of") for said, _ in _KINDS)


def _telling(text: str) -> frozenset[str]:
    """Stems of the words that say something."""
    return frozenset(
        word.stem
        for word in words(text)
        if word.text not in FUNCTION
        and word.text not in NEGATORS | _ANYBODY
        and word.text[0].isalnum()
        and word.stem not in LIGHT
        and MEANING.get(word.stem) not in GENERAL
    )


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _squashed(text: str) -> str:
    return re.sub(r"[^\w+#]|_", "", text)
