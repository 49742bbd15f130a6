"""Formulas of a template with its definitions put in and its operators worked out, parameters left as names.

Done once for a template instead of once for each variant; the values of many draws then come from one tree.
"""

from __future__ import annotations

from collections.abc import Mapping

from trainer.bank.scope import bound_names, has_operator
from trainer.calculus.resolve import resolve
from trainer.maths.expr import Call, Expr, Symbol, children, rebuild

_WORKED_OUT = frozenset({"diff", "grad", "jacobian", "hessian", "limit"})
_NOTHING: frozenset[str] = frozenset()


class NotUnfoldedError(Exception):
    """An operator in the formula can only be worked out for a concrete variant."""


def unfolded(expr: Expr, definitions: Mapping[str, Expr], inside: Mapping[str, Expr] | None = None) -> Expr:
    """`expr` without operators, its defined names replaced; `inside` operators more names may be defined.

    A variable that an operator binds keeps its name in there, even where it is defined. NotUnfoldedError for
    integrals, sums and series; TrainerError where a derivative or limit cannot be worked out for all values.
    """
    if not has_operator(expr):
        return _put_in(expr, definitions)
    if isinstance(expr, Call) and bound_names(expr):
        return _operator(expr, definitions, inside or definitions)
    return rebuild(expr, tuple(unfolded(part, definitions, inside) for part in children(expr)))


def _operator(expr: Call, definitions: Mapping[str, Expr], inside: Mapping[str, Expr]) -> Expr:
    if expr.name not in _WORKED_OUT:
        raise NotUnfoldedError
    f, *rest = expr.args
    bound = frozenset().union(*(bound_names(Call("diff", (f, one))) for one in rest))
    free = {name: value for name, value in inside.items() if name not in bound}
    result = resolve(Call(expr.name, (unfolded(f, free), *rest), expr.span))
    return _put_in(result, {**inside, **definitions})


def _put_in(expr: Expr, definitions: Mapping[str, Expr]) -> Expr:
    """Every defined name replaced, also in what replaces it; definitions refer to earlier ones only."""
    if isinstance(expr, Symbol):
        if expr.name not in definitions:
            return expr
        return unfolded(definitions[expr.name], _before(definitions, expr.name))
    parts = children(expr)
    return rebuild(expr, tuple(_put_in(part, definitions) for part in parts)) if parts else expr


def _before(definitions: Mapping[str, Expr], name: str) -> dict[str, Expr]:
    """The definitions without one name, so that nothing can be put into itself."""
    return {other: value for other, value in definitions.items() if other != name}
