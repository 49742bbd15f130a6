"""A decimal as it was typed: its digits and its power of ten, however these are written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from trainer.maths.expr import Div, Expr, Mul, Neg, Number, Pow
from trainer.maths.rational import rational

_LARGEST_POWER: Final = 60
"""Powers of ten written out as `10^n` are read up to here; beyond, it is no way to write a decimal."""


@dataclass(frozen=True, slots=True)
class TypedDecimal:
    """A decimal without its sign: the digits before the power of ten, and the power."""

    digits: str
    power: int

    @property
    def last_power(self) -> int:
        """The power of ten of the last typed place."""
        return self.power - len(self.digits.partition(".")[2])

    @property
    def is_whole(self) -> bool:
        """Whether it was typed without places after the point and without a power."""
        return not self.power and not self.digits.partition(".")[2]


def typed_decimal(expr: Expr) -> TypedDecimal | None:
    """The decimal that `3.8`, `3.8e-6`, `3.8*10^-6` or `3.8/10^6` is; None for anything else."""
    match expr:
        case Neg(arg):
            return typed_decimal(arg)
        case Number(_, text) if text:
            digits, _, power = text.lower().partition("e")
            return TypedDecimal(digits, int(power or 0))
        case Mul((Number() as digits, power)):
            return _with_power(digits, _power_of_ten(power))
        case Div(Number() as digits, power):
            exponent = _power_of_ten(power)
            return _with_power(digits, None if exponent is None else -exponent)
    return None


def _with_power(digits: Number, power: int | None) -> TypedDecimal | None:
    plain = power is not None and digits.text and "e" not in digits.text.lower()
    return TypedDecimal(digits.text, power) if plain and power is not None else None


def _power_of_ten(expr: Expr) -> int | None:
    match expr:
        case Pow(Number(base), exponent) if base == Fraction(10):
            value = rational(exponent)
            whole = value is not None and value.denominator == 1 and abs(value) <= _LARGEST_POWER
            return int(value) if value is not None and whole else None
    return None
