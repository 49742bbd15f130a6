"""Values at one point to many digits, with mpmath; for what doubles cannot tell.

Every argument is bounded before a function that grows fast is applied to it.
"""

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

Given = Mapping[str, Any]

_LARGEST_EXPONENT = 10**6
_LARGEST_ANGLE = 10**40
_LARGEST_GAMMA = 10**4


class UndefinedError(ArithmeticError):
    """The expression has no real value at the point."""


class TooLargeError(ArithmeticError):
    """An intermediate value is beyond what is computed; nothing is known at this point."""


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
            return _principal(base, given) ** _principal(exponent, given)
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
    rule = _FUNCTIONS.get(name)
    if rule is None or (name == "sum" and len(expr.args) > 1):
        raise NoValueError(f"{name} has no precise value")
    return rule(*[_value(arg, given) for arg in expr.args])


def _power(expr: Pow, given: Given) -> Any:
    if isinstance(expr.base, Constant) and expr.base.name == "e":
        return _exp(_value(expr.exponent, given))
    base = _value(expr.base, given)
    exponent = rational(expr.exponent)
    if exponent is None:
        return _real_power(base, _value(expr.exponent, given))
    if exponent.denominator == 1:
        return _real_power(base, exponent.numerator)
    if exponent.denominator % 2 and exponent.denominator <= 99 and base < 0:
        return _real_power(-mpmath.root(-base, exponent.denominator), mpmath.mpf(exponent.numerator))
    return _real_power(base, mpmath.mpf(exponent.numerator) / exponent.denominator)


def _real_power(base: Any, exponent: Any) -> Any:
    if base == 0:
        if exponent < 0:
            raise UndefinedError
        return base**exponent
    if base < 0 and exponent != mpmath.floor(exponent):
        raise UndefinedError
    if abs(exponent) * (abs(mpmath.mag(base)) + 1) > _LARGEST_EXPONENT:
        raise TooLargeError
    return base**exponent


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


def _exp(x: Any) -> Any:
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
    if isinstance(value, mpmath.mpc):
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
    return _real_power(x, 1 / degree)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + _exp(-x))


def _phi(x: Any) -> Any:
    return _exp(-x * x / 2) / mpmath.sqrt(2 * mp.pi)


def _normal_cdf(x: Any) -> Any:
    return _guarded(mpmath.erfc, 10**4)(-x / mpmath.sqrt(2)) / 2


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

_FUNCTIONS: dict[str, Callable[..., Any]] = {
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
    "exp": _exp,
    "ln": _ln,
    "log2": lambda x: _ln(x) / mpmath.ln(2),
    "log10": lambda x: _ln(x) / mpmath.ln(10),
    "log": lambda x, base: _ln(x) / _ln(base),
    "sqrt": lambda x: _real(mpmath.sqrt(x)),
    "cbrt": lambda x: _root(x, mpmath.mpf(3)),
    "root": _root,
    "abs": abs,
    "sign": mpmath.sign,
    "max": max,
    "min": min,
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "sigmoid": _sigmoid,
    "relu": lambda x: x if x > 0 else mpmath.mpf(0),
    "leaky_relu": lambda x, a: x if x > 0 else a * x,
    "elu": lambda x, a: x if x > 0 else a * mpmath.expm1(x),
    "gelu": lambda x: x * _normal_cdf(x),
    "softplus": lambda x: mpmath.ln(1 + _exp(x)),
    "silu": lambda x: x * _sigmoid(x),
    "erf": _guarded(mpmath.erf, 10**4),
    "Phi": _normal_cdf,
    "phi": _phi,
    "step": lambda x: mpmath.mpf(1 if x > 0 else 0),
    "gamma": _guarded(mpmath.gamma, _LARGEST_GAMMA),
    "factorial": _guarded(mpmath.factorial, _LARGEST_GAMMA),
}  # fmt: skip

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
