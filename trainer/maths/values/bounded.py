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

Bounded = tuple[float, float]
"""A value and the largest error it may have."""

_UNIT = 2.0**-50
"""Eight times the unit roundoff: library functions may be off by a few units in the last place."""
_EXACT = 2.0**53
_SMALL = 1e-3
"""A relative change up to which twice the first-order bound holds."""
_TINY = 1e-300
"""What a product may lose where it underflows."""
_UNKNOWN = (ValueError, OverflowError, ZeroDivisionError, KeyError)
_CONSTANTS = {"pi": (math.pi, math.pi * _UNIT), "e": (math.e, math.e * _UNIT)}


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
        return whole, 0.0 if whole < _EXACT else whole * _UNIT
    value = exact.numerator / exact.denominator
    return value, value * _UNIT


def _neg(expr: Neg, point: Mapping[str, float]) -> Bounded:
    value, error = _of(expr.arg, point)
    return -value, error


def _add(expr: Add, point: Mapping[str, float]) -> Bounded:
    total = error = 0.0
    for term in expr.terms:
        value, own = _of(term, point)
        total += value
        error += own + abs(total) * _UNIT
    return total, error


def _mul(expr: Mul, point: Mapping[str, float]) -> Bounded:
    product, error = 1.0, 0.0
    for factor in expr.factors:
        value, own = _of(factor, point)
        error = error * (abs(value) + own) + own * abs(product)
        product *= value
        error += abs(product) * _UNIT + _TINY
    return product, error


def _div(expr: Div, point: Mapping[str, float]) -> Bounded:
    (above, up), (below, down) = _of(expr.num, point), _of(expr.den, point)
    least = abs(below) - down
    if least <= 0:
        raise ZeroDivisionError
    value = above / below
    return value, (up + abs(value) * down) / least + abs(value) * _UNIT + _TINY


def _pow(expr: Pow, point: Mapping[str, float]) -> Bounded:
    if type(expr.base) is Constant and expr.base.name == "e":
        return _exp(*_of(expr.exponent, point))
    (base, off), (power, drift) = _of(expr.base, point), _of(expr.exponent, point)
    if base <= off and (rational(expr.exponent) is None or power != math.floor(power)):
        raise ValueError
    value = math.pow(base, power)
    relative = _UNIT
    if off:
        shift = abs(power) * off / abs(base)
        if shift > _SMALL:
            raise ValueError
        relative += 2 * shift
    if drift:
        relative += 2 * drift * abs(math.log(abs(base)))
    return value, abs(value) * relative + _TINY


def _exp(x: float, error: float) -> Bounded:
    value = math.exp(x)
    return value, value * (math.expm1(error) + _UNIT * (1 + abs(x))) + _TINY


def _ln(x: float, error: float) -> Bounded:
    if x <= error:
        raise ValueError
    value = math.log(x)
    return value, error / (x - error) + (abs(value) + 1) * _UNIT


def _sqrt(x: float, error: float) -> Bounded:
    if x <= error:
        raise ValueError
    value = math.sqrt(x)
    return value, error / (2 * math.sqrt(x - error)) + value * _UNIT


def _bounded_slope(function: Callable[[float], float], slope: float) -> Callable[[float, float], Bounded]:
    """A function whose slope never exceeds `slope` in size."""

    def value(x: float, error: float) -> Bounded:
        if abs(x) > 1e6:
            raise ValueError
        found = function(x)
        return found, slope * error + (abs(found) + abs(x) * slope) * _UNIT

    return value


def _tan(x: float, error: float) -> Bounded:
    sine, cosine = math.sin(x), math.cos(x)
    least = abs(cosine) - error - _UNIT * (1 + abs(x))
    if least <= 0 or abs(x) > 1e6:
        raise ValueError
    value = sine / cosine
    return value, (error + _UNIT * (1 + abs(x))) / (least * least) + abs(value) * _UNIT


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


_FUNCTIONS: dict[str, Callable[[float, float], Bounded]] = {
    "exp": _exp,
    "ln": _ln,
    "sqrt": _sqrt,
    "sin": _bounded_slope(math.sin, 1.0),
    "cos": _bounded_slope(math.cos, 1.0),
    "tan": _tan,
    "atan": _bounded_slope(math.atan, 1.0),
    "tanh": _bounded_slope(math.tanh, 1.0),
    "sigmoid": _bounded_slope(_sigmoid, 0.25),
    "abs": _bounded_slope(abs, 1.0),
    "relu": _bounded_slope(lambda x: max(x, 0.0), 1.0),
    "softplus": _bounded_slope(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), 1.0),
}


def _call(expr: Call, point: Mapping[str, float]) -> Bounded:
    (arg,) = expr.args
    return _FUNCTIONS[expr.name](*_of(arg, point))


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
