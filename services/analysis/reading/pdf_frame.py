"""Where things stand on a page of a PDF as it is shown: upright, from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.analysis.reading.pdf_direct import pdfium_c


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates to points from its top left corner, as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int  # quarter turns, clockwise

    @property
    def width(self) -> float:
        return self.right - self.left if self.turn % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.turn % 2 == 0 else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def frame_of(page: Any) -> Frame:
    """The visible box of a page; a page without a sane one gets US Letter."""
    rect = pdfium_c.FS_RECTF()
    ok = pdfium_c.FPDF_GetPageBoundingBox(page, rect)
    turn = pdfium_c.FPDFPage_GetRotation(page) % 4
    if not ok or not rect.right - rect.left > 1 or not rect.top - rect.bottom > 1:
        return Frame(0.0, 0.0, 612.0, 792.0, turn)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, turn)
