"""What many seeds draw: the values of the parameters, without making the variants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.authoring.lint.unfolded import NotUnfoldedError, unfolded
from trainer.bank.attempt import MAX_DRAWS, drawn_value
from trainer.bank.exercise import Exercise
from trainer.errors import TrainerError
from trainer.maths.expr import Expr, Relation, symbols
from trainer.maths.rational import rational
from trainer.maths.text import to_text

_CLOSE = 1e-12
_HOLDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": lambda gap, equal: equal,
    "!=": lambda gap, equal: ~equal,
    "<": lambda gap, equal: (gap < 0) & ~equal,
    ">": lambda gap, equal: (gap > 0) & ~equal,
    "<=": lambda gap, equal: (gap < 0) | equal,
    ">=": lambda gap, equal: (gap > 0) | equal,
}
"""What a relation says of left minus right, and of whether the two are equal but for rounding."""


@dataclass(frozen=True, slots=True)
class Draw:
    """The values of all parameters in one draw (`number`, counted from 0) of a seed."""

    seed: int
    number: int
    values: Mapping[str, Expr]

    def __str__(self) -> str:
        return ", ".join(f"{name} = {to_text(value)}" for name, value in self.values.items())


def draws(exercise: Exercise, seeds: int) -> tuple[Draw, ...]:
    """For each of the seeds 0 to `seeds` - 1 the first draw whose conditions hold; equal draws once.

    Conditions are looked at in doubles, all seeds together; one that has no value counts as holding.
    """
    conditions = _conditions(exercise)
    waiting = list(range(seeds if exercise.params else 1))
    chosen: dict[int, Draw] = {}
    for number in range(MAX_DRAWS):
        made = [_draw(exercise, seed, number) for seed in waiting]
        for draw, holds in zip(made, _hold(conditions, made), strict=True):
            if holds:
                chosen[draw.seed] = draw
        waiting = [seed for seed in waiting if seed not in chosen]
        if not waiting:
            break
    different = {tuple(chosen[seed].values.values()): chosen[seed] for seed in sorted(chosen, reverse=True)}
    return tuple(sorted(different.values(), key=lambda draw: draw.seed))


def _draw(exercise: Exercise, seed: int, number: int) -> Draw:
    template = exercise.template
    return Draw(
        seed, number, {name: drawn_value(exercise, template, name, seed, number) for name in exercise.params}
    )


def _hold(conditions: Sequence[Relation], made: Sequence[Draw]) -> list[bool]:
    """Whether all conditions hold for each draw."""
    import numpy as np

    from trainer.maths.values.evaluate import evaluate

    names = frozenset(name for condition in conditions for name in symbols(condition))
    values = {name: np.array([float(rational(draw.values[name]) or 0) for draw in made]) for name in names}
    held = np.full(len(made), True)
    for condition in conditions:
        left, right = evaluate(condition.left, values), evaluate(condition.right, values)
        gap = left - right
        equal = np.abs(gap) <= _CLOSE * np.maximum(np.abs(left), np.abs(right))
        held &= _HOLDS[condition.op](gap, equal) | np.isnan(gap)
    return [bool(one) for one in held]


def _conditions(exercise: Exercise) -> list[Relation]:
    """The conditions over parameters that are numbers, givens put in; others are passed over."""
    template = exercise.template
    numbers = exercise.params.keys() - template.formulas
    found = []
    for condition in template.where:
        try:
            relation = unfolded(condition.relation, template.given)
        except (NotUnfoldedError, TrainerError):
            continue
        if isinstance(relation, Relation) and symbols(relation) <= numbers:
            found.append(relation)
    return found
