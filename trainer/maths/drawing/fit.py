"""Where a drawing that is too wide is broken, and how the pieces are set under one another."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from trainer.maths.drawing.boxes import Box, Break, beside, columns, space, stack


class BreakLevel(IntEnum):
    """What stands after a break, from the best place to the worst; one pair of brackets adds `NESTED`."""

    STATEMENT = 0  # after a comma that parts two statements
    RELATION = 1
    SUM = 2
    PRODUCT = 3
    NESTED = 4


def fit(box: Box, width: int) -> Box:
    """`box` in at most `width` cells where its breaks allow that; the widest piece as it is where not.

    Relations that continue stand under the first relation, further terms two cells to the right of it.
    Nothing is ever cut: compare the `width` of the result.
    """
    if box.width <= width or not box.breaks:
        return box
    pieces = [beside([space(indent), part]) for indent, part in _pieces(box, width)]
    stacked: list[Box] = []
    for piece in pieces:
        if stacked and stacked[-1].height + piece.height > 2:
            stacked.append(space(0))
        stacked.append(piece)
    return stack(stacked, align="left")


def _pieces(box: Box, width: int) -> Iterator[tuple[int, Box]]:
    start, indent, statement, continued = 0, 0, 0, False
    while True:
        rest = columns(box, start, box.width)
        cut = _next_relation(box, start, width - indent) if continued else None
        if cut is None and indent + rest.width > width:
            cut = _cut(box, start, width - indent)
        if cut is None:
            yield indent, rest
            return
        yield indent, columns(box, start, cut.column)
        start = cut.column
        continued = cut.level > BreakLevel.RELATION
        if cut.level == BreakLevel.STATEMENT:
            statement = start
        indent = _indent(box, cut, statement, width)


def _next_relation(box: Box, start: int, room: int) -> Break | None:
    """The relation that ends a side already broken: it begins a line even where it would still fit."""
    for place in box.breaks:
        if place.column > start and place.level <= BreakLevel.RELATION:
            return place if place.column - start - 1 <= room else None
    return None


def _cut(box: Box, start: int, room: int) -> Break | None:
    later = [place for place in box.breaks if place.column > start]
    reach = [place for place in later if place.column - start - 1 <= room]
    if not reach:
        return later[0] if later else None
    far = [
        place for place in reach if place.column - start > room // 3 or place.level == BreakLevel.STATEMENT
    ]
    return min(far or reach, key=lambda place: (place.level, -place.column))


def _indent(box: Box, cut: Break, statement: int, width: int) -> int:
    if cut.level == BreakLevel.STATEMENT:
        return 0
    firsts = (
        b.column - statement for b in box.breaks if b.level == BreakLevel.RELATION and b.column > statement
    )
    relation = next(firsts, 0)
    if relation > width // 3:
        relation = 2
    if cut.level == BreakLevel.RELATION:
        return relation
    return relation + (2 if cut.level == BreakLevel.SUM else 4)
