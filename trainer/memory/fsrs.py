"""FSRS-6 for one skill: forgetting curve, interval, due day, the step of an attempt; needs no NumPy.

Formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, section FSRS-6.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Final

from trainer.memory.parameters import (
    DEFAULTS,
    DIFFICULTY_MAX,
    DIFFICULTY_MIN,
    INTERVAL_MAX,
    STABILITY_MAX,
    STABILITY_MIN,
    TARGET,
    Parameters,
)
from trainer.memory.rating import Rating

_FUZZ_FROM: Final = 2.5
_FUZZ_BANDS: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What the log says about one skill; a cache.

    `stability` is in days (0.001 to 36500), `difficulty` 1 to 10, `last_day` and `due_day` are study days.
    `repetitions` counts the study days with an attempt, of which `lapses` began with a failure of something
    learned before; `attempts` and `right` count every attempt, same-day repeats included.
    """

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    repetitions: int = 1
    lapses: int = 0
    attempts: int = 1
    right: int = 0


def forgetting_factor(parameters: Parameters = DEFAULTS) -> float:
    """The factor that makes recall 0.9 after exactly one stability: `0.9**(-1/w20) - 1`."""
    return math.pow(0.9, -1 / parameters[20]) - 1


def retrievability(stability: float, elapsed_days: float, parameters: Parameters = DEFAULTS) -> float:
    """The predicted probability of recall, in (0, 1], so many days (negative is 0) after the last attempt."""
    elapsed = max(0.0, elapsed_days)
    return math.pow(1 + forgetting_factor(parameters) * elapsed / stability, -parameters[20])


def recall_on(state: MemoryState, study_day: int, parameters: Parameters = DEFAULTS) -> float:
    """The predicted probability that the skill is recalled on a study day."""
    return retrievability(state.stability, study_day - state.last_day, parameters)


def interval(stability: float, target: float = TARGET, parameters: Parameters = DEFAULTS) -> int:
    """Whole days (1 to 36500) until predicted recall has fallen to `target`, without fuzz."""
    days = stability / forgetting_factor(parameters) * (math.pow(target, -1 / parameters[20]) - 1)
    return min(max(round(days), 1), INTERVAL_MAX)


def fuzz_range(days: int) -> tuple[int, int]:
    """The published range, both ends included, for an interval of so many days; below 2.5 it stays."""
    if days < _FUZZ_FROM:
        return days, days
    delta = 1.0 + sum(factor * max(min(days, end) - start, 0.0) for start, end, factor in _FUZZ_BANDS)
    highest = min(round(days + delta), INTERVAL_MAX)
    return min(max(2, round(days - delta)), highest), highest


def fuzzed(days: int, skill: str, repetitions: int) -> int:
    """The interval moved within its published range, as the skill and the repetition alone decide."""
    lowest, highest = fuzz_range(days)
    digest = hashlib.blake2b(f"{skill}\n{repetitions}".encode(), digest_size=8).digest()
    return lowest + int.from_bytes(digest, "big") % (highest - lowest + 1)


def due_day(skill: str, stability: float, last_day: int, repetitions: int, target: float = TARGET) -> int:
    """The study day on which a skill comes back: fuzz is applied here, once, and never enters stability."""
    return last_day + fuzzed(interval(stability, target), skill, repetitions)


def after_attempt(
    state: MemoryState | None, skill: str, study_day: int, rating: Rating, parameters: Parameters = DEFAULTS
) -> MemoryState:
    """The state after one more attempt, made later than all before it.

    Only the first attempt of a study day moves stability and difficulty; a repeat is counted and nothing
    else. A study day before the last one (a journey westwards, a clock set back) is a repeat too.
    """
    right = int(rating.is_right)
    if state is None:
        stability, difficulty = first_memory(rating, parameters)
        due = due_day(skill, stability, study_day, 1)
        return MemoryState(stability, difficulty, study_day, due, right=right)
    attempts, right = state.attempts + 1, state.right + right
    if study_day <= state.last_day:
        return MemoryState(*_memory(state), state.repetitions, state.lapses, attempts, right)
    elapsed = study_day - state.last_day
    stability, difficulty = next_memory(state.stability, state.difficulty, elapsed, rating, parameters)
    repetitions, lapses = state.repetitions + 1, state.lapses + (not rating.is_right)
    due = due_day(skill, stability, study_day, repetitions)
    return MemoryState(stability, difficulty, study_day, due, repetitions, lapses, attempts, right)


def first_memory(rating: Rating, parameters: Parameters = DEFAULTS) -> tuple[float, float]:
    """Stability (days) and difficulty after the first attempt ever."""
    return _stable(parameters[rating - 1]), _difficult(_initial_difficulty(rating, parameters))


def next_memory(
    stability: float, difficulty: float, elapsed: int, rating: Rating, parameters: Parameters = DEFAULTS
) -> tuple[float, float]:
    """Stability (days) and difficulty after an attempt `elapsed` ≥ 1 study days after the last."""
    recall = retrievability(stability, elapsed, parameters)
    after = _forgotten if rating is Rating.AGAIN else _recalled
    return (
        _stable(after(stability, difficulty, recall, rating, parameters)),
        _next_difficulty(difficulty, rating, parameters),
    )


def _memory(state: MemoryState) -> tuple[float, float, int, int]:
    return state.stability, state.difficulty, state.last_day, state.due_day


def _recalled(stability: float, difficulty: float, recall: float, rating: Rating, w: Parameters) -> float:
    grade = {Rating.HARD: w[15], Rating.EASY: w[16]}.get(rating, 1.0)
    growth = math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * math.expm1((1 - recall) * w[10])
    return float(stability * (1 + growth * grade))


def _forgotten(stability: float, difficulty: float, recall: float, _rating: Rating, w: Parameters) -> float:
    relearned = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp((1 - recall) * w[14])
    return float(min(relearned, stability / math.exp(w[17] * w[18])))


def _initial_difficulty(rating: Rating, w: Parameters) -> float:
    return w[4] - math.exp(w[5] * (rating - 1)) + 1


def _next_difficulty(difficulty: float, rating: Rating, w: Parameters) -> float:
    damped = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return _difficult(w[7] * _initial_difficulty(Rating.EASY, w) + (1 - w[7]) * damped)


def _stable(stability: float) -> float:
    return min(max(stability, STABILITY_MIN), STABILITY_MAX)


def _difficult(difficulty: float) -> float:
    return min(max(difficulty, DIFFICULTY_MIN), DIFFICULTY_MAX)
