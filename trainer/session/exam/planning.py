"""The exam plan of one learner: set, cancelled, followed, looked at; glues log, bank and planner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from trainer.errors import StoreError, TrainerError
from trainer.memory.days import Moment
from trainer.memory.policy import Daily, Policy

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint, Blueprints
    from trainer.bank.exercise import Bank
    from trainer.memory.exam_goal import ExamGoal
    from trainer.session.exam.goal_wish import GoalWish
    from trainer.session.exam.outlook import Outlook
    from trainer.session.exam.report import Prediction
    from trainer.store.store import Store

GIVEN_UP: Final = (
    "The normal schedule goes on. What has waited comes back bit by bit, within the minutes of the plan."
)
"""What giving a plan up means."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """What a study day holds, and the sentence that says why a plan is not followed (else empty)."""

    policy: Policy
    problem: str = ""


class Planning:
    """Every method may raise StoreError. `load` reads the blueprints, once, when one is needed."""

    def __init__(
        self, bank: Bank, store: Store, now: Callable[[], datetime], load: Callable[[], Blueprints]
    ) -> None:
        store.follow(bank.renamed_skills, bank.renamed_exercises)
        self._bank = bank
        self._store = store
        self._now = now
        self._load = load

    @cached_property
    def blueprints(self) -> Blueprints:
        """The exams there are."""
        return self._load()

    @property
    def today(self) -> int:
        """The study day."""
        return self._moment().study_day

    @property
    def goal(self) -> ExamGoal | None:
        """The goal in force: set, not cancelled, its day not over."""
        goal = self._store.exam_goal()
        return goal if goal is not None and goal.is_active(self.today) else None

    def day(self) -> StudyDay:
        """What today holds: the plan's questions while a goal is in force, else the ordinary queue."""
        goal = self._store.exam_goal()
        if goal is None:
            return StudyDay(Daily())
        from trainer.memory.planned import Planned, limits_after
        from trainer.session.exam.goal import aim_of

        if not goal.is_active(self.today):
            return StudyDay(Daily(limits_after(goal, self.today)))
        try:
            return StudyDay(Planned(aim_of(goal, self.blueprints, self._bank, self._store.typical_ms)))
        except StoreError:
            raise
        except TrainerError as fault:
            return StudyDay(Daily(), f"{fault} The normal schedule goes on.")

    def set(self, wish: GoalWish) -> ExamGoal:
        """Set a goal, or change the one in force; TrainerError with a sentence where that cannot be."""
        from trainer.bank.blueprint import DEFAULT
        from trainer.session.exam.goal_wish import wished_goal

        at = self._moment()
        goal = wished_goal(wish, self.goal, at.study_day, self.blueprints, self._bank, DEFAULT)
        if goal != self.goal:
            self._store.set_exam_goal(goal, at)
        return goal

    def cancel(self) -> bool:
        """Give up the goal in force; whether there was one."""
        goal, at = self.goal, self._moment()
        if goal is None:
            return False
        self._store.set_exam_goal(replace(goal, given_up=at.study_day), at)
        return True

    def outlook(self, more_minutes: int | None = None) -> Outlook | None:
        """The plan as of now and its score; None without a goal. TrainerError where it cannot be followed."""
        goal = self.goal
        if goal is None:
            return None
        from trainer.session.exam.goal import aim_of, blueprint_named
        from trainer.session.exam.outlook import outlook

        aim = aim_of(goal, self.blueprints, self._bank, self._store.typical_ms)
        blueprint = blueprint_named(goal.blueprint, self.blueprints)
        progress, ratings = self._store.progress(self.today), self._store.ratings()
        return outlook(aim, blueprint, self._bank, progress, ratings, more_minutes)

    def foresee(self, blueprint: Blueprint) -> Prediction | None:
        """The score of an exam that begins now; None where nothing is known, AuthorError for a faulty one."""
        from trainer.session.exam.outlook import foreseen

        return foreseen(blueprint, self._bank, self._store.progress(self.today), self._store.ratings())

    def line(self) -> str:
        """The goal in one line for the start screen; empty without one."""
        try:
            seen = self.outlook()
        except StoreError:
            raise
        except TrainerError as fault:
            return str(fault)
        return "" if seen is None else seen.sentence

    def _moment(self) -> Moment:
        return Moment.of(self._now())
