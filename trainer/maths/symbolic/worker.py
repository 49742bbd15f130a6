"""The process in which SymPy works: one JSON task a line in, one JSON reply a line out.

Run as a module by `trainer.maths.symbolic.process`, which kills it when it is late. It limits its memory.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space beyond which a task fails."""


def main() -> None:
    """Work on tasks until the input ends."""
    _limit_memory()
    import sympy  # noqa: F401 (so that starting is over before the first task)

    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_reply(json.loads(line))), flush=True)


def _reply(task: dict[str, Any]) -> dict[str, str]:
    from trainer.errors import TrainerError

    try:
        return _TASKS[task["task"]](task)
    except TrainerError as error:
        return {"error": error.message}
    except (ArithmeticError, ValueError, TypeError, NotImplementedError, RecursionError, MemoryError):
        return {"error": f"This {task['task']} could not be worked out."}


def _prove(task: dict[str, Any]) -> dict[str, str]:
    """Equal where a rewriting brings the difference to 0; different where it is a number other than 0."""
    import sympy

    left, right = _trees(task, [task["answer"], task["reference"]])
    gap = left - right
    for rewrite in (sympy.expand, sympy.simplify, _by_logarithms, sympy.trigsimp):
        gap = rewrite(gap)
        if gap == 0:
            return {"outcome": "equal"}
    return {"outcome": "different" if gap.is_number and gap.is_nonzero else "unknown"}


def _by_logarithms(gap: Any) -> Any:
    import sympy

    return sympy.simplify(sympy.expand_log(sympy.powsimp(gap, force=False)))


def _integral(task: dict[str, Any]) -> dict[str, str]:
    import sympy

    body, x, *ends = _trees(task, [task["body"], task["variable"], *task["limits"]])
    return _closed(
        task, sympy.simplify(sympy.integrate(body, (x, *ends))) if ends else sympy.integrate(body, x)
    )


def _limit(task: dict[str, Any]) -> dict[str, str]:
    import sympy

    body, x, point, *side = _trees(task, [task["body"], task["variable"], *task["limits"]])
    if side:
        return _closed(task, sympy.limit(body, x, point, "+" if side[0].is_positive else "-"))
    if point.is_infinite:
        return _closed(task, sympy.limit(body, x, point))
    left, right = (sympy.limit(body, x, point, sign) for sign in "-+")
    if left != right and sympy.simplify(left - right) != 0:
        return _two_sided(left, right)
    return _closed(task, right)


def _two_sided(left: Any, right: Any) -> dict[str, str]:
    """The reply where the sides differ; `missing` where that is beyond doubt."""
    said = "This limit does not exist"
    if left.is_number and right.is_number:
        ends = [str(end).replace("oo", "∞").replace("-", "−") for end in (left, right)]
        said += f": from the left it is {ends[0]}, from the right {ends[1]}"
    gap = left - right
    proved = left.is_infinite or right.is_infinite or (gap.is_number and gap.is_nonzero)
    return {"error": f"{said}."} | ({"missing": "yes"} if proved else {})


def _sum(task: dict[str, Any]) -> dict[str, str]:
    import sympy

    body, index, first, last = _trees(task, [task["body"], task["variable"], *task["limits"]])
    return _closed(task, sympy.factor(sympy.summation(body, (index, first, last))))


_TASKS: dict[str, Callable[[dict[str, Any]], dict[str, str]]] = {
    "prove": _prove,
    "integral": _integral,
    "limit": _limit,
    "sum": _sum,
}


def _trees(task: dict[str, Any], texts: list[str]) -> list[Any]:
    from trainer.maths.names import Names
    from trainer.maths.reading.parser import parse
    from trainer.maths.symbolic.bridge import to_sympy

    names = Names.read(task["variables"])
    return [to_sympy(parse(text, names), names) for text in texts]


def _closed(task: dict[str, Any], found: Any) -> dict[str, str]:
    """The reply with a value in the language, where SymPy has found one that is real and finished."""
    import sympy

    from trainer.maths.symbolic.bridge import from_sympy
    from trainer.maths.text import to_text

    unfinished = (sympy.Integral, sympy.Limit, sympy.Sum, sympy.AccumBounds)
    if isinstance(found, unfinished) or found.has(*unfinished, sympy.nan, sympy.zoo, sympy.I):
        return {"error": f"This {task['task']} has no value that can be written as a formula."}
    return {"value": to_text(from_sympy(found))}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # a platform without rlimits: the time budget alone bounds it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
