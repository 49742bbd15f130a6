"""The shape of every part of an expression, checked strictly: () a number, (n,) a vector, (r, c) a matrix."""

from __future__ import annotations

from collections.abc import Callable

from trainer.errors import AnswerError
from trainer.maths.expr import (
    Add,
    Array,
    Call,
    Collection,
    Constant,
    Div,
    Expr,
    Interval,
    MatMul,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    Transpose,
)
from trainer.maths.functions import ELEMENTARY
from trainer.maths.names import Names

Shape = tuple[int, ...]
_LARGEST_SIDE = 12


def shape_of(expr: Expr, names: Names, text: str = "") -> Shape:
    """The shape of `expr` with variables shaped as declared.

    A transposed vector is still a vector, except that `a @ b.T` with two vectors is their outer product.
    A matrix and a vector broadcast as in NumPy only over equal trailing sides. AnswerError says in words
    which sides do not fit.
    """
    return _Shapes(names, text).of(expr)


def say(shape: Shape) -> str:
    """A shape in words for a message: `4×3`, `a vector of 3`, `a number`."""
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"a vector of {shape[0]}"
    return "×".join(str(side) for side in shape)


class _Shapes:
    """One pass over a tree, parts before wholes."""

    def __init__(self, names: Names, text: str) -> None:
        self.names = names
        self.text = text

    def of(self, expr: Expr) -> Shape:
        match expr:
            case Number() | Constant():
                return ()
            case Symbol(name):
                return self.names.domain(name).shape
            case Neg(arg):
                return self.of(arg)
            case Transpose(arg):
                return self.of(arg)[::-1]
            case Add(parts):
                return self.together(parts, "added")
            case Mul(parts):
                return self.together(parts, "multiplied entry by entry")
            case Div(num, den):
                return self.together((num, den), "divided entry by entry")
            case Pow(base, exponent):
                return self.power(base, exponent)
            case MatMul(left, right):
                return self.product(left, right, expr)
            case Array(items):
                return self.array(items, expr)
            case Call(name, args):
                return self.call(name, args, expr)
            case Relation(_, left, right):
                return self.together((left, right), "compared")
            case Collection(items):
                return self.together(items, "members of one set")
            case Interval(low, high):
                return self.together((low, high), "the ends of an interval")

    def together(self, parts: tuple[Expr, ...], verb: str) -> Shape:
        shape: Shape = ()
        for part in parts:
            other = self.of(part)
            joined = _broadcast(shape, other)
            if joined is None:
                raise self.error(f"{say(shape)} and {say(other)} cannot be {verb}: the shapes differ", part)
            shape = joined
        return shape

    def power(self, base: Expr, exponent: Expr) -> Shape:
        shape = self.of(base)
        if len(shape) == 2 and isinstance(exponent, Neg):
            raise self.error("a matrix to a negative power is not read; write inv(A)", exponent)
        if self.of(exponent):
            raise self.error("an exponent is a number, not an array", exponent)
        return shape

    def product(self, left: Expr, right: Expr, whole: Expr) -> Shape:
        a, b = self.of(left), self.of(right)
        if not a or not b:
            raise self.error("@ multiplies matrices and vectors; use * with a number", whole)
        if len(a) == len(b) == 1 and isinstance(right, Transpose):
            return (a[0], b[0])
        if a[-1] != b[0]:
            said = f"({'×'.join(map(str, a))})·({'×'.join(map(str, b))})"
            raise self.error(f"{said}: inner sizes {a[-1]} and {b[0]} differ", right)
        return a[:-1] + b[1:]

    def array(self, items: tuple[Expr, ...], whole: Expr) -> Shape:
        shapes = [self.of(item) for item in items]
        for item, shape in zip(items, shapes, strict=True):
            if shape != shapes[0]:
                message = (
                    f"the rows differ: {say(shapes[0])} first, then {say(shape)}; make them equally long"
                )
                raise self.error(message, item)
        if len(shapes[0]) > 1:
            raise self.error("arrays have at most two levels of brackets", whole)
        return (len(items), *shapes[0])

    def call(self, name: str, args: tuple[Expr, ...], whole: Expr) -> Shape:
        if name == "softmax" and not self.of(args[0]):
            raise self.error("softmax wants a vector", args[0])
        if name in ELEMENTARY or name in ("softmax", "leaky_relu", "elu", "log", "root"):
            for extra in args[1:]:
                if self.of(extra):
                    raise self.error(f"the second argument of {name} is a number", extra)
            return self.of(args[0])
        if name in ("max", "min") and len(args) == 1:
            return self.of(args[0])[:0]
        if name in ("max", "min", "where"):
            return self.together(args, f"arguments of {name}")
        rule = _RULES.get(name)
        return rule(self, args, whole) if rule else self.of(args[0])

    def reduction(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        shape = self.of(args[0])
        if len(args) == 1:
            return ()
        if len(args) == 4:
            return shape
        axis = args[1]
        if not isinstance(axis, Number) or axis.value not in range(len(shape)):
            raise self.error(f"the axis of {say(shape)} is one of {list(range(len(shape)))}", axis)
        return shape[: int(axis.value)] + shape[int(axis.value) + 1 :]

    def number(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        return self.of(args[0])[:0]

    def square(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        shape = self.of(args[0])
        if len(shape) != 2 or shape[0] != shape[1]:
            raise self.error(f"this wants a square matrix, not {say(shape)}", args[0])
        return shape

    def square_to_number(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        return self.square(args, whole)[:0]

    def diagonal(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        shape = self.of(args[0])
        return (shape[0], shape[0]) if len(shape) == 1 else self.square(args, whole)[:1]

    def vectors(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        shapes = [self.of(arg) for arg in args]
        if not all(len(shape) == 1 for shape in shapes):
            raise self.error("this wants two vectors", whole)
        return (shapes[0][0], shapes[1][0])

    def dot(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        first, second = self.vectors(args, whole)
        if first != second:
            raise self.error(f"the vectors have {first} and {second} entries", whole)
        return ()

    def filled(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        sides: list[int] = []
        for arg in args:
            if not isinstance(arg, Number) or arg.value not in range(1, _LARGEST_SIDE + 1):
                raise self.error(f"a size is a whole number from 1 to {_LARGEST_SIDE}", arg)
            sides.append(int(arg.value))
        square = isinstance(whole, Call) and whole.name == "eye"
        return (sides[0], sides[0]) if square else tuple(sides)

    def derivatives(self, args: tuple[Expr, ...], whole: Expr) -> Shape:
        along = len(args[1].items) if isinstance(args[1], Array) else 1
        if isinstance(whole, Call) and whole.name == "hessian":
            return (along, along)
        if isinstance(whole, Call) and whole.name == "jacobian":
            return (*self.of(args[0]), along)
        return (along,)

    def error(self, message: str, where: Expr) -> AnswerError:
        return AnswerError(message, offset=max(where.span[0], 0), text=self.text)


_RULES: dict[str, Callable[[_Shapes, tuple[Expr, ...], Expr], Shape]] = {
    "sum": _Shapes.reduction,
    "mean": _Shapes.reduction,
    "norm": _Shapes.number,
    "trace": _Shapes.square_to_number,
    "det": _Shapes.square_to_number,
    "inv": _Shapes.square,
    "diag": _Shapes.diagonal,
    "outer": _Shapes.vectors,
    "dot": _Shapes.dot,
    "ones": _Shapes.filled,
    "eye": _Shapes.filled,
    "grad": _Shapes.derivatives,
    "jacobian": _Shapes.derivatives,
    "hessian": _Shapes.derivatives,
}


def _broadcast(a: Shape, b: Shape) -> Shape | None:
    """NumPy broadcasting without its traps: a column never meets a vector of the same length."""
    if not a or not b or a == b:
        return a or b
    if len(a) < len(b):
        a, b = b, a
    if len(b) == 1:
        return a if len(a) == 2 and a[1] == b[0] else None
    if any(x != y and 1 not in (x, y) for x, y in zip(a, b, strict=True)):
        return None
    return tuple(max(x, y) for x, y in zip(a, b, strict=True))
