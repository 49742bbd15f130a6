"""Arrays against arrays: of one shape, at random non-commuting samples in doubles."""

from __future__ import annotations

from typing import Any

import numpy as np

from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.sampling import sample
from trainer.maths.judging.verdict import (
    ARRAYS,
    ENTRY,
    NO_VALUE,
    NOWHERE,
    Evidence,
    Outcome,
    Verdict,
    Witness,
)
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import say, shape_of
from trainer.maths.values.evaluate import NoValueError, evaluate

_DOUBLE = 1e-9
"""Relative difference of doubles above which two entries differ."""


def compare_arrays(answer: Expr, reference: Expr, names: Names, *, factor: bool = False) -> Verdict:
    """The verdict on an array, of the shape of the reference if it is to be equal.

    With `factor`, any one number other than zero may stand before it.
    """
    given, wanted = shape_of(answer, names), shape_of(reference, names)
    if given != wanted:
        message = f"the answer is {say(given)}, but {say(wanted)} is asked for"
        return Verdict(Outcome.DIFFERENT, Evidence.STRUCTURAL, message, detail="shape")
    values = sample(names, symbols(answer) | symbols(reference))
    try:
        left, right = evaluate(answer, values), evaluate(reference, values)
    except NoValueError as error:
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message, detail=NO_VALUE)
    left, right = np.broadcast_arrays(left, right)
    if not np.isfinite(right).any():
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, NOWHERE)
    multiple = right * _multiple(left, right) if factor else right
    apart = _apart(left, multiple, np.isfinite(right))
    if not apart.any():
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    where = np.unravel_index(int(np.argmax(apart)), apart.shape)
    entry = ", ".join(str(int(i) + 1) for i in where[:-1])
    point = ({ARRAYS: "random"} if values else {}) | ({ENTRY: entry} if entry else {})
    witness = Witness(point, f"{left[where]:.6g}", f"{right[where]:.6g}")
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=witness)


def _apart(left: Any, right: Any, finite: Any) -> Any:
    """Which of the `finite` entries differ, by the size of the largest one on the right at each point."""
    axes = tuple(range(right.ndim - 1))
    scale = np.max(np.abs(np.where(finite, right, 0)), axis=axes, keepdims=True)
    return finite & ~(np.abs(left - right) <= _DOUBLE * np.maximum(scale, np.abs(right)))


def _multiple(left: Any, right: Any) -> float:
    """The number that takes the right array to the left one, by its largest entry; NaN where none does."""
    where = np.unravel_index(int(np.argmax(np.where(np.isfinite(right), np.abs(right), 0))), right.shape)
    if not right[where]:
        return np.nan if np.any(left) else 1.0
    return float(left[where] / right[where]) or np.nan
