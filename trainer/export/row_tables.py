"""A table in rows of a terminal: columns as wide as they need, the first one giving way by wrapping."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from trainer.export.document import Badge, Column, Line, Table, Tone
from trainer.export.row_text import Row, plain_text
from trainer.maths.drawing.boxes import cell_width

_GAP: Final = "  "
_LEAST: Final = 12
_INKS: Final = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.DOUBT: "doubt", Tone.PLAIN: "muted"}


def table_rows(table: Table, width: int) -> list[Row]:
    """Titles, a rule, and the rows; where they are too wide for `width`, the cells of a row one by one."""
    cells = [[plain_text(cell) for cell in row] for row in table.rows]
    titles = [column.title for column in table.columns]
    widths = _widths([titles, *cells], width)
    if widths is None:
        return _stacked(titles, cells, width)
    rows: list[Row] = [_row(titles, widths, table.columns, ["muted"] * len(titles))]
    rows.append([(_GAP.join("─" * each for each in widths), "muted")])
    for row, inlines in zip(cells, table.rows, strict=True):
        rows += _wrapped(row, widths, table.columns, [_ink(cell) for cell in inlines])
    return rows


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """The width of each column; the widest gives way to what is left; None where that is too little."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
    if spare < 0:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] += spare
        if widths[widest] < _LEAST:
            return None
    return widths


def _wrapped(
    row: Sequence[str], widths: Sequence[int], columns: Sequence[Column], inks: Sequence[str]
) -> list[Row]:
    pieces = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, pieces))
    return [
        _row([cell[i] if i < len(cell) else "" for cell in pieces], widths, columns, inks)
        for i in range(height)
    ]


def _row(row: Sequence[str], widths: Sequence[int], columns: Sequence[Column], inks: Sequence[str]) -> Row:
    placed: list[tuple[str, str]] = []
    for cell, width, column, ink in zip(row, widths, columns, inks, strict=True):
        blank = " " * (width - cell_width(cell))
        gap = _GAP if placed else ""
        placed += [(gap + blank if column.numeric else gap, ""), (cell, ink)]
        if not column.numeric:
            placed.append((blank, ""))
    return placed


def _stacked(titles: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[Row]:
    """Every cell under the other, named by its title; the first names the row."""
    found: list[Row] = []
    for row in rows:
        found += [[(piece, "strong")] for piece in wrap(row[0], width)]
        for title, cell in zip(titles[1:], row[1:], strict=True):
            found += [
                [(piece, "")] for piece in wrap(f"{_GAP}{title}: {cell}", width, subsequent_indent=_GAP * 2)
            ]
    return found


def _ink(cell: Line) -> str:
    badge = next((inline for inline in cell if isinstance(inline, Badge)), None)
    return "" if badge is None else _INKS[badge.tone]
