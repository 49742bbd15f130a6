"""The table of an exam and its clock say all that can happen."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.session.exam.clock import LONGEST_STEP_MS, ExamClock
from trainer.session.exam.sitting import TABLE, Action, Stage, after, allows

CLOSED = {Stage.HANDED_IN, Stage.LEFT}


@pytest.mark.parametrize(("stage", "action"), list(product(Stage, Action)))
def test_every_pair_either_leads_somewhere_or_is_refused(stage, action):
    """There is no third way."""
    if allows(stage, action):
        assert after(stage, action) in Stage
    else:
        with pytest.raises(ValueError, match="cannot happen"):
            after(stage, action)


def test_every_stage_can_be_reached_and_only_the_closed_ones_are_ends():
    """No stage is dead, and none is a trap."""
    reached = {Stage.SITTING}
    while more := {then for (stage, _), then in TABLE.items() if stage in reached} - reached:
        reached |= more

    assert reached == set(Stage)
    assert set(Stage) - {stage for stage, _ in TABLE} == CLOSED


def test_an_exam_ends_by_one_yes_or_by_time_and_never_by_one_key():
    """The hand-in asks first; the time does not."""
    into_marking = {(stage, action) for (stage, action), then in TABLE.items() if then is Stage.MARKING}

    assert into_marking == {
        (Stage.ASKED, Action.HAND_IN),
        (Stage.ASKED, Action.TIME_UP),
        (Stage.SITTING, Action.TIME_UP),
    }


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.SITTING}))
def test_no_answer_changes_outside_the_sitting(stage):
    """Not while asked, not once handed in."""
    assert not any(allows(stage, action) for action in (Action.ANSWER, Action.FLAG, Action.HINT))


moments = st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=30)


@settings(max_examples=40)
@given(moments)
def test_a_clock_that_jumps_takes_and_gives_at_most_one_step(at):
    """Set back, set on, asleep for a year: every tick counts from 0 to LONGEST_STEP_MS."""
    clock = ExamClock(10**9)
    for moment in at:
        before, clock = clock, clock.tick(moment)
        assert 0 <= clock.spent_ms - before.spent_ms <= LONGEST_STEP_MS


@settings(max_examples=40)
@given(st.lists(st.integers(0, LONGEST_STEP_MS), max_size=50), st.integers(-(10**12), 10**12))
def test_while_the_clock_runs_evenly_time_is_what_it_says(steps, begin):
    """The first tick starts it; then nothing is lost and nothing added, up to what is allowed."""
    at = [begin]
    for step in steps:
        at.append(at[-1] + step)
    clock = ExamClock(60_000)
    for moment in at:
        clock = clock.tick(moment)

    assert clock.spent_ms == min(60_000, sum(b - a for a, b in pairwise(at)))
    assert clock.left_ms == 60_000 - clock.spent_ms
    assert clock.is_up == (clock.left_ms == 0)
