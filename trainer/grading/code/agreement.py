"""Decides whether two arrays of one shape agree; the only place that says how close is close enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trainer.grading.code.inputs import Array

_NOISE = 1e-12
"""Rounding that a right computation may leave, relative to the largest entry of the array."""


def agreeing(given: Array, expected: Array, tolerance: float) -> NDArray[np.bool_]:
    """Entry by entry: |given − expected| ≤ tolerance·|expected|, up to rounding. NaN agrees with nothing."""
    noise = _NOISE * max(1.0, float(np.abs(expected).max(initial=0.0)))
    with np.errstate(invalid="ignore"):
        return np.asarray(np.abs(given - expected) <= tolerance * np.abs(expected) + noise)


def agree(given: Array, expected: Array, tolerance: float) -> bool:
    """Whether all entries agree and the shapes are the same."""
    return given.shape == expected.shape and bool(agreeing(given, expected, tolerance).all())


def worst_entry(given: Array, expected: Array, tolerance: float) -> tuple[int, ...]:
    """The index of the disagreeing entry that is farthest off; an entry that is no number is worst of all."""
    with np.errstate(invalid="ignore"):
        distance = np.where(agreeing(given, expected, tolerance), -1.0, np.abs(given - expected))
    distance = np.where(np.isfinite(distance), distance, np.inf)
    return tuple(int(side) for side in np.unravel_index(int(np.argmax(distance)), distance.shape))


def relative_error(analytic: Array, numeric: Array, floor: float) -> Array:
    """|a − n| / max(|a|, |n|, floor), entry by entry."""
    size = np.maximum(np.maximum(np.abs(analytic), np.abs(numeric)), floor)
    return np.asarray(np.abs(analytic - numeric) / size, dtype=np.float64)
