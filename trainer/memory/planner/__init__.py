"""The exam planner: which skill on which day until the exam, what score to expect, and what happens after."""

from trainer.memory.planner.aftermath import ReturnDay, after_exam
from trainer.memory.planner.expectation import Expectation
from trainer.memory.planner.forecast import forecast
from trainer.memory.planner.goal import ExamSkill, StudyTime
from trainer.memory.planner.outcome import (
    ExamPlan,
    LeftOut,
    PlannedDay,
    PlannedQuestion,
    Sacrifice,
    Score,
    Scores,
)
from trainer.memory.planner.plan import plan

__all__ = [
    "ExamPlan",
    "ExamSkill",
    "Expectation",
    "LeftOut",
    "PlannedDay",
    "PlannedQuestion",
    "ReturnDay",
    "Sacrifice",
    "Score",
    "Scores",
    "StudyTime",
    "after_exam",
    "forecast",
    "plan",
]
