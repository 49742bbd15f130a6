"""A value in doubles together with a bound on its rounding error, at one point; the standard library alone.

First-order running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.3)
with a generous unit, so that a gap beyond the two bounds is a real difference. Whatever it does not cover is
None: nothing is known there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from trainer.maths.expr import Add, Call, Constant, Div, Expr, Mul, Neg, Number, Pow, Symbol
from trainer.maths.rational import rational
from trainer.maths.values.bounded_functions import BOUNDED, TINY, UNIT, Bounded, exp, ln, quotient

_EXACT = 2.0**53
_SMALL = 1e-3
"""A relative change up to which twice the first-order bound holds."""
_UNKNOWN = (ValueError, OverflowError, ZeroDivisionError, KeyError)
_CONSTANTS = {"pi": (math.pi, math.pi * UNIT), "e": (math.e, math.e * UNIT)}


def bounded(expr: Expr, point: Mapping[str, float]) -> Bounded | None:
    """The value of a number-valued expression at a point of exact doubles, with its error bound."""
    try:
        value, error = _RULES[type(expr)](expr, point)
    except _UNKNOWN:
        return None
    return (value, error) if math.isfinite(value) and math.isfinite(error) else None


def _of(expr: Expr, point: Mapping[str, float]) -> Bounded:
    return _RULES[type(expr)](expr, point)


def _number(expr: Number, point: Mapping[str, float]) -> Bounded:
    exact = expr.value
    if exact.denominator == 1:
        whole = float(exact.numerator)
        return whole, 0.0 if whole < _EXACT else whole * UNIT
    value = exact.numerator / exact.denominator
    return value, value * UNIT


def _neg(expr: Neg, point: Mapping[str, float]) -> Bounded:
    value, error = _of(expr.arg, point)
    return -value, error


def _add(expr: Add, point: Mapping[str, float]) -> Bounded:
    total = error = 0.0
    for term in expr.terms:
        value, own = _of(term, point)
        total += value
        error += own + abs(total) * UNIT
    return total, error


def _mul(expr: Mul, point: Mapping[str, float]) -> Bounded:
    product, error = 1.0, 0.0
    for factor in expr.factors:
        value, own = _of(factor, point)
        error = error * (abs(value) + own) + own * abs(product)
        product *= value
        error += abs(product) * UNIT + TINY
    return product, error


def _div(expr: Div, point: Mapping[str, float]) -> Bounded:
    return quotient(_of(expr.num, point), _of(expr.den, point))


def _pow(expr: Pow, point: Mapping[str, float]) -> Bounded:
    if type(expr.base) is Constant and expr.base.name == "e":
        return exp(*_of(expr.exponent, point))
    (base, off), (power, drift) = _of(expr.base, point), _of(expr.exponent, point)
    if base <= off and (rational(expr.exponent) is None or power != math.floor(power)):
        raise ValueError
    value = math.pow(base, power)
    relative = UNIT
    if off:
        shift = abs(power) * off / abs(base)
        if shift > _SMALL:
            raise ValueError
        relative += 2 * shift
    if drift:
        relative += 2 * drift * abs(math.log(abs(base)))
    return value, abs(value) * relative + TINY


def _call(expr: Call, point: Mapping[str, float]) -> Bounded:
    name, args = expr.name, expr.args
    if len(args) == 1:
        return BOUNDED[name](*_of(args[0], point))
    if name == "log":
        return quotient(*(ln(*_of(arg, point)) for arg in args))
    if name in ("max", "min"):
        found = [_of(arg, point) for arg in args]
        pick = max if name == "max" else min
        return pick(value for value, _ in found), max(error for _, error in found)
    raise ValueError


_RULES: dict[type, Callable[[Any, Mapping[str, float]], Bounded]] = {
    Number: _number,
    Symbol: lambda expr, point: (point[expr.name], 0.0),
    Constant: lambda expr, point: _CONSTANTS[expr.name],
    Neg: _neg,
    Add: _add,
    Mul: _mul,
    Div: _div,
    Pow: _pow,
    Call: _call,
}
