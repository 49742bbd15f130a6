"""What an attempt that has not happened yet is expected to do to recall on the exam day; draws nothing.

Whether an attempt will be right is not known, so planned ones lead to a mixture of ever more memories. Two
are kept, after a right and after a wrong last attempt, each the one that is recalled on the exam day as often
as those it stands for. That is exact for the last planned attempt; what the earlier ones lose by it is
measured in the tests (recall up to 0.02 too high after five attempts).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trainer.memory.fsrs import first_memory, forgetting_factor
from trainer.memory.parameters import DEFAULTS, STABILITY_MAX, STABILITY_MIN, Parameters
from trainer.memory.rating import Rating
from trainer.memory.replay import Floats, next_difficulty, relearned, retrievable, strengthened

_RARE = 1e-12
"""A chance below this does not matter; it keeps divisions by it finite."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Two memories on the first axis (right, wrong last time): chances, stabilities, difficulties."""

    chance: Floats
    stability: Floats
    difficulty: Floats


@dataclass(frozen=True)
class Expectation:
    """The memory model with the chances of each rating.

    `first` are the chances of Again, Hard, Good and Easy at a first attempt ever; `hard` is the share of Hard
    among right answers later on. The figures are those of the simulator in the FSRS optimisers (0.24, 0.09,
    0.50, 0.17, and 0.22), rounded, with Easy, which comes only from the learner's own key, counted as Good,
    and more misses, as a derivation is harder to guess than a flashcard.
    """

    parameters: Parameters = DEFAULTS
    first: tuple[float, float, float, float] = (0.3, 0.15, 0.55, 0.0)
    hard: float = 0.2

    def recall(self, memory: Mixture, elapsed: Floats) -> Floats:
        """Probability of recall so many days after the last attempt."""
        recalls = memory.chance * retrievable(memory.stability, elapsed, self._weights)
        return np.asarray(recalls[0] + recalls[1])

    def first_attempt(self, left: Floats) -> Mixture:
        """The memory after a first attempt, `left` days (one axis) before the exam."""
        stabilities, difficulties = np.array([first_memory(rating, self.parameters) for rating in Rating]).T
        chances = np.array([[0.0, *self.first[1:]], [self.first[0], 0.0, 0.0, 0.0]])
        shares = chances / np.maximum(chances.sum(axis=1, keepdims=True), _RARE)
        recalls = retrievable(stabilities[:, None], np.maximum(left, 1.0), self._weights)
        ones = np.ones_like(left)
        return Mixture(
            chances.sum(axis=1)[:, None] * ones,
            self._equivalent(shares @ recalls, left),
            (shares @ difficulties)[:, None] * ones,
        )

    def next_attempt(self, memory: Mixture, elapsed: Floats, left: Floats) -> Mixture:
        """The memory after one more attempt, `elapsed` ≥ 1 days after the last and `left` before the exam."""
        w = self._weights
        right = retrievable(memory.stability, elapsed, w)
        grade = 1 - self.hard * (1 - w[15])
        after_right = strengthened(memory.stability, memory.difficulty, 1 - right, grade, w)
        after_wrong = relearned(memory.stability, memory.difficulty, 1 - right, w)
        kept = [
            self._merged(
                memory.chance * right, after_right, memory.difficulty, Rating.GOOD - self.hard, left
            ),
            self._merged(
                memory.chance * (1 - right), after_wrong, memory.difficulty, float(Rating.AGAIN), left
            ),
        ]
        chance, recall, difficulty = (np.stack(both) for both in zip(*kept, strict=True))
        return Mixture(chance, self._equivalent(recall, left), difficulty)

    def _merged(
        self, chances: Floats, stability: Floats, difficulty: Floats, rating: float, left: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Chance, exam recall and mean difficulty of both memories after a rating taken together."""
        recalls = chances * retrievable(stability, np.maximum(left, 1.0), self._weights)
        difficulties = chances * next_difficulty(difficulty, rating, self._weights)
        chance = chances[0] + chances[1]
        some = np.maximum(chance, _RARE)
        return chance, (recalls[0] + recalls[1]) / some, (difficulties[0] + difficulties[1]) / some

    def _equivalent(self, recall: Floats, left: Floats) -> Floats:
        """The stability that is recalled with this probability on the exam day (or after one day)."""
        odds = np.maximum(recall, _RARE) ** (-1 / self._weights[20]) - 1
        stability = forgetting_factor(self.parameters) * np.maximum(left, 1.0) / np.maximum(odds, _RARE)
        return np.asarray(np.clip(stability, STABILITY_MIN, STABILITY_MAX))

    @cached_property
    def _weights(self) -> Floats:
        return np.asarray(self.parameters)
