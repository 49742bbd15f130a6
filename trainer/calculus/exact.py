"""Exact values of functions at exact arguments (`sin(0)`, `ln(e)`); knows nothing of sums or products."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from trainer.maths.expr import Constant, Div, E, Expr, Mul, Neg, Number, Pow, Relation, number
from trainer.maths.rational import rational

_HALF = Fraction(1, 2)
_AT_ZERO: dict[str, int | Fraction] = {
    **dict.fromkeys(("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf"), 0),
    **dict.fromkeys(("relu", "leaky_relu", "elu", "gelu", "silu"), 0),
    **dict.fromkeys(("cos", "sec", "cosh", "sech", "exp"), 1),
    **dict.fromkeys(("sigmoid", "Phi"), _HALF),
}
_AT_ONE = dict.fromkeys(("ln", "log2", "log10", "acos", "asec", "acosh", "asech"), 0)
_QUARTERS = {"sin": (0, 1, 0, -1), "cos": (1, 0, -1, 0)}
_OF_RATIONALS: dict[str, Callable[..., Fraction | int]] = {
    "abs": abs,
    "sign": lambda x: (x > 0) - (x < 0),
    "step": lambda x: int(x > 0),
    "relu": lambda x: max(x, Fraction(0)),
    "leaky_relu": lambda x, a: x if x > 0 else a * x,
    "floor": math.floor,
    "ceil": math.ceil,
    "max": max,
    "min": min,
}
_HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_LARGEST_FACTORIAL = 20


def exact_root(value: Fraction, n: int) -> Fraction | None:
    """The positive n-th root of a positive rational where it is rational, else None."""
    top, bottom = _whole_root(value.numerator, n), _whole_root(value.denominator, n)
    return None if top is None or bottom is None else Fraction(top, bottom)


def exact_value(name: str, args: tuple[Expr, ...]) -> Expr | None:
    """What the function gives at these tidied arguments where that is exact, else None."""
    if name == "where":
        return _chosen(*args) if len(args) == 3 else None
    inverse = _undone(name, args)
    if inverse is not None:
        return inverse
    values = [rational(arg) for arg in args]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and known:
        found = _at_rationals(name, known)
        return None if found is None else number(found)
    if known[:1] == values[:1] == [Fraction(0)] and name in _AT_ZERO:
        return number(_AT_ZERO[name])
    turns = _quarter_turns(args[0]) if name in _QUARTERS and len(args) == 1 else None
    return None if turns is None else number(_QUARTERS[name][turns % 4])


def _chosen(condition: Expr, yes: Expr, no: Expr) -> Expr | None:
    if yes == no:
        return yes
    if not isinstance(condition, Relation) or condition.op not in _HOLDS:
        return None
    left, right = rational(condition.left), rational(condition.right)
    if left is None or right is None:
        return None
    return yes if _HOLDS[condition.op](left, right) else no


def _undone(name: str, args: tuple[Expr, ...]) -> Expr | None:
    match name, args:
        case "ln", (Constant("e"),):
            return number(1)
        case "ln", (Pow(base, exponent),) if base == E:
            return exponent
    return None


def _at_rationals(name: str, values: list[Fraction]) -> Fraction | int | None:
    first = values[0]
    if name in _OF_RATIONALS and (len(values) > 1 or name not in ("leaky_relu",)):
        return _OF_RATIONALS[name](*values)
    if first == 0 and name in _AT_ZERO:
        return _AT_ZERO[name]
    if first == 1 and name in _AT_ONE:
        return _AT_ONE[name]
    if name == "factorial" and first.denominator == 1 and 0 <= first <= _LARGEST_FACTORIAL:
        return math.factorial(first.numerator)
    if name == "cbrt":
        root = exact_root(abs(first), 3) if first else Fraction(0)
        return None if root is None else root if first >= 0 else -root
    base = {"log2": 2, "log10": 10}.get(name)
    return None if base is None else _whole_logarithm(first, base)


def _whole_root(value: int, n: int) -> int | None:
    if n > value.bit_length() + 1:
        return 1 if value == 1 else None
    guess = math.isqrt(value) if n == 2 else round(value ** (1 / n)) if value < 1 << 50 else 0
    return guess if guess**n == value else None


def _whole_logarithm(value: Fraction, base: int) -> int | None:
    if value <= 0 or 1 not in (value.numerator, value.denominator):
        return None
    large = max(value.numerator, value.denominator)
    power = round(math.log(large, base))
    if base**power != large:
        return None
    return power if value >= 1 else -power


def _quarter_turns(angle: Expr) -> int | None:
    """How many quarter turns an angle such as `-3 pi/2` is, where it is a whole number of them."""
    match angle:
        case Constant("pi"):
            return 2
        case Neg(arg):
            turns = _quarter_turns(arg)
            return None if turns is None else -turns
        case Mul((Number(times), Constant("pi"))) if times.denominator == 1:
            return 2 * times.numerator
        case Div(top, Number(bottom)) if bottom == 2:
            turns = _quarter_turns(top)
            return None if turns is None else turns // 2
    return None
