"""The names that the sources of an answer hold, in whatever form they are written there."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from libs.profile.model import Profile
from services.chat.engines.languages import Language, language_of
from services.chat.engines.naming import Named
from services.chat.matching.words import stem

_LONGEST_SCAN = 120_000  # characters
_SHORTEST_SQUASHED = 5
_PREFIX = 4  # letters that a word and its translation share
_HEAD = 800  # characters: who a resume says its owner is stands there
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'-]*(?:[ -](?:(?:of|and|for|the|de|&) )?[A-ZÀ-Þ][\w'-]*){1,6}")
# How places are written short.
_SHORT = {
    long: short.split("|")
    for long, short in (
        pair.split("=")
        for pair in """
        alabama=al alaska=ak arizona=az arkansas=ar california=ca colorado=co connecticut=ct
        delaware=de florida=fl georgia=ga hawaii=hi idaho=id illinois=il indiana=in iowa=ia
        kansas=ks kentucky=ky louisiana=la maine=me maryland=md massachusetts=ma michigan=mi
        minnesota=mn mississippi=ms missouri=mo montana=mt nebraska=ne nevada=nv hampshire=nh
        jersey=nj mexico=nm york=ny|nyc carolina=nc|sc dakota=nd|sd ohio=oh oklahoma=ok oregon=or
        pennsylvania=pa island=ri tennessee=tn texas=tx utah=ut vermont=vt virginia=va|wv
        washington=wa wisconsin=wi wyoming=wy states=us|usa kingdom=uk britain=uk|gb us=usa|states
        usa=us|states uk=kingdom|britain turkey=türkiye|turkiye korea=skorea|kr
        germany=deutschland|de
        """.split()  # noqa: SIM905 - read as a list, it is a page
    )
}
_ASKS_FOR_NAMES = re.compile(
    r"\b(?:where|compan(?:y|ies)|employers?|firms?|schools?|universit(?:y|ies)|tools?|technolog\w+|"
    r"languages?|certificat\w+|work(?:ed)? for|clients?|dónde|empresas?|où|wo|firmen?)\b",
    re.IGNORECASE,
)


class Known:
    """A text, and what of it says titles and studies."""

    def __init__(self, text: str, profile: Profile | None = None, facts: str = "") -> None:
        self._resume = text[:_LONGEST_SCAN].replace("\u2019", "'")
        self._all = f"{self._resume}\n{facts}"
        self._profile = profile

    @cached_property
    def asks_for_names(self) -> bool:
        """Whether, read as a question, it asks for employers, schools or tools."""
        return bool(_ASKS_FOR_NAMES.search(self._resume))

    @cached_property
    def language(self) -> Language:
        return language_of(self._resume)

    def text_of(self, place: str) -> str:
        """The titles, the studies, or all; all where the profile lists none."""
        if self._profile and place == "titles" and self._profile.experience:
            titles = [job.title or "" for job in self._profile.experience]
            return "\n".join((*titles, self._resume[:_HEAD]))
        if self._profile and place == "studies" and self._profile.education:
            studies = self._profile.education
            degrees = [f"{one.degree or ''} {one.field or ''}" for one in studies]
            quotes = [piece.quote for one in studies for piece in one.evidence]
            certificates = [one.name or "" for one in self._profile.certifications]
            return "\n".join((*degrees, *quotes, *certificates))
        return self._all

    def lists(self, part: int) -> bool:
        """Whether the profile has studies (1), certificates (2), jobs (3)."""
        if self._profile is None:
            return False
        parts = (self._profile.education, self._profile.certifications, self._profile.experience)
        return 0 < part <= len(parts) and bool(parts[part - 1])

    def has(self, one: Named, language: Language) -> bool:
        """Whether a name stands here: in the singular or plural, shortened or spelled out; said in
        another language, it is enough that a word of its run is alike.
        """
        if self._holds(one.name):
            return True
        if language is self.language or language is Language.OTHER:
            return False
        odd = not one.name[1:].islower()
        return not odd and any(self.is_alike(word) for word in re.findall(r"[^\W\d_]{4,}", one.run))

    def _holds(self, name: str) -> bool:
        plain = _squashed(_fold(name))
        forms = {plain, plain.removesuffix("s"), f"{plain}s", *_SHORT.get(plain, ())}
        if not forms.isdisjoint(self._words) or stem(plain) in self._stems:
            return True
        parts = re.split(r"[-/&]", _fold(name))
        if len(parts) > 1 and all(part in self._words for part in parts if part):
            return True
        odd = not name[1:].islower()
        if odd and len(plain) >= _SHORTEST_SQUASHED and plain in self._squashed:
            return True
        return name.isupper() and len(name) > 1 and plain in self._initials

    def is_alike(self, word: str) -> bool:
        """Whether a word here begins as this one does."""
        return _fold(word)[:_PREFIX] in self._prefixes

    @cached_property
    def _plain(self) -> str:
        return _fold(self._all)

    @cached_property
    def _words(self) -> frozenset[str]:
        pieces = re.findall(r"[^\W_]+(?:[.+#&'-]+[^\W_]+)*[+#]*", self._plain)
        parts = [part for piece in pieces for part in re.split(r"[.&'-]", piece)]
        return frozenset(_squashed(word) for word in (*pieces, *parts) if word)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._words))

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset(word[:_PREFIX] for word in self._words if len(word) >= _PREFIX)

    @cached_property
    def _squashed(self) -> str:
        return _squashed(self._plain)

    @cached_property
    def _initials(self) -> frozenset[str]:
        """The letters that words of a name begin with: AWS of Amazon Web Services."""
        found: set[str] = set()
        for run in _CAPITALS.finditer(self._all):
            letters = [word[0] for word in re.findall(r"[^\W\d_][\w']*", run[0])]
            capital = [letter for letter in letters if letter.isupper()]
            for chosen in (letters, capital):
                found |= {"".join(chosen), "".join(chosen[:-1]), "".join(chosen[1:])}
        return frozenset(_fold(one) for one in found if len(one) > 1)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _squashed(text: str) -> str:
    return re.sub(r"[^\w+#]|_", "", text)
