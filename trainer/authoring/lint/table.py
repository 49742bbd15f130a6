"""The answers of an exercise for many draws at once: their values at points of the domain, as arrays.

The formulas are unfolded once and evaluated for all draws together, so that hundreds of seeds cost little
more than one. They decide nothing by themselves: a draw that looks wrong here is made and looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.authoring.lint.draws import Draw, draws
from trainer.authoring.lint.unfolded import NotUnfoldedError, unfolded
from trainer.bank.exercise import Exercise
from trainer.bank.template import Form
from trainer.errors import TrainerError
from trainer.maths.expr import Expr, substitute

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEEDS = 200
_MOST_GROUPS = 24
"""How many combinations of drawn formulas are worked out; each is a template of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Values of shape (draws, entries, points) of every part, and of the parts of every listed wrong answer.

    NaN where there is no value. A wrong answer that cannot be evaluated has no entry.
    """

    draws: tuple[Draw, ...]
    parts: Mapping[str, NDArray[Any]]
    reject: Mapping[int, Mapping[str, NDArray[Any]]]


def tables(exercise: Exercise, seeds: int = SEEDS) -> Iterator[Table]:
    """One table for each combination of drawn formulas; none where the answers are no such formulas."""
    template = exercise.template
    if not template.parts:
        return
    for options, group in _groups(exercise, draws(exercise, seeds)):
        try:
            yield _table(exercise, {**options, **template.given}, group)
        except (NotUnfoldedError, TrainerError):
            continue


def _groups(exercise: Exercise, found: Sequence[Draw]) -> list[tuple[dict[str, Expr], list[Draw]]]:
    """The draws with the same formulas together; a parameter may occur in the formulas drawn for another."""
    groups: dict[tuple[Expr, ...], list[Draw]] = {}
    names = sorted(exercise.template.formulas)
    for draw in found:
        groups.setdefault(tuple(draw.values[name] for name in names), []).append(draw)
    return [(dict(zip(names, key, strict=True)), group) for key, group in list(groups.items())[:_MOST_GROUPS]]


def _table(exercise: Exercise, definitions: Mapping[str, Expr], group: Sequence[Draw]) -> Table:
    template = exercise.template
    grid = _Grid(exercise, group)
    inside = {**definitions, **(dict(zip(template.asked, template.parts, strict=True)))}
    at = {name: unfolded(value, definitions) for name, value in template.at.items()}

    def values(formula: Expr) -> NDArray[Any]:
        return grid.values(substitute(unfolded(formula, definitions, inside), at))

    parts = {}
    for name, formula in zip(template.asked, template.parts, strict=True):
        parts[name] = values(formula)
        if exercise.kind == "trace":
            grid.add(name, parts[name])
    reject = {}
    for number, form in enumerate(template.reject):
        if exercise.kind != "derivation" and (found := _form(form, values)) is not None:
            reject[number] = found
    return Table(tuple(group), parts, reject)


def _form(form: Mapping[str, Form], values: Any) -> dict[str, NDArray[Any]] | None:
    try:
        return {name: values(written.exprs[-1]) for name, written in form.items()}
    except (NotUnfoldedError, TrainerError):
        return None


class _Grid:
    """Every draw at every point: parameters repeat for the points, points for the draws."""

    def __init__(self, exercise: Exercise, group: Sequence[Draw]) -> None:
        import numpy as np

        from trainer.maths.judging.sampling import sample
        from trainer.maths.values.evaluate import evaluate

        template = exercise.template
        at = template.at.keys()
        used = frozenset(name for name in template.variables.variables if name not in at)
        points = sample(template.variables, used)
        self.points = max((array.shape[-1] for array in points.values()), default=1)
        self.draws = len(group)
        self._known: dict[str, Any] = {name: np.tile(array, self.draws) for name, array in points.items()}
        for name in exercise.params.keys() - template.formulas:
            drawn = np.array([float(evaluate(draw.values[name], {})) for draw in group])
            self._known[name] = np.repeat(drawn, self.points)

    def add(self, name: str, values: NDArray[Any]) -> None:
        """A step, whose value later formulas may use: one number for each draw and point."""
        self._known[name] = values[:, 0, :].reshape(-1)

    def values(self, formula: Expr) -> NDArray[Any]:
        """Shape (draws, entries, points)."""
        import numpy as np

        from trainer.maths.values.evaluate import evaluate

        found = np.asarray(evaluate(formula, self._known), dtype=float)
        size = self.draws * self.points
        if not found.ndim or found.shape[-1] != size:
            found = np.broadcast_to(found[..., None] if not found.ndim else found, (*found.shape[:-1], size))
        return found.reshape(-1, self.draws, self.points).transpose(1, 0, 2)
