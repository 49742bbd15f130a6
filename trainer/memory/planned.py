"""The day of a learner who prepares for an exam: the plan's questions of today; reads no log, no blueprint.

Planned anew after every attempt, so that each answer changes what the rest of the day is spent on. Once the
exam is over or given up the ordinary queue goes on, for a while with no more minutes a day than there were
before, so that what became overdue meanwhile comes back bit by bit (`planner.after_exam` shows how).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from trainer.memory.days import day_words
from trainer.memory.events import Mode
from trainer.memory.exam_goal import ExamGoal
from trainer.memory.pace import DEFAULT_MS
from trainer.memory.queue import Limits, QueueItem, Topic, first_of_all, in_order, plan
from trainer.memory.reasons import ExamGain, Reason, Why
from trainer.memory.today import Progress

if TYPE_CHECKING:
    from trainer.memory.planner import ExamSkill, PlannedQuestion, StudyTime

RETURN_DAYS: Final = 30
"""For so many days after the exam a day is kept to the minutes of before; for fewer where it was given up."""

_SMALLEST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class ExamAim:
    """A goal with what it weighs: shares of the exam by skill (their sum is 1), and the learner's pace.

    `minutes` says what a question of a skill takes; where it says nothing, the usual time is meant.
    """

    goal: ExamGoal
    weights: Mapping[str, float] = field(hash=False)
    minutes: Mapping[str, float] = field(default_factory=dict, hash=False)

    def minutes_for(self, skill: str) -> float:
        """What a question of this skill takes."""
        return self.minutes.get(skill, DEFAULT_MS / 60_000)

    def skills(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[ExamSkill, ...]:
        """The planner's view: every skill with a weight and all that it builds on, in course order."""
        from trainer.memory.planner import ExamSkill

        topics = {skill: topic for skill, topic in skills.items() if topic.exercises}
        return tuple(
            ExamSkill(
                skill,
                self.weights.get(skill, 0.0),
                self.minutes_for(skill),
                tuple(topics[skill].requires),
                progress.states.get(skill),
            )
            for skill in _with_ancestors(self.weights, topics)
        )

    def time(self, progress: Progress, reserved: float = 0.0) -> StudyTime:
        """The planner's view of the time from today on, `reserved` minutes of today taken off."""
        from trainer.memory.planner import StudyTime

        spent = sum(attempt.active_ms for attempt in progress.attempts) / 60_000
        goal = self.goal
        return StudyTime(
            progress.study_day, goal.exam_day, goal.week, goal.days_off, goal.on_exam_day, spent + reserved
        )


class Planned:
    """What the plan holds for the day, within its minutes; see the module.

    Repeats of what was missed today and the gaps under it come before the plan's questions.
    """

    mode: ClassVar[Mode] = Mode.DAILY
    is_endless: ClassVar[bool] = False

    def __init__(self, aim: ExamAim) -> None:
        self.aim = aim
        self._last: tuple[dict[str, Topic], Progress, tuple[QueueItem, ...]] | None = None

    def plan(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        """The questions left today; computed once for the same skills and progress."""
        if self._last is None or self._last[1] != progress or self._last[0] != skills:
            self._last = dict(skills), progress, self._planned(skills, progress)
        return self._last[2]

    def _planned(self, skills: Mapping[str, Topic], progress: Progress) -> tuple[QueueItem, ...]:
        goal, today = self.aim.goal, progress.study_day
        if not goal.is_active(today):
            return plan(skills, progress, limits_after(goal, today))
        topics = {skill: topic for skill, topic in skills.items() if topic.exercises}
        reasons = self._first(topics, progress)
        reserved = sum(map(self.aim.minutes_for, reasons))
        for question in self._questions(topics, progress, reserved):
            reasons.setdefault(question.skill, self._why(question, progress))
        return in_order(topics, progress, reasons)

    def _first(self, topics: Mapping[str, Topic], progress: Progress) -> dict[str, Why]:
        """Repeats and gaps as far as there is time; no gap is left out before what builds on it."""
        room = self.aim.time(progress).minutes_on(progress.study_day)
        found: dict[str, Why] = {}
        for skill, why in first_of_all(topics, progress).items():
            room -= self.aim.minutes_for(skill)
            if room < -_SMALLEST:
                break
            found[skill] = why
        return found

    def _questions(
        self, topics: Mapping[str, Topic], progress: Progress, reserved: float
    ) -> tuple[PlannedQuestion, ...]:
        from trainer.memory.planner import plan as plan_exam

        time = self.aim.time(progress, reserved)
        if not time.minutes_on(progress.study_day):
            return ()
        today = plan_exam(self.aim.skills(topics, progress), time).today
        return () if today is None else today.questions

    def _why(self, question: PlannedQuestion, progress: Progress) -> Why:
        day = day_words(self.aim.goal.exam_day, progress.study_day)
        share = self.aim.weights.get(question.skill, 0.0)
        gain = ExamGain(day, question.exam_before, question.exam_after, share)
        return Why(Reason.PLAN, recall=None if question.is_new else question.recall, exam=gain)


def limits_after(goal: ExamGoal, today: int) -> Limits:
    """The caps of an ordinary day once the goal is over: those minutes for a month, then the usual ones.

    One that was given up made little wait if it was not followed for long: its minutes hold for as many days
    as it did, from that day on and for a month at most.
    """
    if goal.given_up is None:
        gentle = 0 < today - goal.exam_day <= RETURN_DAYS
    else:
        gentle = 0 <= today - goal.given_up < min(goal.given_up - goal.since, RETURN_DAYS)
    return Limits(minutes=math.ceil(max(goal.minutes))) if gentle else Limits()


def _with_ancestors(weights: Mapping[str, float], topics: Mapping[str, Topic]) -> list[str]:
    wanted: set[str] = set()
    ahead = [skill for skill, weight in weights.items() if weight > 0 and skill in topics]
    while ahead:
        skill = ahead.pop()
        if skill not in wanted:
            wanted.add(skill)
            ahead += [other for other in topics[skill].requires if other in topics]
    return sorted(wanted, key=lambda skill: (topics[skill].order, skill))
