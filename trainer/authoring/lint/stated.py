"""What an exercise says that its answer is the derivative of, where its author wrote the answer by hand."""

from __future__ import annotations

import re

from trainer.bank.exercise import Exercise
from trainer.bank.placeholders import slots
from trainer.maths.expr import Array, Call, Expr, Symbol, symbols
from trainer.maths.names import canonical

_ASKED = re.compile(r"\bdifferentiate\b|\b(?:derivative|gradient|slope) of\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:second|third|twice|anti-?derivative|integral|numeric\w*)\b", re.IGNORECASE)
_VARIABLE = re.compile(r"with respect to \$([^\W\d_]\w*)\$")


def stated(exercise: Exercise) -> Expr | None:
    """`diff(f, x)` or `grad(f, [x, y])` as the question puts it; None where it is not plain what is asked.

    Plain is a question for one derivative that shows one given which depends on variables; the variable is
    named, or there is one only.
    """
    template = exercise.template
    if exercise.kind not in ("derive", "gradient") or any(template.derivatives):
        return None
    ask = " ".join(exercise.ask.split())
    if not _ASKED.search(ask) or _OTHERWISE.search(ask) or len(exercise.parts) != 1:
        return None
    variables = list(template.variables.variables)
    shown = [name for name in template.given if name in slots(template.ask)]
    depending = [name for name in shown if symbols(template.given[name]) & set(variables)]
    if len(depending) != 1:
        return None
    f = Symbol(depending[0])
    if exercise.kind == "gradient":
        return Call("grad", (f, Array(tuple(map(Symbol, variables)))))
    named = [canonical(name) for name in _VARIABLE.findall(ask)]
    x = named or (variables if len(variables) == 1 else [])
    return Call("diff", (f, Symbol(x[0]))) if len(x) == 1 and x[0] in variables else None
