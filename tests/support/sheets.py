"""PDF pages set by hand: text at a place, in a size, a weight, a colour, a rendering mode."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612.0, 792.0
Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)
LOREM = (
    "Planned routes for eleven depots and forty drivers across two states,",
    "cutting the distance driven with empty vehicles by a fifth in one year",
    "while the number of parcels grew, and trained the planners who do so now.",
)


class Sheet:
    """A document in the making. Places are points from the top left corner of a US Letter page."""

    def __init__(self, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self._buffer = io.BytesIO()
        self._height = size[1]
        self._canvas: Any = Canvas(self._buffer, pagesize=size)

    def put(  # noqa: PLR0913 - what a string on a page has
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10.0,
        bold: bool = False,
        colour: Colour = BLACK,
        mode: int = 0,
        spacing: float = 0.0,
    ) -> float:
        """Write one string in one text object; returns where it ends."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self._canvas.saveState()  # the rendering mode would outlive the text object
        line: Any = self._canvas.beginText(x, self._height - y)
        line.setFont(font, size)
        line.setFillColorRGB(*colour)
        line.setTextRenderMode(mode)
        line.setCharSpace(spacing)
        line.textOut(text)
        self._canvas.drawText(line)
        self._canvas.restoreState()
        return x + float(self._canvas.stringWidth(text, font, size))

    def put_right(self, x: float, y: float, text: str, *, size: float = 10.0) -> None:
        """Write a string that ends at `x`."""
        self.put(x - self._canvas.stringWidth(text, "Helvetica", size), y, text, size=size)

    def column(
        self, x: float, y: float, lines: list[str] | tuple[str, ...], step: float = 14
    ) -> float:
        """Write lines under each other; headings are those in capitals. Returns the next free y."""
        for line in lines:
            if line:
                self.put(x, y, line, bold=line.isupper())
            y += step
        return y

    def turned(self, x: float, y: float, text: str, degrees: float) -> None:
        self._canvas.saveState()
        self._canvas.translate(x, self._height - y)
        self._canvas.rotate(degrees)
        self._canvas.setFont("Helvetica", 10)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(x, self._height - y - height, width, height, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float = 1.5) -> None:
        self._canvas.setFillColorRGB(*BLACK)
        self._canvas.circle(x, self._height - y, radius, stroke=0, fill=1)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A picture of nothing but grey."""
        from PIL import Image

        image = Image.new("RGB", (60, 80), (200, 200, 200))
        self._canvas.drawImage(ImageReader(image), x, self._height - y - height, width, height)

    def link(self, x: float, y: float, width: float, target: str) -> None:
        top = self._height - y
        self._canvas.linkURL(target, (x, top - 3, x + width, top + 9))

    def field(self, x: float, y: float, name: str, value: str) -> None:
        """A text field of a form, filled in."""
        self._canvas.acroForm.textfield(
            name=name, value=value, x=x, y=self._height - y, width=200, height=16, fontSize=10
        )

    def next_page(self) -> None:
        self._canvas.showPage()

    def rotate_page(self, degrees: int) -> None:
        """For a quarter turn the canvas lies on its side, so that the page shows upright."""
        self._canvas.setPageRotation(degrees)
        if degrees % 180:
            self._height = WIDTH

    def lock(self, user: str, owner: str) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        self._canvas.setEncrypt(StandardEncryption(user, owner, strength=128))

    def pdf(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()


def with_filler(sheet: Sheet, y: float = 700.0) -> Sheet:
    """Enough more text for the page to count as a document."""
    for index, line in enumerate(LOREM):
        sheet.put(60, y + 14 * index, line)
    return sheet


def shared(*parts: str) -> Path:
    """A folder of shared documents; tests that need it skip where it is absent."""
    import os

    root = os.environ.get("VITAE_SHARED")
    base = Path(root) if root else Path(__file__).resolve().parents[3] / "shared"
    return base.joinpath(*parts)
