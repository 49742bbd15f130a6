"""How long a question takes this learner, and so how long the day's questions will; reads no clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Final

DEFAULT_MS: Final = 45_000
"""The time taken for a question while the learner's own is not known."""

FEWEST: Final = 5
"""With fewer attempts a median says too little."""


def typical_ms(active_ms: Sequence[int]) -> int | None:
    """The median of the measured times (zeros are unmeasured), or None below five of them."""
    measured = [ms for ms in active_ms if ms > 0]
    return round(median(measured)) if len(measured) >= FEWEST else None


def estimated_minutes(questions: int, typical: int | None = None) -> int:
    """Whole minutes, rounded up, for so many questions at `typical` milliseconds each."""
    return math.ceil(questions * (typical or DEFAULT_MS) / 60_000)
