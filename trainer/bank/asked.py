"""Which derivatives an answer consists of, read off the formula that the author wrote for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.maths.expr import Array, Call, Expr, Number, Symbol


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of `f` with respect to `x`, taken `times` times."""

    f: Expr
    x: str
    times: int = 1


def derivatives(asked: Expr, given: Mapping[str, Expr]) -> tuple[Derivative, ...]:
    """The derivatives that `asked` consists of, component by component; empty where it is anything else."""
    match asked:
        case Symbol(name) if name in given:
            return derivatives(given[name], given)
        case Call("diff", (f, Symbol(x))):
            return (Derivative(f, x),)
        case Call("diff", (f, Symbol(x), Number(times))) if times in range(1, 5):
            return (Derivative(f, x, int(times)),)
        case Call("grad", (f, Array(variables))):
            return tuple(
                Derivative(f, variable.name) for variable in variables if isinstance(variable, Symbol)
            )
        case Array(items):
            found = [derivatives(item, given) for item in items]
            return tuple(one for (one,) in found) if all(len(item) == 1 for item in found) else ()
    return ()
