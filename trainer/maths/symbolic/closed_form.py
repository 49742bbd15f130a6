"""Integrals, limits and sums in closed form, within a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

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

_REMEMBERED: Final = 512


def closed_form(
    operator: str, body: Expr, variable: str, limits: Sequence[Expr], seconds: float = BUDGET
) -> Expr:
    """The value of an `integral`, `limit` or `sum` of `body` over `variable`, all names taken as real.

    `limits` are the ends of an integral or sum (none for an antiderivative), or the point of a limit and its
    side. TrainerError where SymPy finds no closed form, where there is none (a MissingLimitError if that is
    proved of a limit), or where the time is over.
    """
    used = symbols(body).union({variable}, *map(symbols, limits))
    names = tuple(sorted(used))
    reply = _reply(operator, to_text(body), variable, tuple(map(to_text, limits)), names, seconds)
    if "error" in reply:
        raise (MissingLimitError if "missing" in reply else TrainerError)(str(reply["error"]))
    return parse(str(reply["value"]), Names.read(dict.fromkeys(names, "real")))


@lru_cache(maxsize=_REMEMBERED)
def _reply(
    operator: str, body: str, variable: str, limits: tuple[str, ...], names: tuple[str, ...], seconds: float
) -> Mapping[str, object]:
    """What SymPy says; the lines of a derivation ask the same again and again. A late answer is not kept."""
    variables = dict.fromkeys(names, "real")
    task = {
        "task": operator,
        "body": body,
        "variable": variable,
        "limits": list(limits),
        "variables": variables,
    }
    reply = ask(task, seconds)
    if reply is None:
        raise TrainerError(f"This {operator} takes too long to work out.")
    return reply
