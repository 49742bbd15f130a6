"""The exam a learner prepares for, and how it stands in the log; plans nothing, reads no blueprint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from trainer.memory.days import Moment
from trainer.memory.events import Event, Kind

FURTHEST: Final = 732
"""A goal further away than so many days (two years) is not planned for."""

MOST_MINUTES: Final = 1_440
_LAST_DAY: Final = date.max.toordinal()
_MOST_DAYS_OFF: Final = 800


@dataclass(frozen=True, slots=True)
class ExamGoal:
    """An exam by the name of its blueprint, its study day, and the time there is for it.

    `minutes` (0 to 1440 each, not all 0) holds one figure for every day or seven from Monday on. Nothing is
    studied on `weekdays_off` (Monday is 0) and `days_off` (study days), nor on the exam's own day unless
    `on_exam_day`. `since` is the study day on which the learner began to follow it (0: long ago), `given_up`
    the one on which it was given up.
    """

    blueprint: str
    exam_day: int
    minutes: tuple[float, ...]
    weekdays_off: frozenset[int] = frozenset()
    days_off: frozenset[int] = frozenset()
    on_exam_day: bool = False
    since: int = 0
    given_up: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no planner could follow (ValueError)."""
        if len(self.minutes) not in (1, 7) or not all(0 <= each <= MOST_MINUTES for each in self.minutes):
            raise ValueError(f"minutes are one figure or seven, each from 0 to {MOST_MINUTES}")
        if not any(self.minutes) or not self.blueprint or not 1 <= self.exam_day <= _LAST_DAY:
            raise ValueError("a goal has a blueprint, some minutes, and a day of the calendar")

    @property
    def week(self) -> tuple[float, ...]:
        """The minutes of the seven weekdays from Monday on, 0 on those off."""
        minutes = self.minutes if len(self.minutes) == 7 else self.minutes * 7
        return tuple(0.0 if day in self.weekdays_off else each for day, each in enumerate(minutes))

    def is_active(self, today: int) -> bool:
        """Whether the exam is not given up, still ahead (or today), and near enough to be planned for."""
        return self.given_up is None and 0 <= self.exam_day - today <= FURTHEST

    def is_study_day(self, study_day: int) -> bool:
        """Whether any minutes are meant for a day up to the exam."""
        last = self.exam_day if self.on_exam_day else self.exam_day - 1
        weekday = (study_day - 1) % 7
        return study_day <= last and study_day not in self.days_off and self.week[weekday] > 0


def goal_event(goal: ExamGoal | None, at: Moment) -> Event:
    """The event that sets a goal, or one that was given up; None cancels the one before without a trace.

    A goal without a blueprint is none to a reader that does not know of giving up.
    """
    if goal is None:
        return Event(Kind.SET_EXAM, "", at, texts={"blueprint": ""})
    texts = {
        "blueprint": goal.blueprint,
        "exam_day": json.dumps(goal.exam_day),
        "minutes": json.dumps(goal.minutes),
        "weekdays_off": json.dumps(sorted(goal.weekdays_off)),
        "days_off": json.dumps(sorted(goal.days_off)),
        "on_exam_day": json.dumps(goal.on_exam_day),
        "since": json.dumps(goal.since),
    }
    if goal.given_up is not None:
        texts |= {"blueprint": "", "was": goal.blueprint, "given_up": json.dumps(goal.given_up)}
    return Event(Kind.SET_EXAM, "", at, texts=texts)


def goal_of(texts: Mapping[str, str]) -> ExamGoal | None:
    """The goal that an event's texts set or give up; None where there is none, or they make no sense."""
    name = texts.get("blueprint") or texts.get("was")
    if not name:
        return None
    try:
        return ExamGoal(
            name,
            int(json.loads(texts["exam_day"])),
            tuple(float(each) for each in json.loads(texts["minutes"])),
            _days(texts["weekdays_off"]),
            _days(texts["days_off"]),
            json.loads(texts["on_exam_day"]) is True,
            int(json.loads(texts.get("since", "0"))),
            int(json.loads(texts["given_up"])) if "given_up" in texts else None,
        )
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def _days(text: str) -> frozenset[int]:
    return frozenset(int(day) for day in json.loads(text)[:_MOST_DAYS_OFF])
