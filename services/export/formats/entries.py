"""What a document is made of, before it has a look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words, and where they lead."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: what stands large, when it was, what stands below, and its list."""

    title: str
    when: str = ""
    detail: str = ""
    place: str = ""
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The document's own properties."""

    title: str
    author: str
    subject: str
    language: str
    keywords: str
