"""Rating rule 1: what an attempt's evidence tells the memory model; knows neither texts nor verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

RULE: Final = 1
"""The number of this rule, stored with each attempt, so that a later one can be replayed over it."""

RIGHT_SHARE: Final = 0.9
PARTLY_RIGHT_SHARE: Final = 0.6
SLOW_FACTOR: Final = 2


class Rating(IntEnum):
    """What the memory model is told, with FSRS's own numbers; EASY comes only from the learner's own key."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def is_right(self) -> bool:
        """Whether the skill was shown: everything but AGAIN."""
        return self is not Rating.AGAIN


@dataclass(frozen=True, slots=True)
class Evidence:
    """How an attempt went.

    `tries` counts judged answers (1 or more; unreadable and undecided ones are none), `share` is the share of
    points of the last one (0 to 1), `active_ms` the time spent with the question, and `typical_ms` the
    learner's own median for this kind of exercise at that time (None while there are too few attempts to have
    one).
    """

    tries: int = 1
    hints: int = 0
    gave_up: bool = False
    solution_shown: bool = False
    share: float = 1.0
    active_ms: int = 0
    typical_ms: int | None = None

    @property
    def is_slow(self) -> bool:
        """Slower than twice the learner's own median for this kind."""
        return self.typical_ms is not None and self.active_ms > SLOW_FACTOR * self.typical_ms


def rate(evidence: Evidence) -> Rating:
    """The rating by rule 1.

    Right at the first try is GOOD, or HARD after a hint or slowly; right after one retry is HARD, and so is a
    share of at least 0.6 then. Wrong twice, given up or solution shown is AGAIN.
    """
    if evidence.gave_up or evidence.solution_shown or evidence.tries > 2:
        return Rating.AGAIN
    if evidence.tries == 2:
        return Rating.HARD if evidence.share >= PARTLY_RIGHT_SHARE else Rating.AGAIN
    if evidence.share < RIGHT_SHARE:
        return Rating.AGAIN
    return Rating.HARD if evidence.hints or evidence.is_slow else Rating.GOOD
