"""Whether one line of a derivation follows from the line before it; knows no exercise and no points."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.errors import TrainerError
from trainer.grading.compare import carried_out
from trainer.maths.expr import Call, Expr, symbols, walk
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Evidence, Outcome, Verdict, Witness
from trainer.maths.names import Names
from trainer.maths.symbolic.closed_form import MissingLimitError

NO_LIMIT = "no-limit"
"""The detail of a verdict on a line with a limit that does not exist."""

_NOTHING_FOLLOWS = "The line before it has no value, because a limit in it does not exist."
_SPLIT = "A limit may be taken piece by piece only where every piece has one."
_POINTS = 3
_CLOSE = 1e-6


def follows(line: Expr, before: Expr, names: Names, *, before_has_value: bool = True) -> Verdict:
    """The verdict on a line against the one before it; a limit that does not exist follows from no value."""
    match before, line:
        case Call("limit", (f, x, *rest)), Call("limit", (g, y, *other)) if (x, rest) == (y, other):
            inside = compare(g, f, names)
            if inside.outcome is Outcome.EQUAL:
                return inside
    if (missing := _missing_limit(line, names)) is not None:
        return missing
    if not before_has_value:
        return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, _NOTHING_FOLLOWS)
    try:
        wanted = carried_out(before)
    except MissingLimitError:
        return Verdict(Outcome.DIFFERENT, Evidence.PROVED, _NOTHING_FOLLOWS)
    except TrainerError as error:
        return _refuted_at_points(line, before, names) or _unknown(error)
    try:
        return compare(carried_out(line), wanted, names)
    except MissingLimitError as error:
        return Verdict(Outcome.DIFFERENT, Evidence.PROVED, error.message, detail=NO_LIMIT)
    except TrainerError as error:
        return _refuted_at_points(line, before, names) or _unknown(error)


def _unknown(error: TrainerError) -> Verdict:
    return Verdict(Outcome.UNDECIDED, Evidence.BUDGET, error.message)


def first_bad(links: Sequence[Verdict]) -> int | None:
    """Where the first line stands that does not follow, or else the first that could not be decided."""
    for wanted in (Outcome.DIFFERENT, Outcome.UNDECIDED):
        for index, verdict in enumerate(links):
            if verdict.outcome is wanted:
                return index
    return None


def _missing_limit(line: Expr, names: Names) -> Verdict | None:
    """The verdict on a line in which a limit plainly does not exist."""
    if not any(isinstance(node, Call) and node.name == "limit" for node in walk(line)):
        return None
    from trainer.calculus.limits import limits_in, missing_limit

    missing = missing_limit(line, names)
    if missing is None:
        return None
    split = len(list(limits_in(line))) > 1
    message = f"{missing.sentence} {_SPLIT}" if split else missing.sentence
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, message, detail=NO_LIMIT)


def _refuted_at_points(line: Expr, before: Expr, names: Names) -> Verdict | None:
    """A difference between the values that the limits of both lines settle at, at every point tried.

    For limits that have no closed form, or take too long; it never accepts a line.
    """
    from trainer.calculus.limits import settled_value
    from trainer.maths.judging.sampling import point_at, sample

    if names.has_arrays:
        return None
    values = sample(names, symbols(line) | symbols(before))
    witness: Witness | None = None
    for index in range(_POINTS if values else 1):
        point = point_at(values, index)
        given, wanted = (settled_value(side, point, names) for side in (line, before))
        if given is None or wanted is None or abs(given - wanted) <= _CLOSE * max(abs(given), abs(wanted), 1):
            return None
        shown = {name: f"{value:.12g}" for name, value in point.items()}
        witness = witness or Witness(shown, f"{given:.6g}", f"{wanted:.6g}")
    return Verdict(Outcome.DIFFERENT, Evidence.WITNESS, witness=witness)
