"""The algebra of boxes: rectangles of text that join at their baselines; knows nothing of TeX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, east_asian_width


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def cell_width(text: str) -> int:
    """Terminal cells that `text` takes: combining marks 0, East Asian wide and full-width characters 2."""
    return len(text) if text.isascii() else sum(map(_cells, text))


class Break(NamedTuple):
    """A column before which a box may be broken; the lowest level is broken first."""

    column: int
    level: int


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of equal cell width; `base` is the row that stands on the line of its neighbours.

    >>> print(beside([Box.of("f = "), stack([Box.of("a + b"), Box.of("─────"), Box.of("c")], middle=1)]))
        a + b
    f = ─────
          c
    """

    rows: tuple[str, ...]
    base: int = 0
    breaks: tuple[Break, ...] = ()

    @classmethod
    def of(cls, text: str, base: int = 0) -> Box:
        """The box of a text of one or more lines, padded on the right."""
        lines = text.split("\n")
        width = max(map(cell_width, lines))
        return cls(tuple(line + " " * (width - cell_width(line)) for line in lines), base)

    @property
    def width(self) -> int:
        """Cells of every row."""
        return cell_width(self.rows[0])

    @property
    def height(self) -> int:
        """Number of rows, at least 1."""
        return len(self.rows)

    @property
    def below(self) -> int:
        """Number of rows under the baseline row."""
        return len(self.rows) - 1 - self.base

    def __str__(self) -> str:
        return "\n".join(row.rstrip() for row in self.rows)


EMPTY = Box(("",))


def space(cells: int) -> Box:
    """A blank of one row."""
    return Box((" " * cells,))


def beside(boxes: Sequence[Box]) -> Box:
    """The boxes left to right with their baselines in one row; breaks are dropped."""
    if not boxes:
        return EMPTY
    if all(len(box.rows) == 1 for box in boxes):
        return Box(("".join([box.rows[0] for box in boxes]),))
    above = max([box.base for box in boxes])
    below = max([len(box.rows) - box.base for box in boxes])
    parts: list[list[str]] = []
    for box in boxes:
        blank = [" " * box.width]
        parts.append(blank * (above - box.base) + [*box.rows] + blank * (below - len(box.rows) + box.base))
    return Box(tuple(map("".join, zip(*parts, strict=True))), above)


def widen(box: Box, width: int, align: str = "centre") -> Box:
    """`box` padded to `width` cells, with its content at the `left`, `centre` or `right`."""
    room = width - box.width
    if room <= 0:
        return box
    left = {"left": 0, "right": room}.get(align, room // 2)
    before, after = " " * left, " " * (room - left)
    return Box(tuple(before + row + after for row in box.rows), box.base)


def stack(boxes: Sequence[Box], middle: int = 0, align: str = "centre") -> Box:
    """The boxes top to bottom; the baseline is that of the box with index `middle`."""
    width = max(box.width for box in boxes)
    rows: list[str] = []
    base = 0
    for index, box in enumerate(boxes):
        if index == middle:
            base = len(rows) + box.base
        rows.extend(widen(box, width, align).rows)
    return Box(tuple(rows), base)


def columns(box: Box, start: int, stop: int) -> Box:
    """The part of `box` from cell `start` up to cell `stop`, without blank columns and rows at its ends."""
    rows = [_slice(row, start, stop) for row in box.rows]
    left = min(len(row) - len(row.lstrip(" ")) for row in rows)
    inked = [index for index, row in enumerate(rows) if index == box.base or row.strip(" ")]
    kept = [row[left:].rstrip(" ") for row in rows[inked[0] : inked[-1] + 1]]
    return Box.of("\n".join(kept), box.base - inked[0])


def _slice(row: str, start: int, stop: int) -> str:
    kept, column = [], 0
    for char in row:
        cells = _cells(char)
        inside = start <= column < stop if cells else start < column <= stop
        if inside:
            kept.append(char)
        column += cells
    return "".join(kept)
