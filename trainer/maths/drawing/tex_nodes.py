"""The tree of a piece of TeX and the spaces between its parts; knows nothing of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from trainer.maths.drawing.symbols import TAKES_LIMITS, Kind


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, number, word or piece of prose."""

    text: str
    kind: Kind = Kind.ORDINARY


@dataclass(frozen=True, slots=True)
class Space:
    """An explicit space of so many cells."""

    cells: int


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """`\\frac{num}{den}`."""

    num: Node
    den: Node


@dataclass(frozen=True, slots=True)
class Root:
    """`\\sqrt[index]{body}`."""

    body: Node
    index: Node | None


@dataclass(frozen=True, slots=True)
class Script:
    """A nucleus with a superscript, a subscript or both."""

    nucleus: Node
    sup: Node | None
    sub: Node | None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A row between brackets that grow with it; an empty bracket is not drawn."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells row by row: `style` is `matrix`, `cases` or `aligned`; brackets as in `Fenced`."""

    rows: tuple[tuple[Node, ...], ...]
    style: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A combining mark over `body`."""

    mark: str
    body: Node


@dataclass(frozen=True, slots=True)
class Brace:
    """A brace under (or over) `body`; its script is the label."""

    body: Node
    over: bool


Node = Sign | Space | Row | Fraction | Root | Script | Fenced | Grid | Accent | Brace


def takes_limits(node: Node) -> bool:
    """Whether scripts of `node` belong above and below it in a display."""
    return isinstance(node, Brace) or (isinstance(node, Sign) and node.text in TAKES_LIMITS)


def kinds(node: Node) -> tuple[Kind, Kind]:
    """How `node` behaves towards its left and its right neighbour."""
    match node:
        case Sign(_, kind):
            return kind, kind
        case Script(nucleus, _, _):
            limited = takes_limits(nucleus) and not isinstance(nucleus, Brace)
            return (Kind.BIG, Kind.BIG) if limited else kinds(nucleus)
        case Fraction():
            return Kind.FRACTION, Kind.FRACTION
        case Fenced():
            return Kind.OPENING, Kind.CLOSING
        case Grid() | Brace():
            return Kind.INNER, Kind.INNER
        case Root():
            return Kind.ORDINARY, Kind.INNER
        case _:
            return Kind.ORDINARY, Kind.ORDINARY


_NO_LEFT_OPERAND = frozenset(
    {None, Kind.BINARY, Kind.SIGN, Kind.RELATION, Kind.OPENING, Kind.PUNCTUATION}
    | {Kind.OPERATOR, Kind.BIG, Kind.TEXT}
)
_NO_RIGHT_OPERAND = frozenset({Kind.RELATION, Kind.CLOSING, Kind.PUNCTUATION})
_SPACED = frozenset({Kind.BINARY, Kind.RELATION})
_LETTERS = frozenset({Kind.ORDINARY, Kind.NAME})
_THINGS = _LETTERS | {Kind.CLOSING, Kind.FRACTION, Kind.INNER}
_WORDS = frozenset({Kind.OPERATOR, Kind.BIG})
_AIRY = frozenset({Kind.FRACTION, Kind.INNER})


@cache
def gap(left: Kind | None, right: Kind, tight: bool) -> int:
    """Cells between two neighbours; `tight` is the style of scripts."""
    if left is None or Kind.TEXT in (left, right):
        return 0
    if left in _SPACED or right in _SPACED or left is Kind.PUNCTUATION:
        return 0 if tight else 1
    if left is Kind.SIGN:
        return int(right is Kind.FRACTION and not tight)  # else the minus would lengthen the bar
    if right in _WORDS:
        wide = left is Kind.FRACTION and right is Kind.BIG and not tight  # room for the limits below
        return 2 if wide else int(left in _THINGS or left in _WORDS)
    if left in _WORDS:
        return int(right in _THINGS or right is Kind.SIGN or (left is Kind.BIG and right is Kind.OPENING))
    return _gap_of_operands(left, right)


def _gap_of_operands(left: Kind, right: Kind) -> int:
    if left is Kind.FRACTION and right is Kind.FRACTION:
        return 2
    if left in _AIRY:
        return int(right in _LETTERS or right in _AIRY or right is Kind.OPENING)
    if right in _AIRY:
        return int(left in _THINGS)
    return int(Kind.NAME in (left, right) and left in _THINGS and right in _LETTERS)


def spaced(row: Row, tight: bool) -> list[tuple[int, Node, Kind]]:
    """The parts of a row, each with the cells before it and its kind there: a leading minus is a sign."""
    items = row.items
    parts: list[tuple[int, Node, Kind]] = []
    before: Kind | None = None
    extra = 0
    integral = False
    for index, node in enumerate(items):
        if isinstance(node, Space):
            extra += node.cells
            continue
        left, right = kinds(node)
        if left is Kind.BINARY and (before in _NO_LEFT_OPERAND or _ends(items, index)):
            left = right = Kind.SIGN
        natural = 0 if node == Row(()) and _ends(items, index) else gap(before, left, tight)
        if left is Kind.BIG:
            integral = True
        elif integral and isinstance(node, Sign) and node.text == "d" and not _ends(items, index):
            natural = 1
        parts.append((max(natural, extra), node, left))
        before, extra = right, 0
    return parts


def _ends(items: tuple[Node, ...], index: int) -> bool:
    for node in items[index + 1 :]:
        if not isinstance(node, Space):
            return kinds(node)[0] in _NO_RIGHT_OPERAND
    return True
