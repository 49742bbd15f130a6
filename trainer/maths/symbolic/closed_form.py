"""Integrals, limits and sums in closed form, within a budget."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.errors import TrainerError
from trainer.maths.expr import Expr, symbols
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.symbolic.process import ask
from trainer.maths.text import to_text


class MissingLimitError(TrainerError):
    """The limit is proved not to exist: it differs between the sides, or is infinite on one."""


BUDGET = 10.0
"""Seconds for one attempt, the start of the worker included."""


def closed_form(
    operator: str, body: Expr, variable: str, limits: Sequence[Expr], seconds: float = BUDGET
) -> Expr:
    """The value of an `integral`, `limit` or `sum` of `body` over `variable`, all names taken as real.

    `limits` are the ends of an integral or sum (none for an antiderivative), or the point of a limit and its
    side. TrainerError where SymPy finds no closed form, where there is none (a MissingLimitError if that is
    proved of a limit), or where the time is over.
    """
    used = symbols(body).union({variable}, *map(symbols, limits))
    variables = dict.fromkeys(used, "real")
    task = {
        "task": operator,
        "body": to_text(body),
        "variable": variable,
        "limits": [to_text(limit) for limit in limits],
        "variables": variables,
    }
    reply = ask(task, seconds)
    if reply is None:
        raise TrainerError(f"This {operator} takes too long to work out.")
    if "error" in reply:
        raise (MissingLimitError if "missing" in reply else TrainerError)(str(reply["error"]))
    return parse(str(reply["value"]), Names.read(variables))
