"""Draws the inputs of a code task from a seed, away from kinks, with the values that are expected there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.errors import AuthorError
from trainer.grading.code.task import CodeTask, Parameter
from trainer.maths.domains import Domain
from trainer.maths.expr import Expr
from trainer.maths.values.evaluate import evaluate

FROM_KINKS = 0.05
"""The least absolute value of an expression that is declared to be kept away from zero."""

_DRAWS = 200
_DECIMALS = 2
_WIDEST_INTEGER = 9
_SPREAD = 1.5

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Input:
    """One call: the value of every parameter, of every result that has a formula, and the results' shapes."""

    values: Mapping[str, Array]
    expected: Mapping[str, Array]
    shapes: Mapping[str, tuple[int, ...]]


def draw_inputs(task: CodeTask, seed: int) -> tuple[Input, ...]:
    """The fixed cases, then the random inputs; the same seed gives the same ones.

    AuthorError where no input is found at which every formula has a value and no kink is near.
    """
    generator = np.random.Generator(np.random.PCG64([seed % 2**63, 20_240]))
    wanted: list[Mapping[str, Expr]] = [*task.cases, *[{} for _ in range(task.inputs)]]
    return tuple(_draw(task, fixed, generator) for fixed in wanted)


def value_of(expr: Expr, values: Mapping[str, Any]) -> Array:
    """The value of a formula at one point, of its own shape."""
    spread = {name: np.asarray(value, dtype=np.float64)[..., None] for name, value in values.items()}
    found = evaluate(expr, spread)
    return found[..., 0] if found.ndim else found


def _draw(task: CodeTask, fixed: Mapping[str, Expr], generator: np.random.Generator) -> Input:
    given = {name: value_of(formula, {}) for name, formula in fixed.items()}
    for _ in range(_DRAWS):
        values = {item.name: _array(item, generator) for item in task.variables} | given
        expected = expected_values(task, values)
        if all(np.isfinite(value).all() for value in expected.values()) and _is_smooth(task, values):
            return Input(values, expected, _shapes(task, values, expected))
        if given.keys() >= values.keys():
            break
    raise AuthorError(
        f"{task.function}: no input was found at which every formula has a value, away from kinks"
    )


def expected_values(task: CodeTask, values: Mapping[str, Array]) -> dict[str, Array]:
    """The value of every result that has a formula."""
    known = dict(values)
    found = {}
    for result in task.results:
        if result.formula is not None:
            found[result.name] = known[result.name] = value_of(result.formula, known)
    return found


def _shapes(
    task: CodeTask, values: Mapping[str, Array], expected: Mapping[str, Array]
) -> dict[str, tuple[int, ...]]:
    """The shape of every result: of its formula, else of the parameter of which it is the gradient."""
    blocks = task.gradient.blocks if task.gradient else {}
    of_blocks = {result: values[block].shape for result, block in blocks.items()}
    return of_blocks | {result: value.shape for result, value in expected.items()}


def _is_smooth(task: CodeTask, values: Mapping[str, Array]) -> bool:
    return all(bool((np.abs(value_of(kink, values)) > FROM_KINKS).all()) for kink in task.away)


def _array(parameter: Parameter, generator: np.random.Generator) -> Array:
    shape = parameter.domain.shape
    entries = [_entry(parameter.domain, generator) for _ in range(math.prod(shape))]
    return np.array(entries, dtype=np.float64).reshape(shape)


def _entry(domain: Domain, generator: np.random.Generator) -> float:
    """One number of the domain, with two decimals where the domain has such numbers."""
    for _ in range(_DRAWS):
        value = _raw(domain, generator)
        rounded = round(value, _DECIMALS)
        if domain.contains(rounded) and rounded != 0:
            return rounded
        if domain.contains(value):
            return value
    raise AuthorError(f"no number was found in the domain {domain}")


def _raw(domain: Domain, generator: np.random.Generator) -> float:
    low, high = domain.low, domain.high
    if domain.integer:
        first = max(math.ceil(low), -_WIDEST_INTEGER) if math.isfinite(low) else -_WIDEST_INTEGER
        last = math.floor(high) if math.isfinite(high) else max(first, 0) + _WIDEST_INTEGER
        return float(generator.integers(first, max(first, last) + 1))
    if math.isfinite(low) and math.isfinite(high):
        return float(generator.uniform(low, high))
    if math.isfinite(low):
        return low + float(np.exp(generator.normal()))
    if math.isfinite(high):
        return high - float(np.exp(generator.normal()))
    return float(generator.normal(0.0, _SPREAD))
