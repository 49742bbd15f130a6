"""Whether predicted recall came true in the learner's own log, and how far to trust a predicted score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from trainer.memory.parameters import DEFAULTS, Parameters
from trainer.memory.rating import Rating
from trainer.memory.replay import Floats, Integers, first_step, moves_memory, retrievable, step

ENOUGH: Final = 200
"""Attempts from which a log speaks for itself.

At a recall of 0.85 the mean of 200 outcomes is known to ±0.025 (one standard error), half of what the spread
of learners in the simulation leaves open.
"""

WINDOW: Final = 30
"""The moving average is taken over so many outcomes."""

_CLOSEST: Final = 1e-4


class Source(StrEnum):
    """What an interval rests on."""

    OWN_LOG = "own log"
    SIMULATION = "simulation"


@dataclass(frozen=True, slots=True)
class Predictions:
    """Every attempt that tests memory, in the order of the log, as columns of equal length.

    `predicted` recall just before it, `right` 1 or 0, `elapsed` days, `repetitions` and failures
    (`lapses`) before it.
    """

    predicted: Floats
    right: Floats
    elapsed: Floats
    repetitions: Integers
    lapses: Integers


@dataclass(frozen=True, slots=True)
class Figures:
    """Log loss and RMSE in bins of one way to predict; lower is better, 0 is perfect."""

    log_loss: float
    rmse: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well recall was predicted over `attempts` attempts (1 or more).

    `average` always predicts the log's own mean, `moving` the mean of the last 30 outcomes before (a recall
    of 0.9 for the first). `bias` is observed minus predicted recall in the mean.
    """

    attempts: int
    model: Figures
    average: Figures
    moving: Figures
    bias: float

    @property
    def is_enough(self) -> bool:
        """Whether an interval may rest on it."""
        return self.attempts >= ENOUGH


def predictions(
    skill: Integers, day: Integers, rating: Integers, parameters: Parameters = DEFAULTS
) -> Predictions:
    """What FSRS would have said before each attempt; columns as in `replay.replay`.

    First attempts and same-day repeats say nothing about forgetting and are left out.
    """
    w = np.asarray(parameters)
    order = np.argsort(skill, kind="stable")
    order = order[moves_memory(skill[order], day[order])]
    skill, day, rating = skill[order], day[order], rating[order]
    position = np.arange(len(skill)) - np.searchsorted(skill, skill)
    count = len(skill)
    stability, difficulty = first_step(rating, w)
    predicted, elapsed = np.ones(count), np.zeros(count)
    for index in range(1, int(position.max(initial=0)) + 1):
        now = np.flatnonzero(position == index)
        elapsed[now] = day[now] - day[now - 1]
        before = stability[now - 1], difficulty[now - 1], elapsed[now]
        predicted[now] = retrievable(before[0], before[2], w)
        stability[now], difficulty[now] = step(*before, rating[now], w)
    wrong = (rating == Rating.AGAIN).astype(np.int64)
    failed = np.cumsum(wrong) - wrong
    failed -= failed[np.searchsorted(skill, skill)]
    tested = np.flatnonzero(position > 0)
    tested = tested[np.argsort(order[tested])]
    return Predictions(
        predicted[tested], 1.0 - wrong[tested], elapsed[tested], position[tested], failed[tested]
    )


def calibrate(found: Predictions) -> Calibration | None:
    """The figures of these predictions; None without any."""
    right = found.right
    count = len(right)
    if not count:
        return None
    sums = np.concatenate([[0.0], np.cumsum(right)])
    ends = np.arange(count)
    starts = np.maximum(ends - WINDOW, 0)
    moving = np.where(ends > 0, (sums[ends] - sums[starts]) / np.maximum(ends - starts, 1), 0.9)
    return Calibration(
        count,
        _figures(found, found.predicted),
        _figures(found, np.full(count, right.mean())),
        _figures(found, moving),
        float((right - found.predicted).mean()),
    )


def _figures(found: Predictions, predicted: Floats) -> Figures:
    """RMSE in bins of alike histories, as srs-benchmark forms them: steps of days, repetitions and lapses."""
    safe = np.clip(predicted, _CLOSEST, 1 - _CLOSEST)
    loss = -(found.right * np.log(safe) + (1 - found.right) * np.log(1 - safe)).mean()
    keys = np.stack(
        [
            np.floor(np.log(np.maximum(found.elapsed, 1)) / np.log(3.62)),
            np.floor(np.log(found.repetitions + 1) / np.log(1.89)),
            np.where(found.lapses > 0, np.floor(np.log(np.maximum(found.lapses, 1)) / np.log(1.73)) + 1, 0),
        ]
    )
    _, bins = np.unique(keys, axis=1, return_inverse=True)
    bins = bins.reshape(-1)
    size = np.bincount(bins)
    gap = np.bincount(bins, weights=found.right - predicted) / size
    return Figures(float(loss), float(np.sqrt((size * gap**2).sum() / size.sum())))
