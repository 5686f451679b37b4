"""DOC (Word 97-2003) to `Document`: the file's stories as paragraphs, rows of cells and lists."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TypeVar

from doc2docx.errors import Doc2DocxError, EncryptedDocumentError
from doc2docx.model import CharacterProperties, ParagraphProperties, StoryCharacter

from services.analysis.errors import FileBroken, FileEncrypted
from services.analysis.reading.assemble import Draft, Extra, Run, assemble
from services.analysis.reading.characters import clean, starts_as_bullet
from services.analysis.reading.doc_streams import Story, WordFile, open_word_file
from services.analysis.reading.document import Document
from services.analysis.reading.docx_styles import is_white
from services.analysis.reading.table_rows import joined

_READER = f"msdoc2docx {version('msdoc2docx')}"
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\s*(?:NUM|SECTION)?PAGES?\b", re.IGNORECASE)
_HEADING = re.compile(r"^heading [1-9]", re.IGNORECASE)
_TINY = 2.0  # points
_MAX_FIELDS = 32


def read_doc(content: bytes) -> Document:
    """Read a DOC. Raises `FileEncrypted`, `FileBroken`."""
    try:
        word = open_word_file(content)
        reader = _Reader(word)
        for story in word.stories:
            reader.read(story)
    except EncryptedDocumentError as error:
        raise FileEncrypted from error
    except (Doc2DocxError, struct.error, IndexError, ValueError, KeyError, OverflowError) as error:
        raise FileBroken from error
    extra = Extra(hidden=reader.hidden)
    return assemble("doc", _READER, reader.drafts, extra)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list[str])
    in_result: bool = False


class _Reader:
    """Turns the characters of a story into drafts."""

    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._runs: list[Run] = []
        self._lines: list[list[Run]] = []
        self._cell: list[Draft] = []
        self._cells: list[list[Draft]] = []
        self._fields: list[_Field] = []
        self._paragraph = 0
        self._marked = False  # the last character ended a cell
        self._faces: dict[tuple[int, int | None], tuple[float, bool, bool, bool]] = {}
        self.drafts: list[Draft] = []
        self.hidden: list[str] = []

    def read(self, story: Story) -> None:
        self._fields = []
        for character in story.characters:
            self._character(character)
        self._end_paragraph(ParagraphProperties())
        self._end_row()

    def _character(self, character: StoryCharacter) -> None:
        code = ord(character.text[0])
        marked, self._marked = self._marked, code == 0x07
        if code in (0x13, 0x14, 0x15):
            self._field_mark(code)
        elif code == 0x0D:
            self._end_paragraph(self._word.paragraph_at(character.cp_start))
        elif code == 0x07:
            self._cell_mark(self._word.paragraph_at(character.cp_start), twice=marked)
        elif code in (0x0B, 0x0C, 0x0E):
            if code == 0x0C:
                self._end_paragraph(self._word.paragraph_at(character.cp_start))
            else:
                self._break_line()
        else:
            self._text(character, code)

    def _text(self, character: StoryCharacter, code: int) -> None:
        if self._fields and not all(f.in_result for f in self._fields):
            if len(self._fields[-1].instruction) < 2048:
                self._fields[-1].instruction.append(character.text)
            return
        text = {0x09: "\t", 0x1E: "-", 0x1F: ""}.get(code)
        if text is None:
            text = "".join(clean(ord(c)) for c in character.text)
        instructions = ["".join(f.instruction) for f in self._fields]
        if not text or any(_PAGE_NUMBER.match(instruction) for instruction in instructions):
            return
        link = None
        for instruction in instructions:
            found = _FIELD_LINK.search(instruction)
            link = found.group(1) if found else link
        size, bold, italic, unseen = self._face(character.cp_start)
        if unseen:
            self.hidden.append(text)
            return
        last = self._runs[-1] if self._runs else None
        if last and (last.size, last.bold, last.italic, last.link) == (size, bold, italic, link):
            last.text += text
        else:
            self._runs.append(Run(text, size, bold, italic, link))

    def _face(self, position: int) -> tuple[float, bool, bool, bool]:
        """Size in points, bold, italic, hidden."""
        formatting = self._word.formatting
        if formatting is None:
            return 0.0, False, False, False
        direct = formatting.character_properties_at(position)
        paragraph = formatting.paragraph_properties_at(position)
        key = (id(direct), paragraph.style_id)  # the formatting keeps its objects alive
        known = self._faces.get(key)
        if known is None:
            known = _resolved(direct, self._word.styles.effective_character_at(paragraph.style_id))
            self._faces[key] = known
        return known

    def _field_mark(self, code: int) -> None:
        if code == 0x13:
            if len(self._fields) < _MAX_FIELDS:
                self._fields.append(_Field())
        elif code == 0x14 and self._fields:
            self._fields[-1].in_result = True
        elif code == 0x15 and self._fields:
            self._fields.pop()

    def _break_line(self) -> None:
        if self._runs:
            self._lines.append(self._runs)
        self._runs = []

    def _end_paragraph(self, properties: ParagraphProperties) -> None:
        self._break_line()
        style = self._word.styles.style_at(properties.style_id)
        outline = properties.outline_level
        heading = bool(style and _HEADING.match(style.name)) or (
            outline is not None and outline < 9
        )
        listed = bool(properties.numbering_id) and not properties.numbering_suppressed
        if properties.numbering_id is None and style is not None:
            listed = bool(style.paragraph_properties.numbering_id)
        for index, runs in enumerate(self._lines):
            text = "".join(run.text for run in runs).strip()
            if text:
                bullet = (listed and index == 0) or starts_as_bullet(text)
                self._cell.append(
                    Draft(runs, paragraph=self._paragraph, heading=heading, bullet=bullet)
                )
        self._lines = []
        self._paragraph += 1
        if not properties.effective_table_depth:
            self._end_row()

    def _cell_mark(self, properties: ParagraphProperties, *, twice: bool) -> None:
        """The end of a cell, or of a row: formatting tells; without it, two marks on end do."""
        self._end_paragraph_in_cell(properties)
        if properties.table_terminating or (twice and not properties.effective_table_depth):
            self._end_row()

    def _end_paragraph_in_cell(self, properties: ParagraphProperties) -> None:
        depth_kept = properties if properties.effective_table_depth else _IN_TABLE
        self._end_paragraph(depth_kept)
        if self._cell:
            self._cells.append(self._cell)
            self._cell = []

    def _end_row(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
            self._cell = []
        self.drafts += joined(self._cells)
        self._cells = []


_T = TypeVar("_T")
_IN_TABLE = ParagraphProperties(in_table=True)


def _first(mine: _T | None, theirs: _T | None, other: _T) -> _T:
    return mine if mine is not None else theirs if theirs is not None else other


def _resolved(
    direct: CharacterProperties, style: CharacterProperties
) -> tuple[float, bool, bool, bool]:
    size = _first(direct.size_half_points, style.size_half_points, 20) / 2
    colour = _first(direct.color, style.color, "auto")
    shaded = direct.highlight is not None or direct.shading is not None
    unseen = _first(direct.hidden, style.hidden, False) or size <= _TINY
    return (
        size,
        _first(direct.bold, style.bold, False),
        _first(direct.italic, style.italic, False),
        unseen or (is_white(colour) and not shaded),
    )
