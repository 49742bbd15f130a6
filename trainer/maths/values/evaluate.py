"""Values in doubles at many points at once; not a number wherever something is undefined over the reals."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.errors import TrainerError
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Constant,
    Div,
    Expr,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
)
from trainer.maths.rational import rational
from trainer.maths.values.elementary import ARRAYS, SCALARS, root

Values = NDArray[np.float64]
Given = Mapping[str, Any]

_CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf}
_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": np.equal,
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
    "!=": np.not_equal,
}


class NoValueError(TrainerError):
    """The expression has no direct value: an operator, a set or an unbound name is left in it."""


def evaluate(expr: Expr, values: Given) -> Values:
    """The value of `expr` at every point.

    `values` maps each variable to an array of shape `(*shape, points)`: the last axis counts points, so a
    number variable has shape `(points,)`. Plain floats are allowed for number variables. The result has
    shape `(*shape, points)`; without variables the last axis is 1, or missing for a number. NaN marks
    undefined entries. Powers with a written odd root (`x^(1/3)`) are real roots.
    """
    with np.errstate(all="ignore"):
        return np.asarray(_value(expr, values), dtype=np.float64)


def holds(relation: Relation, values: Given) -> Any:
    """Whether a relation holds at every point; shape `(points,)`."""
    with np.errstate(all="ignore"):
        left, right = _value(relation.left, values), _value(relation.right, values)
        return np.atleast_1d(_RELATIONS[relation.op](left, right))


def _value(expr: Expr, values: Given) -> Any:
    rule = _RULES.get(type(expr))
    if rule is None:
        raise NoValueError("a set, an interval or a relation has no single value")
    return rule(expr, values)


def _number(expr: Number, values: Given) -> Any:
    return _double(expr.value)


def _double(value: Fraction) -> Any:
    try:
        return np.float64(value.numerator / value.denominator)
    except OverflowError:
        return np.float64(math.inf)


def _symbol(expr: Symbol, values: Given) -> Any:
    try:
        return values[expr.name]
    except KeyError:
        raise NoValueError(f"{expr.name} has no value here") from None


def _add(expr: Add, values: Given) -> Any:
    total = _value(expr.terms[0], values)
    for term in expr.terms[1:]:
        total = total + _value(term, values)
    return total


def _mul(expr: Mul, values: Given) -> Any:
    product = _value(expr.factors[0], values)
    for factor in expr.factors[1:]:
        product = product * _value(factor, values)
    return product


def _div(expr: Div, values: Given) -> Any:
    below = _value(expr.den, values)
    return _value(expr.num, values) / np.where(below == 0, np.nan, below)


def _pow(expr: Pow, values: Given) -> Any:
    if type(expr.base) is Constant and expr.base.name == "e":
        return np.exp(_value(expr.exponent, values))
    base = _value(expr.base, values)
    exponent = rational(expr.exponent)
    if exponent is None:
        power = _value(expr.exponent, values)
        bad = np.logical_and(np.equal(base, 0), np.less_equal(power, 0))
        return np.where(bad, np.nan, np.power(base, power))
    return rational_power(base, exponent)


def rational_power(base: Any, exponent: Fraction) -> Any:
    """`base` to an exact exponent, with real roots of negative numbers where the root is odd."""
    if exponent.denominator == 1:
        if exponent < 0:
            base = np.where(np.equal(base, 0), np.nan, base)
        return np.power(np.asarray(base, dtype=np.float64), float(exponent))
    if exponent.denominator % 2 == 0 or exponent.denominator > 99:
        base = np.where(np.equal(base, 0) & (exponent < 0), np.nan, base)
        return np.power(base, float(exponent))
    return rational_power(root(base, exponent.denominator), Fraction(exponent.numerator))


def _matmul(expr: MatMul, values: Given) -> Any:
    left, right = np.asarray(_value(expr.left, values)), np.asarray(_value(expr.right, values))
    if left.ndim == right.ndim == 2:
        if isinstance(expr.right, Transpose):
            return left[:, None, :] * right[None, :, :]
        return np.sum(left * right, axis=0)
    if right.ndim == 2:
        return np.einsum("ijp,jp->ip", left, right)
    if left.ndim == 2:
        return np.einsum("jp,jkp->kp", left, right)
    return np.einsum("ijp,jkp->ikp", left, right)


def _transpose(expr: Transpose, values: Given) -> Any:
    value = np.asarray(_value(expr.arg, values))
    return np.swapaxes(value, 0, 1) if value.ndim == 3 else value


def _array(expr: Array, values: Given) -> Any:
    items = [np.atleast_1d(_value(item, values)) for item in expr.items]
    return np.stack(np.broadcast_arrays(*items), axis=0)


def _call(expr: Call, values: Given) -> Any:
    name = expr.name
    if name == "where":
        return _where(expr, values)
    rule = ARRAYS.get(name) or SCALARS.get(name)
    if rule is None or (name == "sum" and len(expr.args) == 4):
        raise NoValueError(f"{name} is left in the expression; carry it out")
    return rule(*[_value(arg, values) for arg in expr.args])


def _where(expr: Call, values: Given) -> Any:
    condition, then, otherwise = expr.args
    if not isinstance(condition, Relation):
        raise NoValueError("the first argument of where is a relation such as x > 0")
    left, right = _value(condition.left, values), _value(condition.right, values)
    chosen = np.where(_RELATIONS[condition.op](left, right), _value(then, values), _value(otherwise, values))
    return np.where(np.isnan(left) | np.isnan(right), np.nan, chosen)


_RULES: dict[type, Callable[[Any, Given], Any]] = {
    Number: _number,
    Constant: lambda expr, values: np.float64(_CONSTANTS[expr.name]),
    Symbol: _symbol,
    Neg: lambda expr, values: -_value(expr.arg, values),
    Add: _add,
    Mul: _mul,
    Div: _div,
    Pow: _pow,
    MatMul: _matmul,
    Transpose: _transpose,
    Array: _array,
    Call: _call,
}
