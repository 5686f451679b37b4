"""The structures of a Word 97-2003 file, through the parsers of msdoc2docx.

Its own `convert` writes files, which a child that may write nothing cannot use; its parsers take
bytes. Text comes from the piece table alone. Formatting is a help, not a need: where its tables are
damaged, the text is read without it.
"""

from __future__ import annotations

from dataclasses import dataclass

from doc2docx.cfb import CompoundFile, CompoundFileLimits
from doc2docx.diagnostics import ConversionReport
from doc2docx.errors import Doc2DocxError, InvalidWordDocument
from doc2docx.model import ParagraphProperties, StoryCharacter, StyleSheet
from doc2docx.msdoc import (
    FileInformationBlock,
    read_font_table,
    read_formatting,
    read_piece_table,
    read_style_sheet,
)
from doc2docx.msdoc.encryption import decrypt_word_streams
from doc2docx.msdoc.fib import FibBase
from doc2docx.msdoc.formatting import FormattingMap
from doc2docx.msdoc.pieces import PieceTable

_LIMITS = CompoundFileLimits(
    max_input_bytes=64 * 1024 * 1024,
    max_stream_bytes=64 * 1024 * 1024,
    max_directory_entries=10_000,
)
MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Story:
    """One run of text: the body, the headers and footers, or the text boxes."""

    name: str
    characters: tuple[StoryCharacter, ...]


@dataclass(frozen=True, slots=True)
class WordFile:
    """Stories in reading order, and the formatting where it could be read."""

    stories: tuple[Story, ...]
    styles: StyleSheet
    formatting: FormattingMap | None

    def paragraph_at(self, position: int) -> ParagraphProperties:
        if self.formatting is None:
            return ParagraphProperties()
        return self.formatting.paragraph_properties_at(position)


def open_word_file(content: bytes) -> WordFile:
    """Raises `Doc2DocxError` (encrypted, broken) as the parsers do."""
    compound = CompoundFile(content, limits=_LIMITS)
    main = compound.open_stream("WordDocument")
    base = FibBase.parse(main)
    table = compound.open_stream(base.table_stream_name)
    decrypt_word_streams(base, password=None, word_document=main, table=table, data=None)
    fib = FileInformationBlock.parse(main)
    report = ConversionReport("", "")
    pieces = read_piece_table(table, main, fc_clx=fib.clx.fc, lcb_clx=fib.clx.lcb, report=report)
    styles, formatting = _formatting(fib, table, main, pieces, report)
    return WordFile(_stories(fib, pieces, report), styles, formatting)


def _stories(
    fib: FileInformationBlock, pieces: PieceTable, report: ConversionReport
) -> tuple[Story, ...]:
    places = (
        ("header", fib.header_story_cp_start, fib.ccp_headers),
        ("body", 0, fib.ccp_text),
        ("text box", fib.textbox_story_cp_start, fib.ccp_textboxes),
    )
    stories: list[Story] = []
    for name, start, length in places:
        end = min(start + length, pieces.cp_end, start + MAX_CHARACTERS)
        if end <= start:
            continue
        try:
            characters = pieces.extract_characters(start, end, report, story=name)
        except InvalidWordDocument:
            if name == "body":
                raise
            continue
        stories.append(Story(name, characters))
    return tuple(stories)


def _formatting(
    fib: FileInformationBlock,
    table: bytes,
    main: bytes,
    pieces: PieceTable,
    report: ConversionReport,
) -> tuple[StyleSheet, FormattingMap | None]:
    styles = StyleSheet()
    try:
        fonts = read_font_table(
            table, offset=fib.sttbf_ffn.fc, size=fib.sttbf_ffn.lcb, report=report
        )
        styles = read_style_sheet(
            table, offset=fib.stshf.fc, size=fib.stshf.lcb, fonts=fonts, report=report
        )
        formatting = read_formatting(
            table,
            main,
            pieces,
            fc_plcf_bte_chpx=fib.plcf_bte_chpx.fc,
            lcb_plcf_bte_chpx=fib.plcf_bte_chpx.lcb,
            fc_plcf_bte_papx=fib.plcf_bte_papx.fc,
            lcb_plcf_bte_papx=fib.plcf_bte_papx.lcb,
            report=report,
            fonts=fonts,
            style_sheet=styles,
        )
    except (Doc2DocxError, IndexError, ValueError, KeyError):
        return styles, None
    return styles, formatting
