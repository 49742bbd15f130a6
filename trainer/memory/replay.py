"""FSRS-6 for all skills at once: attempts in as columns, memories out as arrays; the steps of fsrs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.memory.fsrs import MemoryState, due_day, forgetting_factor
from trainer.memory.parameters import (
    DEFAULTS,
    DIFFICULTY_MAX,
    DIFFICULTY_MIN,
    STABILITY_MAX,
    STABILITY_MIN,
    Parameters,
)
from trainer.memory.rating import Rating

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Memories:
    """One entry per skill code 0 .. n-1 in each array; the fields mean what they mean in MemoryState."""

    stability: Floats
    difficulty: Floats
    last_day: Integers
    repetitions: Integers
    lapses: Integers
    attempts: Integers
    right: Integers

    def states(self, skills: list[str]) -> dict[str, MemoryState]:
        """The state of each skill, `skills[code]` being its id, with its fuzzed due day."""
        columns = (self.last_day, self.repetitions, self.lapses, self.attempts, self.right)
        rows = zip(
            skills,
            self.stability.tolist(),
            self.difficulty.tolist(),
            *map(np.ndarray.tolist, columns),
            strict=True,
        )
        return {
            skill: MemoryState(
                stability, difficulty, day, due_day(skill, stability, day, repetitions), repetitions, *counts
            )
            for skill, stability, difficulty, day, repetitions, *counts in rows
        }


def replay(skill: Integers, day: Integers, rating: Integers, parameters: Parameters = DEFAULTS) -> Memories:
    """The memories after all attempts, given in the order of the log as three columns of equal length.

    `skill` holds codes 0 .. n-1, each at least once; `day` study days; `rating` 1 to 4. Only an attempt on a
    later study day than all before it of the same skill moves stability and difficulty.
    """
    order = np.argsort(skill, kind="stable")
    skill, day, rating = skill[order], day[order], rating[order]
    attempts = np.bincount(skill)
    right = np.bincount(skill, weights=rating > Rating.AGAIN).astype(np.int64)
    counted = moves_memory(skill, day)
    skill, day, rating = skill[counted], day[counted], rating[counted]
    repetitions = np.bincount(skill)
    first = np.cumsum(repetitions) - repetitions
    failures = np.bincount(skill, weights=rating == Rating.AGAIN).astype(np.int64)
    lapses = failures - (rating[first] == Rating.AGAIN)
    stability, difficulty = _steps(first, repetitions, day, rating, np.asarray(parameters))
    return Memories(stability, difficulty, day[first + repetitions - 1], repetitions, lapses, attempts, right)


def moves_memory(skill: Integers, day: Integers) -> NDArray[np.bool_]:
    """True where the day is later than every earlier day of the same skill (columns sorted by skill)."""
    moves = np.ones(len(day), dtype=np.bool_)
    if len(day) == 0:
        return moves
    span = int(day.max() - day.min()) + 1
    key = skill * span + (day - day.min())  # a later skill's days lie above all days of an earlier one
    latest = np.maximum.accumulate(key)
    moves[1:] = key[1:] > latest[:-1]
    return moves


def _steps(
    first: Integers, length: Integers, day: Integers, rating: Integers, w: Floats
) -> tuple[Floats, Floats]:
    """One vector step per repetition index over the skills that have so many, longest first."""
    longest = np.argsort(-length, kind="stable")
    start, length = first[longest], length[longest]
    stability, difficulty = first_step(rating[start], w)
    for index in range(1, int(length[0]) if len(length) else 0):
        active = int(np.searchsorted(-length, -index, side="left"))
        now = start[:active] + index
        elapsed = (day[now] - day[now - 1]).astype(np.float64)
        stability[:active], difficulty[:active] = step(
            stability[:active], difficulty[:active], elapsed, rating[now], w
        )
    back = np.argsort(longest)
    return stability[back], difficulty[back]


def step(
    stability: Floats, difficulty: Floats, elapsed: Floats, rating: Integers, w: Floats
) -> tuple[Floats, Floats]:
    """Stability and difficulty after attempts, `elapsed` ≥ 1 study days after the last."""
    forgotten = 1 - retrievable(stability, elapsed, w)
    grade = np.select([rating == Rating.HARD, rating == Rating.EASY], [w[15], w[16]], 1.0)
    after = np.where(
        rating == Rating.AGAIN,
        relearned(stability, difficulty, forgotten, w),
        strengthened(stability, difficulty, forgotten, grade, w),
    )
    return np.clip(after, STABILITY_MIN, STABILITY_MAX), next_difficulty(difficulty, rating, w)


def retrievable(stability: Floats, elapsed: Floats, w: Floats) -> Floats:
    """The forgetting curve: probabilities of recall so many days (0 or more) after the last attempt."""
    factor = forgetting_factor(tuple(w.tolist()))
    return np.asarray((1 + factor * elapsed / stability) ** -w[20])


def strengthened(
    stability: Floats, difficulty: Floats, forgotten: Floats, grade: Floats | float, w: Floats
) -> Floats:
    """Stability after recall, not clipped; `forgotten` is 1 - recall, `grade` multiplies the growth."""
    growth = np.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * np.expm1(forgotten * w[10])
    return np.asarray(stability * (1 + growth * grade))


def relearned(stability: Floats, difficulty: Floats, forgotten: Floats, w: Floats) -> Floats:
    """Stability after a failure, not clipped; `forgotten` is 1 - recall."""
    anew = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp(forgotten * w[14])
    return np.asarray(np.minimum(anew, stability / np.exp(w[17] * w[18])))


def next_difficulty(difficulty: Floats, rating: Floats | Integers | float, w: Floats) -> Floats:
    """Difficulty (1 to 10) after a rating; linear in it but for the bounds, so a mean rating will do."""
    damped = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    easiest = w[4] - np.exp(w[5] * 3) + 1
    return np.asarray(np.clip(w[7] * easiest + (1 - w[7]) * damped, DIFFICULTY_MIN, DIFFICULTY_MAX))


def first_step(rating: Integers, w: Floats) -> tuple[Floats, Floats]:
    """Stability and difficulty after first attempts."""
    difficulty = w[4] - np.exp(w[5] * (rating - 1)) + 1
    return np.maximum(w[rating - 1], STABILITY_MIN), np.clip(difficulty, DIFFICULTY_MIN, DIFFICULTY_MAX)
