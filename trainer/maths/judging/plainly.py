"""A difference that plain doubles show beyond their rounding errors, at two ordinary points of the domain.

The cheapest refutation, without NumPy: most wrong answers end here. It never accepts anything.
"""

from __future__ import annotations

import math
from functools import lru_cache

from trainer.maths.domains import Domain
from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.plain_points import plain_points
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict, Witness
from trainer.maths.names import Names
from trainer.maths.values.bounded import bounded
from trainer.maths.values.bounded_functions import Bounded

_POINTS = 5
_GOLDEN = (math.sqrt(5) - 1) / 2


def clear_difference(answer: Expr, reference: Expr, names: Names) -> Verdict | None:
    """DIFFERENT with a witness where two points show it, else None: nothing is known.

    The first is irregular, so no hole, kink or coincidence: the first of five at which both have a value. The
    second is of small whole numbers, where the difference is seen there too, and is the one told.
    """
    if names.relations or names.has_arrays:
        return None
    used = tuple(symbols(answer) | symbols(reference)) if names.free else tuple(names.variables)
    for index in range(_POINTS):
        first = _irregular(names, used, index)
        left, right = bounded(answer, first), bounded(reference, first)
        if left is not None and right is not None:
            break
    else:
        return None
    apart = _beyond(left, right)
    if apart is None or not used:
        return apart and _told(answer, reference, first, *apart)
    for point in plain_points(names, used):
        if (plainly := _apart(answer, reference, point)) is not None:
            return _told(answer, reference, point, *plainly)
    others = (_irregular(names, used, other) for other in range(index + 1, _POINTS))
    if all(_apart(answer, reference, other) is None for other in others):
        return None
    return _told(answer, reference, first, *apart)


def _irregular(names: Names, used: tuple[str, ...], index: int) -> dict[str, float]:
    """An ordinary point of the domain that no formula is made for."""
    return {name: _coordinate(names.domain(name), slot, index) for slot, name in enumerate(used)}


def _apart(answer: Expr, reference: Expr, point: dict[str, float]) -> tuple[float, float] | None:
    """Both values, if they are apart at a point beyond their rounding errors."""
    left, right = bounded(answer, point), bounded(reference, point)
    return None if left is None or right is None else _beyond(left, right)


def _beyond(left: Bounded, right: Bounded) -> tuple[float, float] | None:
    gap, error = abs(left[0] - right[0]), left[1] + right[1]
    return None if gap <= 4 * error or error > 1e-9 * gap else (left[0], right[0])


@lru_cache(maxsize=512)
def _coordinate(domain: Domain, slot: int, index: int) -> float:
    """An ordinary number of a domain: of size 0.3 to 3 where it may be, else inside; of two decimals."""
    share = ((slot * _POINTS + index + 1) * _GOLDEN) % 1
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        value = domain.low + (domain.high - domain.low) * (0.05 + 0.9 * share)
    else:
        size = round(0.3 + 2.7 * share, 2)
        if math.isfinite(domain.low):
            value = domain.low + size
        elif math.isfinite(domain.high):
            value = domain.high - size
        else:
            value = size if (slot + index) % 2 else -size
    if domain.integer:
        value = float(math.floor(value) + 1 if math.floor(value) + 1 <= domain.high else math.floor(value))
    return float(f"{value:.4g}") if domain.contains(float(f"{value:.4g}")) else value


def _told(answer: Expr, reference: Expr, point: dict[str, float], given: float, wanted: float) -> Verdict:
    """DIFFERENT, at a point and with as many digits as show it."""
    used = symbols(answer) | symbols(reference)
    shown = {name: f"{value:.12g}" for name, value in point.items() if name in used}
    for digits in (6, 9, 12, 16):
        texts = f"{given:.{digits}g}", f"{wanted:.{digits}g}"
        if texts[0] != texts[1]:
            break
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=Witness(shown, *texts))
