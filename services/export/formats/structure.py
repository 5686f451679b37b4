"""The logical structure of a PDF: what is a heading, a paragraph, a list, for those who listen.

reportlab writes the catalogue's entries but no structure tree; this one is built from its own
objects (PDF 1.7, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, slots=True)
class Element:
    """A node of the tree: `role` is a standard structure type, such as H1, P, L, LI, Figure."""

    role: str
    parent: Element | None = None
    alternative: str = ""  # what a picture shows, in words
    children: list[Element | tuple[int, int]] = field(
        default_factory=list["Element | tuple[int, int]"]
    )  # elements, and (page from 0, number of the marked content)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.children.append(self)


class Structure:
    """Marks the content of a canvas as belonging to elements, and writes the tree at the end."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._pages: list[list[Element]] = [[]]  # whose each marked content is

    def begin(self, element: Element) -> None:
        page = self._pages[-1]
        self._canvas.addLiteral(f"/{element.role} <</MCID {len(page)}>> BDC")
        element.children.append((len(self._pages) - 1, len(page)))
        page.append(element)

    def begin_decoration(self) -> None:
        """What follows says nothing: rules, page numbers."""
        self._canvas.addLiteral("/Artifact BMC")

    def end(self) -> None:
        self._canvas.addLiteral("EMC")

    def end_page(self) -> None:
        """Close the page: the one just shown refers to its part of the tree by its number."""
        self._pages.append([])

    def write(self, root: Element) -> None:
        """Put the tree into the document, whose pages have all been shown."""
        pdf = _objects()
        document = self._canvas._doc  # noqa: SLF001 - the canvas offers no other way to the catalogue
        pages = document.Pages.pages
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, pdf.PDFName("S")
        references = [document.Reference(page) for page in pages]
        written: dict[int, Any] = {}
        tree = pdf.PDFDictionary({"Type": pdf.PDFName("StructTreeRoot")})
        top = document.Reference(tree)
        tree["K"] = _write(root, top, document, references, written)
        tree["ParentTree"] = pdf.PDFDictionary(
            {"Nums": pdf.PDFArray(list(_numbered(self._pages[: len(pages)], written)))}
        )
        document.Catalog.StructTreeRoot = top
        document.Catalog.MarkInfo = pdf.PDFDictionary({"Marked": "true"})


def _numbered(pages: list[list[Element]], written: dict[int, Any]) -> Iterable[Any]:
    pdf = _objects()
    for number, page in enumerate(pages):
        yield number
        yield pdf.PDFArray([written[id(element)] for element in page])


def _write(
    element: Element, parent: Any, document: Any, pages: list[Any], written: dict[int, Any]
) -> Any:
    """The element as an object of the document, its children first made; the reference to it."""
    pdf = _objects()
    node = pdf.PDFDictionary(
        {"Type": pdf.PDFName("StructElem"), "S": pdf.PDFName(element.role), "P": parent}
    )
    if element.alternative:
        node["Alt"] = pdf.PDFString(element.alternative)
    reference = written[id(element)] = document.Reference(node)
    node["K"] = pdf.PDFArray(list(_kids(element, reference, document, pages, written)))
    if (home := _home(element)) is not None:
        node["Pg"] = pages[home]
    return reference


def _home(element: Element) -> int | None:
    """The page on which the content of the element begins."""
    return next((child[0] for child in element.children if not isinstance(child, Element)), None)


def _kids(
    element: Element, reference: Any, document: Any, pages: list[Any], written: dict[int, Any]
) -> Iterable[Any]:
    """Elements by reference; content by its number alone where it is on the element's own page."""
    pdf = _objects()
    home = _home(element)
    for child in element.children:
        if isinstance(child, Element):
            yield _write(child, reference, document, pages, written)
        elif child[0] == home:
            yield child[1]
        else:
            kind = pdf.PDFName("MCR")
            yield pdf.PDFDictionary({"Type": kind, "Pg": pages[child[0]], "MCID": child[1]})


def _objects() -> Any:
    """The classes of PDF's objects."""
    from reportlab.pdfbase import pdfdoc

    return pdfdoc
