"""Proof attempts: whether SymPy can show two expressions equal or different within a budget."""

from __future__ import annotations

from trainer.maths.expr import Expr, symbols
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.symbolic.process import ask
from trainer.maths.text import to_text

BUDGET = 0.9
"""Seconds for one attempt."""


def prove(answer: Expr, reference: Expr, names: Names, seconds: float = BUDGET) -> Outcome | None:
    """EQUAL or DIFFERENT where SymPy proves it within `seconds`, else None; never longer than that."""
    task = {
        "task": "prove",
        "answer": to_text(answer),
        "reference": to_text(reference),
        "variables": {name: str(names.domain(name)) for name in symbols(answer) | symbols(reference)},
    }
    reply = ask(task, seconds)
    found = reply.get("outcome") if reply else None
    return Outcome(found) if found in (Outcome.EQUAL, Outcome.DIFFERENT) else None
