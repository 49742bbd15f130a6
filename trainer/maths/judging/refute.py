"""Looks for a point where two expressions differ: doubles first, many digits wherever doubles cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import numpy as np

from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.allowed import CONSTANTS_OF_INTEGRATION
from trainer.maths.judging.plain_points import plain_points
from trainer.maths.judging.sampling import point_at, sample, variables_and_sizes, where_assumed
from trainer.maths.judging.verdict import ARRAYS, ENTRY, Evidence, Outcome, Verdict, Witness
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import say, shape_of
from trainer.maths.values.evaluate import NoValueError, evaluate
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise, principal

NO_VALUE = "no-value"
"""The detail of a verdict on something that is no formula with a value: an operator or a set left in it."""

_DOUBLE = 1e-9
"""Relative difference of doubles above which a difference is suspected."""
_DIGITS, _MORE_DIGITS = 50, 160
_SUSPECTS = 6
_CONFIRMED = 2
_WIDESPREAD = 6
"""As many points apart are no isolated kink, hole or coincidence."""
_NUDGE = 1 + 2**-7


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


def compare_by_sampling(answer: Expr, reference: Expr, names: Names, *, differs: bool = False) -> Verdict:
    """The verdict on two number-valued expressions; `differs` where algebra has already told them apart."""
    used, sizes = variables_and_sizes(answer, reference)
    try:
        values = where_assumed(names, sample(names, used, sizes))
        left, right = evaluate(answer, values), evaluate(reference, values)
    except NoValueError as error:
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message, detail=NO_VALUE)
    if max(np.ndim(left), np.ndim(right)) > 1:
        return compare_arrays(answer, reference, names)
    size = len(next(iter(values.values()))) if used else 1
    left, right = np.broadcast_to(left, size), np.broadcast_to(right, size)
    try:
        suspects = list(_suspects(left, right, everywhere=differs))
        if any(widespread for _, widespread in suspects):
            for point in plain_points(names, used):
                plain = at_point(answer, reference, point)
                if plain.agreement is Agreement.DIFFERENT:
                    return _difference(plain, point)
        for index, widespread in suspects:
            point = point_at(values, index)
            found = _confirmed(answer, reference, point, names, widespread)
            if found is not None:
                return _difference(found, point)
        if differs:
            return Verdict(Outcome.DIFFERENT, Evidence.EXACT, "The two are different rational functions.")
        return _agreement(answer, reference, values, left, right)
    except NoValueError:  # a number made of arrays, such as a norm: doubles decide
        return compare_arrays(answer, reference, names)


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
    answer: Expr, reference: Expr, point: Mapping[str, float], names: Names, widespread: bool
) -> PointResult | None:
    """The difference at a point, if it is one and not a single point such as a kink or a hole."""
    found = at_point(answer, reference, point)
    if found.agreement not in (Agreement.DIFFERENT, Agreement.ANSWER_UNDEFINED):
        return None
    if widespread:
        return found
    nudged = {
        name: value if names.domain(name).integer else _inside(value, value * _NUDGE, names, name)
        for name, value in point.items()
    }
    beside = at_point(answer, reference, nudged).agreement
    isolated = found.agreement is Agreement.ANSWER_UNDEFINED and beside is Agreement.REFERENCE_UNDEFINED
    return None if isolated or beside is Agreement.SAME else found


def _inside(value: float, nudged: float, names: Names, name: str) -> float:
    return nudged if names.domain(name).contains(nudged) else value / _NUDGE


def at_point(answer: Expr, reference: Expr, point: Mapping[str, float]) -> PointResult:
    """Both values at one point to many digits; still more digits where they nearly agree."""
    try:
        right = precise(reference, point, _DIGITS)
    except (UndefinedError, TooLargeError) as error:
        undefined = isinstance(error, UndefinedError)
        return PointResult(Agreement.REFERENCE_UNDEFINED if undefined else Agreement.UNKNOWN)
    try:
        left = precise(answer, point, _DIGITS)
    except (UndefinedError, TooLargeError) as error:
        undefined = isinstance(error, UndefinedError)
        return PointResult(Agreement.ANSWER_UNDEFINED if undefined else Agreement.UNKNOWN, None, right)
    return PointResult(_agree(answer, reference, point, left, right), left, right)


def _agree(answer: Expr, reference: Expr, point: Mapping[str, float], left: Any, right: Any) -> Agreement:
    gap, size = abs(left - right), max(abs(left), abs(right))
    if gap == 0:
        return Agreement.SAME
    if gap > size * 1e-6 and size > 1e-20:
        return Agreement.DIFFERENT
    finer = abs(precise(answer, point, _MORE_DIGITS) - precise(reference, point, _MORE_DIGITS))
    return Agreement.SAME if finer < gap * 1e-40 or finer == 0 else Agreement.DIFFERENT


def _agreement(answer: Expr, reference: Expr, values: Mapping[str, Any], left: Any, right: Any) -> Verdict:
    """All doubles agree: confirm at a few points to many digits."""
    usable = np.isfinite(right) & np.isfinite(left)
    order = [*np.flatnonzero(usable).tolist(), *np.flatnonzero(~usable).tolist()]
    confirmed = 0
    for index in order:
        point = point_at(values, index)
        found = at_point(answer, reference, point)
        if found.agreement is Agreement.DIFFERENT:
            return _difference(found, point)
        confirmed += found.agreement is Agreement.SAME
        if confirmed == _CONFIRMED or (confirmed and not values):
            return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    if confirmed:
        message = "The formula has a value at too few points to compare it."
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, message)
    return _beyond_the_reals(answer, reference, values, order)


def _beyond_the_reals(answer: Expr, reference: Expr, values: Mapping[str, Any], order: list[int]) -> Verdict:
    """Where the reference has no real value at all, principal complex values decide."""
    confirmed = 0
    for index in order[: 4 * _CONFIRMED]:
        point = point_at(values, index)
        try:
            left, right = (principal(expr, point, _DIGITS) for expr in (answer, reference))
        except (UndefinedError, TooLargeError, NoValueError):
            continue
        if abs(left - right) > 1e-30 * abs(right):
            return _difference(PointResult(Agreement.DIFFERENT, left, right), point)
        confirmed += 1
    if confirmed >= _CONFIRMED:
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, _NOWHERE)


_NOWHERE = "Neither formula has a value that could be compared on the declared domain."


def _difference(found: PointResult, point: Mapping[str, float]) -> Verdict:
    answer, reference = say_apart(found.answer, found.reference)
    shown = {name: f"{value:.12g}" for name, value in point.items()}
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=Witness(shown, answer, reference))


def say_apart(answer: Any, reference: Any) -> tuple[str, str]:
    """Two values with as many digits as it takes to see them differ, six at least."""
    import mpmath

    if answer is None or reference is None:
        given, wanted = ("undefined" if v is None else mpmath.nstr(v, 6) for v in (answer, reference))
        return given, wanted
    for digits in (6, 9, 12, 16, 24, 40):
        shown = mpmath.nstr(answer, digits), mpmath.nstr(reference, digits)
        if shown[0] != shown[1]:
            break
    return shown[0].removesuffix(".0"), shown[1].removesuffix(".0")


def compare_arrays(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Two arrays, of one shape if they are to be equal, at random non-commuting samples in doubles."""
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
        return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, _NOWHERE)
    scale = np.max(
        np.abs(np.where(np.isfinite(right), right, 0)), axis=tuple(range(right.ndim - 1)), keepdims=True
    )
    apart = np.isfinite(right) & ~(np.abs(left - right) <= 1e-9 * np.maximum(scale, np.abs(right)))
    if not apart.any():
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    where = np.unravel_index(int(np.argmax(apart)), apart.shape)
    entry = ", ".join(str(int(i) + 1) for i in where[:-1])
    point = ({ARRAYS: "random"} if values else {}) | ({ENTRY: entry} if entry else {})
    witness = Witness(point, f"{left[where]:.6g}", f"{right[where]:.6g}")
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=witness)


