"""The expression tree: what a text says, in the order in which it was written.

Immutable, comparable by structure, every node with the span of text it came from. Knows nothing of
parsing, values or drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter
from typing import Any

Span = tuple[int, int]
NOWHERE: Span = (-1, -1)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact non-negative rational; `text` keeps how it was typed (`0.50`, `1e-8`)."""

    value: Fraction
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """A named constant: `pi`, `e` or `inf`."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A variable by its canonical name (`w_1`, `sigma`, `m_hat`)."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Neg:
    """Minus `arg`; a subtraction is a sum with a negated term."""

    arg: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Add:
    """A sum of two or more terms in written order."""

    terms: tuple[Expr, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Mul:
    """A product of two or more factors in written order; elementwise where arrays meet."""

    factors: tuple[Expr, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Div:
    """A quotient."""

    num: Expr
    den: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Pow:
    """`base` to the `exponent`; `e^x` is a power of the constant e."""

    base: Expr
    exponent: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MatMul:
    """A matrix product `left @ right`."""

    left: Expr
    right: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Transpose:
    """The transpose of `arg`."""

    arg: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function or calculus operator, by its canonical name, applied to arguments."""

    name: str
    args: tuple[Expr, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Array:
    """A vector `[a, b]`, or a matrix as an array of arrays, row by row.

    `round` remembers that it was typed as `(a, b)`, which is an interval where one is asked for.
    """

    items: tuple[Expr, ...]
    span: Span = field(default=NOWHERE, compare=False)
    round: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """`left op right` with op one of `= < > <= >= !=`."""

    op: str
    left: Expr
    right: Expr
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """A finite set `{a, b}`, in written order; compared as a set by the judge.

    A union of intervals is the set of its parts.
    """

    items: tuple[Expr, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of reals with its two ends, each open or closed.

    `of` is the variable that lies in it, where it was typed as `0 < x < 1` or `x ∈ (0, 1)`.
    """

    low: Expr
    high: Expr
    open_low: bool
    open_high: bool
    span: Span = field(default=NOWHERE, compare=False)
    of: str = field(default="", compare=False)


Expr = (
    Number
    | Constant
    | Symbol
    | Neg
    | Add
    | Mul
    | Div
    | Pow
    | MatMul
    | Transpose
    | Call
    | Array
    | Relation
    | Collection
    | Interval
)

ZERO = Number(Fraction(0), "0")
ONE = Number(Fraction(1), "1")
E = Constant("e")


def number(value: int | Fraction) -> Expr:
    """The tree of a rational: negative ones are a `Neg`, proper fractions a `Div` of whole numbers."""
    value = Fraction(value)
    whole: Expr = Number(Fraction(abs(value.numerator)), str(abs(value.numerator)))
    if value.denominator != 1:
        whole = Div(whole, Number(Fraction(value.denominator), str(value.denominator)))
    return Neg(whole) if value < 0 else whole


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of a node, left to right."""
    return _PARTS[type(expr)](expr)


_PARTS: dict[type, Callable[[Any], tuple[Expr, ...]]] = {
    Number: lambda node: (),
    Constant: lambda node: (),
    Symbol: lambda node: (),
    Neg: lambda node: (node.arg,),
    Transpose: lambda node: (node.arg,),
    Add: attrgetter("terms"),
    Mul: attrgetter("factors"),
    Array: attrgetter("items"),
    Collection: attrgetter("items"),
    Call: attrgetter("args"),
    Div: attrgetter("num", "den"),
    Pow: attrgetter("base", "exponent"),
    MatMul: attrgetter("left", "right"),
    Relation: attrgetter("left", "right"),
    Interval: attrgetter("low", "high"),
}


def rebuild(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other parts (as many as `children` gave, in that order)."""
    match expr:
        case Number() | Constant() | Symbol():
            return expr
        case Neg() | Transpose():
            return type(expr)(parts[0], expr.span)
        case Add() | Mul() | Array() | Collection():
            return type(expr)(parts, expr.span)
        case Call(name):
            return Call(name, parts, expr.span)
        case Div() | Pow() | MatMul():
            return type(expr)(parts[0], parts[1], expr.span)
        case Relation(op):
            return Relation(op, parts[0], parts[1], expr.span)
        case Interval(_, _, open_low, open_high):
            return Interval(parts[0], parts[1], open_low, open_high, expr.span, expr.of)


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node, parents before children, left to right."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        parts = _PARTS[type(node)](node)
        if parts:
            stack.extend(parts[::-1])


def symbols(expr: Expr) -> frozenset[str]:
    """The names of all variables that occur."""
    found = set()
    stack: list[Expr] = [expr]
    while stack:
        node = stack.pop()
        if type(node) is Symbol:
            found.add(node.name)
        else:
            stack.extend(_PARTS[type(node)](node))
    return frozenset(found)


def substitute(expr: Expr, values: dict[str, Expr]) -> Expr:
    """`expr` with every symbol named in `values` replaced by its expression (bound names are not renamed)."""
    if isinstance(expr, Symbol):
        return values.get(expr.name, expr)
    parts = children(expr)
    if not parts:
        return expr
    return rebuild(expr, tuple(substitute(part, values) for part in parts))
