"""Recognises a line of a derivation that drops a limit while the variable of the limit is still in it."""

from __future__ import annotations

from trainer.grading.mistakes import Mistake
from trainer.maths.expr import Call, Expr, Symbol, symbols, walk
from trainer.maths.text import to_text

RULE = "lost-limit"


def lost_limit(line: Expr, before: Expr) -> Mistake | None:
    """The mistake, where a limit of the line before is gone and its variable has stayed."""
    kept = {variable for variable, _ in _limits(line)}
    free = symbols(line)
    for variable, point in _limits(before):
        if variable in free and variable not in kept:
            return Mistake(RULE, _said(variable, to_text(point)))
    return None


def _said(variable: str, point: str) -> str:
    whole = f"limit(…, {variable}, {point})"
    go = f"until you let {variable} go to {point}"
    return f"The limit is gone, but {variable} is still there. Keep {whole} around it {go}."


def _limits(expr: Expr) -> list[tuple[str, Expr]]:
    """The variable and the point of every limit."""
    calls = [node for node in walk(expr) if isinstance(node, Call) and node.name == "limit"]
    pairs = [(call.args[1], call.args[2]) for call in calls if len(call.args) == 3]
    return [(variable.name, point) for variable, point in pairs if isinstance(variable, Symbol)]
