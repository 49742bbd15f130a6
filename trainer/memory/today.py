"""What the day's attempts leave behind: what was missed, what was new, how much time; from them alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from trainer.memory.events import Attempt, Mode, Seen
from trainer.memory.fsrs import MemoryState
from trainer.memory.pace import DEFAULT_MS

FEWEST_BETWEEN: Final = 3
MOST_BETWEEN: Final = 6
"""So many other questions come between a failure and its repeat."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the queue of a study day depends on, read from the log at one moment.

    `states` by skill id, `seen` by exercise id, `attempts` those of this study day in the order of the log,
    and `typical_ms` the learner's median time for a question if it is known.
    """

    study_day: int
    states: Mapping[str, MemoryState] = field(default_factory=dict, hash=False)
    attempts: Sequence[Attempt] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict, hash=False)
    typical_ms: int | None = None

    def was_right(self, skill: str) -> bool:
        """Whether the skill was right at least once, ever."""
        state = self.states.get(skill)
        return state is not None and state.right > 0

    def is_new_today(self, skill: str) -> bool:
        """Whether the first attempt ever at this skill was made on this study day."""
        state = self.states[skill]
        return state.repetitions == 1 and state.last_day == self.study_day

    def missed(self) -> dict[str, int]:
        """The skills last failed in today's practice, oldest failure first, and when each comes back.

        The value is the number of questions asked today after which the repeat is ready: 3 to 6 after the
        failure, drawn from the failed attempt's id, so that a restart gives the same.
        """
        asked_today = enumerate(self.attempts, start=1)
        last = {attempt.skill: (asked, attempt) for asked, attempt in asked_today if _is_practice(attempt)}
        failures = [(asked, attempt) for asked, attempt in last.values() if not attempt.rating.is_right]
        return {
            attempt.skill: asked + _between(attempt.id) for asked, attempt in sorted(failures, key=_asked)
        }

    def done(self) -> tuple[int, int]:
        """How many reviews and how many new skills the day's practice has had, repeats not counted."""
        practised = {attempt.skill for attempt in self.attempts if _is_practice(attempt)}
        new = sum(self.is_new_today(skill) for skill in practised)
        return len(practised) - new, new

    def questions_within(self, minutes: int) -> int:
        """How many more questions fit into the day's `minutes` at the learner's pace."""
        spent = sum(attempt.active_ms for attempt in self.attempts)
        return max(0, minutes * 60_000 - spent) // (self.typical_ms or DEFAULT_MS)


def _is_practice(attempt: Attempt) -> bool:
    return attempt.mode is Mode.DAILY


def _asked(failure: tuple[int, Attempt]) -> int:
    return failure[0]


def _between(attempt_id: str) -> int:
    digest = hashlib.blake2b(attempt_id.encode(), digest_size=8).digest()
    return FEWEST_BETWEEN + int.from_bytes(digest, "big") % (MOST_BETWEEN - FEWEST_BETWEEN + 1)
