"""What an exam plan starts from: skills with weights and memories, and the minutes of each day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from trainer.memory.fsrs import MemoryState

FURTHEST: Final = 732
"""An exam may be at most so many days away (two years)."""


@dataclass(frozen=True, slots=True)
class ExamSkill:
    """One skill as the planner sees it.

    `weight` (0 or more) is its share of the exam in any unit; a prerequisite that is not examined weighs 0.
    `minutes` (above 0) is what one question of it takes, its repeat after a miss included. `requires` are ids
    of prerequisites; one that is not among the skills given cannot hold anything up. `state` is None if it
    was never attempted.
    """

    id: str
    weight: float
    minutes: float
    requires: tuple[str, ...] = ()
    state: MemoryState | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be weighed (ValueError)."""
        if not (0 <= self.weight < math.inf and 0 < self.minutes < math.inf):
            raise ValueError(f"{self.id}: a weight is 0 or more, minutes are above 0")

    @property
    def is_open(self) -> bool:
        """Whether it was right at least once, so that what builds on it may be asked."""
        return self.state is not None and self.state.right > 0


@dataclass(frozen=True, slots=True)
class StudyTime:
    """The study days from today to the exam and the minutes of each.

    `minutes` holds one figure (0 or more) for every day or seven from Monday on. `days_off` are study days
    without any. The exam's own day counts only if `on_exam_day`. `spent_today` minutes are gone already.
    """

    today: int
    exam_day: int
    minutes: tuple[float, ...]
    days_off: frozenset[int] = frozenset()
    on_exam_day: bool = False
    spent_today: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot be planned (ValueError)."""
        if not 0 <= self.exam_day - self.today <= FURTHEST:
            raise ValueError(f"the exam must lie between today and {FURTHEST} days from now")
        if len(self.minutes) not in (1, 7) or not all(0 <= minutes <= 1_440 for minutes in self.minutes):
            raise ValueError("minutes are one figure or seven, each from 0 to 1440")

    @property
    def days_left(self) -> int:
        """The number of nights between today and the exam."""
        return self.exam_day - self.today

    def minutes_on(self, study_day: int) -> float:
        """The minutes of a study day; 0 on a day off, before today, and after the last day to study."""
        last = self.exam_day if self.on_exam_day else self.exam_day - 1
        if study_day in self.days_off or not self.today <= study_day <= last:
            return 0.0
        minutes = self.minutes[(study_day - 1) % 7 if len(self.minutes) == 7 else 0]
        return max(0.0, minutes - self.spent_today) if study_day == self.today else minutes

    def with_more(self, minutes: float) -> StudyTime:
        """The same time with so many minutes more on every day that has any."""
        more = tuple(min(1_440.0, each + minutes) if each else 0.0 for each in self.minutes)
        return StudyTime(self.today, self.exam_day, more, self.days_off, self.on_exam_day, self.spent_today)
