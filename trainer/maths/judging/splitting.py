"""Whether a sum is a polynomial in one variable that still splits into factors with rational coefficients."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import zip_longest

from trainer.maths.expr import Add, Div, Expr, Mul, Neg, Number, Pow, Symbol, symbols
from trainer.maths.rational import rational

Coefficients = tuple[Fraction, ...]
"""Of 1, x, x², …; the last one is not 0."""

_HIGHEST_DEGREE = 12
_MOST_CANDIDATES = 4_096


def splits(expr: Expr) -> bool | None:
    """Whether `expr` is a product of polynomials of lower degree, or has a common number; None: unknown.

    Known for one variable and degrees up to 3, and wherever there is a rational root.
    """
    polynomial = _coefficients(expr)
    if polynomial is None or len(polynomial) < 2:
        return None
    if _content(polynomial) != 1 or _has_rational_root(polynomial):
        return True
    return False if len(polynomial) <= 4 else None


def _content(polynomial: Coefficients) -> int:
    """The largest whole number in all of the coefficients; 1 where one is a fraction."""
    if any(coefficient.denominator != 1 for coefficient in polynomial):
        return 1
    return math.gcd(*(coefficient.numerator for coefficient in polynomial))


def _has_rational_root(polynomial: Coefficients) -> bool:
    """By the rational root theorem; a line has one, but does not split by it."""
    if len(polynomial) == 2:
        return False
    scale = math.lcm(*(coefficient.denominator for coefficient in polynomial))
    whole = [int(coefficient * scale) for coefficient in polynomial]
    if whole[0] == 0:
        return True
    above, below = _divisors(abs(whole[0])), _divisors(abs(whole[-1]))
    if len(above) * len(below) > _MOST_CANDIDATES:
        return False
    candidates = {Fraction(sign * p, q) for p in above for q in below for sign in (1, -1)}
    return any(_value(whole, candidate) == 0 for candidate in candidates)


def _divisors(number: int) -> list[int]:
    if number > 10**6:
        return [1, number]
    small = [d for d in range(1, math.isqrt(number) + 1) if number % d == 0]
    return [*small, *(number // d for d in small)]


def _value(whole: list[int], x: Fraction) -> Fraction:
    total = Fraction(0)
    for coefficient in reversed(whole):
        total = total * x + coefficient
    return total


def _coefficients(expr: Expr) -> Coefficients | None:
    names = symbols(expr)
    if len(names) != 1:
        return None
    found = _polynomial(expr)
    if found is None:
        return None
    while found and found[-1] == 0:
        found = found[:-1]
    return found


def _polynomial(expr: Expr) -> Coefficients | None:
    if (number := rational(expr)) is not None:
        return (number,)
    match expr:
        case Symbol():
            return (Fraction(0), Fraction(1))
        case Neg(arg):
            inner = _polynomial(arg)
            return None if inner is None else tuple(-c for c in inner)
        case Add(terms):
            return _folded(terms, _sum)
        case Mul(factors):
            return _folded(factors, _product)
        case Div(num, den) if rational(den):
            above, below = _polynomial(num), rational(den)
            return None if above is None or not below else tuple(c / below for c in above)
        case Pow(base, Number(power)) if power.denominator == 1 and 1 <= power <= _HIGHEST_DEGREE:
            return _folded((base,) * int(power), _product)
    return None


def _folded(
    parts: tuple[Expr, ...], join: Callable[[Coefficients, Coefficients], Coefficients]
) -> Coefficients | None:
    total: Coefficients | None = None
    for part in parts:
        own = _polynomial(part)
        if own is None:
            return None
        total = own if total is None else join(total, own)
        if len(total) > _HIGHEST_DEGREE + 1:
            return None
    return total


def _sum(left: Coefficients, right: Coefficients) -> Coefficients:
    return tuple(a + b for a, b in zip_longest(left, right, fillvalue=Fraction(0)))


def _product(left: Coefficients, right: Coefficients) -> Coefficients:
    total = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            total[i + j] += a * b
    return tuple(total)
