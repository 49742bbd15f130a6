"""How formulas, names and numbers of a graph are written: as TeX for prose, in one row for drawings."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from trainer.calculus.graph.reading import named
from trainer.calculus.graph.structure import Node, Structure
from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.tex_calls import ENTRYWISE
from trainer.maths.drawing.tex_names import is_derivative_name, name_to_tex
from trainer.maths.drawing.typeset import inline
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Expr,
    MatMul,
    Mul,
    Neg,
    Number,
    Symbol,
    Transpose,
    children,
    rebuild,
    substitute,
)
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import say, shape_of

if TYPE_CHECKING:
    from trainer.calculus.graph.graph import Values

DIGITS = 4
"""Significant digits of a shown number."""
SHORT_DIGITS = 2
"""Significant digits of the entries of a vector in a drawing."""
LONGEST_VECTOR = 2
"""Longer vectors, and matrices, are shown by their shape."""
_LARGEST_PLAIN = 1e6
_SMALLEST_PLAIN = 1e-4


def tex(structure: Structure, formula: Expr) -> str:
    """The TeX of a formula over nodes, local derivatives and gradients; products entry by entry have a ⊙."""
    written = to_tex(_with_signs(formula, named(structure.shapes)))
    for name, fraction in _long_names(structure).items():
        written = written.replace(name, fraction)
    return written


def fraction_tex(of: str, by: str) -> str:
    """A partial derivative as a fraction."""
    return rf"\frac{{\partial {name_to_tex(of)}}}{{\partial {name_to_tex(by)}}}"


def tex_in_numbers(formula: Expr, values: Mapping[str, Values]) -> str:
    """The TeX of a formula with its numbers put in for the names."""
    return arithmetic_tex(substitute(formula, {name: numeral(value) for name, value in values.items()}))


def arithmetic_tex(expr: Expr) -> str:
    """The TeX of arithmetic on numbers, with a dot before a negative factor: `2 · (−1)`, not `2(−1)`."""
    return to_tex(_with_dots(expr))


def _with_dots(expr: Expr) -> Expr:
    parts = tuple(map(_with_dots, children(expr)))
    if isinstance(expr, Mul) and any(isinstance(part, Neg) for part in parts[1:]):
        first = parts[0]
        if isinstance(first, Neg):
            return Neg(_dotted((first.arg, *parts[1:])))
        return _dotted(parts)
    return rebuild(expr, parts) if parts else expr


def numeral(value: Values, digits: int = DIGITS) -> Expr:
    """A number, vector or matrix as a tree, every entry to so many significant digits."""
    if value.ndim:
        return Array(tuple(numeral(row, digits) for row in value))
    text = plain(abs(float(value)), digits)
    shown = Number(Fraction(text), text)
    return Neg(shown) if value < 0 and shown.value else shown


def plain(value: float, digits: int = DIGITS) -> str:
    """A number to so many significant digits, in plain decimals unless it is very large or small."""
    value += 0.0  # minus zero is zero
    if value == 0 or _SMALLEST_PLAIN <= abs(value) < _LARGEST_PLAIN:
        rounded = f"{float(f'{value:.{digits - 1}e}'):.10f}"
        return rounded.rstrip("0").rstrip(".") or "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def equals(value: Values) -> str:
    """The sign before a shown number: an equals sign where nothing was rounded away."""
    exact = all(abs(float(plain(float(entry))) - float(entry)) < 1e-12 for entry in value.ravel())
    return "=" if exact else r"\approx"


def in_a_row(value: Values) -> str:
    """A value in one row for a drawing: the number, a short vector, else the shape."""
    if not value.ndim:
        return plain(float(value)).replace("-", "−")
    if is_short(value):
        return f"({', '.join(plain(float(entry), SHORT_DIGITS) for entry in value)})".replace("-", "−")
    return f"{value.size} entries" if value.ndim == 1 else say(value.shape)


def is_short(value: Values) -> bool:
    """Whether a drawing shows the value itself rather than its shape."""
    return value.ndim == 0 or (value.ndim == 1 and value.size <= LONGEST_VECTOR)


def title(structure: Structure, node: Node) -> str:
    """A node's definition in one row: `z = wx + b`; a leaf's name."""
    name = inline(name_to_tex(node.name))
    return name if node.is_leaf else f"{name} = {inline(tex(structure, node.formula))}"


def _with_signs(expr: Expr, names: Names) -> Expr:
    """Products entry by entry and outer products as the trees whose TeX tells them apart.

    The product of two arrays becomes the call that is written with ⊙, and outer(a, b) becomes a bᵀ. Where
    one kind of product stands in another, it is made a sum of one term, which has brackets.
    """
    parts = tuple(_with_signs(part, names) for part in children(expr))
    if isinstance(expr, Call) and expr.name == "outer":
        return MatMul(parts[0], Transpose(parts[1]))
    if isinstance(expr, MatMul):
        left, right = (Add((part,)) if _is_entrywise(part) else part for part in parts)
        return MatMul(left, right)
    if isinstance(expr, Mul):
        arrays = [part for part, factor in zip(parts, expr.factors, strict=True) if shape_of(factor, names)]
        if not arrays and len(set(parts)) < len(parts):
            return _dotted(parts)
        if len(arrays) > 1:
            numbers = [part for part in parts if part not in arrays]
            together = Add((arrays[0],)) if isinstance(arrays[0], MatMul) else arrays[0]
            for array in arrays[1:]:
                together = Call(ENTRYWISE, (together, array))
            return Mul((*numbers, together)) if numbers else together
    return rebuild(expr, parts) if parts else expr


def _is_entrywise(expr: Expr) -> bool:
    """Whether this is a product that is written with a ⊙."""
    last = expr.factors[-1] if isinstance(expr, Mul) else expr.arg if isinstance(expr, Neg) else expr
    return isinstance(last, Call) and last.name == ENTRYWISE


def _dotted(parts: tuple[Expr, ...]) -> Expr:
    """A product with dots between its factors: `x · x`, where `xx` would be read as one name."""
    together = parts[0]
    for part in parts[1:]:
        together = Call("dot", (together, part))
    return together


def _long_names(structure: Structure) -> dict[str, str]:
    """The derivatives by names of several letters (`dloss_dw`), which are no fractions by themselves."""
    pairs = {structure.gradient_name(name): (structure.output, name) for name in structure.active}
    pairs |= {structure.slope_name(*pair): pair for pair in structure.slopes}
    return {
        to_tex(Symbol(name)): fraction_tex(*pair)
        for name, pair in pairs.items()
        if not is_derivative_name(name)
    }
