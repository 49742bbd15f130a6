"""The study days to the exam as at most 16 slots of neighbouring days, finer towards it, with their room."""

from __future__ import annotations

from typing import Final

import numpy as np

from trainer.memory.planner.goal import StudyTime
from trainer.memory.replay import Floats, Integers

MOST: Final = 16
"""More days than this are put together: a day more or less matters little far from the exam."""

SMALLEST: Final = 1e-9
"""So many minutes are lost in rounding."""


class Slots:
    """What is left of the minutes of each day; a slot is a run of study days, today always one of its own."""

    def __init__(self, time: StudyTime) -> None:
        minutes = [time.minutes_on(time.today + day) for day in range(time.days_left + 1)]
        self.left: Floats = np.array(minutes, dtype=np.float64)
        studied = np.flatnonzero(self.left > 0)
        self._runs: list[Integers] = _runs(studied)
        self.of_day: Integers = np.full(len(minutes), -1, dtype=np.int64)
        for slot, run in enumerate(self._runs):
            self.of_day[run] = slot
        self.middle: Integers = np.array([run[len(run) // 2] for run in self._runs], dtype=np.int64)
        self.last: Integers = np.array([run[-1] for run in self._runs], dtype=np.int64)
        self.roomiest: Floats = np.array([self.left[run].max() for run in self._runs], dtype=np.float64)

    def __len__(self) -> int:
        return len(self._runs)

    def day_in(self, slot: int, minutes: float, earliest: int) -> int | None:
        """The roomiest day of the slot from `earliest` on; None if it has less than `minutes`."""
        run = self._runs[slot]
        run = run[run >= earliest]
        if not len(run):
            return None
        day = int(run[np.argmax(self.left[run])])
        return day if self.left[day] + SMALLEST >= minutes else None

    def earliest(self, minutes: float, earliest: int = 0) -> int | None:
        """The first day from `earliest` on with so many minutes left."""
        room = (self.left[earliest:] + SMALLEST >= minutes) & (self.of_day[earliest:] >= 0)
        return earliest + int(room.argmax()) if room.any() else None

    def spend(self, day: int, minutes: float) -> None:
        """Take minutes from a day; negative ones give them back."""
        self.left[day] = self.left[day] - minutes
        slot = int(self.of_day[day])
        self.roomiest[slot] = self.left[self._runs[slot]].max()


def _runs(days: Integers) -> list[Integers]:
    if len(days) <= MOST:
        return [days[index : index + 1] for index in range(len(days))]
    backwards = np.unique(np.ceil(np.geomspace(1, len(days) - 1, MOST - 1)).astype(np.int64))
    starts = np.unique(np.concatenate([[0, 1], len(days) - backwards]))
    return np.split(days, starts[1:])
