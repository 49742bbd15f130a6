"""When two trees are the same up to the order of their parts, and where a factor stands in a product."""

from __future__ import annotations

from trainer.maths.expr import (
    Add,
    Call,
    Constant,
    Div,
    Expr,
    Mul,
    Neg,
    Number,
    Symbol,
    children,
    symbols,
    walk,
)


def key(expr: Expr) -> str:
    """A text that is the same for sums and products which differ only in the order of their parts."""
    match expr:
        case Number(value):
            return str(value)
        case Constant(name) | Symbol(name):
            return name
        case Call(name):
            label = name
        case _:
            label = type(expr).__name__ + str(getattr(expr, "op", ""))
    parts = [key(part) for part in children(expr)]
    if isinstance(expr, Add | Mul):
        parts.sort()
    return f"{label}({','.join(parts)})"


def rank(base: Expr, exponent: Expr) -> tuple[int, str]:
    """Where a factor stands in a printed product, smallest first; letters stand in alphabetical order."""
    if not symbols(base) and symbols(exponent):
        return 4, ""
    match base:
        case Number() | Neg() | Div():
            return 0, ""
        case Constant():
            return 1, ""
        case Symbol(name):
            return (4, "") if symbols(exponent) else (2, name)
        case Add():
            return (6, "") if any(isinstance(node, Call) for node in walk(base)) else (3, "")
    return 5, ""


def size(expr: Expr) -> int:
    """How many nodes a tree has."""
    return sum(1 for _ in walk(expr))
