"""Where a formula in one row is parted if no line is wide enough for it; knows nothing of TeX or prose.

A break goes before a relation if one is far enough, else before a plus or minus, else before another sign;
inside brackets only where nothing outside of them is near, and between two factors last of all.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.fit import BreakLevel
from trainer.maths.drawing.symbols import CHARACTERS, SUM_SIGNS, Kind

_BARS: Final = frozenset("|‖")
_OPENING: Final = frozenset("{") | {sign for sign, (_, kind) in CHARACTERS.items() if kind is Kind.OPENING}
_CLOSING: Final = frozenset("}") | {sign for sign, (_, kind) in CHARACTERS.items() if kind is Kind.CLOSING}
_UNSIGNED: Final = 10 * BreakLevel.NESTED  # worse than brackets within brackets
_TOKEN: Final = re.compile("[^ ]+")


class _Place(NamedTuple):
    at: int  # in the text
    column: int  # in cells
    level: int


def row_pieces(row: str, room: int) -> Iterator[str]:
    """A row of a formula in pieces, without the blanks between them.

    None takes more than `room` cells, unless there is no blank in so many. A break that would leave less than
    a third of the line is taken only where there is no other.
    """
    width = cell_width(row)
    later = deque(_places(row))
    start = _Place(0, 0, 0)
    while later and width - start.column > room:
        place = _best(later, start.column, room)
        yield row[start.at : place.at].rstrip(" ")
        while later and later[0].column <= place.column:
            later.popleft()
        start = place
    yield row[start.at :]


def _best(later: deque[_Place], start: int, room: int) -> _Place:
    reach = list(takewhile(lambda place: place.column - start - 1 <= room, later))
    if not reach:
        return later[0]
    far = [place for place in reach if place.column - start > room // 3]
    return min(far or reach, key=lambda place: (place.level, -place.column))


def _places(row: str) -> Iterator[_Place]:
    """The beginning of every token but the first, with how bad a break before it is."""
    open_brackets: list[str] = []
    column = end = 0
    before = ""
    for found in _TOKEN.finditer(row):
        token = found[0]
        column += found.start() - end
        if before:
            level = _level(before, token, found.end() == len(row))
            yield _Place(found.start(), column, level + BreakLevel.NESTED * len(open_brackets))
        if token not in _BARS:  # a bar between blanks is a relation
            _follow(token, open_brackets)
        column, end, before = column + cell_width(token), found.end(), token


def _level(before: str, token: str, last: bool) -> int:
    """How bad a break before `token` is; a sign with nothing after it stays with what is before it."""
    if before.endswith((",", ";")):
        return BreakLevel.STATEMENT
    if last:
        return _UNSIGNED
    if token in _BARS:
        return BreakLevel.RELATION
    match CHARACTERS.get(token):
        case (_, Kind.RELATION):
            return BreakLevel.RELATION
        case (_, Kind.BINARY):
            return BreakLevel.SUM if token in SUM_SIGNS else BreakLevel.PRODUCT
    return _UNSIGNED


def _follow(token: str, open_brackets: list[str]) -> None:
    """The brackets that are open after `token`; a bar closes the bar that was opened last."""
    for char in token:
        if char in _OPENING:
            open_brackets.append(char)
        elif char in _CLOSING or open_brackets[-1:] == [char]:
            if open_brackets:
                open_brackets.pop()
        elif char in _BARS:
            open_brackets.append(char)
