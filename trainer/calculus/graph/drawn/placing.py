"""In which row each item of a drawing stands and by which way the edges reach it, column by column.

Knows nothing of characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from trainer.calculus.graph.drawn.faces import Face
from trainer.calculus.graph.drawn.layers import Item, Kind, Layers
from trainer.calculus.graph.drawn.tracks import Net, Tracks, route
from trainer.calculus.graph.drawn.wishes import Spot, first_wishes, moved, settled, wishes
from trainer.errors import TrainerError

_SHIFTS = sorted(range(-60, 61), key=abs)
_NEAR = 3
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Channel:
    """The edges between two columns: (source key, net) with their tracks; the port rows of each target."""

    nets: tuple[tuple[str, Net], ...]
    tracks: Tracks
    ports: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Placing:
    """The spot of every item by its key, and the channel after every column but the last."""

    spots: Mapping[str, Spot]
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class _Entered:
    """A column with the edges into it; a lower cost reads better."""

    spots: Mapping[str, Spot]
    channel: Channel
    cost: float


def place(columns: Layers, faces: Mapping[str, Face]) -> Placing:
    """Rows for all items (they may be negative) and the ways of all edges.

    TrainerError where no way is found, which takes a graph of some dozens of edges in one column.
    """
    later = (*columns[1:], ())
    spots = settled(columns[0], faces, first_wishes(columns[0], later[0]))
    channels: list[Channel] = []
    for index, column in enumerate(columns[1:], 1):
        entered = _enter(column, faces, wishes(column, later[index], spots), spots)
        for _ in range(_ROUNDS if index == 1 else 0):
            level = settled(columns[0], faces, _level_with(entered.channel, column))
            again = _enter(column, faces, wishes(column, later[index], level), level)
            if again.cost < entered.cost:
                entered, spots = again, level
        spots |= entered.spots
        channels.append(entered.channel)
    return Placing(spots, tuple(channels))


def _level_with(channel: Channel, column: Sequence[Item]) -> dict[str, float]:
    """The rows in which the first leaves would have straight edges; a way past the boxes counts least."""
    boxes = {row for item in column if item.kind is not Kind.LINE for row in channel.ports[item.key]}
    return {
        key: fmean([row for row in net.targets if row in boxes] or net.targets) for key, net in channel.nets
    }


def _enter(
    column: Sequence[Item], faces: Mapping[str, Face], wanted: Mapping[str, float], spots: Mapping[str, Spot]
) -> _Entered:
    """A column with its edges, moved up or down a little where that saves crossings and bends."""
    best: _Entered | None = None
    natural = settled(column, faces, wanted)
    for shift in _SHIFTS:
        if best and abs(shift) > _NEAR:
            break
        here = moved(natural, shift)
        nets, ports = _nets(column, here, spots)
        cost = _bending([net for _, net in nets]) + 0.4 * abs(shift)
        if best and cost >= best.cost:
            continue
        tracks = route([net for _, net in nets])
        if tracks:
            cost += 4 * tracks.crossings + tracks.width
            best = (
                _Entered(here, Channel(nets, tracks, ports), cost) if not best or cost < best.cost else best
            )
    if best is None:
        raise TrainerError("This graph has too many edges to be drawn.")
    return best


def _bending(nets: Sequence[Net]) -> float:
    """What the bends of the edges cost before anything is known of their crossings."""
    drift = sum(abs(net.source - row) for net in nets for row in net.targets)
    bends = sum(net.source != row for net in nets for row in net.targets)
    return 1.5 * bends + 0.2 * drift


def _nets(
    column: Sequence[Item], here: Mapping[str, Spot], spots: Mapping[str, Spot]
) -> tuple[tuple[tuple[str, Net], ...], dict[str, tuple[int, ...]]]:
    """The edges into a column at these spots, and the rows at which they reach every item."""
    ports: dict[str, tuple[int, ...]] = {}
    reached: dict[str, list[int]] = {}
    for item in column:
        spot = here[item.key]
        border = int(item.kind is Kind.BOX)
        inside = range(spot.top + border, spot.top + spot.height - border)
        sources = sorted(item.sources, key=lambda key: spots[key].out)
        ports[item.key] = _ports([spots[key].out for key in sources], inside)
        for key, row in zip(sources, ports[item.key], strict=True):
            reached.setdefault(key, []).append(row)
    return tuple((key, Net(spots[key].out, tuple(rows))) for key, rows in reached.items()), ports


def _ports(sources: Sequence[int], inside: range) -> tuple[int, ...]:
    """Rows of a box for its inputs, in the order of where these come from: straight, else central."""
    middle = (inside.start + inside.stop - 1) // 2
    choices = combinations(inside, len(sources))
    return min(choices, key=lambda rows: _strain(sources, rows, middle))


def _strain(sources: Sequence[int], rows: Sequence[int], middle: int) -> tuple[int, float, int]:
    """What is wrong with some port rows: bends, then distance from the middle, then length."""
    pairs = list(zip(rows, sources, strict=True))
    bent = sum(row != source for row, source in pairs)
    return bent, abs(fmean(rows) - middle) if rows else 0, sum(abs(row - source) for row, source in pairs)
