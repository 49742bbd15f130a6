"""The interval of a score and what it rests on; the way back to normal scheduling after the exam."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.calibration import Calibration, Figures, Source
from trainer.memory.fsrs import MemoryState
from trainer.memory.parameters import DEFAULTS
from trainer.memory.planner import ExamSkill, StudyTime, after_exam, forecast, plan
from trainer.memory.planner.forecast import simulated_scores
from trainer.memory.queue import Limits
from trainer.memory.simulation.learners import Learner, drawn_parameters

PATIENT = settings(deadline=None, max_examples=20)  # a busy machine is no failure
TODAY = 740_000


def exam() -> tuple[list[ExamSkill], StudyTime]:
    """Twenty skills, half of them met, and two weeks of ten minutes."""
    met = MemoryState(4.0, 5.0, TODAY - 6, TODAY, right=1)
    skills = [ExamSkill(f"s{n}", 1 + n % 3, 1.5, (), met if n % 2 else None) for n in range(20)]
    return skills, StudyTime(TODAY, TODAY + 14, (10,))


def calibration(attempts: int, rmse: float = 0.05, bias: float = 0.0) -> Calibration:
    """A log of so many attempts."""
    figures = Figures(0.3, rmse)
    return Calibration(attempts, figures, figures, figures, bias)


def test_without_a_log_the_interval_is_the_simulations_and_holds_the_score() -> None:
    """Seeded: the same for the same seed."""
    skills, time = exam()
    made = plan(skills, time)

    score = forecast(skills, time, made, 18, calibration(199))

    assert score.source is Source.SIMULATION
    assert 0 <= score.low < score.expected == made.scores.planned < score.high <= 1
    assert score == forecast(skills, time, made, 18)


def test_a_plan_without_any_question_is_foreseen_too() -> None:
    """The exam is today and nothing more can be done."""
    skills, time = exam()
    now = StudyTime(time.today, time.today, (0.0,))

    score = forecast(skills, now, plan(skills, now), 18)

    assert 0 <= score.low <= score.expected <= score.high <= 1


def test_with_enough_attempts_the_interval_is_the_logs() -> None:
    """Moved by the mean error, and as wide as the error and the luck of the paper together."""
    skills, time = exam()
    made = plan(skills, time)

    score = forecast(skills, time, made, 100, calibration(200, rmse=0.03, bias=-0.1))

    centre = made.scores.planned - 0.1
    assert score.source is Source.OWN_LOG
    assert (score.low + score.high) / 2 == pytest.approx(centre)
    assert score.high - centre == pytest.approx(1.645 * (0.03**2 + centre * (1 - centre) / 100) ** 0.5)


@pytest.mark.parametrize("log", [None, calibration(500)])
def test_a_longer_paper_leaves_less_to_luck(log: Calibration | None) -> None:
    """With either source."""
    skills, time = exam()
    made = plan(skills, time)

    short, long = (forecast(skills, time, made, questions, log) for questions in (5, 500))

    assert long.high - long.low < short.high - short.low


def test_simulated_learners_scatter_around_what_is_planned() -> None:
    """The defaults are in their middle, and they differ."""
    skills, time = exam()
    made = plan(skills, time)

    scores = simulated_scores(skills, time, made, 0)

    assert np.quantile(scores, 0.1) < made.scores.planned < np.quantile(scores, 0.9)


def test_drawn_parameters_are_seeded_and_have_the_defaults_in_their_middle() -> None:
    """Without spread they are the defaults; initial stabilities stay in the order of the ratings."""
    drawn = [drawn_parameters(Random(seed)) for seed in range(400)]

    assert drawn_parameters(Random(1), spread=0) == DEFAULTS
    assert drawn[7] == drawn_parameters(Random(7))
    assert np.median(drawn, axis=0)[4:] == pytest.approx(np.array(DEFAULTS[4:]), rel=0.15)
    assert all(list(weights[:4]) == sorted(weights[:4]) for weights in drawn)


def test_a_simulated_learner_answers_as_often_right_as_it_truly_recalls() -> None:
    """Two thousand learners alike, seven days after the first attempt."""
    right, chance = 0, 0.0
    for seed in range(2_000):
        learner = Learner(Random(seed))
        learner.attempt("s", TODAY)
        chance += learner.recall("s", TODAY + 7)
        right += learner.attempt("s", TODAY + 7).is_right

    assert right == pytest.approx(chance, abs=90)  # four standard deviations


@PATIENT
@given(
    ages=st.lists(st.tuples(st.floats(0.5, 60), st.integers(0, 60)), min_size=1, max_size=60),
    cap=st.integers(1, 20),
)
def test_after_the_exam_no_day_exceeds_the_cap_and_all_that_is_due_comes_back(
    ages: list[tuple[float, int]], cap: int
) -> None:
    """The overdue skills are spread, weakest first, and the last day leaves nothing waiting."""
    states = {
        f"s{n}": MemoryState(stability, 5, TODAY - ago, TODAY - ago + round(stability))
        for n, (stability, ago) in enumerate(ages)
    }
    due = {skill for skill, state in states.items() if state.due_day <= TODAY}

    days = after_exam(states, TODAY, Limits(reviews=cap))

    assert all(len(day.asked) <= cap for day in days)
    assert [day.study_day for day in days] == list(range(TODAY, TODAY + len(days)))
    assert all(len(day.asked) == cap for day in days if day.waiting)
    if days[-1].waiting == 0:
        assert due <= {skill for day in days for skill in day.asked}


def test_after_the_exam_the_days_minutes_cap_too() -> None:
    """Ten minutes at two minutes a question are five questions."""
    states = {f"s{n}": MemoryState(2.0, 5, TODAY - 9 - n, TODAY - 7) for n in range(12)}

    days = after_exam(states, TODAY, Limits(minutes=10), typical_ms=120_000)

    assert days[0].asked == ("s11", "s10", "s9", "s8", "s7")
    assert days[0].waiting == 7


def test_nothing_due_is_one_empty_day() -> None:
    """There is no flood when nothing waits."""
    assert [day.asked for day in after_exam({}, TODAY)] == [()]
