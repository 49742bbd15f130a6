"""Reverse mode through one formula: from the gradient of its value to that of every name in it, as formulas.

Stretches that act entry by entry are differentiated in one go by the rules of differentiation; between them
stand the rules for arrays. Knows nothing of graphs and of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from trainer.calculus.derivative import derivative
from trainer.calculus.graph.array_rules import is_log_softmax, rule_of
from trainer.calculus.graph.shaped import Shape, Shaped, gathered, joined, product
from trainer.calculus.table import FUNCTIONS
from trainer.errors import AuthorError
from trainer.maths.expr import (
    Add,
    Call,
    Constant,
    Div,
    E,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    Relation,
    Symbol,
    children,
    rebuild,
    substitute,
    symbols,
    walk,
)
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of

_ENTRYWISE = Number | Constant | Symbol | Neg | Add | Mul | Div | Pow | Relation


def is_entrywise(expr: Expr) -> bool:
    """Whether every operation in `expr` acts entry by entry."""
    return all(_acts_entrywise(node) for node in walk(expr))


def slope(formula: Expr, name: str, shape: Shape) -> Expr:
    """The tidied derivative of an entrywise formula of this shape by the entries of one of its names.

    Powers of e are written as exp for arrays, since the language has no arrays in exponents.
    """
    found = derivative(formula, name)
    return _without_powers_of_e(found) if shape else found


def _without_powers_of_e(expr: Expr) -> Expr:
    parts = tuple(_without_powers_of_e(part) for part in children(expr))
    if isinstance(expr, Pow) and expr.base == E:
        return Call("exp", (parts[1],))
    return rebuild(expr, parts) if parts else expr


def contributions(
    formula: Expr, upstream: Shaped, names: Names, wanted: Collection[str]
) -> Iterator[tuple[str, Shaped]]:
    """What each occurrence of a wanted name contributes to its gradient, in written order.

    `upstream` is the gradient of the formula's value; `names` gives the shape of every name. A contribution
    may still have to be broadcast to the shape of its name. AuthorError for an operation without a rule.
    """
    return _pull(formula, upstream, lambda expr: shape_of(expr, names), wanted)


def _pull(
    expr: Expr, upstream: Shaped, shape_of: Callable[[Expr], Shape], wanted: Collection[str]
) -> Iterator[tuple[str, Shaped]]:
    if isinstance(expr, Symbol):
        if expr.name in wanted:
            yield expr.name, upstream
    elif _acts_entrywise(expr):
        yield from _pull_entrywise(expr, upstream, shape_of, wanted)
    else:
        rule = rule_of(expr)
        if rule is None:
            said = expr.name if isinstance(expr, Call) else type(expr).__name__.lower()
            raise AuthorError(f"a graph cannot hold {said}: there is no rule for its gradient")
        for part, reached in rule(expr, upstream, shape_of):
            if not symbols(part).isdisjoint(wanted):
                yield from _pull(part, reached, shape_of, wanted)


def _pull_entrywise(
    expr: Expr, upstream: Shaped, shape_of: Callable[[Expr], Shape], wanted: Collection[str]
) -> Iterator[tuple[str, Shaped]]:
    """Differentiates with a placeholder for every part that does not act entry by entry."""
    holes: dict[str, Expr] = {}
    skeleton = _skeleton(expr, holes)
    whole = shape_of(expr)
    for name in dict.fromkeys(node.name for node in walk(skeleton) if isinstance(node, Symbol)):
        part = holes.get(name, Symbol(name))
        if symbols(part).isdisjoint(wanted):
            continue
        local = slope(skeleton, name, whole)
        sides = joined(*(shape_of(holes.get(used, Symbol(used))) for used in symbols(local)))
        reached = product(upstream, Shaped(substitute(local, holes), sides))
        yield from _pull(part, gathered(reached, whole, shape_of(part)), shape_of, wanted)


def _acts_entrywise(expr: Expr) -> bool:
    if isinstance(expr, Call):
        several = len(expr.args) > 1 and expr.name in ("max", "min", "where")
        return (expr.name in FUNCTIONS or several) and not is_log_softmax(expr)
    return isinstance(expr, _ENTRYWISE)


def _skeleton(expr: Expr, holes: dict[str, Expr]) -> Expr:
    if _acts_entrywise(expr):
        return rebuild(expr, tuple(_skeleton(part, holes) for part in children(expr)))
    for name, known in holes.items():
        if known == expr:
            return Symbol(name)
    name = f"⟨{len(holes)}⟩"
    holes[name] = expr
    return Symbol(name)
