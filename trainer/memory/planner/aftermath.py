"""After the exam: how skills that became overdue meanwhile come back by the normal queue, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.memory.fsrs import MemoryState, after_attempt, recall_on
from trainer.memory.pace import DEFAULT_MS
from trainer.memory.queue import Limits
from trainer.memory.rating import Rating

FURTHEST: Final = 90
"""So many days are looked ahead at most."""


@dataclass(frozen=True, slots=True)
class ReturnDay:
    """A study day after the exam: the due skills asked, in order, and how many wait."""

    study_day: int
    asked: tuple[str, ...]
    waiting: int


def after_exam(
    states: Mapping[str, MemoryState],
    today: int,
    limits: Limits | None = None,
    typical_ms: int | None = None,
) -> tuple[ReturnDay, ...]:
    """The days from `today` on until nothing overdue waits any longer (at most 90), each within the caps.

    No exam is in force any more, so due skills come by lowest predicted recall, and what does not fit into
    the day's reviews or minutes waits. Answers are taken to be right; new skills are left out.
    """
    limits = limits or Limits()
    most = limits.reviews
    if limits.minutes is not None:
        most = min(most, limits.minutes * 60_000 // (typical_ms or DEFAULT_MS))
    memories = dict(states)
    days: list[ReturnDay] = []
    for day in range(today, today + FURTHEST):
        due = [skill for skill, state in memories.items() if state.due_day <= day]
        due.sort(key=lambda skill: (recall_on(memories[skill], day), skill))
        asked = due[: max(0, most)]
        for skill in asked:
            memories[skill] = after_attempt(memories[skill], skill, day, Rating.GOOD)
        days.append(ReturnDay(day, tuple(asked), len(due) - len(asked)))
        if len(due) == len(asked):
            break
    return tuple(days)
