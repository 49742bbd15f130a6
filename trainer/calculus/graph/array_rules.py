"""The rules of reverse mode for operations that are not entry by entry: one small rule each, in one table.

A rule takes the operation, the shapes of its parts and the upstream gradient, and gives the gradient of every
part as an expression of the language. Sources: Giles, Collected matrix derivative results (2008), for the
matrix functions; Goodfellow et al., Deep Learning, 6.5, for the rest. Knows nothing of graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod

from trainer.calculus.graph.shaped import Shape, Shaped, filled, product, taken_out
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Div,
    Expr,
    MatMul,
    Neg,
    Relation,
    Transpose,
    number,
)

ShapeOf = Callable[[Expr], Shape]
Pulled = Iterator[tuple[Expr, Shaped]]
"""The parts of an operation, each with the gradient that reaches it."""
Rule = Callable[[Expr, Shaped, ShapeOf], Pulled]
_INDEXED = 4
"""Arguments of a sum over an index, which is no operation on arrays."""


def rule_of(expr: Expr) -> Rule | None:
    """The rule for an operation, or None where there is none."""
    if not isinstance(expr, Call):
        return _NODES.get(type(expr))
    if is_log_softmax(expr):
        return _log_softmax
    return None if expr.name == "sum" and len(expr.args) == _INDEXED else _CALLS.get(expr.name)


def is_log_softmax(expr: Expr) -> bool:
    """Whether this is ln(softmax(z)), which looks entry by entry but has a rule of its own."""
    inner = expr.args[0] if isinstance(expr, Call) and expr.name == "ln" else None
    return isinstance(inner, Call) and inner.name == "softmax"


def _matmul(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    left, right = (expr.left, expr.right) if isinstance(expr, MatMul) else _pair(expr)
    a, b = shape_of(left), shape_of(right)
    if len(a) == len(b) == 1:
        if isinstance(right, Transpose):
            yield from _outer_parts(left, right.arg, a, b, upstream)
        else:
            yield left, product(upstream, Shaped(right, b))
            yield right, product(upstream, Shaped(left, a))
        return
    whole = filled(upstream, shape_of(expr))
    if len(b) == 1:
        yield left, Shaped(_outer(whole, right), a)
        yield right, Shaped(MatMul(Transpose(left), whole), b)
    elif len(a) == 1:
        yield left, Shaped(MatMul(right, whole), a)
        yield right, Shaped(_outer(left, whole), b)
    else:
        yield left, Shaped(MatMul(whole, Transpose(right)), a)
        yield right, Shaped(MatMul(Transpose(left), whole), b)


def _pair(expr: Expr) -> tuple[Expr, Expr]:
    if isinstance(expr, Call) and len(expr.args) == 2:
        return expr.args[0], expr.args[1]
    raise TypeError(f"no pair: {expr}")


def _argument(expr: Expr) -> Expr:
    if isinstance(expr, Call):
        return expr.args[0]
    raise TypeError(f"no function: {expr}")


def _outer(column: Expr, row: Expr) -> Expr:
    return Call("outer", (column, row))


def _outer_product(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    left, right = _pair(expr)
    yield from _outer_parts(left, right, shape_of(left), shape_of(right), upstream)


def _outer_parts(left: Expr, right: Expr, a: Shape, b: Shape, upstream: Shaped) -> Pulled:
    whole = filled(upstream, a + b)
    yield left, Shaped(MatMul(whole, right), a)
    yield right, Shaped(MatMul(Transpose(whole), left), b)


def _transpose(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    if isinstance(expr, Transpose):
        if len(upstream.shape) == 2:
            upstream = Shaped(Transpose(upstream.expr), upstream.shape[::-1])
        elif upstream.shape and len(shape_of(expr)) == 2:
            upstream = Shaped(Transpose(filled(upstream, shape_of(expr))), shape_of(expr.arg))
        yield expr.arg, upstream


def _sum(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    arg = _argument(expr)
    shape = shape_of(arg)
    if upstream.shape and isinstance(expr, Call) and expr.args[1] == ONE:
        upstream = Shaped(_outer(upstream.expr, Call("ones", (number(shape[1]),))), shape)
    yield arg, upstream


def _mean(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    count = prod(shape_of(_argument(expr))) // prod(shape_of(expr))
    yield from _sum(expr, product(Shaped(Div(ONE, number(count)), ()), upstream), shape_of)


def _softmax(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    """`p * (G - sum of G * p over the row)`."""
    arg = _argument(expr)
    shape = shape_of(arg)
    if not upstream.shape:
        yield arg, Shaped(ZERO, ())  # the same for all entries: they sum to one whatever happens
        return
    scale, rest = taken_out(upstream)
    rows = _row_sums(product(rest, Shaped(expr, shape)).expr, shape)
    yield arg, product(scale, Shaped(expr, shape), Shaped(Add((rest.expr, Neg(rows))), shape))


def _row_sums(expr: Expr, shape: Shape) -> Expr:
    """The sum over the last axis, broadcast along it again."""
    if len(shape) == 1:
        return Call("sum", (expr,))
    return _outer(Call("sum", (expr, ONE)), Call("ones", (number(shape[1]),)))


def _log_softmax(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    """`G - p * (sum of G over the row)`: softmax with cross-entropy gives `p - y` without a quotient."""
    softmax = _argument(expr)
    shape = shape_of(softmax)
    scale, rest = taken_out(upstream)
    if rest.shape:
        rows = Shaped(_row_sums(filled(rest, shape), shape), shape)
    else:
        rows = product(rest, Shaped(number(shape[-1]), ()))
    spread = product(rows, Shaped(softmax, shape))
    yield _argument(softmax), product(scale, Shaped(Add((rest.expr, Neg(spread.expr))), shape))


def _norm(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    arg = _argument(expr)
    yield arg, product(upstream, Shaped(Div(arg, expr), shape_of(arg)))


def _trace(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    arg = _argument(expr)
    side = shape_of(arg)[0]
    yield arg, product(upstream, Shaped(Call("eye", (number(side),)), (side, side)))


def _determinant(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    arg = _argument(expr)
    inverse = Shaped(Transpose(Call("inv", (arg,))), shape_of(arg))
    yield arg, product(upstream, Shaped(expr, ()), inverse)


def _inverse(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    arg = _argument(expr)
    whole = filled(upstream, shape_of(arg))
    yield arg, Shaped(Neg(MatMul(MatMul(Transpose(expr), whole), Transpose(expr))), shape_of(arg))


def _diagonal(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    yield (
        _argument(expr),
        Shaped(Call("diag", (filled(upstream, shape_of(expr)),)), shape_of(_argument(expr))),
    )


def _extreme(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    """The whole gradient goes to the entry that is the largest (smallest)."""
    arg = _argument(expr)
    yield arg, Shaped(Call("where", (Relation("=", arg, expr), upstream.expr, ZERO)), shape_of(arg))


def _array(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    """Each item gets its own component, taken out by a product with a unit vector."""
    if not isinstance(expr, Array):
        raise TypeError(f"no array: {expr}")
    for i, item in enumerate(expr.items):
        if len(upstream.shape) < len(shape_of(expr)):
            yield item, upstream
            continue
        unit = Array(tuple(ONE if i == k else ZERO for k in range(len(expr.items))))
        shape = shape_of(item)
        taken = MatMul(unit, upstream.expr) if shape else Call("dot", (upstream.expr, unit))
        yield item, Shaped(taken, shape)


def _nothing(expr: Expr, upstream: Shaped, shape_of: ShapeOf) -> Pulled:
    yield from ()


_NODES: dict[type, Rule] = {MatMul: _matmul, Transpose: _transpose, Array: _array}
_CALLS: dict[str, Rule] = {
    "sum": _sum,
    "mean": _mean,
    "softmax": _softmax,
    "dot": _matmul,
    "outer": _outer_product,
    "norm": _norm,
    "trace": _trace,
    "det": _determinant,
    "inv": _inverse,
    "diag": _diagonal,
    "max": _extreme,
    "min": _extreme,
    "ones": _nothing,
    "eye": _nothing,
}
"""Every operation with a rule of its own; all others act entry by entry."""
