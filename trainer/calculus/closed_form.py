"""Integrals, limits and sums of symbolic length in closed form, for formulas of exercises."""

from __future__ import annotations

from trainer.calculus.derivative import derivative
from trainer.calculus.samples import sampled
from trainer.maths.expr import Call, Expr, Symbol, children, rebuild, substitute, symbols
from trainer.maths.symbolic.closed_form import closed_form


def find(call: Call, variable: str) -> Expr:
    """The value of `integral(f, x[, a, b])`, `limit(f, x, a[, side])` or `sum(f, i, a, b)`.

    The variables are taken as real. TrainerError where SymPy finds no closed form, the integral or the limit
    does not exist, or the time is over.
    """
    body, limits = call.args[0], call.args[2:]
    # The bound variable gets a name of its own, so that a limit may hold the same letter.
    own = _unused(variable, symbols(call))
    found = closed_form(call.name, substitute(body, {variable: Symbol(own)}), own, limits)
    result = substitute(found, {own: Symbol(variable)})
    return result if call.name != "integral" or limits else _on_both_sides(result, body, variable)


def _on_both_sides(found: Expr, integrand: Expr, x: str) -> Expr:
    """An antiderivative with `ln|u|` for `ln u` where that is needed to cover the integrand's domain."""
    names = sorted({*symbols(integrand), x})
    wanted = sampled(integrand, names)
    if not wanted.is_wider_than(sampled(found, names)):
        return found
    wider = _with_absolute_logarithms(found)
    return wider if sampled(derivative(wider, x), names).agrees_with(wanted) else found


def _with_absolute_logarithms(expr: Expr) -> Expr:
    parts = tuple(_with_absolute_logarithms(part) for part in children(expr))
    match expr:
        case Call("ln", (arg,)) if symbols(arg):
            return Call("ln", (Call("abs", (arg,)),))
    return rebuild(expr, parts) if parts else expr


def _unused(name: str, used: frozenset[str]) -> str:
    while name in used:
        name += "0"
    return name
