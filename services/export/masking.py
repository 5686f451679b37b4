"""Hiding whom a profile is about, so that it can be shared: name, ways to reach the person, place
and employers, wherever they occur. What each becomes is told in docs/exports.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import unquote

from libs.profile.model import PersonalInfo, Profile
from services.export import masking_lists as lists
from services.export.masking_codes import codes
from services.export.masking_contacts import (
    ADDRESSES,
    EMAIL,
    LINK,
    NAMES_OF_SITES,
    PHONE,
    known_numbers,
    numbers,
    tidied,
)
from services.export.masking_mailboxes import mailboxes
from services.export.masking_names import add_firm, add_name, significant, without_forms
from services.export.masking_words import Phrases, fold, words_of

NAME, PLACE, HIDDEN = "[name]", "[location]", "[hidden]"

# Fields that hold no words of the resume; some take only values of their own.
_STRUCTURE = frozenset(
    {"kind", "priority", "code", "path", "job_id", "upload_id", "start", "end", "date", "version",
     "engine"}
)  # fmt: skip
_REPEATED = re.compile(r"(\[[a-z]+(?: \d+)?\])(?:[\s.,&_/+-]{0,3}\1)+")
# Characters that are not seen and stand within words all the same.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

_PART_LETTERS = 4  # shorter parts of a place or a firm are too often another word


class NameUnknown(Exception):
    """A name that was not read is hidden nowhere, though it may stand in any text."""


def masked(profile: Profile) -> Profile:
    """The profile without whom it is about. Its age goes; where the person studied stays."""
    hiding = _Hiding(profile)
    content = cast("dict[str, Any]", hiding.walk(profile.model_dump()))
    person = content["personal_info"]
    _replace(person, profile.personal_info)
    for post, label in zip(content["experience"], hiding.employers, strict=True):
        post["company"] = label
    content["evidence_of"].pop("personal_info.age", None)
    for one in content["dropped"]:
        one["value"] = HIDDEN  # what no text proves may name anybody
    return Profile.model_validate(content)


def _replace(person: dict[str, Any], known: PersonalInfo) -> None:
    """The fields themselves, whatever stands in them."""
    labels = {"name": NAME, "email": EMAIL, "phone": PHONE, "location": PLACE, "linkedin_url": LINK}
    for field, label in labels.items():
        person[field] = label if getattr(known, field) else None
    person["links"] = [LINK for _ in known.links]
    person["age"] = None


class _Hiding:
    """What is to be hidden of one profile, and how."""

    def __init__(self, profile: Profile) -> None:
        self._phrases = Phrases()
        self._done: dict[str, str] = {}
        self.employers: list[str | None] = []  # what each employer of the profile becomes
        person = profile.personal_info
        if person.name:  # first: a mailbox or a handle that is the name is the name
            add_name(self._phrases, person.name, NAME)
        for link in filter(None, [person.linkedin_url, *person.links]):
            self._add_link(link)
        if person.email:
            self._add_email(person.email)
        self._add_employers(profile)
        if person.location:
            self._keep_schools(profile, person.location)
            self._add_place(person.location)
        self._numbers = known_numbers(person.phone)
        self._work = frozenset(_work(profile))

    def walk(self, value: Any, field: str = "") -> Any:
        """The same shape, every text of the resume hidden."""
        match value:
            case str() if field not in _STRUCTURE:
                return self._text(value)
            case dict():
                entries = cast("dict[str, Any]", value)
                return {
                    name: item if name == "engine" else self.walk(item, name)
                    for name, item in entries.items()
                }
            case list():
                return [self.walk(item, field) for item in cast("list[Any]", value)]
            case _:
                return value

    def _text(self, text: str) -> str:
        """Quotes come again and again: each is looked through once."""
        if text not in self._done:
            self._done[text] = self._hidden(unicodedata.normalize("NFC", text.translate(_UNSEEN)))
        return self._done[text]

    def _hidden(self, text: str) -> str:
        pieces: list[str] = []
        done = 0
        for start, end, label in _first(self._contacts(text)):
            pieces += (self._phrases.hidden(text[done:start]), label)
            done = end
        pieces.append(self._phrases.hidden(text[done:]))
        return _REPEATED.sub(r"\1", tidied(without_forms("".join(pieces))))

    def _contacts(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of what is known by its shape."""
        for found in ADDRESSES.finditer(text):
            yield (*found.span(), EMAIL if found.lastgroup == "e" else LINK)
        for start, end in mailboxes(text, self._is_own, self._work):
            yield start, end, EMAIL
        for found in self._numbers.finditer(text):
            yield (*found.span(), PHONE)
        for start, end in numbers(text):
            yield start, end, PHONE
        for start, end in codes(text):
            yield start, end, HIDDEN

    def _is_own(self, word: str) -> bool:
        """Whether it is a name of the person's, their mailbox, or an account of theirs."""
        return self._phrases.hidden(word) in (NAME, EMAIL, LINK)

    def _add_link(self, link: str) -> None:
        """The address without its scheme; a site of one's own; a name on a site of everybody."""
        bare = re.sub(r"^[a-z][a-z+.-]*:(?://)?|^//", "", unquote(link), flags=re.IGNORECASE)
        bare = re.sub(r"^www\.", "", bare, flags=re.IGNORECASE).rstrip("/")
        self._phrases.add(bare, LINK)
        path, _, _ = bare.partition("?")
        self._phrases.add(path, LINK)
        host, *folders = path.split("/")
        site = host.partition(":")[0].lower()
        shared = lists.SITES | lists.HOSTS
        if not any(site == one or site.endswith(f".{one}") for one in shared):
            self._phrases.add(site, LINK)
            return
        if site not in lists.SITES:
            self._phrases.add(site, LINK)
            if any(site.endswith(f".{one}") for one in lists.HOSTS):
                self._add_handle(site.partition(".")[0])
        names = [
            folder
            for folder in folders
            if folder.lower() not in lists.FOLDERS and not folder.isdigit()
        ]
        if names:
            self._add_handle(names[0])

    def _add_handle(self, handle: str) -> None:
        if max(map(len, words_of(handle)), default=0) >= _PART_LETTERS:
            self._phrases.add(handle, LINK)
            self._phrases.add_joined([handle], LINK)

    def _add_email(self, email: str) -> None:
        mailbox, _, domain = email.partition("@")
        self._phrases.add(email, EMAIL)
        self._phrases.add(domain, EMAIL)
        if len(mailbox) >= _PART_LETTERS and mailbox.lower() not in lists.MAILBOXES:
            self._phrases.add(mailbox, EMAIL)

    def _add_employers(self, profile: Profile) -> None:
        """Numbered in the order of the profile; the same firm keeps its number."""
        ordinary = _ordinary(profile)
        numbers: dict[tuple[str, ...], int] = {}
        firms: list[tuple[str, str]] = []
        for post in profile.experience:
            label = None
            if post.company:
                number = numbers.setdefault(significant(post.company), len(numbers) + 1)
                label = f"[employer {number}]"
                firms.append((post.company, label))
            self.employers.append(label)
        for company, label in firms:
            add_firm(self._phrases, company, label)
        for company, label in firms:  # after every whole name: a part may be another's whole
            for word in significant(company):
                if len(word) >= _PART_LETTERS and word not in ordinary and not word.isdigit():
                    self._phrases.add(word, label)
                    self._phrases.add_stem(word, label)
                    self._phrases.add_plural(word, label)

    def _keep_schools(self, profile: Profile, place: str) -> None:
        """Where the person studied stays, a place in its name too; not a place set beside it, nor
        a name that says the person or an employer.
        """
        places = set(words_of(place))
        for school in filter(None, (one.institution for one in profile.education)):
            name = re.split(r"[,;/|·•()]|\s[-–—]\s", school)[0]
            own = set(words_of(name)) - places
            if own and self._phrases.hidden(name) == name:
                self._phrases.add(name, "")

    def _add_place(self, place: str) -> None:
        self._phrases.add(place, PLACE)
        for part in re.split(r"[,;/|·•]", place):
            if sum(map(len, words_of(part))) >= _PART_LETTERS:
                self._phrases.add(part, PLACE)