def compare_slopes(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Equality up to a constant: both change alike along short steps (the constant may differ by piece)."""
    moving = symbols(reference) or frozenset(names.variables) - frozenset(CONSTANTS_OF_INTEGRATION)
    return _compare_pairs(answer, reference, names, moving, _steps_agree)


def compare_ratio(answer: Expr, reference: Expr, names: Names) -> Verdict:
    """Equality up to a constant factor other than zero."""
    return _compare_pairs(answer, reference, names, symbols(answer) | symbols(reference), _ratios_agree)


def _compare_pairs(
    answer: Expr, reference: Expr, names: Names, moving: frozenset[str], agree: Any
) -> Verdict:
    used, sizes = variables_and_sizes(answer, reference)
    values = where_assumed(names, sample(names, used | moving, sizes))
    confirmed = 0
    for index in range(len(next(iter(values.values()), []))):
        point = point_at(values, index)
        beside = {n: _inside(v, v * _NUDGE, names, n) if n in moving else v for n, v in point.items()}
        try:
            wanted = [precise(reference, at, _DIGITS) for at in (point, beside)]
        except (UndefinedError, TooLargeError):
            continue
        except NoValueError as error:
            return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message, detail=NO_VALUE)
        try:
            given = [precise(answer, at, _DIGITS) for at in (point, beside)]
        except UndefinedError:
            return _difference(PointResult(Agreement.ANSWER_UNDEFINED, None, wanted[0]), point)
        except TooLargeError:
            continue
        if not agree(given, wanted):
            return _difference(PointResult(Agreement.DIFFERENT, given[0], wanted[0]), point)
        confirmed += 1
        if confirmed >= len(point) + 15:
            break
    if confirmed >= _CONFIRMED:
        return Verdict(Outcome.EQUAL, Evidence.SAMPLED)
    return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, _NOWHERE)


def _steps_agree(given: list[Any], wanted: list[Any]) -> bool:
    step, other = given[1] - given[0], wanted[1] - wanted[0]
    scale = max(abs(value) for value in (*given, *wanted, 1e-30))
    return bool(abs(step - other) <= max(1e-30 * abs(other), 1e-42 * scale))


def _ratios_agree(given: list[Any], wanted: list[Any]) -> bool:
    cross = given[0] * wanted[1] - given[1] * wanted[0]
    scale = max(abs(given[0] * wanted[1]), abs(given[1] * wanted[0]))
    return bool(given[0] != 0 and abs(cross) <= 1e-40 * scale)
