"""Active time counts what the learner spent, and nothing else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from trainer.session.clock import IDLE_MS, ActiveTime

MOMENTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=20).map(sorted)


@given(MOMENTS)
def test_activity_without_long_pauses_counts_in_full(moments):
    """Where no pause is longer than two minutes, the time spent is the time between first and last."""
    times = [0]
    for before, now in pairwise(moments):
        times.append(times[-1] + min(now - before, IDLE_MS))
    clock = ActiveTime().resumed(0)
    for at in times:
        clock = clock.active(at)

    assert clock.spent_ms == times[-1]


def test_a_long_pause_counts_for_two_minutes():
    """Whoever goes for lunch has spent two minutes."""
    assert ActiveTime().resumed(0).active(3_600_000).spent_ms == 120_000


def test_time_without_the_focus_counts_for_nothing():
    """What passes between losing the focus and getting it back is not spent."""
    clock = ActiveTime().resumed(0).stopped(5_000).resumed(60_000).active(63_000)

    assert clock.spent_ms == 8_000


@given(st.lists(st.integers(-(10**7), 10**7), max_size=20))
def test_a_clock_that_is_set_back_takes_nothing_away(moments):
    """Time spent never shrinks, however the moments jump."""
    clock, spent = ActiveTime().resumed(0), 0
    for at in moments:
        clock = clock.active(at)
        assert clock.spent_ms >= spent
        spent = clock.spent_ms
