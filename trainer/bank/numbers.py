"""Exact numbers as expressions: which rational an expression is, and how that number is written."""

from __future__ import annotations

from fractions import Fraction

from trainer.maths.expr import Expr, Neg, Number, number, symbols, walk
from trainer.maths.rational import rational

MAX_DIGITS = 15
"""More digits than this, above or below the line, and a number is no longer shown exactly."""

_MOST: int = 10**MAX_DIGITS


def exact(expr: Expr) -> Fraction | None:
    """The rational that `expr` stands for (also through abs, max, sqrt(4), …), or None."""
    value = rational(expr)
    if value is not None or symbols(expr):
        return value
    from trainer.calculus.tidy import tidy

    return rational(tidy(expr))


def written_in_decimals(expr: Expr) -> bool:
    """Whether a number with a decimal point or an exponent occurs."""
    texts = (node.text for node in walk(expr) if isinstance(node, Number))
    return any(text and not text.isdigit() for text in texts)


def written(value: Fraction, *, decimal: bool) -> Expr:
    """`value` as a number or fraction; with `decimal` as a decimal where that is exact and short."""
    text = decimal_text(abs(value)) if decimal else ""
    if not text:
        return number(value)
    shown = Number(abs(value), text)
    return Neg(shown) if value < 0 else shown


def decimal_text(value: Fraction) -> str:
    """A non-negative number as an exact decimal, such as `0.25`; empty where it needs more than 15 digits."""
    for places in range(MAX_DIGITS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = f"{scaled.numerator:0{places + 1}d}"
            if len(digits.lstrip("0")) > MAX_DIGITS:
                return ""
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ""


def from_double(value: float) -> Expr:
    """A finite double as the shortest decimal that rounds to it; a whole number without a point."""
    text = repr(abs(value)).removesuffix(".0")
    shown = Number(Fraction(text), text)
    return Neg(shown) if value < 0 else shown


def is_short(value: Fraction) -> bool:
    """Whether `value` can be shown exactly."""
    return max(abs(value.numerator), value.denominator) < _MOST


def rounded(value: float, *, decimals: int | None = None, digits: int = 6) -> Expr:
    """A double as it is shown: to `decimals` places, else to `digits` significant digits."""
    text = f"{abs(value):.{decimals}f}" if decimals is not None else f"{abs(value):.{digits}g}"
    shown = Number(Fraction(text), text)
    return Neg(shown) if value < 0 and shown.value else shown
