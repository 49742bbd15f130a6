"""Looks for a point where two expressions differ: doubles first, many digits wherever doubles cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from trainer.maths.expr import Expr
from trainer.maths.judging.arrays import compare_arrays
from trainer.maths.judging.many_digits import (
    CONSTANT_DIGITS,
    DIGITS,
    FINE_DIGITS,
    Agreement,
    PointResult,
    at_point,
    say_apart,
)
from trainer.maths.judging.plain_points import plain_points
from trainer.maths.judging.sampling import POINTS, point_at, sample, traits, where_assumed
from trainer.maths.judging.verdict import NO_VALUE, NOWHERE, Evidence, Outcome, Verdict, Witness
from trainer.maths.names import Names
from trainer.maths.values.evaluate import NoValueError, evaluate
from trainer.maths.values.precise import TooLargeError, UndefinedError, principal

_DOUBLE = 1e-9
"""Relative difference of doubles above which a difference is suspected."""
_SUSPECTS = 6
CONFIRMED = 2
_WIDESPREAD = 6
"""As many points apart are no isolated kink, hole or coincidence."""
_NUDGE = 1 + 2.0**-7


def compare_by_sampling(answer: Expr, reference: Expr, names: Names, *, differs: bool = False) -> Verdict:
    """The verdict on two number-valued expressions; `differs` where algebra has already told them apart."""
    found_in = traits(answer, reference)
    used = found_in.variables
    digits = (DIGITS if used else CONSTANT_DIGITS) + found_in.places
    try:
        values = where_assumed(names, sample(names, used, found_in.sizes))
        left, right = evaluate(answer, values), evaluate(reference, values)
    except NoValueError as error:
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message, detail=NO_VALUE)
    if max(np.ndim(left), np.ndim(right)) > 1:
        return compare_arrays(answer, reference, names)
    size = len(next(iter(values.values()))) if used else 1
    left, right = np.broadcast_to(left, size), np.broadcast_to(right, size)
    try:
        seen = _seen(answer, reference, names, digits, values, left, right, everywhere=differs)
        if seen is None and found_in.pieces and found_in.sizes:
            seen = _hidden(answer, reference, names, digits, values, size)
        if seen is not None:
            return seen
        if differs:
            return Verdict(Outcome.DIFFERENT, Evidence.EXACT, "The two are different rational functions.")
        return _agreement(answer, reference, values, digits, left, right)
    except NoValueError:  # a number made of arrays, such as a norm: doubles decide
        return compare_arrays(answer, reference, names)


def _seen(
    answer: Expr,
    reference: Expr,
    names: Names,
    digits: int,
    values: Mapping[str, Any],
    left: Any,
    right: Any,
    *,
    everywhere: bool,
) -> Verdict | None:
    """A difference that doubles suspect and many digits confirm."""
    suspects = list(_suspects(left, right, everywhere=everywhere))
    if any(widespread for _, widespread in suspects):
        for point in plain_points(names, values.keys()):
            plain = at_point(answer, reference, point, digits)
            if plain.agreement is Agreement.DIFFERENT:
                return difference(plain, point)
    for index, widespread in suspects:
        point = point_at(values, index)
        found = _confirmed(answer, reference, point, names, digits, widespread=widespread)
        lost = found is not None and found.answer is not None and not np.isfinite(left[index])
        if found is not None and (widespread or not lost):  # where doubles overflow, so may many digits
            return difference(found, point)
    return None


def _hidden(
    answer: Expr, reference: Expr, names: Names, digits: int, values: Mapping[str, Any], size: int
) -> Verdict | None:
    """A difference beyond a kink or a jump that is too small for doubles beside the rest of its sum."""
    fine = digits + FINE_DIGITS - DIGITS
    for index in range(min(POINTS, size), size):
        point = point_at(values, index)
        if found := _confirmed(answer, reference, point, names, fine, widespread=False):
            return difference(found, point)
    return None


def _suspects(left: Any, right: Any, *, everywhere: bool) -> Iterator[tuple[int, bool]]:
    """Indices worth a closer look, a clear difference first, and whether many points say the same."""
    both = np.isfinite(left) & np.isfinite(right)
    with np.errstate(all="ignore"):
        far = np.abs(left - right) > _DOUBLE * np.maximum(np.abs(left), np.abs(right))
    lone = ~np.isfinite(left) & np.isfinite(right) | (np.isfinite(left) & np.isinf(right))
    for group in (both & far, lone, both & everywhere):
        found = group.nonzero()[0]
        for index in found[:_SUSPECTS].tolist():
            yield index, len(found) >= _WIDESPREAD


def _confirmed(
    answer: Expr, reference: Expr, point: Mapping[str, float], names: Names, digits: int, *, widespread: bool
) -> PointResult | None:
    """The difference at a point, if it is one and not a single point such as a kink or a hole."""
    found = at_point(answer, reference, point, digits)
    if found.agreement not in (Agreement.DIFFERENT, Agreement.ANSWER_UNDEFINED):
        return None
    if widespread:
        return found
    nearby = at_point(answer, reference, beside(point, names), digits).agreement
    isolated = found.agreement is Agreement.ANSWER_UNDEFINED and nearby is Agreement.REFERENCE_UNDEFINED
    return None if isolated or nearby is Agreement.SAME else found


def beside(point: Mapping[str, float], names: Names, nudge: float = _NUDGE) -> dict[str, float]:
    """A point of the domain close by; whole numbers stay where they are."""
    return {
        name: value if names.domain(name).integer else moved(value, nudge, names, name)
        for name, value in point.items()
    }


def moved(value: float, nudge: float, names: Names, name: str) -> float:
    """A coordinate times `nudge`, or over it where that would leave the domain."""
    return value * nudge if names.domain(name).contains(value * nudge) else value / nudge


def _agreement(
    answer: Expr, reference: Expr, values: Mapping[str, Any], digits: int, left: Any, right: Any
) -> Verdict:
    """All doubles agree: confirm at a few points to many digits."""
    usable = np.isfinite(right) & np.isfinite(left)
    order = [*np.flatnonzero(usable).tolist(), *np.flatnonzero(~usable).tolist()]
    confirmed = 0
    for index in order:
        point = point_at(values, index)
        found = at_point(answer, reference, point, digits + confirmed * (FINE_DIGITS - DIGITS))
        if found.agreement is Agreement.DIFFERENT:
            return difference(found, point)
        confirmed += found.agreement is Agreement.SAME
        if confirmed == CONFIRMED or (confirmed and not values):
            return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    if confirmed:
        message = "The formula has a value at too few points to compare it."
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, message)
    return _beyond_the_reals(answer, reference, values, order)


def _beyond_the_reals(answer: Expr, reference: Expr, values: Mapping[str, Any], order: list[int]) -> Verdict:
    """Where the reference has no real value at all, principal complex values decide."""
    confirmed = 0
    for index in order[: 4 * CONFIRMED]:
        point = point_at(values, index)
        try:
            left, right = (principal(expr, point, DIGITS) for expr in (answer, reference))
        except (UndefinedError, TooLargeError, NoValueError):
            continue
        if abs(left - right) > 1e-30 * abs(right):
            return difference(PointResult(Agreement.DIFFERENT, left, right), point)
        confirmed += 1
    if confirmed >= CONFIRMED:
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, NOWHERE)


def difference(found: PointResult, point: Mapping[str, float]) -> Verdict:
    """DIFFERENT, with the point and both values as its witness."""
    answer, reference = say_apart(found.answer, found.reference)
    shown = {name: f"{value:.12g}" for name, value in point.items()}
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=Witness(shown, answer, reference))
