"""In which row each item of a column would like to stand, and the rows that come nearest to these wishes.

An item wants to stand level with what leads into it, a leaf with what it leads to; a late leaf wants to stand
beside the other inputs of its consumer. Knows nothing of edges and of characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from trainer.calculus.graph.drawn.faces import Face
from trainer.calculus.graph.drawn.layers import Item, Kind

_BESIDE = 3
"""Rows between the middle of a column's box and a late leaf beside it."""
_WEIGHTS = {Kind.BOX: 1.0, Kind.LINE: 2.0}
_LIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an item: its first row, its height, and the row at which its value leaves it."""

    top: int
    height: int
    out: int


def first_wishes(column: Sequence[Item], later: Sequence[Item]) -> dict[str, float]:
    """Leaves in the order of the items they lead to, and in the order in which these use them."""

    def order(item: Item) -> tuple[float, int]:
        users = [i for i, user in enumerate(later) if item.key in user.sources]
        slots = [user.sources.index(item.key) for user in later if item.key in user.sources]
        return (fmean(users) if users else len(later), min(slots, default=0))

    return {item.key: row for row, item in enumerate(sorted(column, key=order))}


def wishes(column: Sequence[Item], later: Sequence[Item], spots: Mapping[str, Spot]) -> dict[str, float]:
    """The row in which the middle of each item would like to be, given the spots of the column before."""
    wanted = {item.key: _level(item, spots) for item in column if item.sources}
    return wanted | {item.key: _beside(item, column, later, wanted) for item in column if not item.sources}


def _level(item: Item, spots: Mapping[str, Spot]) -> float:
    rows = [spots[key].out for key in item.sources]
    of_boxes = [spots[key].out for key in item.sources if spots[key].height > 1]
    return median(of_boxes) if of_boxes else fmean(rows)


def _beside(item: Item, column: Sequence[Item], later: Sequence[Item], wanted: Mapping[str, float]) -> float:
    """A late leaf: above or below the row of its consumer's other inputs, the first half of them above."""
    lowest = max(wanted.values(), default=0.0)
    user = next((user for user in later if item.key in user.sources), None)
    if user is None:
        return lowest + _BESIDE
    late = [leaf.key for leaf in column if not leaf.sources and leaf.key in user.sources]
    others = [wanted[key] for key in user.sources if key in wanted]
    row = fmean(others) if others else lowest
    place, above = late.index(item.key), len(late) // 2
    return row - _BESIDE - above + place if place < above else row + _BESIDE + place - above


def height(item: Item, face: Face) -> int:
    """Rows that an item takes: a box has room for its text and a row for each input."""
    return max(len(face.rows), len(item.sources)) + 2 if face.boxed else 1


def settled(
    column: Sequence[Item], faces: Mapping[str, Face], wanted: Mapping[str, float]
) -> dict[str, Spot]:
    """Spots as near to the wanted rows as the heights allow, in their order.

    Least weighted squares with the order kept, by pooling neighbours that are in each other's way.
    """
    order = sorted(column, key=lambda item: wanted[item.key])
    heights = [height(item, faces[item.key]) for item in order]
    above = [sum(heights[:i]) for i in range(len(order))]
    blocks: list[tuple[float, float, int]] = []  # weighted sum of places, sum of weights, items
    for item, tall, room in zip(order, heights, above, strict=True):
        weight = _WEIGHTS.get(item.kind, _LIGHT)
        blocks.append((weight * (wanted[item.key] - (tall - 1) // 2 - room), weight, 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    places = [round(total / weight) for total, weight, count in blocks for _ in range(count)]
    return {
        item.key: Spot(place + room, tall, place + room + (tall - 1) // 2)
        for item, tall, room, place in zip(order, heights, above, places, strict=True)
    }


def moved(spots: Mapping[str, Spot], rows: int) -> dict[str, Spot]:
    """The spots some rows further down."""
    return {key: Spot(spot.top + rows, spot.height, spot.out + rows) for key, spot in spots.items()}
