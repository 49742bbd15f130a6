"""Exact values: the rational that a written expression stands for, where it stands for one within bounds."""

from __future__ import annotations

from fractions import Fraction

from trainer.maths.expr import Add, Div, Expr, Mul, Neg, Number, Pow

_MOST_BITS = 4_096


def rational(expr: Expr) -> Fraction | None:
    """The exact value of numbers, `+ − * /` and whole powers; None if it is anything else."""
    match expr:
        case Number(value):
            return value
        case Neg(arg):
            inner = rational(arg)
            return None if inner is None else -inner
        case Add(parts) | Mul(parts):
            values = [rational(part) for part in parts]
            if any(value is None for value in values):
                return None
            return _fold(isinstance(expr, Add), [value for value in values if value is not None])
        case Div(num, den):
            above, below = rational(num), rational(den)
            return None if above is None or not below else above / below
        case Pow(base, exponent):
            return _power(rational(base), rational(exponent))
    return None


def _fold(add: bool, values: list[Fraction]) -> Fraction:
    total = Fraction(0 if add else 1)
    for value in values:
        total = total + value if add else total * value
    return total


def _power(base: Fraction | None, exponent: Fraction | None) -> Fraction | None:
    if base is None or exponent is None or exponent.denominator != 1:
        return None
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(exponent) * size > _MOST_BITS or (base == 0 and exponent <= 0):
        return None
    return base ** int(exponent)
