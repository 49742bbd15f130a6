"""Values at one point to many digits, with mpmath; for what doubles cannot tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp

from trainer.maths.expr import Add, Call, Constant, Div, Expr, Mul, Neg, Number, Pow, Relation, Symbol
from trainer.maths.rational import rational
from trainer.maths.values.evaluate import NoValueError
from trainer.maths.values.precise_functions import (
    FUNCTIONS,
    TooLargeError,
    UndefinedError,
    bounded_power,
    exp,
    real_power,
)

__all__ = ["TooLargeError", "UndefinedError", "precise", "principal"]

Given = Mapping[str, Any]


def precise(expr: Expr, values: Mapping[str, Fraction | float], digits: int = 50) -> Any:
    """The real value of a scalar `expr` at one point as an `mpf` of `digits` decimal digits.

    Raises UndefinedError where there is no real value, TooLargeError beyond the bounds and NoValueError for
    operators, arrays and sets.
    """
    with mp.workdps(digits):
        given = {name: _exact(value) for name, value in values.items()}
        try:
            return +_value(expr, given)
        except (ZeroDivisionError, ValueError):
            raise UndefinedError from None
        except OverflowError:
            raise TooLargeError from None


def principal(expr: Expr, values: Mapping[str, Fraction | float], digits: int = 50) -> Any:
    """The principal complex value of `expr` where only roots, powers and logarithms leave the reals.

    Raises as `precise` does.
    """
    with mp.workdps(digits):
        given = {name: _exact(value) for name, value in values.items()}
        try:
            return _principal(expr, given)
        except (ZeroDivisionError, ValueError, TypeError):
            raise UndefinedError from None
        except OverflowError:
            raise TooLargeError from None


def _principal(expr: Expr, given: Given) -> Any:
    match expr:
        case Number() | Symbol() | Constant():
            return _value(expr, given)
        case Neg(arg):
            return -_principal(arg, given)
        case Add(terms):
            return mpmath.fsum(_principal(term, given) for term in terms)
        case Mul(factors):
            return mpmath.fprod(_principal(factor, given) for factor in factors)
        case Div(num, den):
            return _principal(num, given) / _principal(den, given)
        case Pow(base, exponent):
            return bounded_power(_principal(base, given), _principal(exponent, given))
        case Call(("ln" | "sqrt") as name, (arg,)):
            return {"ln": mpmath.ln, "sqrt": mpmath.sqrt}[name](_principal(arg, given))
    return _value(expr, given)


def _exact(value: Fraction | float) -> Any:
    if isinstance(value, Fraction):
        return mpmath.mpf(value.numerator) / value.denominator
    return mpmath.mpf(value)


def _value(expr: Expr, given: Given) -> Any:
    rule = _RULES.get(type(expr))
    if rule is None:
        raise NoValueError("an array or a set has no single value")
    return rule(expr, given)


def _number(expr: Number, given: Given) -> Any:
    value = expr.value
    whole = mpmath.mpf(value.numerator)
    return whole if value.denominator == 1 else whole / value.denominator


def _constant(expr: Constant, given: Given) -> Any:
    return {"pi": +mp.pi, "e": +mp.e, "inf": mp.inf}[expr.name]


def _symbol(expr: Symbol, given: Given) -> Any:
    try:
        return given[expr.name]
    except KeyError:
        raise NoValueError(f"{expr.name} has no value here") from None


def _sum(expr: Add, given: Given) -> Any:
    return sum([_value(term, given) for term in expr.terms])


def _product(expr: Mul, given: Given) -> Any:
    return math.prod([_value(factor, given) for factor in expr.factors])


def _call(expr: Call, given: Given) -> Any:
    name = expr.name
    condition = expr.args[0]
    if name == "where" and isinstance(condition, Relation):
        _, then, otherwise = expr.args
        holds = _holds(condition.op, _value(condition.left, given), _value(condition.right, given))
        return _value(then if holds else otherwise, given)
    rule = FUNCTIONS.get(name)
    if rule is None or (name == "sum" and len(expr.args) > 1):
        raise NoValueError(f"{name} has no precise value")
    return rule(*[_value(arg, given) for arg in expr.args])


def _power(expr: Pow, given: Given) -> Any:
    if isinstance(expr.base, Constant) and expr.base.name == "e":
        return exp(_value(expr.exponent, given))
    base = _value(expr.base, given)
    exponent = rational(expr.exponent)
    if exponent is None:
        return real_power(base, _value(expr.exponent, given))
    if exponent.denominator == 1:
        return real_power(base, exponent.numerator)
    if exponent.denominator % 2 and exponent.denominator <= 99 and base < 0:
        return real_power(-mpmath.root(-base, exponent.denominator), mpmath.mpf(exponent.numerator))
    return real_power(base, mpmath.mpf(exponent.numerator) / exponent.denominator)


def _holds(op: str, left: Any, right: Any) -> bool:
    return bool(
        {
            "=": left == right,
            "!=": left != right,
            "<": left < right,
            ">": left > right,
            "<=": left <= right,
            ">=": left >= right,
        }[op]
    )


_RULES: dict[type, Callable[[Any, Given], Any]] = {
    Number: _number,
    Symbol: _symbol,
    Constant: _constant,
    Neg: lambda expr, given: -_value(expr.arg, given),
    Add: _sum,
    Mul: _product,
    Div: lambda expr, given: _value(expr.num, given) / _value(expr.den, given),
    Pow: _power,
    Call: _call,
}
