"""The days of one simulated learner up to an exam, under any policy; what the log says, and what is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from trainer.memory.fsrs import MemoryState, after_attempt, recall_on
from trainer.memory.planner.goal import ExamSkill
from trainer.memory.simulation.learners import Learner


@dataclass(slots=True)
class Term:
    """A learner with `minutes` a day until the exam.

    `states` is what a log with the default parameters says; `learner` holds the truth, which no policy may
    read. Skills are in the curriculum's order, prerequisites first. `random` is for policies that draw.
    """

    skills: Mapping[str, ExamSkill]
    learner: Learner
    minutes: float
    day: int
    exam_day: int
    random: Random
    states: dict[str, MemoryState] = field(default_factory=dict)

    def may_be_asked(self, skill: str) -> bool:
        """Whether every prerequisite was attempted, and the skill itself not yet today."""
        state = self.states.get(skill)
        if state is not None and state.last_day >= self.day:
            return False
        return all(other in self.states for other in self.skills[skill].requires if other in self.skills)

    def attempt(self, skill: str) -> None:
        """One question on the current day; a miss is repeated until it is right, so what follows opens."""
        rating = self.learner.attempt(skill, self.day)
        state = after_attempt(self.states.get(skill), skill, self.day, rating)
        self.states[skill] = replace(state, right=max(1, state.right))

    def study(self, wanted: Iterable[str]) -> None:
        """Spend the day's minutes on what is wanted, in order, but for what does not fit or is locked."""
        left = self.minutes
        for skill in wanted:
            minutes = self.skills[skill].minutes
            if minutes <= left + 1e-9 and self.may_be_asked(skill):
                self.attempt(skill)
                left -= minutes

    def recall(self, skill: str) -> float:
        """Recall today as the log predicts it."""
        return recall_on(self.states[skill], self.day)

    def score(self) -> float:
        """The learner's true weighted recall on the exam day."""
        total = sum(skill.weight for skill in self.skills.values())
        known = (each.weight * self.learner.recall(each.id, self.exam_day) for each in self.skills.values())
        return sum(known) / total


Policy = Callable[[Term], Iterable[str]]
"""What to ask today, in order; asked for lazily, so that it may look at what the day has brought so far."""


def play(term: Term, policy: Policy) -> float:
    """Study every day before the exam by the policy; the true score."""
    while term.day < term.exam_day:
        term.study(policy(term))
        term.day += 1
    return term.score()


def needed(skills: Sequence[ExamSkill]) -> dict[str, ExamSkill]:
    """The skills with weight and all that comes before them, in the given order."""
    given = {skill.id: skill for skill in skills}
    ahead = [skill.id for skill in skills if skill.weight > 0]
    found: set[str] = set()
    while ahead:
        skill = ahead.pop()
        if skill not in found:
            found.add(skill)
            ahead.extend(other for other in given[skill].requires if other in given)
    return {skill.id: skill for skill in skills if skill.id in found}
