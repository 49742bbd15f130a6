"""Simulated learners: FSRS-6 is true of each with parameters of its own, which nobody who plans may know."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import Final

from trainer.memory.fsrs import first_memory, next_memory, retrievability
from trainer.memory.parameters import DEFAULTS, Parameters
from trainer.memory.rating import Rating

SPREAD: Final = (
    *(0.7, 0.7, 0.7, 0.7),
    *(0.09, 0.34, 0.2, 0.5),
    *(0.18, 0.5, 0.5),
    *(0.2, 0.5, 0.5, 0.35),
    *(0.42, 0.5),
    *(0.5, 0.5, 0.5),
    0.5,
)
"""Standard deviation of the logarithm of each weight among learners.

For w4 to w20 it is the standard deviation that the FSRS optimisers use as their prior (0.57, 0.28, 0.6, 0.12,
0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27: the spread of weights fitted to
many thousand learners), divided by the default weight and cut at 0.5, as part of that spread is the noise of
fitting. Initial stabilities, whose fits are wilder still, get 0.7: two learners in three lie within a factor
of two of the default.
"""

BOUNDS: Final = (
    (4, 1.0, 10.0),
    (8, 0.0, 4.5),
    (9, 0.0, 0.8),
    (13, 0.001, 0.9),
    (15, 0.0, 1.0),
    (16, 1.0, 6.0),
    (20, 0.1, 0.8),
)
"""The published limits that a draw could leave: weight, lowest, highest."""


def drawn_parameters(random: Random, spread: float = 1.0) -> Parameters:
    """One learner's weights; `spread` 0 gives the defaults, 1 the documented spread."""
    weights = [
        weight * math.exp(random.gauss(0.0, spread * deviation))
        for weight, deviation in zip(DEFAULTS, SPREAD, strict=True)
    ]
    weights[:4] = sorted(weights[:4])
    for index, lowest, highest in BOUNDS:
        weights[index] = min(max(weights[index], lowest), highest)
    return tuple(weights)


@dataclass(slots=True)
class Learner:
    """What one learner truly remembers; `first` are the chances of the ratings at a first attempt."""

    random: Random
    parameters: Parameters = DEFAULTS
    first: tuple[float, float, float, float] = (0.3, 0.15, 0.55, 0.0)
    hard: float = 0.2
    memories: dict[str, tuple[float, float, int]] = field(default_factory=dict)

    def recall(self, skill: str, day: int) -> float:
        """The true probability that the skill is recalled on a day; 0 if it was never attempted."""
        if skill not in self.memories:
            return 0.0
        stability, _, last = self.memories[skill]
        return retrievability(stability, day - last, self.parameters)

    def attempt(self, skill: str, day: int) -> Rating:
        """Try the skill on a later day than before: the rating is drawn, and memory changes with it."""
        if skill not in self.memories:
            (rating,) = self.random.choices(tuple(Rating), self.first)
            self.memories[skill] = (*first_memory(rating, self.parameters), day)
            return rating
        right = self.random.random() < self.recall(skill, day)
        hard = self.random.random() < self.hard
        rating = (Rating.HARD if hard else Rating.GOOD) if right else Rating.AGAIN
        stability, difficulty, last = self.memories[skill]
        memory = next_memory(stability, difficulty, day - last, rating, self.parameters)
        self.memories[skill] = (*memory, day)
        return rating
