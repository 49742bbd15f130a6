"""Equality up to a constant or a factor: how two expressions change from one point to the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.allowed import CONSTANTS_OF_INTEGRATION
from trainer.maths.judging.many_digits import at_point
from trainer.maths.judging.refute import CONFIRMED, beside, difference, moved
from trainer.maths.judging.sampling import point_at, sample, traits, where_assumed
from trainer.maths.judging.verdict import NO_VALUE, NOWHERE, Evidence, Outcome, Verdict
from trainer.maths.names import Names
from trainer.maths.values.evaluate import NoValueError
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise

Point = Mapping[str, float]

_STEP = 2.0**-40
"""The relative length of a step: short enough to cross no jump, long enough for doubles."""
_STEP_DIGITS, _FINEST = 80, 1_000
"""Digits that show a step, and digits that show it through terms that cancel."""
_NOISE = 1e-62
"""Relative to the values between which a step lies; what is less is rounding."""
_CLOSE = 1e-48
"""Relative to a step or a value; what is nearer than this is the same."""
_SPARE = 20
"""Digits that may be lost where a value is 0."""
_ENOUGH = 15
_GOLDEN = (math.sqrt(5) - 1) / 2


def compare_slopes(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Equality up to a constant: both change alike along tiny steps (the constant may differ by piece).

    Every variable takes a step of its own length, so that nothing but a constant stays the same.
    """
    constants = frozenset(CONSTANTS_OF_INTEGRATION)
    used = symbols(reference)
    moving = used - constants or frozenset(names.variables) - constants or used

    def agree(turn: int, point: Point, digits: int) -> bool | None:
        after = dict(point)
        for slot, name in enumerate(point):
            if name in moving:
                after[name] = moved(point[name], 1 + _STEP * (1 + _uneven(turn, slot)), names, name)
        wanted = [precise(reference, at, digits) for at in (point, after)]
        given = [_of_answer(answer, at, digits) for at in (point, after)]
        with mp.workdps(digits):
            step, other = given[1] - given[0], wanted[1] - wanted[0]
            scale = max(map(abs, (*given, *wanted)))
            return bool(abs(step - other) <= max(_CLOSE * abs(other), _NOISE * scale))

    return _at_points(answer, reference, names, moving, agree)


def compare_ratio(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Equality up to one constant factor other than zero."""
    anchor: list[Point] = []

    def agree(turn: int, point: Point, digits: int) -> bool | None:
        wanted, given = precise(reference, point, digits), _of_answer(answer, point, digits)
        if wanted == 0 or given == 0:
            return None if abs(given + wanted) <= mp.mpf(10) ** (_SPARE - digits) else False
        if not anchor:
            anchor.append(point)
        first = precise(reference, anchor[0], digits), precise(answer, anchor[0], digits)
        with mp.workdps(digits):
            return bool(abs(given * first[0] - wanted * first[1]) <= _CLOSE * abs(given * first[0]))

    return _at_points(answer, reference, names, symbols(answer) | symbols(reference), agree)


def same_sign(answer: Expr, reference: Expr, names: Names) -> bool:
    """Whether two expressions that are multiples of each other have the same sign."""
    values = sample(names, symbols(answer) | symbols(reference))
    for index in range(_count(values)):
        point = point_at(values, index)
        try:
            given, wanted = precise(answer, point), precise(reference, point)
        except (UndefinedError, TooLargeError):
            continue
        if given != 0 and wanted != 0:
            return bool((given > 0) == (wanted > 0))
    return False


class _AnswerUndefinedError(Exception):
    """The answer has no value at a point at which the reference has one."""


def _of_answer(answer: Expr, point: Point, digits: int) -> Any:
    try:
        return precise(answer, point, digits)
    except UndefinedError:
        raise _AnswerUndefinedError from None


def _at_points(
    answer: Expr,
    reference: Expr,
    names: Names,
    moving: frozenset[str],
    agree: Callable[[int, Point, int], bool | None],
) -> Verdict:
    """EQUAL where `agree` holds at all points, single ones apart, at which the reference has a value."""
    found_in = traits(answer, reference)
    values = where_assumed(names, sample(names, found_in.variables | moving, found_in.sizes))
    confirmed = 0
    for turn in range(_count(values)):
        point = point_at(values, turn)
        try:
            found = _holds(agree, turn, point, beside(point, names), found_in.places)
        except NoValueError as error:
            return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message, detail=NO_VALUE)
        if found is False:
            return _apart(answer, reference, point)
        confirmed += found is True
        if confirmed >= len(point) + _ENOUGH and not found_in.pieces:
            break
    if confirmed >= CONFIRMED or (confirmed and not values):
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, NOWHERE)


def _holds(
    agree: Callable[[int, Point, int], bool | None], turn: int, point: Point, nearby: Point, places: int
) -> bool | None:
    """Whether `agree` holds at a point; if not, also with many more digits and a little beside it."""
    for at, digits in ((point, _STEP_DIGITS), (point, _FINEST), (nearby, _FINEST)):
        try:
            if (found := agree(turn, at, digits + places)) is not False:
                return found
        except _AnswerUndefinedError:
            continue
        except (UndefinedError, TooLargeError):
            return None
    return False


def _apart(answer: Expr, reference: Expr, point: Point) -> Verdict:
    """DIFFERENT, with the values there."""
    found = at_point(answer, reference, point)
    if found.reference is None:  # the step beside it told the difference
        return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, "The two do not change alike.")
    return difference(found, point)


def _count(values: Mapping[str, Any]) -> int:
    """How many points there are: one, where nothing varies."""
    return len(next(iter(values.values()))) if values else 1


def _uneven(turn: int, slot: int) -> float:
    """A share of one step that is not the same for any two variables or points."""
    return ((turn + 1) * (slot + 1) * _GOLDEN) % 1
