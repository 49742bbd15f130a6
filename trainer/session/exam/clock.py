"""The clock of an exam: time runs only while the exam is open; given moments, it reads no clock itself.

See docs/decisions/0010-exam-clock.md for what a jump of the system's clock does, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LONGEST_STEP_MS: Final = 5_000
"""No step between two ticks counts for more; shells tick every second."""

SAVED_EVERY_MS: Final = 3_000
"""The clock is on disk at least this often while time runs."""


@dataclass(frozen=True, slots=True)
class ExamClock:
    """Milliseconds spent of those allowed, and the last tick (UTC milliseconds; None: not yet started)."""

    allowed_ms: int
    spent_ms: int = 0
    last_ms: int | None = None

    @property
    def left_ms(self) -> int:
        """What is left; never negative."""
        return max(0, self.allowed_ms - self.spent_ms)

    @property
    def is_up(self) -> bool:
        """Whether the time is over."""
        return self.spent_ms >= self.allowed_ms

    def tick(self, at_ms: int) -> ExamClock:
        """Time has gone on to `at_ms`; the first tick only starts the clock.

        A step backwards counts for nothing and one that is too long for LONGEST_STEP_MS: so a clock that was
        set, or a machine that slept, takes and gives no more than one step.
        """
        if self.last_ms is None:
            return ExamClock(self.allowed_ms, self.spent_ms, at_ms)
        step = min(max(at_ms - self.last_ms, 0), LONGEST_STEP_MS)
        return ExamClock(self.allowed_ms, min(self.spent_ms + step, self.allowed_ms), at_ms)
