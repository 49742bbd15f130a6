"""Whether two expressions agree at one point, with as many digits as it takes to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import mpmath

from trainer.maths.expr import Expr
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

DIGITS = 60
"""What two expressions of ordinary numbers are compared with; all but ten digits must agree."""
FINE_DIGITS = 160
"""What the last point is compared with before two expressions are held to be equal."""
CONSTANT_DIGITS = 400
"""What two numbers are compared with, since a single point is all there is."""
_SPARE = 10
_STEPS = (100, 950)
"""Digits added until two values stand still: terms that cancel may take hundreds of places."""
_HIDDEN = 450
"""Digits added to see a number that is hidden beside 1, such as the e^-1000 in 1 - sigmoid(1000)."""
_STANDS, _SHRINKS = 1e-3, 1e-20


class Agreement(Enum):
    """What a point says at high precision."""

    SAME = auto()
    DIFFERENT = auto()
    ANSWER_UNDEFINED = auto()
    REFERENCE_UNDEFINED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class PointResult:
    """One point at high precision, with both values where they exist."""

    agreement: Agreement
    answer: Any = None
    reference: Any = None


def at_point(answer: Expr, reference: Expr, point: Mapping[str, float], digits: int = DIGITS) -> PointResult:
    """Both values at one point; more digits where they nearly agree, or where a difference may be noise."""
    try:
        return _at_point(answer, reference, point, digits)
    except (UndefinedError, TooLargeError):  # with more digits a value is gone that was there with fewer
        return PointResult(Agreement.UNKNOWN)


def _at_point(answer: Expr, reference: Expr, point: Mapping[str, float], digits: int) -> PointResult:
    try:
        right = precise(reference, point, digits)
    except (UndefinedError, TooLargeError) as error:
        undefined = isinstance(error, UndefinedError)
        return PointResult(Agreement.REFERENCE_UNDEFINED if undefined else Agreement.UNKNOWN)
    try:
        left = precise(answer, point, digits)
    except TooLargeError:
        return PointResult(Agreement.UNKNOWN, None, right)
    except UndefinedError:
        return _surely_undefined(answer, reference, point, digits, right)
    return _agree(answer, reference, point, digits, left, right)


def _surely_undefined(
    answer: Expr, reference: Expr, point: Mapping[str, float], digits: int, right: Any
) -> PointResult:
    """The answer has no value to `digits` digits; to many more it may, where terms nearly cancel."""
    finest = digits + _HIDDEN
    try:
        left = precise(answer, point, finest)
    except UndefinedError:
        return PointResult(Agreement.ANSWER_UNDEFINED, None, right)
    except TooLargeError:
        return PointResult(Agreement.UNKNOWN, None, right)
    return _agree(answer, reference, point, finest, left, precise(reference, point, finest))


def _agree(
    answer: Expr, reference: Expr, point: Mapping[str, float], digits: int, left: Any, right: Any
) -> PointResult:
    gap, size = abs(left - right), max(abs(left), abs(right))
    if left == right:
        return PointResult(Agreement.SAME, left, right)
    if not mpmath.isfinite(size):
        return PointResult(Agreement.DIFFERENT, left, right)
    if gap <= size * mpmath.mpf(10) ** (_SPARE - digits):
        return PointResult(Agreement.SAME, left, right)
    for more in _STEPS:
        last = more == _STEPS[-1]
        finer = precise(answer, point, digits + more), precise(reference, point, digits + more)
        found = _with_more(left, right, *finer, digits=digits)
        if found is Agreement.SAME or (found is Agreement.DIFFERENT and last):
            return PointResult(found, *finer)
        left, right = finer
    return PointResult(Agreement.UNKNOWN, left, right)


def _with_more(left: Any, right: Any, finer_left: Any, finer_right: Any, *, digits: int) -> Agreement | None:
    """What two pairs of values say, the second with more digits; None where they are still noise.

    A difference is one that stands still. Equality is a gap that is nothing beside the values, or, where
    these vanish, one that shrinks as digits are added and is nothing beside 1.
    """
    before, gap = abs(left - right), abs(finer_left - finer_right)
    if abs(finer_left - left) + abs(finer_right - right) <= gap * _STANDS:
        return Agreement.DIFFERENT
    nothing = mpmath.mpf(10) ** (_SPARE - digits)
    if gap <= max(abs(finer_left), abs(finer_right)) * nothing:
        return Agreement.SAME
    return Agreement.SAME if gap <= min(before * _SHRINKS, nothing) else None


def say_apart(answer: Any, reference: Any) -> tuple[str, str]:
    """Two values with as many digits as it takes to see them differ, six at least."""
    if answer is None or reference is None:
        given, wanted = ("undefined" if v is None else mpmath.nstr(v, 6) for v in (answer, reference))
        return given, wanted
    for digits in (6, 9, 12, 16, 24, 40):
        shown = mpmath.nstr(answer, digits), mpmath.nstr(reference, digits)
        if shown[0] != shown[1]:
            break
    return shown[0].removesuffix(".0"), shown[1].removesuffix(".0")
