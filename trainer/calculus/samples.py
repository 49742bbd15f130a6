"""Values of formulas at fixed points, to tell wrong answers from right ones; a refutation, never a proof."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.maths.expr import Expr

_POINTS = 16
_FEWEST_DEFINED = 2
_RELATIVE = 1e-7
_SPAN = 2.6
_SMALL_SPAN = 0.45
_STEP = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Sample:
    """The values of one formula at the fixed points; NaN where it is undefined."""

    values: tuple[float, ...]

    @property
    def is_defined(self) -> bool:
        """Whether enough of the points have a value to say anything."""
        return sum(map(math.isfinite, self.values)) >= _FEWEST_DEFINED

    def agrees_with(self, other: Sample) -> bool:
        """Whether the two are equal wherever both are defined (also if that is nowhere)."""
        return all(
            abs(a - b) <= _RELATIVE * max(abs(a), abs(b), _RELATIVE)
            for a, b in zip(self.values, other.values, strict=True)
            if math.isfinite(a) and math.isfinite(b)
        )

    def is_wider_than(self, other: Sample) -> bool:
        """Whether there is a point where this has a value and the other has none."""
        pairs = zip(self.values, other.values, strict=True)
        return any(math.isfinite(mine) and not math.isfinite(theirs) for mine, theirs in pairs)


def sampled(expr: Expr, names: Sequence[str]) -> Sample:
    """The values of `expr` (one number) at the points for these variables; all NaN where it has none."""
    import numpy as np

    from trainer.maths.values.evaluate import NoValueError, evaluate

    points = {name: np.array(_points(i)) for i, name in enumerate(names)}
    try:
        values = np.broadcast_to(evaluate(expr, points), (_POINTS,))
    except NoValueError:
        return Sample((math.nan,) * _POINTS)
    return Sample(tuple(float(value) for value in values))


def value_at(expr: Expr, values: Mapping[str, float]) -> float | None:
    """The value of `expr` at one point, or None where it is undefined."""
    from trainer.maths.values.evaluate import NoValueError, evaluate

    try:
        value = float(evaluate(expr, values))
    except NoValueError:
        return None
    return value if math.isfinite(value) else None


def _points(variable: int) -> list[float]:
    """Fixed, irregular points: a third each positive, of either sign and small, none near another or 0."""
    points = []
    for i in range(_POINTS):
        part = math.modf((i + 1) * _STEP * (variable + 1.37))[0]
        if i % 3 == 0:
            points.append(0.07 + _SPAN * part)
        elif i % 3 == 1:
            points.append((0.05 + _SMALL_SPAN * part) * (1 if part < 0.6 else -1))
        else:
            points.append((0.11 + _SPAN * part) * (-1 if (i + variable) % 2 else 1))
    return points
