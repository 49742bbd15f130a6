"""How the edges between two columns run: which vertical each of them takes, with as few crossings as can be.

Knows nothing of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

_MOST_TRIED = 4


@dataclass(frozen=True, slots=True)
class Net:
    """An edge from one row on the left to one or more rows on the right."""

    source: int
    targets: tuple[int, ...]

    @property
    def top(self) -> int:
        """The highest row it touches."""
        return min(self.source, *self.targets)

    @property
    def bottom(self) -> int:
        """The lowest row it touches."""
        return max(self.source, *self.targets)

    @property
    def bends(self) -> bool:
        """Whether it leaves its row."""
        return self.top != self.bottom


@dataclass(frozen=True, slots=True)
class Tracks:
    """The column (from 0) of the vertical of each net, -1 for a net that needs none; and what it costs."""

    columns: tuple[int, ...]
    width: int
    crossings: int


def route(nets: Sequence[Net]) -> Tracks | None:
    """The verticals with the fewest crossings, then columns; None where edges are in each other's way."""
    bending = [i for i, net in enumerate(nets) if net.bends]
    best: Tracks | None = None
    orders = permutations(bending) if len(bending) <= _MOST_TRIED else _guesses(nets, bending)
    for order in orders:
        found = _assigned(nets, order)
        if found and (best is None or (found.crossings, found.width) < (best.crossings, best.width)):
            best = found
        if best and best.crossings == 0 and best.width <= 1:
            break
    return best


def _guesses(nets: Sequence[Net], bending: Sequence[int]) -> list[list[int]]:
    """Orders that keep parallel edges apart: going down from the lowest, going up from the highest."""
    down = sorted((i for i in bending if nets[i].bottom > nets[i].source), key=lambda i: -nets[i].source)
    up = sorted((i for i in bending if i not in down), key=lambda i: nets[i].source)
    return [[*down, *up], [*up, *down], [*reversed(down), *up], [*down, *reversed(up)]]


def _assigned(nets: Sequence[Net], order: Sequence[int]) -> Tracks | None:
    """Each net in turn in the first column that is free along its way and right of what comes before."""
    columns = [-1] * len(nets)
    for i in order:
        column = 0
        for other, taken in enumerate(columns):
            if taken >= 0 and _must_follow(nets[i], nets[other]):
                column = max(column, taken + 1 + _air(nets[i], nets[other]))
            elif taken >= 0 and _overlap(nets[i], nets[other]):
                column = max(column, taken + 1)
        columns[i] = column
    if any(_in_the_way(nets, columns, i, k) for i in order for k in range(len(nets)) if k != i):
        return None
    crossings = sum(_crossings(nets, columns, i, k) for i in order for k in range(len(nets)) if k != i)
    return Tracks(tuple(columns), max(columns, default=-1) + 1, crossings)


def _overlap(one: Net, other: Net) -> bool:
    """Whether two verticals need columns of their own."""
    air = _air(one, other)
    return one.top <= other.bottom + air and other.top <= one.bottom + air


def _air(one: Net, other: Net) -> int:
    """Cells between the ends of two lines: the dot of a branch must not touch another line."""
    return int(len(one.targets) > 1 or len(other.targets) > 1)


def _must_follow(later: Net, earlier: Net) -> bool:
    """Whether `earlier` runs in on a row on which `later` runs out."""
    return earlier.source in later.targets


def _in_the_way(nets: Sequence[Net], columns: Sequence[int], i: int, k: int) -> bool:
    """Whether the way of net i to its targets runs along that of net k from its source."""
    if nets[k].source not in nets[i].targets:
        return False
    return columns[k] < 0 or columns[i] <= columns[k] + _air(nets[i], nets[k])


def _crossings(nets: Sequence[Net], columns: Sequence[int], i: int, k: int) -> int:
    """How often the vertical of net i crosses the horizontals of net k."""
    rows = range(nets[i].top, nets[i].bottom + 1)
    if columns[k] < 0:
        return int(nets[k].source in rows)
    if columns[i] < columns[k]:
        return int(nets[k].source in rows)
    return sum(row in rows for row in nets[k].targets)
