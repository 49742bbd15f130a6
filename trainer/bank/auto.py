"""Hints and solutions that write themselves: from the derivation of the derivative that is asked for."""

from __future__ import annotations

from trainer.bank.scope import Scope
from trainer.bank.template import Template
from trainer.maths.expr import Symbol


def hints(template: Template, scope: Scope) -> tuple[str, ...]:
    """What to try, step by step, for the first derivative asked for; nothing where none is."""
    from trainer.calculus import explain

    asked = template.explained
    if not asked:
        return ()
    lines = explain.hints(scope.inside(asked[0].f, asked[0].x), asked[0].x)
    if len(asked) == 1:
        return lines
    return (*lines, "The other parts go the same way, each with its own variable.")


def solution(template: Template, scope: Scope) -> tuple[str, ...]:
    """The worked derivation of every derivative asked for; nothing where the answer is anything else."""
    from trainer.calculus import explain
    from trainer.calculus.derivative import derivative
    from trainer.maths.drawing.tex import to_tex

    lines: list[str] = []
    for one in template.explained:
        if len(template.explained) > 1:
            lines.append(f"With respect to ${to_tex(Symbol(one.x))}$:")
        f = scope.inside(one.f, one.x)
        for time in range(one.times):
            f = derivative(f, one.x) if time else f
            lines += explain.worked(f, one.x)
    return tuple(lines)
