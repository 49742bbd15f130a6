"""Values at a few points with the math module alone: enough to see that a plain question is fair.

What is undefined here, or beyond the few functions below, is NaN: nothing is known there. So a caller may
build on a value, but never on its absence; `trainer.maths.values` tells the rest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from trainer.maths.domains import Domain
from trainer.maths.expr import Add, Call, Constant, Div, Expr, Mul, Neg, Number, Pow, Symbol
from trainer.maths.names import Names

POINTS = 8
_GOLDEN = (math.sqrt(5) - 1) / 2
_NEAR_ZERO = 1e-9
_CONSTANTS = {"pi": math.pi, "e": math.e}
_TAKEN_AS_UNKNOWN = (ValueError, OverflowError, ZeroDivisionError)

Point = Mapping[str, float]


def points(names: Names, used: Iterable[str]) -> tuple[Point, ...]:
    """Eight fixed, irregular points of the domains; one empty point where no variable is used.

    An empty tuple where a variable is an array or a whole number.
    """
    slots = {name: slot for slot, name in enumerate(sorted(used))}
    domains = {name: names.domain(name) for name in slots}
    if any(domain.shape or domain.integer for domain in domains.values()):
        return ()
    return tuple(
        {name: _coordinate(domains[name], slot, k) for name, slot in slots.items()}
        for k in range(POINTS if slots else 1)
    )


def values(expr: Expr, at: Sequence[Point]) -> tuple[float, ...]:
    """The value of `expr` (a number) at each point, NaN where it is not known."""
    return tuple(_value_or_nan(expr, point) for point in at)


def _coordinate(domain: Domain, slot: int, k: int) -> float:
    """Between 0.3 and 2.7 in size and of either sign, or inside the interval."""
    part = math.modf((k + 1) * _GOLDEN * (slot + 1.37))[0]
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        return domain.low + (domain.high - domain.low) * (0.05 + 0.9 * part)
    size = 0.3 + 2.4 * part
    if math.isfinite(domain.low):
        return domain.low + size
    if math.isfinite(domain.high):
        return domain.high - size
    return -size if (k >> slot % 3) & 1 else size


def _value_or_nan(expr: Expr, at: Point) -> float:
    try:
        return _value(expr, at)
    except _TAKEN_AS_UNKNOWN:
        return math.nan


def _value(expr: Expr, at: Point) -> float:
    match expr:
        case Number(value):
            return value.numerator / value.denominator
        case Symbol(name):
            return at.get(name, math.nan)
        case Constant(name):
            return _CONSTANTS.get(name, math.nan)
        case Neg(arg):
            return -_value(arg, at)
        case Add(terms):
            return sum(_value(term, at) for term in terms)
        case Mul(factors):
            return math.prod(_value(factor, at) for factor in factors)
        case Div(num, den):
            return _value(num, at) / _value(den, at)
        case Pow(base, exponent):
            return _power(_value(base, at), _value(exponent, at))
        case Call(name, args) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(arg, at) for arg in args))
    return math.nan


def _power(base: float, exponent: float) -> float:
    """Not for the base 0, nor for roots of negative numbers, which depend on how the exponent is written."""
    return math.pow(base, exponent) if base else math.nan


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _step(x: float) -> float:
    return math.nan if abs(x) < _NEAR_ZERO else float(x > 0)


_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "cot": lambda x: 1 / math.tan(x),
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "exp": math.exp,
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "abs": abs,
    "sigmoid": _sigmoid,
    "relu": lambda x: max(x, 0.0),
    "leaky_relu": lambda x, a: x if x > 0 else a * x,
    "elu": lambda x, a: x if x > 0 else a * math.expm1(x),
    "step": _step,
    "max": lambda *args: max(args),
    "min": lambda *args: min(args),
}
