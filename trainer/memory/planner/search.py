"""Fills the days to the exam with the attempts that gain most expected weighted recall per minute.

In rounds: what one more attempt of each skill on each day would gain, given all that is planned, is computed
for all at once, and the best are planned. So a review goes to the day that suits it, mostly as late as there
is room, and minutes long before the exam go to what they are still good for: new skills, and reviews whose
gain lasts. A new skill is planned together with all it waits for, each as early as there is room.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from trainer.memory.planner.agenda import FAR, Agenda, inserted
from trainer.memory.planner.prerequisites import Prerequisites
from trainer.memory.planner.slots import SMALLEST, Slots
from trainer.memory.replay import Floats, Integers

SHARE: Final = 0.5
"""A round plans what gains at least this share of the best gain per minute; then gains are computed anew."""

LEAST_GAIN: Final = 5e-4
"""An attempt that raises recall on the exam day by less than this is not worth a question."""


class Search:
    """A plan in the making: the agenda, and what each possible addition to it would gain."""

    def __init__(self, agenda: Agenda, slots: Slots, prerequisites: Prerequisites) -> None:
        self._agenda, self._slots, self._prerequisites = agenda, slots, prerequisites
        skills = len(agenda.weight)
        self._gain: Floats = np.full((len(slots), skills), -np.inf)
        self._out_of_room = np.zeros(skills, dtype=np.bool_)
        self._refresh(np.arange(skills))

    def fill(self) -> None:
        """Plan attempts until there is no room or no gain left."""
        self._out_of_room[:] = False
        while len(self._slots) and self._round():
            pass

    def _refresh(self, columns: Integers) -> None:
        """Compute what one more attempt in each slot gains; -inf where there can be none."""
        agenda, slots = self._agenda, self._slots
        columns = columns[agenda.weight[columns] > 0]
        if not len(columns) or not len(slots):
            return
        days = agenda.days[:, columns]
        days = days[: int((days < FAR).sum(axis=0).max())]
        recall = agenda.recall_with(inserted(days, np.append(slots.middle, FAR)), columns)
        gain = recall[:-1] - recall[-1]
        gain[gain < LEAST_GAIN] = -np.inf
        gain *= agenda.weight[columns]
        for row in days:
            planned = np.flatnonzero(row < FAR)
            gain[slots.of_day[row[planned]], planned] = -np.inf
        if slots.of_day[0] == 0:
            gain[0, agenda.last[columns] >= 0] = -np.inf
        for index, skill in enumerate(columns.tolist()):
            available = self._prerequisites.available(skill, agenda)
            if 0 < available < FAR:
                gain[slots.last < available, index] = -np.inf
        self._gain[:, columns] = gain

    def _round(self) -> bool:
        """Plan the best additions; False if there was none."""
        agenda, slots = self._agenda, self._slots
        room = slots.roomiest[:, None] + SMALLEST >= agenda.minutes
        gain = np.where(room, self._gain, -np.inf)
        best = gain.argmax(axis=0)
        waiting = self._prerequisites.waiting(agenda)
        minutes = agenda.minutes + self._prerequisites.shared_minutes(waiting, agenda)
        density = gain[best, np.arange(len(best))] / minutes
        density[self._out_of_room] = -np.inf
        top = density.max(initial=-np.inf)
        if top == -np.inf:
            return False
        order = np.argsort(-density, kind="stable")[: int((density >= SHARE * top).sum())]
        changed: set[int] = set()
        for skill in order.tolist():
            changed.update(
                self._introduce(skill) if waiting[skill] else self._repeat(skill, int(best[skill]))
            )
        for skill in tuple(changed):
            changed.update(self._prerequisites.unlocks[skill])
        self._refresh(np.array(sorted(changed), dtype=np.int64))
        return True

    def _repeat(self, skill: int, slot: int) -> list[int]:
        """Plan one more attempt in the slot, if what was planned in this round has left room for it."""
        agenda, slots = self._agenda, self._slots
        if slots.roomiest[slot] + SMALLEST < agenda.minutes[skill]:
            return []
        day = slots.day_in(slot, float(agenda.minutes[skill]), self._prerequisites.available(skill, agenda))
        if day is None:
            self._gain[slot, skill] = -np.inf  # its only days with room come before its prerequisites
            return []
        self._add(skill, day)
        return [skill]

    def _introduce(self, skill: int) -> list[int]:
        """Plan the first attempts of a skill and of all it waits for, or of none if there is no room."""
        agenda, slots = self._agenda, self._slots
        placed: list[tuple[int, int]] = []
        chain = self._prerequisites.chain(skill, agenda)
        for each in chain or ():
            earliest = max(self._prerequisites.available(each, agenda), int(agenda.last[each]) + 1)
            day = slots.earliest(float(agenda.minutes[each]), earliest)
            if day is None:
                break
            self._add(each, day)
            placed.append((each, day))
        if chain is not None and len(placed) == len(chain):
            return chain
        for each, day in placed:
            agenda.drop(each, day)
            slots.spend(day, -float(agenda.minutes[each]))
        self._out_of_room[skill] = True
        return []

    def _add(self, skill: int, day: int) -> None:
        self._agenda.add(skill, day)
        self._slots.spend(day, float(self._agenda.minutes[skill]))
