"""A goal from what a learner typed, or the sentence that says what cannot be; sets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from trainer.errors import TrainerError
from trainer.memory.days import day_words
from trainer.memory.exam_goal import FURTHEST, MOST_MINUTES, ExamGoal
from trainer.session.exam.goal import blueprint_named

if TYPE_CHECKING:
    from trainer.bank.blueprint import Blueprints
    from trainer.bank.exercise import Bank

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NONE: Final = "none"
_LONGEST: Final = 5_000
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class GoalWish:
    """What was typed; an empty text or None leaves what the goal has so far.

    `date` like 2026-12-24, `minutes` one figure or seven with commas, `days_off` weekdays and dates with
    commas, or “none”.
    """

    blueprint: str = ""
    date: str = ""
    minutes: str = ""
    days_off: str = ""
    on_exam_day: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was wished for."""
        return self == GoalWish()


def wished_goal(
    wish: GoalWish, earlier: ExamGoal | None, today: int, known: Blueprints, bank: Bank, default: str
) -> ExamGoal:
    """The goal that is meant; TrainerError with a sentence for what cannot be.

    What is left out is as in `earlier` (None: there is no goal), the blueprint else `default`.
    """
    from trainer.bank.blueprint_topics import skill_weights

    blueprint = blueprint_named(wish.blueprint or (earlier.blueprint if earlier else default), known)
    skill_weights(blueprint, bank)
    exam_day = _exam_day(wish.date.strip(), earlier, today)
    minutes = _minutes(wish.minutes.strip(), earlier)
    weekdays, days = (earlier.weekdays_off, earlier.days_off) if earlier else (frozenset(), frozenset())
    if wish.days_off.strip():
        weekdays, days = _days_off(wish.days_off)
    on_exam_day = wish.on_exam_day
    if on_exam_day is None:
        on_exam_day = earlier is not None and earlier.on_exam_day
    since = today if earlier is None else earlier.since
    goal = ExamGoal(blueprint.name, exam_day, minutes, weekdays, days, on_exam_day, since)
    if not any(map(goal.is_study_day, range(today, exam_day + 1))):
        raise TrainerError("No day is left to study: every day until the exam is off or has no minutes.")
    return goal


def days_off_words(goal: ExamGoal) -> str:
    """The days off as they would be typed."""
    names = [WEEKDAYS[day] for day in sorted(goal.weekdays_off)]
    return ",".join([*names, *(date.fromordinal(day).isoformat() for day in sorted(goal.days_off))])


def minutes_words(goal: ExamGoal) -> str:
    """The minutes as they would be typed."""
    return ",".join(f"{each:g}" for each in goal.minutes)


def _exam_day(text: str, earlier: ExamGoal | None, today: int) -> int:
    if not text:
        if earlier is None:
            raise TrainerError("When is the exam? Give its date, like 2026-12-24.")
        day = earlier.exam_day
    else:
        day = _date(text, "is no date; write it like 2026-12-24.")
    if day == today:
        raise TrainerError("The exam is today; a plan needs at least one night before it.")
    if day < today:
        raise TrainerError(f"{_written(day, today)} is over; the exam must lie ahead.")
    if day - today > FURTHEST:
        raise TrainerError(f"{_written(day, today)} is more than two years away; plan when it is nearer.")
    return day


def _written(day: int, today: int) -> str:
    return day_words(day, today)


def _date(text: str, why: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise TrainerError(f"{text[:_SHOWN]!r} {why}") from None


def _minutes(text: str, earlier: ExamGoal | None) -> tuple[float, ...]:
    if not text:
        if earlier is None:
            raise TrainerError("How many minutes a day are there? Give them, like 30.")
        return earlier.minutes
    found = tuple(_figures(text))
    within = all(0 <= each <= MOST_MINUTES for each in found)
    if len(found) not in (1, 7) or not within or not any(found):
        raise TrainerError(
            f"{text[:_SHOWN]!r} are no minutes a day; give a whole number from 1 to {MOST_MINUTES},"
            " or seven with commas, from Monday on."
        )
    return found


def _figures(text: str) -> Iterator[float]:
    """The whole numbers between commas; -1 for what is none."""
    for piece in text[:_LONGEST].split(","):
        digits = piece.strip()
        yield float(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else -1.0


def _days_off(text: str) -> tuple[frozenset[int], frozenset[int]]:
    weekdays, days = set(), set()
    for piece in text[:_LONGEST].split(","):
        name = piece.strip().lower()
        if name[:3] in WEEKDAYS and _is_weekday(name):
            weekdays.add(WEEKDAYS.index(name[:3]))
        elif name not in ("", NONE):
            days.add(_date(name, "is neither a weekday (mon to sun) nor a date like 2026-12-24."))
    return frozenset(weekdays), frozenset(days)


def _is_weekday(name: str) -> bool:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return any(full.startswith(name) for full in names)
