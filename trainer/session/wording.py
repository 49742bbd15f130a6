"""The sentences of a session: when a skill comes back and how a rating came about; decides neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from trainer.memory.days import day_words
from trainer.memory.events import Mode
from trainer.memory.fsrs import MemoryState
from trainer.memory.rating import PARTLY_RIGHT_SHARE, RIGHT_SHARE, Evidence, Rating

RATING_NAMES: Final = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}
TRY_AGAIN: Final = "Not right yet; one more try is left."
_MOST_FOLDERS: Final = 3
ASKED_AGAIN: Final = "Asked again because you took back its last answer."


def due_words(due_day: int, today: int) -> str:
    """A study day in words, seen from another: “tomorrow, Sun 22 Nov”, “in 3 days, Tue 24 Nov”."""
    day = day_words(due_day, today)
    ahead = due_day - today
    if ahead == 0:
        return f"today, {day}"
    if ahead == 1:
        return f"tomorrow, {day}"
    return f"in {ahead} days, {day}" if ahead > 0 else f"since {day}"


def next_due_words(state: MemoryState | None, today: int, rating: Rating, mode: Mode = Mode.DAILY) -> str:
    """When a skill comes back after an attempt; a missed one does so on the same day first.

    An attempt that leaves the memory as it is changes nothing about that. Empty where nothing is known.
    """
    if mode is Mode.EXTRA:
        return (
            "in its turn, as a new skill"
            if state is None
            else f"{due_words(state.due_day, today)}, as before"
        )
    if state is None:
        return ""
    later = due_words(state.due_day, today)
    return later if rating.is_right else f"again today, then {later}"


def next_review_words(states: Iterable[MemoryState], today: int) -> str:
    """When the first of these skills comes back after `today`, in words; empty without any."""
    days = [max(state.due_day, today + 1) for state in states]
    return due_words(min(days), today) if days else ""


def left_out(count: int, missing: Sequence[str] = ()) -> str:
    """Which folders do not exist, how many exercises are left out for other faults, and who says why."""
    said = [f"There is no folder {folder}." for folder in missing[:_MOST_FOLDERS]]
    if count:
        were = "exercise was" if count == 1 else "exercises were"
        said.append(f"{count} {were} left out; “trainer check” says why.")
    return " ".join(said)


def time_words(milliseconds: int) -> str:
    """A time in minutes and seconds: “0:07”, “12:30”."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def rating_reason(evidence: Evidence, rating: Rating) -> str:
    """How rating rule 1 came to a rating, in one sentence that ends with its name."""
    return f"{_how(evidence)}: {RATING_NAMES[rating]}."


def own_rating(rating: Rating) -> str:
    """The reason where the learner gave the rating."""
    return f"Your own rating: {RATING_NAMES[rating]}."


def _how(evidence: Evidence) -> str:
    if evidence.gave_up:
        return "Given up"
    if evidence.tries > 1:
        if evidence.share >= RIGHT_SHARE:
            return "Right at the second try"
        return "Mostly right at the second try" if evidence.share >= PARTLY_RIGHT_SHARE else "Wrong twice"
    if evidence.share < RIGHT_SHARE:
        return "Wrong, and no second try"
    if evidence.hints:
        return "Right after a hint"
    return "Right, in more than twice your usual time" if evidence.is_slow else "Right at the first try"
