"""Expressions that know their shape, and the few ways in which gradients are put together from them.

An upstream gradient is kept as small as it can be: a number stands for an array filled with it and is written
out in full only where its shape matters. Knows nothing of graphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from trainer.maths.expr import ONE, ZERO, Add, Array, Call, Div, Expr, MatMul, Mul, Neg, Number, number, walk
from trainer.maths.rational import rational

Shape = tuple[int, ...]
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Shaped:
    """An expression and the shape of its value, which may still have to be broadcast."""

    expr: Expr
    shape: Shape


UNIT = Shaped(ONE, ())


def joined(*shapes: Shape) -> Shape:
    """The shape to which these broadcast, by NumPy's rule."""
    longest = max(map(len, shapes), default=0)
    padded = [(1,) * (longest - len(shape)) + shape for shape in shapes]
    return tuple(max(sides) for sides in zip(*padded, strict=True))


def product(*factors: Shaped) -> Shaped:
    """The product entry by entry: numbers multiplied out and in front, ones dropped."""
    coefficient, rest = Fraction(1), []
    for factor in factors:
        scale, parts = _factors(factor.expr)
        coefficient *= scale
        rest += parts
    shape = joined(*(factor.shape for factor in factors))
    if coefficient == 0:
        return Shaped(ZERO, ())
    decimal = any("." in node.text for f in factors for node in walk(f.expr) if isinstance(node, Number))
    parts = rest if abs(coefficient) == 1 and rest else [_coefficient(abs(coefficient), decimal), *rest]
    expr = parts[0] if len(parts) == 1 else Mul(tuple(parts))
    return Shaped(Neg(expr) if coefficient < 0 else expr, shape)


def taken_out(value: Shaped) -> tuple[Shaped, Shaped]:
    """The number in front of a product, and the product without it."""
    scale, rest = _factors(value.expr)
    expr = rest[0] if len(rest) == 1 else Mul(tuple(rest)) if rest else ONE
    return Shaped(number(scale), ()), Shaped(expr, value.shape)


def _factors(expr: Expr) -> tuple[Fraction, list[Expr]]:
    """The rational in front of a product, and its other factors."""
    value = rational(expr)
    if value is not None:
        return value, []
    match expr:
        case Neg(arg):
            scale, rest = _factors(arg)
            return -scale, rest
        case Mul(factors):
            pairs = [_factors(factor) for factor in factors]
            return prod((scale for scale, _ in pairs), start=Fraction(1)), [f for _, fs in pairs for f in fs]
        case Div(num, den) if value := rational(den):
            scale, rest = _factors(num)
            return scale / value, rest
    return Fraction(1), [expr]


def _coefficient(value: Fraction, decimal: bool) -> Expr:
    places = next((n for n in range(1, _MOST_DECIMALS) if (value * 10**n).denominator == 1), 0)
    if not decimal or not places or value.denominator == 1:
        return number(value)
    return Number(value, f"{float(value):.{places}f}")


def added(terms: Sequence[Shaped]) -> Shaped:
    """The sum of contributions."""
    if len(terms) == 1:
        return terms[0]
    return Shaped(Add(tuple(term.expr for term in terms)), joined(*(term.shape for term in terms)))


def filled(value: Shaped, shape: Shape) -> Expr:
    """`value` written out to its whole shape."""
    if value.shape == shape:
        return value.expr
    if value.expr == ZERO:
        return _zeros(shape)
    return product(value, Shaped(Call("ones", tuple(map(number, shape))), shape)).expr


def _zeros(shape: Shape) -> Expr:
    """Zeros as an array of them, which no tidying makes a number."""
    return Array(tuple(_zeros(shape[1:]) for _ in range(shape[0]))) if shape else ZERO


def gathered(value: Shaped, whole: Shape, part: Shape) -> Shaped:
    """What reaches an array of shape `part` that was broadcast to `whole`: the sum over the copies."""
    if part == whole or value.expr == ZERO:
        return value
    if not part:
        copies = Shaped(number(prod(whole) // prod(value.shape)), ())
        return product(copies, Shaped(Call("sum", (value.expr,)), ()) if value.shape else value)
    if not value.shape:
        return product(Shaped(number(prod(whole) // prod(part)), ()), value)
    full = filled(value, whole)
    if len(part) == 1:
        return Shaped(Call("sum", (full, ZERO)), part)
    for axis in (0, 1):
        if part[axis] == 1 and whole[axis] > 1:
            full = _summed_along(full, whole, axis)
    return Shaped(full, part)


def _summed_along(full: Expr, whole: Shape, axis: int) -> Expr:
    """A sum over one axis that keeps it, as a product with a row or a column of ones."""
    if axis == 0:
        return MatMul(Call("ones", (ONE, number(whole[0]))), full)
    return MatMul(full, Call("ones", (number(whole[1]), ONE)))
