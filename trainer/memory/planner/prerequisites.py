"""What must be learned before what, and what learning a locked skill really costs; knows no memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from trainer.memory.planner.agenda import FAR, Agenda, Booleans
from trainer.memory.planner.goal import ExamSkill
from trainer.memory.replay import Floats

LONGEST: Final = 300
"""A skill behind more unlearned ones than this is out of reach; it keeps the work for any graph bounded."""


class Prerequisites:
    """The part of the graph of skills that is not learned yet, by index."""

    def __init__(self, skills: Sequence[ExamSkill]) -> None:
        index = {skill.id: position for position, skill in enumerate(skills)}
        closed = np.array([not skill.is_open for skill in skills], dtype=np.bool_)
        self.closed: Booleans = closed
        self.waits_for: list[list[int]] = [
            [index[other] for other in skill.requires if other in index and closed[index[other]]]
            for skill in skills
        ]
        self.unlocks: list[list[int]] = [[] for _ in skills]
        for position, needed in enumerate(self.waits_for):
            for other in needed:
                self.unlocks[other].append(position)
        order = _in_order(self.waits_for, self.unlocks)
        self.rank = np.full(len(skills), -1, dtype=np.int64)
        self.rank[order] = np.arange(len(order))
        self._ancestors = _ancestors(order, self.waits_for)
        pairs = [
            (other, position)
            for position, above in enumerate(self._ancestors)
            for other in above or ()
            if skills[position].weight > 0
        ]
        self._above, self._below = np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    def available(self, skill: int, agenda: Agenda) -> int:
        """The first day on which all its prerequisites are learned, by the plan; FAR if never."""
        return max((agenda.first_day(other) for other in self.waits_for[skill]), default=0)

    def waiting(self, agenda: Agenda) -> Booleans:
        """The skills that are neither learned nor planned."""
        return np.asarray(self.closed & (agenda.days[0] == FAR))

    def chain(self, skill: int, agenda: Agenda) -> list[int] | None:
        """The skill and all it waits for that is not planned, in learning order; None if that has no end."""
        above = self._ancestors[skill]
        if above is None:
            return None
        missing = [other for other in (*above, skill) if agenda.first_day(other) == FAR]
        return sorted(missing, key=self.rank.__getitem__)

    def shared_minutes(self, waiting: Booleans, agenda: Agenda) -> Floats:
        """What each skill pays for the prerequisites it waits for.

        Each of these shares its minutes among all waiting skills above it, by their weights.
        """
        alive = waiting[self._above] & waiting[self._below]
        above, below = self._above[alive], self._below[alive]
        n = len(waiting)
        load = np.bincount(above, weights=agenda.weight[below], minlength=n)
        share = agenda.minutes[above] * agenda.weight[below] / load[above]
        return np.bincount(below, weights=share, minlength=n).astype(np.float64)


def _in_order(waits_for: list[list[int]], unlocks: list[list[int]]) -> list[int]:
    """Prerequisites first; what waits for itself in a circle, or builds on that, is left out."""
    open_ends = [len(needed) for needed in waits_for]
    order = [skill for skill, count in enumerate(open_ends) if count == 0]
    for skill in order:
        for other in unlocks[skill]:
            open_ends[other] -= 1
            if open_ends[other] == 0:
                order.append(other)
    return order


def _ancestors(order: list[int], waits_for: list[list[int]]) -> list[frozenset[int] | None]:
    """All that is to be learned before each skill; None where that is too much, or waits for itself."""
    found: list[frozenset[int] | None] = [None] * len(waits_for)
    for skill in order:
        above = frozenset(waits_for[skill])
        for other in waits_for[skill]:
            beyond = found[other]
            if beyond is None or len(above | beyond) > LONGEST:
                break
            above |= beyond
        else:
            found[skill] = above
    return found
