"""The functions of the language at one point with mpmath, bounded before anything grows fast."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import mpmath
from mpmath import mp

_LARGEST_EXPONENT = 10**6
_LARGEST_ANGLE = 10**40
_LARGEST_GAMMA = 10**4
_MANY_DIGITS = 200


class UndefinedError(ArithmeticError):
    """The expression has no real value at the point."""


class TooLargeError(ArithmeticError):
    """An intermediate value is beyond what is computed; nothing is known at this point."""


def real_power(base: Any, exponent: Any) -> Any:
    """A real power of a real base; UndefinedError where there is none, TooLargeError beyond the bound."""
    if base == 0:
        if exponent < 0:
            raise UndefinedError
        return base**exponent
    if base < 0 and exponent != mpmath.floor(exponent):
        raise UndefinedError
    return bounded_power(base, exponent)


def bounded_power(base: Any, exponent: Any) -> Any:
    """A power, complex ones too; TooLargeError beyond the bound, before anything is computed."""
    if base and abs(exponent) * (abs(mpmath.mag(base)) + 1) > _LARGEST_EXPONENT:
        raise TooLargeError
    return base**exponent


def exp(x: Any) -> Any:
    """e to the power x; TooLargeError beyond the bound."""
    if abs(x) > _LARGEST_EXPONENT:
        raise TooLargeError
    return mpmath.exp(x)


def _guarded(function: Callable[..., Any], bound: int) -> Callable[..., Any]:
    def value(x: Any) -> Any:
        if abs(x) > bound:
            raise TooLargeError
        return _real(function(x))

    return value


def _real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc) or mpmath.isinf(value):
        raise UndefinedError
    return value


def _partial(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args: _real(function(*args))


def _ln(x: Any) -> Any:
    if x <= 0:
        raise UndefinedError
    return mpmath.ln(x)


def _root(x: Any, degree: Any) -> Any:
    if degree == mpmath.floor(degree) and 0 < degree <= 999:
        if x < 0 and degree % 2 == 0:
            raise UndefinedError
        return mpmath.sign(x) * mpmath.root(abs(x), int(degree))
    return real_power(x, 1 / degree)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + exp(-x))


def _phi(x: Any) -> Any:
    return exp(-x * x / 2) / mpmath.sqrt(2 * mp.pi)


def _normal_cdf(x: Any) -> Any:
    return _guarded(mpmath.erfc, 10**4)(-x / mpmath.sqrt(2)) / 2


def _gamma(x: Any) -> Any:
    """Γ(x); to very many digits by Γ(x + n) = x (x+1) … (x+n−1) Γ(x), since mpmath is fast far out only."""
    steps = mp.dps - int(min(x, 0))
    if mp.dps <= _MANY_DIGITS or x > mp.dps or x == mpmath.floor(x):
        return mpmath.gamma(x)
    with mp.extradps(15):
        rising = math.prod([x + step for step in range(steps)])
        return mpmath.gamma(x + steps) / rising


_BY_NAME: dict[str, Callable[..., Any]] = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "sec": mpmath.sec,
    "csc": mpmath.csc,
    "cot": mpmath.cot,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "sech": mpmath.sech,
    "csch": mpmath.csch,
    "coth": mpmath.coth,
    "asin": mpmath.asin,
    "acos": mpmath.acos,
    "atan": mpmath.atan,
    "asec": mpmath.asec,
    "acsc": mpmath.acsc,
    "asinh": mpmath.asinh,
    "acosh": mpmath.acosh,
    "atanh": mpmath.atanh,
    "asech": mpmath.asech,
    "acsch": mpmath.acsch,
    "acoth": mpmath.acoth,
}

FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    **{name: _guarded(_BY_NAME[name], _LARGEST_ANGLE) for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{
        name: _guarded(_BY_NAME[name], _LARGEST_EXPONENT)
        for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")
    },
    **{
        name: _partial(_BY_NAME[name])
        for name in (
            "asin", "acos", "atan", "asec", "acsc", "asinh", "acosh", "atanh", "asech", "acsch", "acoth",
        )
    },
    "acot": lambda x: mp.pi / 2 if x == 0 else mpmath.atan(1 / x),
    "exp": exp,
    "ln": _ln,
    "log2": lambda x: _ln(x) / mpmath.ln(2),
    "log10": lambda x: _ln(x) / mpmath.ln(10),
    "log": lambda x, base: _ln(x) / _ln(base),
    "sqrt": lambda x: _real(mpmath.sqrt(x)),
    "cbrt": lambda x: _root(x, mpmath.mpf(3)),
    "root": _root,
    "abs": abs,
    "sign": mpmath.sign,
    "max": lambda *args: max(args),
    "min": lambda *args: min(args),
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "sigmoid": _sigmoid,
    "relu": lambda x: x if x > 0 else mpmath.mpf(0),
    "leaky_relu": lambda x, a: x if x > 0 else a * x,
    "elu": lambda x, a: x if x > 0 else a * mpmath.expm1(x),
    "gelu": lambda x: x * _normal_cdf(x),
    "softplus": lambda x: mpmath.ln(1 + exp(x)),
    "silu": lambda x: x * _sigmoid(x),
    "erf": _guarded(mpmath.erf, 10**4),
    "Phi": _normal_cdf,
    "phi": _phi,
    "step": lambda x: mpmath.mpf(1 if x > 0 else 0),
    "gamma": _guarded(_gamma, _LARGEST_GAMMA),
    "factorial": _guarded(lambda x: _gamma(x + 1), _LARGEST_GAMMA),
}  # fmt: skip
"""By name; each takes and gives `mpf`, and raises UndefinedError or TooLargeError."""
