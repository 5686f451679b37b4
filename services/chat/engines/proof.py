"""What can be checked of an answer: a number, an address, a telephone number, a name or a claim has
to stand in what the answer was made from.
"""

from __future__ import annotations

import re
from functools import cached_property

from libs.profile.instructions import speaks_to_program
from libs.profile.model import Profile
from services.chat.engines.claims import Claims, may_claim
from services.chat.engines.denial import clauses
from services.chat.engines.known import Known

# Each begins where no such word goes on, and is so tried once a word: a model may say anything, and
# what takes the square of its length stops everybody's answers.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TOP = r"\.(?:com|org|net|io|dev|edu|gov|co|info|app|ai|eu|de|fr|uk|pt|nl|ch|cn|jp|br|ca|au|xyz)\b"
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']+|"
    rf"(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*{_TOP}(?:/[^\s<>()\[\]\"']*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\(?\d[\d\s().\u2010-\u2015/-]{5,}\d")
_NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0'\u2019]\d+)*")
_ONES = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
_COUNTING = {word: str(value) for value, word in enumerate(_ONES.split(), start=2)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
}
_IN_WORDS = re.compile(rf"\b({'|'.join(_COUNTING)})\b", re.IGNORECASE)
# In words only what is measured is checked: "two of your roles" is a way to speak.
_MEASURED = re.compile(
    rf"\b({'|'.join(_COUNTING)})(?=[\s-]+(?:and a half )?(?:years?|months?|percent|per cent|people|"
    r"persons|employees|engineers|staff|countries)\b)",
    re.IGNORECASE,
)
# What a resume is worth, only the rules say: a text may ask for any number.
_RATING = re.compile(r"(?<!\d)(\d+(?:[.,]\d+)?)\s*(?:/|of|out of)\s*100\b", re.IGNORECASE)
_JUDGING = re.compile(
    r"\b(?:resume|résumé|cv|profile|candidate|applicant)\b|^\W*(?:\w+ )?(?:score|rating|grade)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[-*\u2022]\s*)?\d{1,2}[.)]\s")
_YEAR_OR_LESS = re.compile(r"(?:19|20)\d\d|\d{1,2}")
_HIGHEST = 100
_VALUE_BEGINS = re.compile(rf"\d|@|://|www\.|(?<=[\w-]){_TOP}", re.IGNORECASE)


def may_need_proof(text: str, *, opens: bool = True) -> bool:
    """Whether a value stands in `text`, or the beginning of one, or something claimed. `opens` as
    in `Sources.prove`.
    """
    values = _VALUE_BEGINS.search(text) or _IN_WORDS.search(text)
    return bool(values) or may_claim(text, opens=opens)


class Sources:
    """What an answer was made from: the values and claims that it may hold."""

    def __init__(
        self, resume: str, facts: str = "", *, question: str = "", profile: Profile | None = None
    ) -> None:
        """`question`: its own values and names stand only where they are denied. `profile`: says
        what of the resume are titles and studies, and what it is worth.
        """
        self._score = profile.score.total if profile and profile.score else None
        self._known = _Values(f"{resume}\n{facts}")
        self._with_question = f"{resume}\n{facts}\n{question}"
        self._claims = Claims(Known(resume, profile, facts), Known(question))

    def prove(self, sentence: str, *, opens: bool = True) -> bool:
        """Whether everything in `sentence` that can be checked stands in the sources. `opens`: it
        begins here, and is no part of a longer one.
        """
        rest = _ITEM.sub("", sentence)
        if speaks_to_program(rest):
            return False
        if _JUDGING.search(rest) and not all(map(self._scored, _RATING.findall(rest))):
            return False
        values_hold = self._known.hold(rest) or self._clauses_hold(rest)
        return values_hold and self._claims.hold(sentence, opens=opens)

    @cached_property
    def _asked(self) -> _Values:
        return _Values(self._with_question)

    def _clauses_hold(self, sentence: str) -> bool:
        return all(
            (self._asked if denied else self._known).hold(clause)
            for clause, denied in clauses(sentence)
        )

    def _scored(self, points: str) -> bool:
        said = float(points.replace(",", "."))
        return self._score is not None and said <= _HIGHEST and round(said) == round(self._score)


class _Values:
    """The values of a text."""

    def __init__(self, text: str) -> None:
        self._folded = text.casefold()
        self._numbers = {number for found in _NUMBER.findall(text) for number in _spellings(found)}
        self._numbers |= {_plain(part) for part in re.findall(r"\d+", text)}
        self._numbers |= {_COUNTING[word.casefold()] for word in _IN_WORDS.findall(text)}
        self._phones = [_digits(found) for found in _PHONE.findall(text)]

    def hold(self, said: str) -> bool:
        """Whether every value of `said` is among them."""
        for address in _EMAIL.findall(said):
            if address.casefold().rstrip(".") not in self._folded:
                return False
        rest = _EMAIL.sub(" ", said)
        for address in _URL.findall(rest):
            if _bare(address) not in self._folded:
                return False
        rest = _URL.sub(" ", rest)
        return self._phones_stand(rest) and self._numbers_stand(rest)

    def _phones_stand(self, text: str) -> bool:
        for found in _PHONE.findall(text):
            groups = re.findall(r"\d+", found)
            if found[0] != "+" and all(map(_YEAR_OR_LESS.fullmatch, groups)):
                continue  # dates
            digits = "".join(groups)
            if len(digits) >= 7 and not any(digits in phone for phone in self._phones):
                return self._each_stands(found)
        return True

    def _each_stands(self, found: str) -> bool:
        """Whether it is no telephone number but a series of numbers, each of which stands."""
        return found[0] not in "+(" and self._numbers_stand(found, longest=6)

    def _numbers_stand(self, text: str, longest: int | None = None) -> bool:
        in_words = [_COUNTING[word.casefold()] for word in _MEASURED.findall(text)]
        return all(
            not self._numbers.isdisjoint(_spellings(number))
            and (longest is None or len(_digits(number)) <= longest)
            for number in [*_NUMBER.findall(text), *in_words]
        )


def _spellings(number: str) -> set[str]:
    """A number without leading zeros and marks of thousands; also read as a decimal."""
    digits = _plain(_digits(number))
    if digits == number:
        return {digits}
    decimal = re.sub(r"[^\d.]", "", number.replace(",", ".")).strip(".")
    if decimal.count(".") == 1:
        whole, fraction = decimal.split(".")
        decimal = f"{_plain(whole)}.{fraction}".rstrip("0").rstrip(".")
        # Of three digits a fraction is as likely to be thousands.
        return {decimal, digits} if len(fraction) == 3 else {decimal}
    return {digits}


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare(address: str) -> str:
    """An address without what people leave out."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold())
    return bare.rstrip("/.,;:!?*_")
