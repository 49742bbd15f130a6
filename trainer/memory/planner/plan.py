"""The plan to an exam: which skill on which day, what score to expect, what is given up; reads no log.

The aim is expected weighted recall on the exam day; `search` says how it is sought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from trainer.memory.planner.agenda import FAR, Agenda
from trainer.memory.planner.expectation import Expectation
from trainer.memory.planner.goal import ExamSkill, StudyTime
from trainer.memory.planner.outcome import (
    ExamPlan,
    LeftOut,
    PlannedDay,
    PlannedQuestion,
    Sacrifice,
    Scores,
)
from trainer.memory.planner.prerequisites import Prerequisites
from trainer.memory.planner.search import Search
from trainer.memory.planner.slots import SMALLEST, Slots
from trainer.memory.replay import Floats

LONG_BEFORE: Final = 14
FADED_BELOW: Final = 0.8
"""A skill last asked more than 14 days before the exam, and below this recall then, counts as given up."""


def plan(
    skills: Sequence[ExamSkill],
    time: StudyTime,
    more_minutes: float | None = None,
    model: Expectation | None = None,
) -> ExamPlan:
    """The plan for every study day until the exam; the same for the same arguments.

    No day exceeds its minutes, no new skill comes before its prerequisites, no skill twice on a day. Without
    any weight there is nothing to plan. `more_minutes` asks what so many more on every study day would bring.
    Plan anew every day: today's answers change what tomorrow is best spent on.
    """
    model = model or Expectation()
    agenda, prerequisites = Agenda(skills, time, model), Prerequisites(skills)
    today, nothing = _score(agenda, _recall_today(agenda)), _score(agenda, agenda.recall())
    Search(agenda, Slots(time), prerequisites).fill()
    planned = _score(agenda, agenda.recall())
    days = _days(skills, time, agenda, prerequisites)
    sacrificed = _sacrificed(skills, time, agenda, prerequisites)
    more = None
    if more_minutes is not None:
        more = max(planned, _score_with(skills, time.with_more(more_minutes), model))
    return ExamPlan(days, Scores(today, nothing, planned, more), sacrificed)


def _score_with(skills: Sequence[ExamSkill], time: StudyTime, model: Expectation) -> float:
    agenda = Agenda(skills, time, model)
    Search(agenda, Slots(time), Prerequisites(skills)).fill()
    return _score(agenda, agenda.recall())


def _score(agenda: Agenda, recall: Floats) -> float:
    total = float(agenda.weight.sum())
    return float(agenda.weight @ recall) / total if total else 0.0


def _recall_today(agenda: Agenda) -> Floats:
    (belief,) = agenda.walk(agenda.days[:0])
    return agenda.recall_on(belief, np.zeros_like(agenda.last))


def _days(
    skills: Sequence[ExamSkill], time: StudyTime, agenda: Agenda, prerequisites: Prerequisites
) -> tuple[PlannedDay, ...]:
    """The agenda by days; a question's figures are those before and after its row of attempts."""
    questions: dict[int, list[tuple[int, PlannedQuestion]]] = {}
    beliefs = list(agenda.walk(agenda.days))
    for row, before, after in zip(agenda.days, beliefs[:-1], beliefs[1:], strict=True):
        recall = agenda.recall_on(before, np.minimum(row, agenda.exam))
        exam_before, exam_after = agenda.exam_recall(before), agenda.exam_recall(after)
        for skill in np.flatnonzero(row < FAR).tolist():
            question = PlannedQuestion(
                skills[skill].id,
                not before.seen[skill],
                float(recall[skill]),
                float(exam_before[skill]),
                float(exam_after[skill]),
                skills[skill].minutes,
            )
            questions.setdefault(int(row[skill]), []).append((int(prerequisites.rank[skill]), question))
    days = []
    for day in range(time.days_left + 1):
        available = time.minutes_on(time.today + day)
        if available > 0:
            ordered = sorted(questions.get(day, []), key=_rank)
            days.append(PlannedDay(time.today + day, available, tuple(question for _, question in ordered)))
    return tuple(days)


def _rank(entry: tuple[int, PlannedQuestion]) -> int:
    return entry[0]


def _sacrificed(
    skills: Sequence[ExamSkill], time: StudyTime, agenda: Agenda, prerequisites: Prerequisites
) -> tuple[Sacrifice, ...]:
    """The skills with weight that are left out or left to fade, heaviest first."""
    recall = agenda.recall()
    *_, end = agenda.walk(agenda.days)
    total = float(agenda.weight.sum())
    longest_day = max((time.minutes_on(time.today + day) for day in range(time.days_left + 1)), default=0.0)
    faded = (agenda.exam - end.last > LONG_BEFORE) & (recall < FADED_BELOW)
    given_up = np.flatnonzero((agenda.weight > 0) & (~end.seen | faded))
    found = []
    for skill in given_up.tolist():
        chain = prerequisites.chain(skill, agenda) if not end.seen[skill] else [skill]
        behind = [other for other in chain or prerequisites.waits_for[skill] if other != skill]
        minutes = skills[skill].minutes + sum(skills[other].minutes for other in behind)
        if end.seen[skill]:
            why = LeftOut.FADED
        elif skills[skill].minutes > longest_day + SMALLEST:
            why = LeftOut.NO_TIME
        else:
            why = LeftOut.LOCKED if behind else LeftOut.LIGHT
        last = int(end.last[skill]) + time.today if end.seen[skill] else None
        share = skills[skill].weight / total
        names = tuple(skills[other].id for other in behind)
        found.append(Sacrifice(skills[skill].id, why, share, float(recall[skill]), minutes, last, names))
    return tuple(sorted(found, key=lambda each: -each.share))
