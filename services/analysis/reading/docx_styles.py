"""What the styles of a DOCX say about a run or a paragraph: size, weight, list, heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop)\s*[1-9]", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_MAX_CHAIN = 12  # styles based on styles


@dataclass(frozen=True, slots=True)
class Face:
    """What decides how a run looks. None: not said here."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    white: bool | None = None
    shaded: bool | None = None

    def over(self, other: Face) -> Face:
        """This face where it says something, else the other."""
        return Face(
            *(
                mine if mine is not None else theirs
                for mine, theirs in zip(_values(self), _values(other), strict=True)
            )
        )


def _values(face: Face) -> tuple[Any, ...]:
    return (face.size, face.bold, face.italic, face.hidden, face.white, face.shaded)


@dataclass(frozen=True, slots=True)
class Block:
    """What decides what a paragraph is."""

    face: Face
    listed: bool | None = None
    heading: bool = False


def on(element: Any, tag: str) -> bool | None:
    """A toggle such as `w:b`: None where absent."""
    child = element.find(qn(tag))
    if child is None:
        return None
    return str(child.get(qn("w:val"), "1")).lower() not in _OFF


def value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def face_of(properties: Any) -> Face:
    """The face one `w:rPr` asks for."""
    if properties is None:
        return Face()
    size = value(properties, "w:sz")
    colour = value(properties, "w:color")
    return Face(
        size=int(size) / 2 if size and size.isdigit() else None,
        bold=on(properties, "w:b"),
        italic=on(properties, "w:i"),
        hidden=on(properties, "w:vanish"),
        white=None if colour is None else is_white(colour),
        shaded=_shaded(properties),
    )


def is_white(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return all(int(colour[i : i + 2], 16) >= 0xF4 for i in (0, 2, 4))


def _shaded(properties: Any) -> bool | None:
    shade = properties.find(qn("w:shd"))
    if properties.find(qn("w:highlight")) is not None:
        return True
    if shade is None:
        return None
    fill = shade.get(qn("w:fill"), "auto")
    return fill != "auto" and not is_white(fill)


def listed(properties: Any) -> bool | None:
    """Whether a `w:pPr` puts the paragraph in a list; None where it says nothing."""
    if properties is None:
        return None
    numbering = properties.find(qn("w:numPr"))
    if numbering is None:
        return None
    number = value(numbering, "w:numId")
    return number != "0"


class Styles:
    """Styles by id, resolved through the styles they are based on."""

    def __init__(self, package: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._blocks: dict[str, Block] = {}
        self.default_paragraph = ""
        self._base = Face(size=11.0)
        try:
            root = package.part._styles_part.element  # noqa: SLF001 - no public way to a missing part
        except (KeyError, AttributeError):
            return
        for style in root.iterchildren(qn("w:style")):
            name = style.get(qn("w:styleId"))
            self._elements[name] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in (
                "1",
                "true",
            ):
                self.default_paragraph = name
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._base = face_of(defaults).over(Face(size=10.0))

    @property
    def base(self) -> Face:
        return self._base

    def block(self, style: str | None) -> Block:
        """What a paragraph or character style amounts to."""
        name = style or self.default_paragraph
        known = self._blocks.get(name)
        if known is None:
            known = self._blocks[name] = self._resolve(name)
        return known

    def _resolve(self, style: str) -> Block:
        block = Block(Face())
        seen: set[str] = set()
        current: str | None = style
        while current and current not in seen and len(seen) < _MAX_CHAIN:
            seen.add(current)
            element = self._elements.get(current)
            if element is None:
                break
            properties = element.find(qn("w:pPr"))
            name = value(element, "w:name") or ""
            outline = None if properties is None else value(properties, "w:outlineLvl")
            block = replace(
                block,
                face=block.face.over(face_of(element.find(qn("w:rPr")))),
                listed=block.listed if block.listed is not None else listed(properties),
                heading=block.heading
                or bool(_HEADING.match(name))
                or (outline is not None and outline.isdigit() and int(outline) < 9),
            )
            if block.listed is None and name.lower().startswith(("list bullet", "list number")):
                block = replace(block, listed=True)
            current = value(element, "w:basedOn")
        return block
