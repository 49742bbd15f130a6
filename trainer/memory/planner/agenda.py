"""Which skills are attempted on which days, and what that is worth on the exam day; decides nothing.

Days are counted from today (0). All skills are columns of arrays; the attempts of a skill are the sorted days
of its column, filled up with FAR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trainer.memory.planner.expectation import Expectation, Mixture
from trainer.memory.planner.goal import ExamSkill, StudyTime
from trainer.memory.replay import Floats, Integers

FAR: Final = 1 << 20
"""The day of an attempt that is not planned; later than any."""

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Belief:
    """Expected memories, the day of the last attempt, and whether there was one."""

    memory: Mixture
    last: Integers
    seen: Booleans


class Agenda:
    """The planned attempts of every skill, changed by the search, and the recall they lead to."""

    def __init__(self, skills: Sequence[ExamSkill], time: StudyTime, model: Expectation) -> None:
        self.model = model
        self.exam = time.days_left
        states = [skill.state for skill in skills]
        self.weight = np.array([skill.weight for skill in skills], dtype=np.float64)
        self.minutes = np.array([skill.minutes for skill in skills], dtype=np.float64)
        self.seen = np.array([state is not None for state in states], dtype=np.bool_)
        self.stability = np.array([state.stability if state else 1.0 for state in states], dtype=np.float64)
        self.difficulty = np.array([state.difficulty if state else 5.0 for state in states], dtype=np.float64)
        last = [min(state.last_day - time.today, 0) if state else -1 for state in states]
        self.last = np.array(last, dtype=np.int64)
        self.days = np.full((1, len(skills)), FAR, dtype=np.int64)
        self._first = model.first_attempt(np.arange(self.exam + 1, dtype=np.float64))

    def add(self, skill: int, day: int) -> None:
        """Plan an attempt."""
        if self.days[-1, skill] != FAR:
            self.days = np.vstack([self.days, np.full((1, self.days.shape[1]), FAR, dtype=np.int64)])
        self.days[-1, skill] = day
        self.days[:, skill].sort()

    def drop(self, skill: int, day: int) -> None:
        """Take a planned attempt back."""
        column = self.days[:, skill]
        column[np.searchsorted(column, day)] = FAR
        column.sort()

    def first_day(self, skill: int) -> int:
        """The day of the first planned attempt, or FAR."""
        return int(self.days[0, skill])

    def recall(self, columns: Integers | slice = slice(None)) -> Floats:
        """Expected recall on the exam day with what is planned; 0 for a skill without any attempt."""
        return self.recall_with(self.days[:, columns], columns)

    def recall_with(self, days: Integers, columns: Integers | slice) -> Floats:
        """Expected recall on the exam day, were `days` (attempts, ..., columns) planned."""
        *_, end = self.walk(days, columns)
        return self.exam_recall(end)

    def exam_recall(self, belief: Belief) -> Floats:
        """Recall on the exam day if nothing more is attempted."""
        recall = self.model.recall(belief.memory, (self.exam - belief.last).astype(np.float64))
        return np.where(belief.seen, recall, 0.0)

    def recall_on(self, belief: Belief, day: Integers) -> Floats:
        """Recall on a later day than the last attempt."""
        recall = self.model.recall(belief.memory, np.maximum(day - belief.last, 0).astype(np.float64))
        return np.where(belief.seen, recall, 0.0)

    def walk(self, days: Integers, columns: Integers | slice = slice(None)) -> Iterator[Belief]:
        """What is believed before each row of attempts, and after the last."""
        shape = days.shape[1:]
        both = (2, *shape)
        known = np.zeros(both)
        known[0] = 1.0
        stability = np.broadcast_to(self.stability[columns], both)
        difficulty = np.broadcast_to(self.difficulty[columns], both)
        last = np.broadcast_to(self.last[columns], shape)
        belief = Belief(
            Mixture(known, stability, difficulty), last, np.broadcast_to(self.seen[columns], shape)
        )
        yield belief
        for day in days:
            belief = self._after(belief, day)
            yield belief

    def _after(self, belief: Belief, day: Integers) -> Belief:
        planned = day < FAR
        now = np.where(planned, day, 0)
        left = self.exam - now
        elapsed = np.maximum(now - belief.last, 1).astype(np.float64)
        after = self.model.next_attempt(belief.memory, elapsed, left.astype(np.float64))
        if not belief.seen.all():
            after = _chosen(belief.seen, after, self._first_after(left))
        if not planned.all():
            after = _chosen(planned, after, belief.memory)
        return Belief(after, np.where(planned, day, belief.last), belief.seen | planned)

    def _first_after(self, left: Integers) -> Mixture:
        first = self._first
        return Mixture(first.chance[:, left], first.stability[:, left], first.difficulty[:, left])


def _chosen(where: Booleans, one: Mixture, other: Mixture) -> Mixture:
    return Mixture(
        np.where(where, one.chance, other.chance),
        np.where(where, one.stability, other.stability),
        np.where(where, one.difficulty, other.difficulty),
    )


def inserted(days: Integers, new: Integers) -> Integers:
    """Each of `new` put into each column of `days`: (attempts, n) and (m,) to (attempts + 1, m, n)."""
    edge = np.full((1, days.shape[1]), FAR, dtype=np.int64)
    before = np.vstack([edge * 0 - 1, days])[:, None, :]
    after = np.vstack([days, edge])[:, None, :]
    return np.minimum(np.maximum(new[None, :, None], before), after)
