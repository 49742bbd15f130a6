"""Study days, streaks and minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.memory.days import Moment, streak, study_day
from trainer.memory.pace import estimated_minutes, typical_ms

PATIENT = settings(deadline=None)  # a busy machine is no failure
ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC")


@PATIENT
@given(
    now=st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1)),
    zone=st.sampled_from(ZONES),
)
def test_the_study_day_is_the_local_date_four_hours_ago(now: datetime, zone: str) -> None:
    """The calendar of the standard library agrees, in every zone."""
    local = now.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))

    moment = Moment.of(local)

    wall_clock = local.replace(tzinfo=None)
    assert date.fromordinal(moment.study_day) == (wall_clock - timedelta(hours=4)).date()
    assert moment.study_day == study_day(moment.utc_ms, moment.offset_minutes)


def test_an_evening_and_the_next_evening_are_two_study_days() -> None:
    """Good at 22:00 and Good at 20:00 the next day are a day apart, although not 24 hours."""
    first = Moment.of(datetime(2026, 3, 1, 22, tzinfo=UTC))
    second = Moment.of(datetime(2026, 3, 2, 20, tzinfo=UTC))

    assert second.study_day - first.study_day == 1


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """A naive datetime is a programmer's mistake."""
    with pytest.raises(ValueError, match="time zone"):
        Moment.of(datetime(2026, 3, 1, 22))


@pytest.mark.parametrize(
    ("days", "length"),
    [((), 0), ((10,), 1), ((9,), 1), ((8,), 0), ((7, 8, 9), 3), ((7, 8, 9, 10), 4), ((7, 9, 10), 2)],
)
def test_a_streak_ends_today_or_yesterday(days: tuple[int, ...], length: int) -> None:
    """On day 10, yesterday's streak is still alive; an older one is not."""
    assert streak(days, 10) == length


def test_minutes_use_the_learners_own_median_once_it_is_known() -> None:
    """45 seconds a question until five times were measured."""
    few = [20_000, 0, 20_000, 20_000, 20_000]
    enough = [20_000, 0, 22_000, 90_000, 24_000, 18_000]

    assert estimated_minutes(4, typical_ms(few)) == 3
    assert typical_ms(enough) == 22_000
    assert estimated_minutes(10, typical_ms(enough)) == 4
    assert estimated_minutes(0) == 0
