"""Predicted recall against what happened, on logs whose truth is known."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest

from trainer.memory.calibration import ENOUGH, Predictions, calibrate, predictions
from trainer.memory.fsrs import MemoryState, after_attempt, recall_on
from trainer.memory.rating import Rating
from trainer.memory.simulation.learners import Learner, drawn_parameters

START = 740_000


def log(seed: int, skills: int, attempts: int) -> list[tuple[int, int, Rating]]:
    """A simulated learner's attempts at random skills, a few on each day, same-day repeats included."""
    random, learner, rows = Random(seed), Learner(Random(seed)), []
    for number in range(attempts):
        day, skill = START + number // 4, random.randrange(skills)
        last = learner.memories.get(f"s{skill}", (0.0, 0.0, 0))[2]
        rating = Rating.GOOD if last == day else learner.attempt(f"s{skill}", day)
        rows.append((skill, day, rating))
    return rows


def columns(rows: list[tuple[int, int, Rating]]) -> list[np.ndarray]:
    """The log as replay takes it."""
    return [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]


def test_each_prediction_is_that_of_the_state_before() -> None:
    """One attempt at a time, in the order of the log; first attempts and repeats are left out."""
    rows = log(1, 9, 200)
    states: dict[int, MemoryState] = {}
    expected = []
    for skill, day, rating in rows:
        state = states.get(skill)
        if state is not None and day > state.last_day:
            elapsed = day - state.last_day
            expected.append((recall_on(state, day), float(rating.is_right), elapsed, state.repetitions))
        states[skill] = after_attempt(state, str(skill), day, rating)

    found = predictions(*columns(rows))

    rows_found = zip(found.predicted, found.right, found.elapsed, found.repetitions, strict=True)
    for one, other in zip(rows_found, expected, strict=True):
        assert one == pytest.approx(other, rel=1e-9)


def test_lapses_are_the_failures_before() -> None:
    """Again, Again, Good, Again: one, two and two failures before those that count."""
    ratings = (Rating.AGAIN, Rating.AGAIN, Rating.GOOD, Rating.AGAIN)
    rows = [(0, START + 3 * index, rating) for index, rating in enumerate(ratings)]

    assert predictions(*columns(rows)).lapses.tolist() == [1, 2, 2]


def test_the_figures_are_those_reckoned_by_hand() -> None:
    """Two bins: one day apart (right, wrong; said 0.9 and 0.8), a year apart (right; said 0.5)."""
    found = Predictions(
        np.array([0.9, 0.8, 0.5]),
        np.array([1.0, 0.0, 1.0]),
        np.array([1.0, 1.0, 365.0]),
        np.array([1, 1, 1]),
        np.array([0, 0, 0]),
    )

    made = calibrate(found)

    assert made is not None
    assert made.model.log_loss == pytest.approx(-(math.log(0.9) + math.log(0.2) + math.log(0.5)) / 3)
    assert made.model.rmse == pytest.approx(math.sqrt((2 * 0.35**2 + 0.5**2) / 3))
    assert made.average.rmse == pytest.approx(math.sqrt((2 * (1 / 6) ** 2 + (1 / 3) ** 2) / 3))
    assert made.moving.log_loss == pytest.approx(-(math.log(0.9) + math.log(1e-4) + math.log(0.5)) / 3)
    assert made.bias == pytest.approx((2 - 2.2) / 3)
    assert not made.is_enough


def test_a_learner_who_forgets_as_the_model_says_is_predicted_well() -> None:
    """Better than the log's own average and than a moving average, with little bias."""
    made = calibrate(predictions(*columns(log(3, 150, 4_000))))

    assert made is not None
    assert made.attempts > ENOUGH
    assert made.is_enough
    assert abs(made.bias) < 0.03
    assert made.model.log_loss < made.average.log_loss < made.moving.log_loss + 0.02
    assert made.model.rmse < made.average.rmse


def test_a_learner_who_forgets_faster_shows_as_bias() -> None:
    """With a tenth of the stability and twice the decay, recall is predicted too high."""
    weights = list(drawn_parameters(Random(0), spread=0))
    weights[:4] = [weight / 10 for weight in weights[:4]]
    weights[20] *= 2
    random, learner, rows = Random(5), Learner(Random(5), tuple(weights)), []
    for day in range(0, 200, 2):
        for skill in random.sample(range(60), 5):
            rows.append((skill, START + day, learner.attempt(f"s{skill}", START + day)))

    made = calibrate(predictions(*columns(rows)))

    assert made is not None
    assert made.bias < -0.05


def test_an_empty_log_has_no_figures() -> None:
    """Nothing was predicted, so nothing came true or false."""
    none = np.array([], dtype=np.int64)

    assert calibrate(predictions(none, none, none)) is None
