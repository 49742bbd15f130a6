"""What goes wrong with what is constant: terms, factors, signs, and the variables that are held constant."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.calculus.derivative import derivative
from trainer.calculus.rules import CONSTANT_MULTIPLE, SUM, Derivation, depends
from trainer.calculus.table_mistakes import Mistake
from trainer.calculus.tidy import tidy
from trainer.maths.drawing.tex import to_tex
from trainer.maths.expr import ONE, ZERO, Add, Div, Expr, Mul, Neg, Symbol, substitute, symbols


def constant_mistakes(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    """A constant in a sum that stays, or a frozen variable in it that is differentiated."""
    if parent is None or parent.rule != SUM or step.before == ZERO:
        return
    yield Mistake(
        "constant-kept", f"The slope of the constant ${to_tex(step.before)}$ is 0: it goes.", step.before
    )
    for name in sorted(symbols(step.before)):
        yield Mistake(
            "frozen-variable-differentiated",
            f"${to_tex(Symbol(name))}$ is held constant here, so ${to_tex(step.before)}$ has slope 0.",
            derivative(step.before, name),
        )


def variable_mistakes(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    """The variable itself left as it is."""
    if parent is not None and parent.rule in (SUM, CONSTANT_MULTIPLE):
        x = to_tex(step.before)
        yield Mistake(
            "linear-term-kept", f"${x}$ has slope 1: a multiple of ${x}$ leaves its factor.", step.before
        )


def constant_multiple_mistakes(step: Derivation, parent: Derivation | None) -> Iterator[Mistake]:
    """A factor, a sign or a frozen variable lost, or differentiated though it is constant."""
    part, before = step.parts[0], step.before
    if isinstance(before, Neg):
        yield Mistake("minus-sign-lost", "The minus sign in front stays.", part.after)
        return
    factor = _factor(before, step.variable)
    held = sorted(symbols(factor))
    if not held:
        yield Mistake(
            "coefficient-lost", f"The constant factor ${to_tex(factor)}$ stays in front.", part.after
        )
        return
    listed = ", ".join(f"${to_tex(Symbol(name))}$" for name in held)
    yield Mistake(
        "frozen-factor-as-term",
        f"A constant term has slope 0, but ${to_tex(factor)}$ is a constant factor: it stays.",
        ZERO,
    )
    numeric = substitute(factor, dict.fromkeys(held, ONE))
    yield Mistake(
        "frozen-factor-lost",
        f"The frozen factor ${to_tex(factor)}$ stays: it multiplies the derivative.",
        Mul((numeric, part.after)),
    )
    slopes = Add((*(derivative(factor, name) for name in held), ZERO))
    feedback = (
        f"Only ${to_tex(Symbol(step.variable))}$ varies: {listed} is held constant and not differentiated."
    )
    yield Mistake("frozen-variable-differentiated", feedback, Mul((slopes, part.after)))
    both = Add((step.after, Mul((slopes, part.before))))
    yield Mistake("frozen-variable-differentiated", feedback, both)


def _factor(before: Expr, x: str) -> Expr:
    match before:
        case Mul(factors):
            return tidy(Mul((*(factor for factor in factors if not depends(factor, x)), ONE)))
        case Div(num, den):
            return tidy(Div(ONE, den)) if depends(num, x) else num
    return ONE
