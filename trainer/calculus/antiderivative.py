"""An antiderivative where a table and linearity give one: what somebody gets who integrates instead."""

from __future__ import annotations

from dataclasses import replace

from trainer.calculus import rules
from trainer.calculus.rules import Derivation, assemble, depends, lowered, power_parts
from trainer.calculus.table_mistakes import table_antiderivative
from trainer.maths.expr import ONE, ZERO, Add, Call, Div, E, Expr, Mul, Neg, Pow, Symbol, number, substitute


def antiderivative(step: Derivation) -> Expr | None:
    """An antiderivative of what the step differentiates, without the constant; None where none is at hand.

    Sums, constant factors, powers, exponentials, a few functions, and these at an affine inner function.
    """
    x = Symbol(step.variable)
    match step.rule:
        case rules.CONSTANT:
            return ZERO if step.before == ZERO else Mul((step.before, x))
        case rules.VARIABLE:
            return Div(Pow(x, number(2)), number(2))
        case rules.CONSTANT_MULTIPLE:
            return _with_factor(step)
        case rules.SUM:
            parts = [antiderivative(part) for part in step.parts]
            known = [part for part in parts if part is not None]
            return Add((*known, ZERO)) if len(known) == len(parts) and isinstance(step.before, Add) else None
        case rules.POWER:
            return _of_power(*power_parts(step.before))
        case rules.EXPONENTIAL:
            base, _ = power_parts(step.before)
            return step.before if base == E else Div(step.before, Call("ln", (base,)))
        case rules.CHAIN:
            return _at_affine(step)
    return table_antiderivative(step.before) if isinstance(step.before, Call) else None


def _with_factor(step: Derivation) -> Expr | None:
    inside = antiderivative(step.parts[0])
    if inside is None:
        return None
    return assemble(step.rule, step.before, (replace(step.parts[0], after=inside),), step.variable)


def _of_power(base: Expr, exponent: Expr) -> Expr:
    if exponent == Neg(ONE):
        return Call("ln", (Call("abs", (base,)),))
    raised = lowered(Add((exponent, number(2))))
    return Div(Pow(base, raised), raised)


def _at_affine(step: Derivation) -> Expr | None:
    outer, inner = step.parts[0], step.parts[1]
    if len(step.parts) != 2 or depends(inner.after, step.variable):
        return None
    inside = antiderivative(outer)
    if inside is None:
        return None
    return Div(substitute(inside, {outer.variable: inner.before}), inner.after)
