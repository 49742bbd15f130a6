"""The constants of FSRS-6: its published default weights, its limits and the recall aimed at."""

from __future__ import annotations

from typing import Final

Parameters = tuple[float, ...]
"""Twenty-one weights, w[0] to w[20] in the papers' numbering."""

DEFAULTS: Final[Parameters] = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # initial stability in days after Again, Hard, Good, Easy
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty: start, spread, change per rating, mean reversion
    *(1.8722, 0.1666, 0.796),  # growth of stability after recall
    *(1.4835, 0.0614, 0.2629, 1.6483),  # stability after forgetting
    *(0.6014, 1.8729),  # penalty of Hard, bonus of Easy
    *(0.5425, 0.0912, 0.0658),  # same-day repeats
    0.1542,  # decay of the forgetting curve
)
"""The defaults that the `fsrs` package 6.3.2 publishes (https://github.com/open-spaced-repetition/py-fsrs)."""

TARGET: Final = 0.90
"""The probability of recall at which a skill becomes due."""

STABILITY_MIN: Final = 0.001
STABILITY_MAX: Final = 36500.0
DIFFICULTY_MIN: Final = 1.0
DIFFICULTY_MAX: Final = 10.0
INTERVAL_MAX: Final = 36500
