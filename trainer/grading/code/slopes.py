"""The gradient check: whether what a function returns is the slope of a loss, by differences of that loss.

Central differences of fourth order, in float64, away from the kinks that the task declares: B. Fornberg,
Mathematics of Computation 51 (1988) 699, table 1.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from trainer.errors import AuthorError
from trainer.grading.code.agreement import relative_error
from trainer.grading.code.inputs import Array
from trainer.grading.code.task import GradientCheck
from trainer.maths.expr import Expr
from trainer.maths.values.evaluate import evaluate

_STEP = 1e-3
_PLACES = np.array([-2.0, -1.0, 1.0, 2.0])
_WEIGHTS = np.array([1.0, -8.0, 8.0, -1.0]) / 12


def numeric_gradient(loss: Expr, values: Mapping[str, Array], name: str) -> Array:
    """The slope of a scalar loss along every entry of the parameter `name`, of that parameter's shape.

    AuthorError where the loss has no value or is not a number.
    """
    here = values[name]
    step = _STEP * np.maximum(1.0, np.abs(here.ravel()))
    points = len(_PLACES) * here.size
    moves = np.zeros((here.size, here.size, len(_PLACES)))
    moves[np.arange(here.size), np.arange(here.size)] = step[:, None] * _PLACES
    moved = here.reshape(-1, 1) + moves.reshape(here.size, points)
    spread = {
        other: np.broadcast_to(value[..., None], (*value.shape, points)) for other, value in values.items()
    }
    heights = evaluate(loss, {**spread, name: moved.reshape(*here.shape, points)})
    if heights.shape != (points,) or not np.isfinite(heights).all():
        raise AuthorError("the loss of a gradient check must be a number that is defined around every input")
    slopes = heights.reshape(here.size, len(_PLACES)) @ _WEIGHTS / step
    return np.asarray(slopes.reshape(here.shape), dtype=np.float64)


def worst_slope(
    check: GradientCheck, analytic: Array, numeric: Array
) -> tuple[tuple[int, ...], float] | None:
    """The entry with the largest relative error and that error, where it exceeds the tolerance."""
    errors = relative_error(analytic, numeric, check.floor)
    place = np.unravel_index(int(np.argmax(errors)), errors.shape)
    worst = float(errors[place])
    return (tuple(int(side) for side in place), worst) if worst > check.tolerance else None
