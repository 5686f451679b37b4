"""What a sentence says of a person beside its values: names, degrees, ranks, events. A model's
sentence may say of these only what its sources say, and not deny a name or the leading of people
that stands there.

What is denied otherwise, and what may be ("consider a certificate such as …"), is no claim. In
doubt a sentence is told: ordinary words must not be lost for a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.chat.engines.denial import clauses
from services.chat.engines.known import Known
from services.chat.engines.languages import Language, language_of
from services.chat.engines.naming import Named, names

# What is said, and what of it the titles and studies, or else the whole text, have to hold.
_TITLES = {
    r"\bdirectors?\b": r"\bdirect",
    r"\bpresidents?\b|\bvp\b": r"president|\bvp\b",
    r"\bchief\b|\bc[etf]o\b": r"\bchief\b|\bc[etfio]o\b",
    r"\b(?:co-?)?founde(?:rs?|d)\b": r"found",
    r"\bprofessors?\b": r"\bprofess?or|\bdozent|catedr",
    r"\bphysicians?\b|\bsurgeons?\b": r"physician|surg|\bm\.?d\b|\bdoctor|m[eé]dic",
    r"\blawyers?\b|\battorneys?\b": r"lawyer|attorney|\blegal|counsel|solicitor|abogad",
}
_STUDIES = {
    r"\bbachelor": r"bachelor|\bb\.? ?(?:sc?|a|eng|tech|com|ed|ba)\b|undergrad|licen[cs]i|laurea",
    r"\bmaster(?:'?s\b| of\b| degree)|\bmba\b": r"\bmaster|\bm\.? ?(?:sc?|a|eng|tech|ba|ed|phil)\b"
    r"|m[aá]ster|maestr|magist",
    r"\bph\.? ?d\b|\bdoctora": r"\bph\.? ?d\b|doctor|\bd\.?phil|\bdr\b",
}
_ANYWHERE = {
    r"\bconvicted|\bfraud|\bembezzl|\bprison": "",
    r"\bmarried\b|\bdivorced\b": "",
    r"\b(?:your|have|has|two|three) (?:\w+ )?(?:children|kids)\b": r"children|kids|married",
    r"\bcitizen": "",
    r"\b(?:a|military) veteran\b|\bsecurity clearance\b": "",
    r"\bpatents?\b": r"patent",
    r"\b(?:published|publications?)\b": r"publish|publication|\bpapers?\b|journal|article|author",
    r"\b(?:led|manag(?:ed?|ing)|supervised?)\b[^.]{0,40}?\b(?:people|teams?|staff|employees)\b": (
        r"\bled\b|\blead(?:s|er|ing)?\b|\bmanag(?:ed|ing|er|es?)\b|supervis|mentor|coach|\btrain"
        r"|\bhead|direct|overs[ae]|coordinat|captain|founder"
    ),
}
_KINDS = {
    place: tuple(
        (re.compile(said, re.IGNORECASE), re.compile(held or said, re.IGNORECASE))
        for said, held in kinds.items()
    )
    for place, kinds in (("titles", _TITLES), ("studies", _STUDIES), ("text", _ANYWHERE))
}
# A role that somebody had, and a field that they studied, in small letters.
_ROLE = re.compile(
    r"\b(?i:you|he|she|they|i)\b[^.]{0,30}?\b(?:were|was|are|is|been|as) (?:also )?(?:an?|the) "
    r"(?:[a-z-]+ ){0,2}?(manager|analyst|consultant|controller|executive|head|engineer|developer"
    r"|nurse|teacher|accountant|architect|scientist|designer|supervisor|professor|officer|administrator"
    r"|coordinator|technician|partner|pilot|chef|captain|recruiter)\b"
)
_LIKE = {"engineer": r"engineer|develop|program", "developer": r"engineer|develop|program"}
_FIELD = re.compile(
    r"\b(?:degree|bachelor'?s?|master'?s?|doctorate|diploma|certificate|majored|graduated) in "
    r"([a-z]{4,})|\b(?:an?|your) ([a-z]{3,}) degree\b|\bstudied ([a-z]{3,})"
)
_ANY_FIELD = frozenset(
    {"bachelor", "bachelors", "master", "masters", "college", "university", "formal", "relevant"}
)
# That there is none of what the profile lists.
_NONE_OF = re.compile(
    r"\b(?:no|any|a|an|lacks?|lacking) (?:(degrees?|education|bachelor'?s?(?: degree)?)"
    r"|(certifications?|certificates?)|(work experience|jobs?|experience))\W*$",
    re.IGNORECASE,
)
# What a resume proves of nobody.
_VERDICT = re.compile(
    r"\b(?:best|perfect|ideal|top|outstanding|exceptional|strongest|greatest|genius|world-class)\b"
    r"[^.]{0,30}\b(?:candidate|applicant|hire|choice)\b|"
    r"\b(?:should|must) be (?:hired|shortlisted|selected|promoted)\b|"
    r"\bhire (?:me|him|her|them|this|you)\b|"
    r"\b(?:candidate|applicant) is (?:a |an |the )?(?:best|perfect|ideal|genius|exceptional)\b",
    re.IGNORECASE,
)
# Of what may be, or is advised: "for a role at Initech, tell of …", "consider a course in …".
_SUPPOSES = re.compile(
    r"\b(?:[Ww]ould|[Cc]ould|[Ss]hould|might|may|[Ii]f|[Aa]pply|applying|[Cc]onsider|[Tt]ailor|"
    r"[Ee]mphasi[sz]e|[Hh]ighlight|[Aa]dd|[Mm]ention|[Ii]nclude|[Ll]earn|[Tt]arget|suited|fit|match|"
    r"such as|e\.g\.|for example|like|[Ff]or (?:a|an|the|this|that|your) (?:\w+ ){0,4}?"
    r"(?:role|job|position|company|interview))\b"
)
# "you know …", "she has worked …": said as it is, whatever stands around it.
_STATES = re.compile(
    r"\b(?:you|he|she|they|i|candidate|who)\b(?:'ve|'re|(?: \w+ly| also| have| has| had)?"
    r" (?:have|had|has|are|were|was|is|hold|held|know|knew|known|worked?|led|lead|earned|studied"
    r"|used?|built|wrote|written|managed?|joined|began|started|served|speak|spoke|graduated"
    r"|received|won))\b",
    re.IGNORECASE,
)
# What is denied here is that a name stands there, or that people were led.
_NOT = re.compile(r"n't\b|\b(?:not|never|no|none|cannot|lacks?)\b", re.IGNORECASE)
_OF_NAME = re.compile(
    r"\b(?:mention\w*|list\w*|show\w*|include\w*|contain\w*|know|used?|have|has|had|work(?:ed)?|hold|held"
    r"|experience|skills?|familiar|speak|attend(?:ed)?|stud(?:y|ied)|lacks?)\b"
    r"(?! (?:when|where|why|how|whether|if|which|what|who|any details?|dates?)\b)",
    re.IGNORECASE,
)
_OF_LEADING = re.compile(
    r"\b(?:led|lead|manag(?:ed?|ing)|supervised?)\b(?: (?:a|any|other))*(?: (?:people|anybody|"
    r"anyone|teams?|others|staff|somebody|someone))?\W*$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\b(?:led|managed|supervised|headed|directed)\b[^.\n]{0,40}\b(?:team|people|staff|engineers|"
    r"developers|employees|members)\b",
    re.IGNORECASE,
)
# With one of these a denial denies a part alone: "not after 2019", "no gap between A and B".
_LIMITED = re.compile(
    r"\b(?:after|before|since|until|only|yet|longer|more than|anymore|again|gaps?|between|both|"
    r"same|enough|beyond|besides|except|exact(?:ly)?|specific(?:ally)?|further|additional|much|many|"
    r"as an?|professional(?:ly)?|certificat\w+|certified|level|details?|dates?|years?|projects?|"
    r"when|where|why|how|whether|which)\b",
    re.IGNORECASE,
)
# What the question names may stand in such a sentence.
_UNSURE = re.compile(
    r"n't\b|\b(?:not|no|none|never|unclear|silent|zero|rather than|absent|missing|whether"
    r"|if you)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:whether|if you|unclear)\b", re.IGNORECASE)
_TURNS = re.compile(
    r"[;\u2014]|\b(?:but|however|although|though|while|whereas|yet|because)\b", re.IGNORECASE
)
_BEHIND = 12  # characters behind a clause: the word that parts it from the next


def may_claim(text: str, *, opens: bool = True) -> bool:
    """Whether a name or a claim stands in `text`, or a denial."""
    return bool(
        any(True for _ in names(text, opens=opens))
        or _NOT.search(text)
        or _VERDICT.search(text)
        or any(said.search(text) for kinds in _KINDS.values() for said, _ in kinds)
    )


class Claims:
    """What the sources of an answer claim."""

    def __init__(self, known: Known, asked: Known) -> None:
        """`asked`: its names may stand where a sentence denies something, or leaves it open."""
        self._known = known
        self._asked = asked
        self._held: dict[re.Pattern[str], bool] = {}

    def hold(self, sentence: str, *, opens: bool = True) -> bool:
        """Whether the sentence claims nothing but what stands here, and denies no name of it.
        `opens`: it begins here, and is no part of a longer one.
        """
        language = language_of(sentence)
        listing = self._asked.asks_for_names
        named = list(names(sentence, language, opens=opens, listing=listing))
        parts = list(_placed(sentence))
        unsure = bool(_UNSURE.search(sentence))
        supposed = denying = False
        last = 0
        for clause, start, end, denied in parts:
            denying = denied or (denying and not _TURNS.search(sentence[last:start]))
            last = end
            supposed = supposed or bool(_SUPPOSES.search(clause))
            inside = [one for one in named if start <= one.start < end]
            stated = bool(_STATES.search(clause))
            if denied:
                if self._belies(clause, inside, sentence[end : end + _BEHIND]):
                    return False
            elif stated or not (supposed or denying):
                asked = unsure and (not stated or bool(_OPEN.search(clause)))
                if not self._named(inside, language, asked=asked):
                    return False
                if _VERDICT.search(clause) or not self._stands(clause):
                    return False
            elif _VERDICT.search(clause):
                return False
        return True

    def _named(self, found: list[Named], language: Language, *, asked: bool) -> bool:
        """Whether all stand here, or, where they may, in the question."""
        return all(
            self._known.has(one, language) or (asked and self._asked.has(one, language))
            for one in found
        )

    def _stands(self, clause: str) -> bool:
        if not (self._role_stands(clause) and self._field_stands(clause)):
            return False
        return all(
            self._holds(place, held)
            for place, kinds in _KINDS.items()
            for said, held in kinds
            if said.search(clause)
        )

    def _role_stands(self, clause: str) -> bool:
        role = _ROLE.search(clause)
        if not role:
            return True
        like = _LIKE.get(role[1], rf"\b{role[1]}")
        return bool(re.search(like, self._known.text_of("titles"), re.IGNORECASE))

    def _field_stands(self, clause: str) -> bool:
        if self._known.language is not Language.ENGLISH:
            return True
        found = [word for field in _FIELD.findall(clause) for word in field if word]
        return all(word in _ANY_FIELD or self._known.is_alike(word) for word in found)

    def _holds(self, place: str, held: re.Pattern[str]) -> bool:
        if held not in self._held:
            self._held[held] = bool(held.search(self._known.text_of(place)))
        return self._held[held]

    def _belies(self, clause: str, found: list[Named], behind: str) -> bool:
        """Whether it denies a name that stands here, or that people were led."""
        negation = _NOT.search(clause)
        none = _NONE_OF.search(clause)
        if none and self._known.lists(none.lastindex or 0):
            return True
        if not negation or _LIMITED.search(f"{clause}{behind}"):
            return False
        denied = clause[negation.start() :]
        if _OF_LEADING.search(denied) and _LED.search(self._known.text_of("text")):
            return True
        standing = [one for one in found if self._known.has(one, Language.ENGLISH)]
        return bool(standing and len(standing) == len(found) and _OF_NAME.search(clause))


def _placed(sentence: str) -> Iterator[tuple[str, int, int, bool]]:
    """The clauses, each with where it begins and ends, and whether it denies."""
    plain = sentence.replace("\u2019", "'")
    at = 0
    for clause, denied in clauses(plain):
        start = plain.find(clause, at)
        at = start + len(clause)
        yield clause, start, at, denied
