"""In which column of a drawing each node stands, and which edges pass through the columns between.

Knows nothing of rows and of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from trainer.calculus.graph.structure import Structure


class Kind(Enum):
    """What an item of a column looks like."""

    BOX = auto()
    LEAF = auto()
    LINE = auto()  # an edge on its way to a later column
    ENTRY = auto()  # a value that was drawn on an earlier sheet
    EXIT = auto()  # a value that is used on a later sheet


_PASSING = frozenset({Kind.LINE, Kind.ENTRY})


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a column: `sources` are the keys of the items in the column before that lead into it."""

    key: str
    node: str
    kind: Kind
    sources: tuple[str, ...] = ()


THROUGH = "→"
"""Stands between the node and the column in the key of a line."""
Layers = tuple[tuple[Item, ...], ...]


def layers(structure: Structure) -> Layers:
    """The columns, left to right: a box stands right of all its inputs, a leaf just before its first use."""
    depth = _depths(structure)
    columns: list[list[Item]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in structure.nodes.values():
        at = depth[node.name]
        kind = Kind.LEAF if node.is_leaf else Kind.BOX
        sources = tuple(_key(name, depth[name], at - 1) for name in node.inputs)
        columns[at].append(Item(node.name, node.name, kind, sources))
        last = max((depth[user] for user in structure.consumers[node.name]), default=at)
        for column in range(at + 1, last):
            source = _key(node.name, at, column - 1)
            columns[column].append(Item(_key(node.name, at, column), node.name, Kind.LINE, (source,)))
    return tuple(map(tuple, columns))


def _depths(structure: Structure) -> dict[str, int]:
    depth: dict[str, int] = {}
    for node in structure.inner:
        depth[node.name] = 1 + max((depth[name] for name in node.inputs if name in depth), default=0)
    for name, node in structure.nodes.items():
        if node.is_leaf:
            depth[name] = min(depth[user] for user in structure.consumers[name]) - 1
    return depth


def _key(name: str, at: int, column: int) -> str:
    return name if column == at else f"{name}{THROUGH}{column}"


def cut(columns: Layers, at: int) -> tuple[Layers, Layers]:
    """Two sheets: the columns before `at` with what leaves them, and the rest with what enters it.

    Leaves of the last column before the cut move to the second sheet; a leaf that was used before the cut is
    only named there, since it has shown its value.
    """
    crossing = {source for item in columns[at] for source in item.sources}
    moved = tuple(item for item in columns[at - 1] if item.kind is Kind.LEAF)
    leaving = tuple(item for item in columns[at - 1] if item.key in crossing and item not in moved)
    kept = tuple(item for item in columns[at - 1] if item not in moved)
    boxes = {item.node for column in columns[:at] for item in column if item.kind is Kind.BOX}
    exits = tuple(
        Item(f"{item.key}{THROUGH}", item.node, Kind.EXIT, (item.key,))
        for item in leaving
        if item.node in boxes
    )
    entries = tuple(Item(item.key, item.node, Kind.ENTRY) for item in leaving)
    first = _without_loose_lines((*columns[: at - 1], kept, exits))
    return first, ((*entries, *moved), *columns[at:])


def _without_loose_lines(columns: Sequence[Sequence[Item]]) -> Layers:
    """The columns without lines and entries that lead nowhere on this sheet, and without an empty column."""
    needed: set[str] = set()
    kept: list[tuple[Item, ...]] = []
    for column in reversed(columns):
        stays = tuple(item for item in column if item.kind not in _PASSING or item.key in needed)
        needed = {source for item in stays for source in item.sources}
        kept.append(stays)
    return tuple(column for column in reversed(kept) if column)
