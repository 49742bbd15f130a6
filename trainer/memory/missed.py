"""The practice of what an exam has missed: those skills themselves; reads no report and no log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from trainer.memory.events import Mode
from trainer.memory.policy import foundations
from trainer.memory.queue import QueueItem, Topic, first_of_all, in_order
from trainer.memory.reasons import Reason, Why
from trainer.memory.today import Progress


@dataclass(frozen=True, slots=True)
class Missed:
    """Each missed skill until it is right, in course order, though it may build on what was never right.

    What a skill builds on comes only once it was missed in this practice too, and only where that was never
    right. An answer counts from `since_ms` on (UTC): the end of the exam.
    """

    skills: frozenset[str]
    since_ms: int = 0
    mode: ClassVar[Mode] = Mode.DAILY
    is_endless: ClassVar[bool] = False

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """What is left to practise, in asking order."""
        below = foundations(self.skills, skills, progress)
        wanted = {
            skill: topic
            for skill, topic in skills.items()
            if topic.exercises and (skill in self.skills or skill in below)
        }
        done = {
            attempt.skill
            for attempt in progress.attempts
            if attempt.mode is self.mode and attempt.utc_ms >= self.since_ms
        }
        reasons = {
            skill: why
            for skill, why in first_of_all(wanted, progress).items()
            if why.reason is not Reason.REPEAT or skill in self.skills or skill in done
        }
        left = [skill for skill in wanted if skill in self.skills and skill not in done | reasons.keys()]
        left.sort(key=lambda skill: (wanted[skill].order, skill))
        return in_order(wanted, progress, reasons | dict.fromkeys(left, Why(Reason.MISSED)))