def _first(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """In their order, without what begins within another; the longest of those at one place."""
    done = 0
    for start, end, label in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= done:
            yield start, end, label
            done = end


def _ordinary(profile: Profile) -> set[str]:
    """Words that say no firm: kinds of firms, words the resume also writes small in its prose, and
    the words of titles and studies. Addresses are no prose, and neither are names of skills: they
    are small whatever they name.
    """
    found = {fold(word) for word in lists.KINDS}
    for text in _texts(_prose(profile)):
        plain = NAMES_OF_SITES.sub(" ", ADDRESSES.sub(" ", text))
        found.update(fold(word) for word in re.findall(r"[^\W\d_]+", plain) if word.islower())
    named: Iterable[str | None] = (
        *(text for post in profile.experience for text in (post.title, post.location)),
        *(skill.category for skill in profile.skills),
        *(text for one in profile.education for text in (one.institution, one.degree, one.field)),
        *(one.name for one in profile.certifications),
        *(one.name for one in profile.languages),
    )
    for text in filter(None, named):
        found.update(words_of(text))
    return found


def _work(profile: Profile) -> Iterator[str]:
    """The words of what the person is, knows and has studied."""
    named: Iterable[str | None] = (
        *(post.title for post in profile.experience),
        *(skill.name for skill in profile.skills),
        *(text for one in profile.education for text in (one.degree, one.field)),
    )
    for text in filter(None, named):
        yield from words_of(text)


def _prose(profile: Profile) -> dict[str, Any]:
    """The profile without what is about the person alone, what was not found, and skills' names."""
    content = profile.model_dump(exclude={"personal_info", "dropped"})
    for path in list(content["evidence_of"]):
        if path.startswith("personal_info"):
            del content["evidence_of"][path]
    for skill in content["skills"]:
        del skill["name"]
    return content


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, item in cast("dict[str, Any]", value).items():
                if name not in _STRUCTURE:
                    yield from _texts(item)
        case list():
            for item in cast("list[Any]", value):
                yield from _texts(item)
        case _:
            return
