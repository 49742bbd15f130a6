"""The interval around a planned score: what is not known of the learner, and the luck of a paper; seeded."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

import numpy as np

from trainer.memory.calibration import Calibration, Source
from trainer.memory.parameters import DEFAULTS, STABILITY_MAX, STABILITY_MIN
from trainer.memory.planner.agenda import FAR, Agenda
from trainer.memory.planner.expectation import Expectation
from trainer.memory.planner.goal import ExamSkill, StudyTime
from trainer.memory.planner.outcome import ExamPlan, Score
from trainer.memory.replay import Floats
from trainer.memory.simulation.learners import drawn_parameters

COVERAGE: Final = 0.9
"""The share of learners and papers that the interval is meant to hold."""

LEARNERS: Final = 60
PAPERS: Final = 40
"""So many learners are drawn, and so many papers for each."""

_WIDTH: Final = 1.645
"""Standard deviations on each side of the mean within which 90 % of a normal distribution lie."""


def forecast(
    skills: Sequence[ExamSkill],
    time: StudyTime,
    planned: ExamPlan,
    questions: int,
    calibration: Calibration | None = None,
    seed: int = 0,
) -> Score:
    """The planned score with the interval in which nine of ten papers of so many questions will end.

    From the learner's own log where it has enough attempts: then the interval lies around the score moved by
    the log's mean error, and its variance is that of the predictions' error in bins plus the paper's. Else
    the plan is played through for learners drawn around the default parameters.
    """
    expected = planned.scores.planned
    if calibration is not None and calibration.is_enough:
        centre = min(max(expected + calibration.bias, 0.0), 1.0)
        luck = centre * (1 - centre) / questions
        half = _WIDTH * float(np.sqrt(calibration.model.rmse**2 + luck))
        return Score(expected, max(0.0, centre - half), min(1.0, centre + half), Source.OWN_LOG)
    scores = simulated_scores(skills, time, planned, seed)
    generator = np.random.default_rng(seed)
    papers = generator.binomial(questions, scores[:, None], (len(scores), PAPERS)) / questions
    low, high = np.quantile(papers, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return Score(expected, min(float(low), expected), max(float(high), expected), Source.SIMULATION)


def simulated_scores(skills: Sequence[ExamSkill], time: StudyTime, planned: ExamPlan, seed: int) -> Floats:
    """Expected weighted recall on the exam day for learners drawn around the defaults who follow the plan.

    The memories at hand were reckoned with the defaults; a learner whose first stability after Good is twice
    the default is taken to hold them twice as long.
    """
    index = {skill.id: position for position, skill in enumerate(skills)}
    attempts: list[list[int]] = [[] for _ in skills]
    for day in planned.days:
        for question in day.questions:
            attempts[index[question.skill]].append(day.study_day - time.today)
    rows = max(map(len, attempts), default=0)
    padded = [each + [FAR] * (rows - len(each)) for each in attempts]
    days = np.array(padded, dtype=np.int64).reshape(len(skills), rows).T
    random = Random(seed)  # noqa: S311
    scores = np.zeros(LEARNERS)
    for learner in range(LEARNERS):
        parameters = drawn_parameters(random)
        agenda = Agenda(skills, time, Expectation(parameters))
        held = agenda.stability * parameters[2] / DEFAULTS[2]
        agenda.stability = np.clip(held, STABILITY_MIN, STABILITY_MAX)
        total = float(agenda.weight.sum())
        examined = np.flatnonzero(agenda.weight > 0)
        recall = agenda.recall_with(days[:, examined], examined)
        scores[learner] = float(agenda.weight[examined] @ recall) / total if total else 0.0
    return scores
