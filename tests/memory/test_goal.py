"""A goal as a value and in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.days import Moment
from trainer.memory.events import Kind
from trainer.memory.exam_goal import FURTHEST, ExamGoal, goal_event, goal_of
from trainer.memory.planner import StudyTime

TODAY = 740_000
NOW = Moment(1_700_000_000_000, 60, TODAY)
GOALS = st.builds(
    ExamGoal,
    st.text(min_size=1, max_size=8),
    st.integers(TODAY - 40, TODAY + 800),
    st.sampled_from([(30.0,), (0.0, 10.0, 0.0, 20.5, 0.0, 60.0, 1440.0)]),
    st.frozensets(st.integers(0, 6)),
    st.frozensets(st.integers(TODAY, TODAY + 30), max_size=4),
    st.booleans(),
    st.integers(0, TODAY),
)
FEW = settings(max_examples=30, deadline=None)


@FEW
@given(goal=GOALS)
def test_a_goal_comes_back_from_its_event(goal: ExamGoal) -> None:
    """All of it is in the texts, as texts."""
    event = goal_event(goal, NOW)

    assert goal_of(event.texts) == goal
    assert (event.kind, event.skill, event.rating) == (Kind.SET_EXAM, "", None)
    assert all(isinstance(text, str) for text in event.texts.values())


def test_a_cancelled_goal_is_none() -> None:
    """It is an event with an empty blueprint."""
    assert goal_of(goal_event(None, NOW).texts) is None


@FEW
@given(goal=GOALS)
def test_a_goal_that_was_given_up_is_never_in_force(goal: ExamGoal) -> None:
    """Nor is it to a reader that knows no more than an empty blueprint; and it comes back from its event."""
    ended = replace(goal, given_up=TODAY)

    assert goal_of(goal_event(ended, NOW).texts) == ended
    assert not any(map(ended.is_active, range(TODAY - 2, TODAY + 3)))
    assert goal_event(ended, NOW).texts["blueprint"] == ""


def test_a_goal_of_an_older_log_was_followed_for_long() -> None:
    """When it was set was not kept then."""
    texts = dict(goal_event(ExamGoal("e", TODAY, (5.0,), since=TODAY), NOW).texts)
    del texts["since"]

    assert goal_of(texts) == ExamGoal("e", TODAY, (5.0,))


@pytest.mark.parametrize(
    "damage",
    [
        {"exam_day": "soon"},
        {"exam_day": "1e999"},
        {"exam_day": "-5"},
        {"minutes": "[]"},
        {"minutes": "[0]"},
        {"minutes": "[NaN]"},
        {"minutes": "7"},
        {"minutes": "[2000]"},
        {"days_off": "null"},
        {"days_off": '["x"]'},
        {"weekdays_off": "{"},
        {"weekdays_off": "[" * 100_000},
        {"on_exam_day": ""},
        {"since": "long ago"},
        {"given_up": "null"},
    ],
)
def test_a_goal_that_makes_no_sense_is_none(damage: dict[str, str]) -> None:
    """Such an event can only come from another program, and must not keep anybody from studying."""
    texts = goal_event(ExamGoal("basics", TODAY + 9, (30.0,)), NOW).texts

    assert goal_of({**texts, **damage}) is None


@FEW
@given(goal=GOALS, today=st.integers(TODAY, TODAY + 20))
def test_a_day_is_studied_where_the_planner_has_minutes_for_it(goal: ExamGoal, today: int) -> None:
    """While the goal is active, the planner takes it, and both mean the same days."""
    assert goal.is_active(today) == (today <= goal.exam_day <= today + FURTHEST)
    if not goal.is_active(today):
        return

    time = StudyTime(today, goal.exam_day, goal.week, goal.days_off, goal.on_exam_day)

    for day in range(today, goal.exam_day + 2):
        assert goal.is_study_day(day) == (time.minutes_on(day) > 0)
