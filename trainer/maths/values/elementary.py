"""The functions of the language in doubles: NumPy where it has them, the definition where it has not.

Outside their real domain they give NaN. The points axis is the last one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_erf = np.frompyfunc(math.erf, 1, 1)
_SQRT_HALF = math.sqrt(0.5)


def _gamma_of(value: float) -> float:
    try:
        return math.gamma(value)
    except ValueError:
        return math.nan
    except OverflowError:
        return math.inf


_gamma = np.frompyfunc(_gamma_of, 1, 1)


def erf(x: Any) -> Any:
    """The error function, from the C library."""
    return np.asarray(_erf(x), dtype=np.float64)


def sigmoid(x: Any) -> Any:
    """1/(1+e^-x), without overflow on either side."""
    small = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1 / (1 + small), small / (1 + small))


def softplus(x: Any) -> Any:
    """ln(1+e^x), stable."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def phi(x: Any) -> Any:
    """The standard normal density."""
    return np.exp(-np.square(x) / 2) / math.sqrt(2 * math.pi)


def normal_cdf(x: Any) -> Any:
    """The standard normal distribution function."""
    return (1 + erf(np.asarray(x) * _SQRT_HALF)) / 2


def root(x: Any, degree: Any) -> Any:
    """The real `degree`-th root; of a negative number only where the degree is odd."""
    odd = np.mod(degree, 2) == 1
    size = np.power(np.abs(x), 1 / np.asarray(degree, dtype=np.float64))
    return np.where(np.asarray(x) >= 0, size, np.where(odd, -size, np.nan))


def _reciprocal(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def value(x: Any) -> Any:
        below = function(x)
        return np.where(below == 0, np.nan, 1 / below)

    return value


def _inverse_reciprocal(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda x: np.where(np.asarray(x) == 0, np.nan, function(1 / np.asarray(x, dtype=np.float64)))


def _arccot(x: Any) -> Any:
    return np.where(np.asarray(x) == 0, math.pi / 2, np.arctan(1 / np.asarray(x, dtype=np.float64)))


def _log(x: Any) -> Any:
    return np.where(np.asarray(x) > 0, np.log(x), np.nan)


def _factorial(x: Any) -> Any:
    return np.asarray(_gamma(np.asarray(x, dtype=np.float64) + 1), dtype=np.float64)


def _extreme(pick: Any) -> Callable[..., Any]:
    def value(*args: Any) -> Any:
        if len(args) == 1:
            array = np.asarray(args[0])
            return array if array.ndim < 2 else pick.reduce(array.reshape(-1, array.shape[-1]), axis=0)
        total = args[0]
        for arg in args[1:]:
            total = pick(total, arg)
        return total

    return value


SCALARS: Mapping[str, Callable[..., Any]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": _reciprocal(np.cos),
    "csc": _reciprocal(np.sin),
    "cot": lambda x: np.where(np.sin(x) == 0, np.nan, np.cos(x) / np.sin(x)),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": _reciprocal(np.cosh),
    "csch": _reciprocal(np.sinh),
    "coth": _reciprocal(np.tanh),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "asec": _inverse_reciprocal(np.arccos),
    "acsc": _inverse_reciprocal(np.arcsin),
    "acot": _arccot,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "asech": _inverse_reciprocal(np.arccosh),
    "acsch": _inverse_reciprocal(np.arcsinh),
    "acoth": _inverse_reciprocal(np.arctanh),
    "exp": np.exp,
    "ln": _log,
    "log2": lambda x: _log(x) / math.log(2),
    "log10": lambda x: _log(x) / math.log(10),
    "log": lambda x, base: _log(x) / _log(base),
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "root": root,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "sigmoid": sigmoid,
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x, a: np.where(np.asarray(x) > 0, x, a * x),
    "elu": lambda x, a: np.where(np.asarray(x) > 0, x, a * np.expm1(np.minimum(x, 0))),
    "gelu": lambda x: x * normal_cdf(x),
    "softplus": softplus,
    "silu": lambda x: x * sigmoid(x),
    "erf": erf,
    "Phi": normal_cdf,
    "phi": phi,
    "step": lambda x: np.where(np.isnan(x), np.nan, np.heaviside(x, 0)),
    "gamma": lambda x: np.asarray(_gamma(x), dtype=np.float64),
    "factorial": _factorial,
    "max": _extreme(np.maximum),
    "min": _extreme(np.minimum),
}
"""Functions of numbers, entry by entry. `step(0)` is 0."""


def _reduced(reduce: Callable[..., Any]) -> Callable[..., Any]:
    def value(array: Any, axis: Any = None) -> Any:
        array = np.asarray(array)
        if axis is not None:
            return reduce(array, axis=int(axis))
        return reduce(array.reshape(-1, array.shape[-1]), axis=0) if array.ndim > 1 else array

    return value


def _softmax(x: Any) -> Any:
    raised = np.exp(x - np.max(x, axis=-2, keepdims=True))
    return raised / np.sum(raised, axis=-2, keepdims=True)


def _diag(x: Any) -> Any:
    if x.ndim == 2:
        return np.eye(x.shape[0])[..., None] * x[None, :, :]
    return np.moveaxis(np.diagonal(x), -1, 0)


def _by_matrix(function: Callable[..., Any]) -> Callable[[Any], Any]:
    def value(x: Any) -> Any:
        stacked = np.moveaxis(np.asarray(x, dtype=np.float64), -1, 0)
        try:
            found = function(stacked)
        except np.linalg.LinAlgError:
            return np.full_like(np.asarray(x, dtype=np.float64), np.nan)
        return np.moveaxis(found, 0, -1)

    return value


ARRAYS: Mapping[str, Callable[..., Any]] = {
    "softmax": _softmax,
    "sum": _reduced(np.sum),
    "mean": _reduced(np.mean),
    "norm": lambda x: np.sqrt(_reduced(np.sum)(np.square(x))),
    "trace": lambda x: np.trace(x),
    "diag": _diag,
    "outer": lambda a, b: a[:, None] * b[None, :],
    "dot": lambda a, b: np.sum(a * b, axis=0),
    "ones": lambda *sides: np.ones((*(int(side) for side in sides), 1)),
    "eye": lambda n: np.eye(int(n))[..., None],
    "det": _by_matrix(np.linalg.det),
    "inv": _by_matrix(np.linalg.inv),
}
"""Functions of arrays of shape (*shape, points)."""
