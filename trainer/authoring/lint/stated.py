"""What the question of an exercise says that its answer is the derivative of, whatever its formulas say."""

from __future__ import annotations

import re

from trainer.bank.placeholders import slots
from trainer.bank.variant import Variant
from trainer.errors import TrainerError
from trainer.maths.expr import Array, Call, Expr, Symbol, symbols
from trainer.maths.names import canonical
from trainer.maths.reading.parser import parse

_ASKED = re.compile(r"\bdifferentiate\b|\b(?:derivative|gradient|slope) of\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:second|third|twice|anti-?derivative|integral|numeric\w*)\b", re.IGNORECASE)
_MATHS = re.compile(r"\$\$?([^$]+)\$\$?")
_TYPED = re.compile(r"\s*[^\W\d_]\w*\([\w, ]+\)\s*=([^=]+?)[\s.,]*")
_VARIABLE = re.compile(r"with respect to \$([^\W\d_]\w*)\$")


def stated(variant: Variant) -> Expr | None:
    """`diff(f, x)` or `grad(f, [x, y])` as the question puts it; None where it is not plain what is asked.

    Plain is a question for one derivative that shows one given which depends on variables, or else has one
    equation `f(x) = …` typed by hand; the variable is named, or there is one only.
    """
    exercise = variant.exercise
    ask = " ".join(exercise.ask.split())
    if exercise.kind not in ("derive", "gradient") or len(exercise.parts) != 1:
        return None
    if not _ASKED.search(ask) or _OTHERWISE.search(ask):
        return None
    f = _function(variant)
    if f is None:
        return None
    variables = list(exercise.template.variables.variables)
    if exercise.kind == "gradient":
        return Call("grad", (f, Array(tuple(map(Symbol, variables)))))
    named = [canonical(name) for name in _VARIABLE.findall(ask)]
    x = named or (variables if len(variables) == 1 else [])
    return Call("diff", (f, Symbol(x[0]))) if len(x) == 1 and x[0] in variables else None


def _function(variant: Variant) -> Expr | None:
    """The one given over variables that the question shows, or what it types; None where it is neither."""
    template = variant.exercise.template
    shown = slots(template.ask)
    depending = [
        name
        for name in (*template.given, *template.formulas)
        if name in shown and symbols(variant.given[name]) & template.variables.variables.keys()
    ]
    if depending:
        return Symbol(depending[0]) if len(depending) == 1 else None
    typed = [match[1] for span in _MATHS.findall(variant.prompt) if (match := _TYPED.fullmatch(span))]
    try:
        return parse(typed[0], template.variables) if len(typed) == 1 else None
    except TrainerError:
        return None
