"""What can be foreseen of an exam: the plan and its score, and that of one that begins now; sets nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.memory.days import day_words
from trainer.memory.exam_goal import ExamGoal
from trainer.memory.planned import ExamAim
from trainer.session.exam.report import Prediction

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprint
    from trainer.bank.exercise import Bank
    from trainer.memory.calibration import Calibration
    from trainer.memory.planner import ExamPlan, Score
    from trainer.memory.today import Progress

Ratings = Sequence[tuple[str, int, int]]
"""Skill, study day and rating of every attempt that moved memory, in the order of the log."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """A goal, its plan as of `today`, and the score to expect.

    `title` and `questions` are the blueprint's; `more_minutes` a day are those of the plan's `scores.more`;
    `titles` are those of skills; `reviews` counts what the learner's own log could tell about forgetting.
    """

    goal: ExamGoal
    title: str
    questions: int
    today: int
    plan: ExamPlan
    score: Score
    titles: Mapping[str, str]
    reviews: int
    more_minutes: int | None = None

    @property
    def sentence(self) -> str:
        """The exam in one line: “Exam in 12 days (Thu 3 Dec): 64 % predicted (52–75 %).”"""
        day = day_words(self.goal.exam_day, self.today)
        return f"Exam {ahead_words(self.goal, self.today)} ({day}): {score_words(self.score)}."

    @property
    def note(self) -> str:
        """The same, shorter: “in 12 days · 64 % predicted (52–75 %)”."""
        return f"{ahead_words(self.goal, self.today)} · {score_words(self.score)}"


def score_words(score: Score) -> str:
    """A predicted score and its range: “64 % predicted (52–75 %)”."""
    expected, low, high = (f"{100 * share:.0f}" for share in (score.expected, score.low, score.high))
    return f"{expected} % predicted ({low}–{high} %)"


def ahead_words(goal: ExamGoal, today: int) -> str:
    """How far away the exam is: “today”, “tomorrow”, “in 12 days”."""
    days = goal.exam_day - today
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def outlook(
    aim: ExamAim,
    blueprint: Blueprint,
    bank: Bank,
    progress: Progress,
    ratings: Ratings,
    more_minutes: int | None = None,
) -> Outlook:
    """The plan and its score; takes some tenths of a second."""
    from trainer.memory.planner import forecast, plan

    skills, time = aim.skills(bank.skills, progress), aim.time(progress)
    made = plan(skills, time, more_minutes)
    calibration = _calibration(ratings)
    score = forecast(skills, time, made, blueprint.count, calibration)
    titles = {skill.id: skill.title for skill in bank.skills.values()}
    return Outlook(
        aim.goal,
        blueprint.title,
        blueprint.count,
        progress.study_day,
        made,
        score,
        titles,
        calibration.attempts if calibration else 0,
        more_minutes,
    )


def foreseen(blueprint: Blueprint, bank: Bank, progress: Progress, ratings: Ratings) -> Prediction | None:
    """The score of a paper that begins now: weighted recall today; None where none of its skills was met.

    Raises AuthorError for a blueprint that this bank cannot answer for.
    """
    from trainer.bank.blueprint_topics import skill_weights

    weights = skill_weights(blueprint, bank)
    if not any(skill in progress.states for skill in weights):
        return None
    from trainer.memory.planner import ExamSkill, StudyTime, forecast, plan

    today = progress.study_day
    states = progress.states
    skills = [ExamSkill(skill, share, 1.0, (), states.get(skill)) for skill, share in weights.items()]
    now = StudyTime(today, today, (0.0,))
    score = forecast(skills, now, plan(skills, now), blueprint.count, _calibration(ratings))
    return Prediction(score.expected, score.low, score.high)


def _calibration(ratings: Ratings) -> Calibration | None:
    """How well recall was predicted so far; None without anything to tell it by."""
    if not ratings:
        return None
    import numpy as np

    from trainer.memory.calibration import calibrate, predictions

    names, days, given = zip(*ratings, strict=True)
    codes = {name: code for code, name in enumerate(dict.fromkeys(names))}
    skills = np.array([codes[name] for name in names], dtype=np.int64)
    return calibrate(predictions(skills, np.array(days, dtype=np.int64), np.array(given, dtype=np.int64)))
