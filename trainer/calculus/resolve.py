"""Calculus operators in a formula replaced by what they give: `diff(x^2, x)` by `2 x`.

Derivatives, finite sums and Taylor polynomials by the rules of this package; integrals, limits and sums of
symbolic length by SymPy, which is imported only when one of them occurs.
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from trainer.calculus.growth import Work
from trainer.calculus.tidy import tidy
from trainer.calculus.unfold import unfold
from trainer.errors import TrainerError
from trainer.maths.expr import (
    ONE,
    ZERO,
    Add,
    Array,
    Call,
    Constant,
    Div,
    Expr,
    Mul,
    Neg,
    Pow,
    Symbol,
    children,
    number,
    rebuild,
    substitute,
    walk,
)
from trainer.maths.rational import rational

OPERATORS = frozenset(("diff", "grad", "jacobian", "hessian", "taylor", "integral", "limit"))

_MOST_TERMS = 64
_HIGHEST_ORDER = 12
_MOST_VARIABLES = 12
_MOST_NODES_FOR_SYMPY = 200


def resolve(expr: Expr) -> Expr:
    """`expr` with every calculus operator replaced by its tidied result; what holds none stays as it is.

    `diff(f, x, n)`; `grad(f, [x, y])` an Array; `jacobian([f, g], [x, y])` and `hessian(f, [x, y])` Arrays of
    rows; `sum(f, i, a, b)`; `taylor(f, x, a, n)` a sum of powers of `x - a`; `integral(f, x)` without the
    constant, `integral(f, x, a, b)`; `limit(f, x, a)` with an optional side `+1` or `-1`.
    TrainerError where an operator is malformed, has no result, its result is not a formula, or takes too much
    work.
    """
    return _resolve(expr, Work())


def _resolve(expr: Expr, work: Work) -> Expr:
    if isinstance(expr, Call) and is_operator(expr):
        if expr.name == "diff":
            return _diff(expr, work)
        args = tuple(_resolve(arg, work) for arg in expr.args)
        return _RESOLVE[expr.name](Call(expr.name, args), work)
    parts = children(expr)
    return rebuild(expr, tuple(_resolve(part, work) for part in parts)) if parts else expr


def is_operator(node: Expr) -> bool:
    """Whether a node is a calculus operator rather than a function; a `sum` is one when it has an index."""
    return isinstance(node, Call) and (node.name in OPERATORS or (node.name == "sum" and len(node.args) == 4))


# -- derivatives ------------------------------------------------------------------------------------------


def _diff(call: Call, work: Work) -> Expr:
    """Integrals inside are kept for the fundamental theorem of calculus and resolved afterwards."""
    body = _resolved_but_integrals(call.args[0], work)
    for variable in _orders(call.args[1:]):
        body = work.derivative(body, variable)
    return tidy(_resolve(body, work))


def _resolved_but_integrals(expr: Expr, work: Work) -> Expr:
    if isinstance(expr, Call) and is_operator(expr) and expr.name != "integral":
        return _resolve(expr, work)
    parts = children(expr)
    return rebuild(expr, tuple(_resolved_but_integrals(part, work) for part in parts)) if parts else expr


def _orders(args: tuple[Expr, ...]) -> list[str]:
    """The variables in turn: `x, 2` is x twice, `x, y` is x and then y."""
    names: list[str] = []
    for arg in args:
        order = rational(arg)
        if order is None:
            names.append(_name(arg))
        elif not names or order.denominator != 1 or not 0 <= order <= _HIGHEST_ORDER:
            raise TrainerError(f"The order of a derivative is a whole number from 0 to {_HIGHEST_ORDER}.")
        else:
            names += [names.pop()] * order.numerator
    if not names and not args:
        raise TrainerError("A derivative needs the variable: diff(f, x).")
    return names


def _grad(call: Call, work: Work) -> Expr:
    f, names = _with_variables(call)
    if isinstance(f, Array):
        raise TrainerError("A gradient is taken of one number; the derivatives of a vector are its jacobian.")
    return _gradient(f, names, work)


def _jacobian(call: Call, work: Work) -> Expr:
    f, names = _with_variables(call)
    rows = f.items if isinstance(f, Array) else (f,)
    return Array(tuple(_gradient(row, names, work) for row in rows))


def _hessian(call: Call, work: Work) -> Expr:
    f, names = _with_variables(call)
    if isinstance(f, Array):
        raise TrainerError("A Hessian is taken of one number, not of a vector.")
    return Array(tuple(_gradient(work.derivative(f, name), names, work) for name in names))


def _gradient(f: Expr, names: list[str], work: Work) -> Array:
    return Array(tuple(work.derivative(f, name) for name in names))


def _with_variables(call: Call) -> tuple[Expr, list[str]]:
    if len(call.args) != 2:
        raise TrainerError(f"{call.name} takes a formula and the variables: {call.name}(f, [x, y]).")
    f, variables = call.args
    listed = variables.items if isinstance(variables, Array) else (variables,)
    if not 1 <= len(listed) <= _MOST_VARIABLES:
        raise TrainerError(f"{call.name} takes 1 to {_MOST_VARIABLES} variables.")
    return unfold(f), [_name(variable) for variable in listed]


def _name(arg: Expr) -> str:
    if isinstance(arg, Symbol):
        return arg.name
    raise TrainerError("An operator works with respect to a variable, written as its name alone.")


# -- sums and series --------------------------------------------------------------------------------------


def _sum(call: Call, work: Work) -> Expr:
    body, index, low, high = call.args
    name = _name(index)
    first, last = rational(tidy(low)), rational(tidy(high))
    if first is None or last is None or first.denominator != 1 or last.denominator != 1:
        return _by_sympy(call, work)
    if last - first >= _MOST_TERMS:
        return _by_sympy(call, work)
    terms = [substitute(body, {name: number(i)}) for i in range(int(first), int(last) + 1)]
    return tidy(unfold(Add(tuple(terms)))) if len(terms) > 1 else tidy(terms[0]) if terms else ZERO


def _taylor(call: Call, work: Work) -> Expr:
    f, variable, centre, order = call.args
    name, degree = _name(variable), rational(order)
    if degree is None or degree.denominator != 1 or not 0 <= degree <= _HIGHEST_ORDER:
        raise TrainerError(f"The degree of a Taylor polynomial is a whole number from 0 to {_HIGHEST_ORDER}.")
    centre = tidy(centre)
    step = tidy(Add((variable, Neg(centre))))
    terms: list[Expr] = []
    slope = f
    for k in range(int(degree) + 1):
        height = _at(slope, name, centre)
        terms.append(tidy(Mul((Div(height, number(factorial(k))), Pow(step, number(k))))))
        slope = work.derivative(slope, name)
    kept = [term for term in terms if term != ZERO]
    return Add(tuple(kept)) if len(kept) > 1 else kept[0] if kept else ZERO


def _at(f: Expr, name: str, value: Expr) -> Expr:
    height = tidy(substitute(f, {name: value}))
    for node in walk(height):
        undefined = node == Constant("inf") or (isinstance(node, Div) and node.den == ZERO)
        if undefined or node in (Call("ln", (ZERO,)), Pow(ZERO, Neg(ONE))):
            raise TrainerError(
                "The Taylor polynomial does not exist: a derivative is undefined at the centre."
            )
    return height


# -- by SymPy ---------------------------------------------------------------------------------------------


def _by_sympy(call: Call, work: Work) -> Expr:
    """The result of an integral, a limit or a sum of symbolic length; TrainerError where SymPy finds none."""
    from trainer.calculus import closed_form

    body = unfold(call.args[0])
    if isinstance(body, Array):
        return Array(tuple(_by_sympy(Call(call.name, (item, *call.args[1:])), work) for item in body.items))
    if sum(1 for _ in walk(call)) > _MOST_NODES_FOR_SYMPY:
        raise TrainerError(f"This {call.name} is too long to be worked out.")
    return tidy(closed_form.find(call, _name(call.args[1])))


_RESOLVE: dict[str, Callable[[Call, Work], Expr]] = {
    "grad": _grad,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "sum": _sum,
    "taylor": _taylor,
    "integral": _by_sympy,
    "limit": _by_sympy,
}
