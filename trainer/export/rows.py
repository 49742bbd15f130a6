"""A document → rows for a terminal of a given width; each row in pieces with the ink they are written in.

Inks are names that a shell may colour or leave; no meaning is in an ink alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from trainer.export.document import (
    Badge,
    Block,
    Chart,
    Display,
    Document,
    Facts,
    Gauge,
    Inline,
    Line,
    Listing,
    Paragraph,
    Preformatted,
    Room,
    Section,
    Table,
    Tone,
)
from trainer.export.row_figures import chart_rows, gauge_rows
from trainer.export.row_tables import table_rows
from trainer.export.row_text import Row, as_prose, prose_rows
from trainer.export.visible import visible
from trainer.maths.drawing.boxes import cell_width

_INKS: Final = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.DOUBT: "doubt", Tone.PLAIN: "muted"}
_INDENT: Final = "  "
_ROOM: Final = "·"


def document_rows(document: Document, width: int) -> list[Row]:
    """The whole document in rows of at most `width` cells (at least 20)."""
    width = max(width, 20)
    rows: list[Row] = [[(row, "strong")] for row in wrap(visible(document.title), width)]
    rows += [[(row, "muted")] for row in wrap(visible(document.subtitle), width)]
    return [*rows, *_apart((_block(block, width, 0) for block in document.blocks), before=True)]


def _block(block: Block, width: int, depth: int) -> list[Row]:
    match block:
        case Paragraph(inlines):
            return prose_rows(as_prose(inlines), width, _ink(inlines))
        case Display(tex, stop):
            return prose_rows(f"$${tex}$${stop}", width, "formula")
        case Section():
            return list(_section(block, width, depth))
        case Table():
            return table_rows(block, width)
        case Facts(facts):
            return _apart(_fact(name, told, width, depth) for name, told in facts)
        case Listing(entries):
            return [row for entry in entries for row in _entry(entry.mark, entry.blocks, width, depth)]
        case Preformatted(text):
            return [[(row[:width], "")] for row in visible(text).split("\n")]
        case Gauge():
            return gauge_rows(block, width)
        case Chart():
            return chart_rows(block, width)
        case Room(rows):
            return [[(_ROOM * width, "muted")] for _ in range(rows)]


def _section(section: Section, width: int, depth: int) -> Iterator[Row]:
    if depth == 0:
        yield [("─" * width, "muted")]
    for title in wrap(visible(section.title), width):
        yield [(title, "strong")]
    if section.note:
        yield from prose_rows(as_prose(section.note), width, _ink(section.note))
    inner = _INDENT if depth else ""
    for row in _apart(
        (_block(block, width - len(inner), depth + 1) for block in section.blocks), before=depth == 0
    ):
        yield [(inner, ""), *row] if row and inner else row


def _entry(mark: str, blocks: Iterable[Block], width: int, depth: int) -> Iterator[Row]:
    """The blocks hung on their mark."""
    start = f"{mark} "
    room = width - cell_width(start)
    rows = [row for block in blocks for row in _block(block, room, depth)]
    for i, row in enumerate(rows or [[]]):
        yield [(start if i == 0 else " " * cell_width(start), ""), *row]


def _fact(name: Line, told: Iterable[Block], width: int, depth: int) -> list[Row]:
    rows = prose_rows(as_prose(name), width, "muted")
    inner = [row for block in told for row in _block(block, width - len(_INDENT), depth)]
    return [*rows, *([(_INDENT, ""), *row] for row in inner)]


def _apart(groups: Iterable[list[Row]], *, before: bool = False) -> list[Row]:
    """Groups of rows with an empty row between them, and one `before` them all if wanted."""
    rows: list[Row] = []
    for group in groups:
        if group:
            rows += [[], *group] if rows or before else group
    return rows


def _ink(inlines: Sequence[Inline]) -> str:
    """A line that a verdict leads has the ink of the verdict."""
    badge = next((each for each in inlines if isinstance(each, Badge)), None)
    return "" if badge is None else _INKS[badge.tone]
