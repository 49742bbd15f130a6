"""Arrays written out entry by entry, so that what is done to them becomes sums and products of numbers."""

from __future__ import annotations

from trainer.errors import TrainerError
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Div,
    E,
    Expr,
    MatMul,
    Mul,
    Neg,
    Pow,
    Transpose,
    children,
    number,
    rebuild,
    walk,
)

_REDUCTIONS = frozenset(("norm", "sum", "mean", "trace", "dot"))
_SPREAD = frozenset(("softmax", "diag", "outer"))


def unfold(expr: Expr) -> Expr:
    """`expr` with operations on written-out arrays carried out: `norm([x, y])` becomes `sqrt(x^2 + y^2)`.

    Vectors and matrices meet entry by entry; a number meets every entry. What is done to a matrix that is
    only a name stays as it is. TrainerError where two arrays do not fit.
    """
    if not any(isinstance(node, Array) for node in walk(expr)):
        return expr
    expr = rebuild(expr, tuple(unfold(part) for part in children(expr)))
    parts = children(expr)
    if isinstance(expr, Array) or not any(isinstance(part, Array) for part in parts):
        return expr
    match expr:
        case Neg() | Add() | Mul() | Div() | Pow():
            return _entrywise(expr, parts)
        case Transpose(Array(rows)):
            return _transposed(rows)
        case MatMul(Array(left), Array(right)):
            return _product(left, right)
        case Call(name, (Array(items), *rest)) if name in _REDUCTIONS and all(
            isinstance(r, Array) for r in rest
        ):
            return _reduced(name, items, rest)
        case Call(name, (Array(items), *rest)) if name in _SPREAD:
            return _spread(name, items, rest)
        case Call(name, (Array(items),)) if name not in ("det", "inv"):
            return Array(tuple(unfold(Call(name, (item,))) for item in items))
    return expr


def _entrywise(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    lengths = {len(part.items) for part in parts if isinstance(part, Array)}
    if len(lengths) > 1:
        raise TrainerError(
            f"Arrays of {' and '.join(map(str, sorted(lengths)))} entries do not fit together."
        )
    columns = [part.items if isinstance(part, Array) else (part,) * min(lengths) for part in parts]
    return Array(tuple(unfold(rebuild(expr, entries)) for entries in zip(*columns, strict=True)))


def _transposed(rows: tuple[Expr, ...]) -> Expr:
    if not all(isinstance(row, Array) for row in rows):
        return Array(rows)
    return Array(tuple(Array(column) for column in zip(*(children(row) for row in rows), strict=True)))


def _product(left: tuple[Expr, ...], right: tuple[Expr, ...]) -> Expr:
    if isinstance(left[0], Array):
        return Array(tuple(_product(children(row), right) for row in left))
    if isinstance(right[0], Array):
        columns = zip(*(children(row) for row in right), strict=True)
        return Array(tuple(_inner(left, column) for column in columns))
    return _inner(left, right)


def _inner(left: tuple[Expr, ...], right: tuple[Expr, ...]) -> Expr:
    if len(left) != len(right):
        raise TrainerError(f"Arrays of {len(left)} and {len(right)} entries cannot be multiplied.")
    return _total(tuple(Mul(pair) for pair in zip(left, right, strict=True)))


def _reduced(name: str, items: tuple[Expr, ...], rest: list[Expr]) -> Expr:
    match name:
        case "dot":
            return _inner(items, children(rest[0]))
        case "trace":
            return _total(tuple(children(row)[i] for i, row in enumerate(items)))
        case "norm":
            return Call("sqrt", (_total(tuple(Pow(item, number(2)) for item in _flat(items))),))
        case "mean":
            return Div(_total(_flat(items)), number(len(_flat(items))))
    return _total(_flat(items))


def _spread(name: str, items: tuple[Expr, ...], rest: list[Expr]) -> Expr:
    if name == "softmax":
        if isinstance(items[0], Array):
            return Array(tuple(_spread(name, children(row), []) for row in items))
        powers = tuple(Pow(E, item) for item in items)
        return Array(tuple(Div(power, _total(powers)) for power in powers))
    if name == "outer":
        others = children(rest[0])
        return Array(tuple(Array(tuple(Mul((item, other)) for other in others)) for item in items))
    if isinstance(items[0], Array):
        return Array(tuple(children(row)[i] for i, row in enumerate(items)))
    size = range(len(items))
    return Array(tuple(Array(tuple(items[i] if i == j else number(0) for j in size)) for i in size))


def _flat(items: tuple[Expr, ...]) -> tuple[Expr, ...]:
    nested = (_flat(item.items) if isinstance(item, Array) else (item,) for item in items)
    return tuple(entry for entries in nested for entry in entries)


def _total(terms: tuple[Expr, ...]) -> Expr:
    return terms[0] if len(terms) == 1 else Add(terms)
