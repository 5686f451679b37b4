"""What stands on a page: glyphs and words with their places, in points, origin top left, y
downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_FEW = 40  # letters and digits: a page number, a running title
_COVERED = 0.5  # the share of a scanned page that its picture covers, at least
_DRAWN = 300  # shapes: a page of letters drawn as outlines has thousands


@dataclass(slots=True)
class Glyph:
    """One character as placed by the file, in the order of the file's content."""

    text: str  # cleaned; " " for a space of any kind
    x0: float
    x1: float
    base: float  # the baseline
    size: float
    bold: bool = False
    italic: bool = False
    turn: int = 0  # quarter turns clockwise from upright; places are along the reading direction
    font: int = 0  # same number, same look


@dataclass(slots=True)
class Word:
    """Glyphs without a space between them."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    order: int  # position in the content of the file
    link: str | None = None

    @property
    def y0(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def y1(self) -> float:
        return self.base + 0.2 * self.size


@dataclass(slots=True)
class Link:
    """A hyperlink annotation: its target and the rectangle it covers."""

    target: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """A page as read from the file, before any order is sought."""

    number: int  # 1-based
    width: float
    height: float
    words: list[Word] = field(default_factory=list[Word])
    turned: list[list[Word]] = field(default_factory=list[list[Word]])  # one list a direction
    links: list[Link] = field(default_factory=list[Link])
    # Small filled shapes (x0, y0, x1, y1): list markers that are drawn, not written.
    dots: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    hidden: list[str] = field(default_factory=list[str])
    pictures: float = 0.0  # the share of the page that pictures cover, at most 1
    paths: int = 0  # how many shapes are drawn on it
    recognised: bool = False  # text is the invisible layer an OCR program laid over a picture

    @property
    def letters(self) -> int:
        return sum(map(str.isalnum, "".join(word.text for word in self.words)))

    @property
    def is_picture(self) -> bool:
        """Whether what there is to read stands in a picture, or in letters drawn as shapes."""
        return self.letters < _FEW and (self.pictures > _COVERED or self.paths > _DRAWN)
