"""Predicts the usual wrong ways with arrays from the right one: `*` for `@`, `@` for `*`, another axis.

Each prediction is an edit of one node of the reference tree, or of all its products; whether an answer is one
of them is for others to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from trainer.errors import AnswerError
from trainer.grading.mistakes import Mistake
from trainer.maths.expr import Call, Expr, MatMul, Mul, Number, Transpose, children, number, rebuild
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import Shape, say, shape_of

MOST = 80
"""So many predictions are made at most; the edits of single nodes come first."""

_BY_ENTRIES = Mistake(
    "hadamard-for-matrix-product",
    "This multiplies entry by entry. Here a matrix product is needed, written @: it adds up the products.",
)
_BY_ROWS = Mistake(
    "matrix-product-for-hadamard",
    "This is a matrix product. Here every entry is multiplied by its own partner, written * or ⊙.",
)
_SWAPPED = Mistake(
    "factors-swapped", "The factors of a matrix product are swapped. A @ B and B @ A are not the same."
)
_TURNED = Mistake("factor-transposed", "One factor of the product is transposed the wrong way round.")
_AXES = (
    "down the columns, and leaves one number for each column",
    "along the rows, and leaves one for each row",
)


@dataclass(frozen=True, slots=True)
class WrongArray:
    """What a mistake makes of the right array."""

    mistake: Mistake
    expr: Expr


def wrong_arrays(reference: Expr, names: Names) -> Iterator[WrongArray]:
    """What the usual mistakes make of `reference`, wherever the shapes allow it; at most MOST of them."""
    return islice(_readable(reference, names), MOST)


def _readable(reference: Expr, names: Names) -> Iterator[WrongArray]:
    for wrong in _edits(reference, names):
        try:
            shape_of(wrong.expr, names)
        except AnswerError:
            continue
        yield wrong


def _edits(reference: Expr, names: Names) -> Iterator[WrongArray]:
    """The edits of every node by itself; then all matrix products turned at once."""
    yield from _inside(reference, names)
    entrywise = _everywhere(reference, lambda node: Mul((node.left, node.right)))
    if entrywise != reference:
        yield WrongArray(_BY_ENTRIES, entrywise)


def _inside(expr: Expr, names: Names) -> Iterator[WrongArray]:
    yield from _of_node(expr, names)
    parts = children(expr)
    for i, part in enumerate(parts):
        for wrong in _inside(part, names):
            yield WrongArray(wrong.mistake, rebuild(expr, (*parts[:i], wrong.expr, *parts[i + 1 :])))


def _of_node(expr: Expr, names: Names) -> Iterator[WrongArray]:
    match expr:
        case MatMul(left, right):
            for a, b in _pairs(left, right):
                yield WrongArray(_BY_ENTRIES, Mul((a, b)))
            for a, b in _pairs(left, right)[1:]:
                yield WrongArray(_TURNED, MatMul(a, b))
            yield WrongArray(_SWAPPED, MatMul(right, left))
        case Mul(factors):
            yield from _products(factors, names)
        case Call(("sum" | "mean") as name, (arg, Number(value))):
            yield from _other_axes(name, arg, int(value), names)


def _products(factors: tuple[Expr, ...], names: Names) -> Iterator[WrongArray]:
    """Two neighbouring arrays multiplied as matrices, the numbers beside them kept."""
    arrays = [i for i, factor in enumerate(factors) if shape_of(factor, names)]
    for i, j in pairwise(arrays):
        others = tuple(factor for k, factor in enumerate(factors) if k not in (i, j))
        for a, b in (*_pairs(factors[i], factors[j]), *_pairs(factors[j], factors[i])):
            product = MatMul(a, b)
            yield WrongArray(_BY_ROWS, Mul((*others, product)) if others else product)


def _pairs(left: Expr, right: Expr) -> tuple[tuple[Expr, Expr], ...]:
    """The two as they are, and with either transposed."""
    return (left, right), (_turned(left), right), (left, _turned(right))


def _turned(expr: Expr) -> Expr:
    return expr.arg if isinstance(expr, Transpose) else Transpose(expr)


def _other_axes(name: str, arg: Expr, axis: int, names: Names) -> Iterator[WrongArray]:
    shape = shape_of(arg, names)
    right = f"Here axis {axis} is right: it goes {_AXES[axis]}."
    for other in range(len(shape)):
        if other != axis:
            words = f"This runs over axis {other}. {right}"
            yield WrongArray(Mistake("wrong-axis", words), Call(name, (arg, number(other))))
    words = f"This runs over all entries. {right}"
    yield WrongArray(Mistake("all-axes", words), Call(name, (arg,)))
    words = f"Nothing is summed here yet: the answer is still {say(shape)}. {right}"
    yield WrongArray(Mistake("sum-missing", words), arg)


def _everywhere(expr: Expr, edit: Callable[[MatMul], Expr]) -> Expr:
    parts = children(expr)
    rebuilt = rebuild(expr, tuple(_everywhere(part, edit) for part in parts)) if parts else expr
    return edit(rebuilt) if isinstance(rebuilt, MatMul) else rebuilt


def wrong_shape(given: Shape, wanted: Shape, variable: str) -> str:
    """That an answer has not the shape of what is asked for, in words."""
    if not variable:
        return f"Your answer is {say(given)}; {say(wanted)} is asked for."
    return (
        f"Your answer is {say(given)}. The gradient of {variable} has the shape of {variable}: {say(wanted)}."
    )
