"""Functions of Python's libraries and other spellings that are read as something the language has already."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from trainer.maths.expr import ONE, ZERO, Add, Call, Div, Expr, MatMul, Mul, Neg, Number, Pow, Span, Transpose
from trainer.maths.reading.dimensions import Shape

Arguments = tuple[Expr, ...]

_TWO = Number(Fraction(2), "2")


def _product(args: Arguments, shapes: tuple[Shape, ...], span: Span) -> Expr:
    """`np.dot` and `np.matmul`: whatever the shapes ask for."""
    if not all(shapes):
        return Mul(args, span)
    return (
        Call("dot", args, span) if len(shapes[0]) == len(shapes[1]) == 1 else MatMul(args[0], args[1], span)
    )


def _norm(args: Arguments, shapes: tuple[Shape, ...], span: Span) -> Expr | None:
    """The norm that the second argument names; None where there is no such norm here."""
    order = args[1] if len(args) > 1 else _TWO
    if order == _TWO:
        return Call("norm", args[:1], span) if len(args) == 1 or len(shapes[0]) < 2 else None
    if order == ONE and len(shapes[0]) == 1:
        return Call("sum", (Call("abs", args[:1], span),), span)
    return None


REWRITTEN: Final[dict[str, Callable[[Arguments, tuple[Shape, ...], Span], Expr | None]]] = {
    "log1p": lambda args, shapes, span: Call("ln", (Add((ONE, args[0]), span),), span),
    "expm1": lambda args, shapes, span: Add((Call("exp", args, span), Neg(ONE)), span),
    "square": lambda args, shapes, span: Pow(args[0], _TWO, span),
    "reciprocal": lambda args, shapes, span: Div(ONE, args[0], span),
    "copysign": lambda args, shapes, span: Mul((Call("abs", args[:1]), Call("sign", args[1:])), span),
    "dot": _product,
    "matmul": _product,
    "transpose": lambda args, shapes, span: Transpose(args[0], span),
    "solve": lambda args, shapes, span: MatMul(Call("inv", args[:1], span), args[1], span),
    "zeros": lambda args, shapes, span: Mul((ZERO, Call("ones", args, span)), span),
    "step": lambda args, shapes, span: Call("step", args[:1], span),
    "norm": _norm,
}
"""What each of these means, given its arguments and their shapes; None where it means nothing."""

METHODS: Final = {"t": "transpose", "mm": "matmul", "mv": "matmul", "inverse": "inv"}
"""Methods of arrays that are named otherwise than the function."""
