"""Functions in doubles together with a bound on their error; ValueError where nothing is known of it.

Each takes a value and the largest error that it may have, and gives the same for the function. A bound is the
error times the largest slope in reach, and a generous unit for the rounding of the function itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

Bounded = tuple[float, float]
"""A value and the largest error it may have."""

UNIT: Final = 2.0**-50
"""Eight times the unit roundoff: library functions may be off by a few units in the last place."""
TINY: Final = 1e-300
"""What a product may lose where it underflows."""
_LARGEST = 1e6


def quotient(above: Bounded, below: Bounded) -> Bounded:
    """One bounded value over another; ZeroDivisionError where the second may be 0."""
    (num, up), (den, down) = above, below
    least = abs(den) - down
    if least <= 0:
        raise ZeroDivisionError
    value = num / den
    return value, (up + abs(value) * down) / least + abs(value) * UNIT + TINY


def exp(x: float, error: float) -> Bounded:
    """e^x."""
    value = math.exp(x)
    return value, value * (math.expm1(error) + UNIT * (1 + abs(x))) + TINY


def ln(x: float, error: float) -> Bounded:
    """The natural logarithm of what is surely positive."""
    if x <= error:
        raise ValueError
    value = math.log(x)
    return value, error / (x - error) + (abs(value) + 1) * UNIT


def _sqrt(x: float, error: float) -> Bounded:
    if x <= error:
        raise ValueError
    value = math.sqrt(x)
    return value, error / (2 * math.sqrt(x - error)) + value * UNIT


def _cbrt(x: float, error: float) -> Bounded:
    if abs(x) <= 2 * error:
        raise ValueError
    value = math.cbrt(x)
    return value, error / math.cbrt((abs(x) - error) ** 2) + abs(value) * UNIT


def _sloped(
    function: Callable[[float], float], slope: Callable[[float], float]
) -> Callable[[float, float], Bounded]:
    """A function whose slope grows with the size of its argument, as `slope` says."""

    def value(x: float, error: float) -> Bounded:
        found, steepest = function(x), slope(abs(x) + error + UNIT * (1 + abs(x)))
        return found, steepest * error + (1 + abs(found) + abs(x) * steepest) * UNIT

    return value


def _gentle(function: Callable[[float], float], slope: float) -> Callable[[float, float], Bounded]:
    """A function whose slope never exceeds `slope` in size."""

    def value(x: float, error: float) -> Bounded:
        if abs(x) > _LARGEST:
            raise ValueError
        found = function(x)
        return found, slope * error + (abs(found) + abs(x) * slope) * UNIT

    return value


def _tan(x: float, error: float) -> Bounded:
    sine, cosine = math.sin(x), math.cos(x)
    least = abs(cosine) - error - UNIT * (1 + abs(x))
    if least <= 0 or abs(x) > _LARGEST:
        raise ValueError
    value = sine / cosine
    return value, (error + UNIT * (1 + abs(x))) / (least * least) + abs(value) * UNIT


def _over_one(function: Callable[[float, float], Bounded]) -> Callable[[float, float], Bounded]:
    """1 over a function."""
    return lambda x, error: quotient((1.0, 0.0), function(x, error))


def _of_inverse(function: Callable[[float, float], Bounded]) -> Callable[[float, float], Bounded]:
    """A function of 1/x."""
    return lambda x, error: function(*quotient((1.0, 0.0), (x, error)))


def _sign(x: float, error: float) -> Bounded:
    if abs(x) <= error or x == 0:
        raise ValueError
    return math.copysign(1.0, x), 0.0


def _step(x: float, error: float) -> Bounded:
    return (1.0 + _sign(x, error)[0]) / 2, 0.0


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _over_ln(base: float) -> Callable[[float, float], Bounded]:
    unit = math.log(base)
    return lambda x, error: quotient(ln(x, error), (unit, unit * UNIT))


_sin, _cos = _gentle(math.sin, 1.0), _gentle(math.cos, 1.0)
_sinh, _cosh = _sloped(math.sinh, math.cosh), _sloped(math.cosh, math.sinh)
_tanh, _atan = _gentle(math.tanh, 1.0), _gentle(math.atan, 1.0)
_asin = _sloped(math.asin, lambda size: 1 / math.sqrt(1 - size * size))
_acos = _sloped(math.acos, lambda size: 1 / math.sqrt(1 - size * size))

BOUNDED: Final[dict[str, Callable[[float, float], Bounded]]] = {
    "exp": exp,
    "ln": ln,
    "log2": _over_ln(2),
    "log10": _over_ln(10),
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "sec": _over_one(_cos),
    "csc": _over_one(_sin),
    "cot": lambda x, error: quotient(_cos(x, error), _sin(x, error)),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sech": _over_one(_cosh),
    "csch": _over_one(_sinh),
    "coth": _over_one(_tanh),
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "asec": _of_inverse(_acos),
    "acsc": _of_inverse(_asin),
    "acot": _of_inverse(_atan),
    "asinh": _gentle(math.asinh, 1.0),
    "atanh": _sloped(math.atanh, lambda size: 1 / (1 - size * size) if size < 1 else math.nan),
    "sigmoid": _gentle(_sigmoid, 0.25),
    "abs": _gentle(abs, 1.0),
    "sign": _sign,
    "step": _step,
    "relu": _gentle(lambda x: max(x, 0.0), 1.0),
    "softplus": _gentle(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), 1.0),
    "erf": _gentle(math.erf, 1.13),
}
"""By name."""
