"""Reading formulas, an independent reading of them by SymPy, and random formulas for the laws."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st
from numpy.typing import NDArray

from trainer.maths.expr import Add, Call, Constant, Div, E, Expr, Mul, Neg, Number, Pow, Symbol, number
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ln": sympy.log,
    "abs": sympy.Abs,
    "exp": sympy.exp,
    "sqrt": sympy.sqrt,
    "log2": lambda x: sympy.log(x, 2),
    "log10": lambda x: sympy.log(x, 10),
    "log": sympy.log,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "silu": lambda x: x / (1 + sympy.exp(-x)),
    "Phi": lambda x: (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
    "phi": lambda x: sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "gelu": lambda x: x * (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
    "root": lambda x, n: x ** (1 / n),
    "relu": lambda x: sympy.Max(x, 0),
    "step": lambda x: sympy.Heaviside(x, 0),
}


_LARGEST = 1e6


def read(text: str) -> Expr:
    """The tree of a text in which every letter is a real variable."""
    return parse(text, Names.read({"y_hat": "real"}, free=True))


def by_sympy(expr: Expr) -> Any:
    """The same formula as a SymPy expression, by a printer of this folder's own."""
    match expr:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant(name):
            return {"pi": sympy.pi, "e": sympy.E}[name]
        case Symbol(name):
            return sympy.Symbol(name, real=True)
        case Neg(arg):
            return -by_sympy(arg)
        case Add(terms):
            return sympy.Add(*map(by_sympy, terms))
        case Mul(factors):
            return sympy.Mul(*map(by_sympy, factors))
        case Div(num, den):
            return by_sympy(num) / by_sympy(den)
        case Pow(base, exponent):
            return by_sympy(base) ** by_sympy(exponent)
        case Call(name, args):
            function = _FUNCTIONS.get(name) or getattr(sympy, name)
            return function(*map(by_sympy, args))
    raise AssertionError(expr)


def values(expr: Expr, **points: list[float]) -> NDArray[np.float64]:
    """The values of a formula at points, one list for each variable."""
    arrays = {name: np.array(column, dtype=float) for name, column in points.items()}
    count = len(next(iter(arrays.values())))
    return np.broadcast_to(evaluate(expr, arrays), (count,))


def slopes(expr: Expr, **points: list[float]) -> NDArray[np.float64]:
    """Central differences of fourth order with respect to x: the oracle that knows no rule.

    NaN where the values are too large for differences to mean anything.
    """
    h = 1e-3
    shifted = {k: {**points, "x": [p + k * h for p in points["x"]]} for k in (-2, -1, 1, 2)}
    at = {k: values(expr, **moved) for k, moved in shifted.items()}
    at = {k: np.where(np.abs(column) < _LARGEST, column, np.nan) for k, column in at.items()}
    return np.asarray((at[-2] - 8 * at[-1] + 8 * at[1] - at[2]) / (12 * h))


def assert_agree(left: NDArray[np.float64], right: NDArray[np.float64], tolerance: float = 1e-9) -> None:
    """Equal wherever both are defined and of a size that doubles can compare."""
    known = np.isfinite(left) & np.isfinite(right) & (np.abs(right) < 1e9)
    scale = np.maximum(1.0, np.abs(right[known]))
    assert np.all(np.abs(left[known] - right[known]) <= tolerance * scale), (left, right)


_LEAVES = st.one_of(
    st.sampled_from(["x", "y"]).map(Symbol),
    st.integers(0, 4).map(lambda n: Number(Fraction(n), str(n))),
    st.fractions(-2, 2, max_denominator=4).map(number),
)
_SMOOTH = ["sin", "cos", "tanh", "sigmoid", "exp", "ln", "sqrt", "atan", "softplus", "silu"]


def _grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pairs = st.tuples(inner, inner)
    exponents = st.one_of(
        st.integers(-2, 3).map(number), st.sampled_from([number(Fraction(1, 2)), Symbol("y")])
    )
    return st.one_of(
        inner.map(Neg),
        pairs.map(Add),
        st.tuples(inner, inner, inner).map(Add),
        pairs.map(Mul),
        pairs.map(lambda p: Div(*p)),
        st.tuples(inner, exponents).map(lambda p: Pow(*p)),
        inner.map(lambda e: Pow(E, e)),
        st.tuples(st.sampled_from(_SMOOTH), inner).map(lambda p: Call(p[0], (p[1],))),
    )


FORMULAS = st.recursive(_LEAVES, _grown, max_leaves=8)
"""Random formulas in x and y: sums, products, quotients, powers and smooth functions."""
