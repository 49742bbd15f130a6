"""The order of a day's questions, once it is decided which they are; knows parts and waiting, not memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """What decides where a skill goes: its part, whom it waits for, and how urgent it is.

    `waits_for` are skills that come first if they are in the queue at all. An `urgent` skill goes before all
    that are not. A repeat has a `ready_at`: the number of questions asked today after which it comes back.
    """

    skill: str
    part: str
    waits_for: frozenset[str] = frozenset()
    urgent: bool = False
    ready_at: int | None = None


def arrange(places: Sequence[Place], asked: int, previous_part: str = "") -> list[str]:
    """The skills of `places` in asking order; given by falling priority, repeats by time of failure.

    `asked` is the number of questions asked today, `previous_part` the part of the last one. A repeat comes
    as soon as it is ready, or when nothing else can be asked; urgent skills next; among the rest, the first
    that may come and whose part differs from the previous one, looking ahead so that no part is left over for
    the end. Asking the first and arranging what is left gives the rest of the same order.
    """
    left = list(places)
    order: list[str] = []
    while left:
        chosen = _next(left, asked + len(order), previous_part)
        left.remove(chosen)
        order.append(chosen.skill)
        previous_part = chosen.part
    return order


def _next(left: Sequence[Place], asked: int, previous_part: str) -> Place:
    repeats = [place for place in left if place.ready_at is not None]
    ready = [place for place in repeats if place.ready_at is not None and place.ready_at <= asked]
    if ready:
        return ready[0]
    pending = {place.skill for place in left}
    others = [place for place in left if place.ready_at is None]
    free = [place for place in others if place.waits_for.isdisjoint(pending)]
    urgent = [place for place in free if place.urgent]
    if urgent:
        return urgent[0]
    if free:
        return _differing(free, Counter(place.part for place in others), previous_part)
    return (repeats or others)[0]  # with neither free nor repeats, skills wait for each other in a circle


def _differing(free: Sequence[Place], left_in_part: Counter[str], previous_part: str) -> Place:
    """A part that holds more than half of what is left must go now, or it will meet itself at the end."""
    total = left_in_part.total()
    differing = [place for place in free if place.part != previous_part]
    pressing = [place for place in differing if 2 * left_in_part[place.part] > total]
    return (pressing or differing or free)[0]
