"""Study days: which local day a moment belongs to, and how many in a row were studied; reads no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

ROLLOVER_HOUR: Final = 4
"""The local hour at which a new study day begins."""

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_MS: Final = 86_400_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: UTC milliseconds, the learner's offset from UTC in minutes, the study day."""

    utc_ms: int
    offset_minutes: int
    study_day: int

    @classmethod
    def of(cls, now: datetime) -> Moment:
        """The moment of an aware `now`; a naive one is a programmer's mistake (ValueError)."""
        offset = now.utcoffset()
        if offset is None:
            raise ValueError("a moment needs a time zone")
        utc_ms = (now - _EPOCH) // timedelta(milliseconds=1)
        minutes = offset // timedelta(minutes=1)
        return cls(utc_ms, minutes, study_day(utc_ms, minutes))


def study_day(utc_ms: int, offset_minutes: int) -> int:
    """The proleptic Gregorian ordinal of the local day, which begins at 04:00.

    `date.fromordinal` turns it back into a date.
    """
    local_ms = utc_ms + offset_minutes * 60_000 - ROLLOVER_HOUR * 3_600_000
    return local_ms // _DAY_MS + _EPOCH_DAY


def day_words(study_day: int, today: int) -> str:
    """A study day as it is written, seen from another: “Tue 24 Nov”, with its year if that is another one."""
    day = date.fromordinal(study_day)
    words = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == date.fromordinal(today).year else f"{words} {day.year}"


def streak(days: Collection[int], today: int) -> int:
    """How many study days in a row were studied, ending today, or yesterday while today is still open."""
    studied = set(days)
    last = today if today in studied else today - 1
    length = 0
    while last - length in studied:
        length += 1
    return length
