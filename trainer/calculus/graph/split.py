"""The fine view: every formula cut into single operations, with automatic names for what lies between.

Numbers stay inside the operation that uses them, and so does the sign of a subtracted term.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count

from trainer.maths.expr import (
    Add,
    Call,
    Div,
    Expr,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
    children,
    rebuild,
    symbols,
)

_LETTERS = ("v", "u", "t", "q", "s")
_TWO = 2


def split(formulas: Mapping[str, Expr], leaves: Collection[str]) -> dict[str, Expr]:
    """The same computation with one operation in each formula: `z: w*x + b` is `v_1: w*x`, `z: v_1 + b`.

    The new names are v_1, v_2, … (Wengert's) in the order of computation, or of another letter where some
    name begins with v.
    """
    taken = {name[0] for name in (*formulas, *leaves)}
    letter = next((letter for letter in _LETTERS if letter not in taken), "node_v")
    cut: dict[str, Expr] = {}
    fresh = (f"{letter}_{i}" for i in count(1))

    def atom(expr: Expr) -> Expr:
        if isinstance(expr, Symbol) or not symbols(expr):
            return expr
        known = next((name for name, formula in cut.items() if formula == expr), "")
        if known:
            return Symbol(known)
        operation = _over_atoms(expr)
        name = next(fresh)
        cut[name] = operation
        return Symbol(name)

    def _over_atoms(expr: Expr) -> Expr:
        parts = tuple(
            rebuild(part, tuple(map(atom, children(part)))) if _stays(expr, part) else atom(part)
            for part in children(expr)
        )
        return rebuild(expr, parts)

    for name, formula in formulas.items():
        cut[name] = formula if isinstance(formula, Symbol) else _over_atoms(formula)
    return cut


def _stays(whole: Expr, part: Expr) -> bool:
    """Whether a part is no operation of its own: a subtracted term, a condition, a transposed factor."""
    if isinstance(whole, Add):
        return isinstance(part, Neg)
    return isinstance(part, Relation) or (isinstance(whole, MatMul) and isinstance(part, Transpose))


def operation_of(formula: Expr) -> str:
    """What the outermost operation of a formula is called."""
    match formula:
        case Add(terms):
            return "subtract" if any(isinstance(term, Neg) for term in terms) else "add"
        case Pow(_, Number(value)):
            return "square" if value == _TWO else "power"
        case Pow():
            return "power"
        case Call(name):
            return name
    return _OPERATIONS.get(type(formula), type(formula).__name__.lower())


_OPERATIONS: dict[type, str] = {
    Symbol: "copy",
    Neg: "negate",
    Mul: "multiply",
    Div: "divide",
    MatMul: "matrix product",
    Transpose: "transpose",
}
