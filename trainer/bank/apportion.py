"""Seats for weights: how many questions each topic of a paper gets; exact in its sum, pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence


def apportioned(weights: Sequence[float], seats: int) -> list[int]:
    """Whole seats in proportion to `weights` (at least 0, not all 0), by the method of largest remainders.

    Each gets its quota rounded down; the seats left go to the largest remainders, the earlier first where two
    are equal (https://en.wikipedia.org/wiki/Quota_method, Hamilton's). The sum is `seats`.
    """
    total = sum(weights)
    quotas = [seats * (weight / total) for weight in weights]
    found = [math.floor(quota + 1e-9) for quota in quotas]
    by_remainder = sorted(range(len(weights)), key=lambda i: (round(found[i] - quotas[i], 9), i))
    for i in by_remainder[: seats - sum(found)]:
        found[i] += 1
    return found
