"""A graph with its numbers: forward values, local derivatives, upstream gradients and every contribution.

The one entrance is `build`. NumPy is needed as soon as this module is imported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.calculus.graph.plan import plan
from trainer.calculus.graph.structure import Contribution, Structure
from trainer.errors import TrainerError
from trainer.maths.expr import Expr
from trainer.maths.values.evaluate import evaluate

Values = NDArray[np.float64]


class UndefinedValueError(TrainerError):
    """A value or a gradient of the graph is undefined at its leaves; other leaves may do."""


@dataclass(frozen=True, eq=False)
class Graph:
    """`values` holds every node, local derivative and upstream gradient by its question name.

    A value has the shape of its node; a number has shape `()`.
    """

    structure: Structure
    values: Mapping[str, Values]

    def value(self, name: str) -> Values:
        """The value of a node, or of a local derivative or gradient by its question name (`dL_dw`)."""
        return self.values[name]

    def gradient(self, name: str) -> Values:
        """The gradient of the output with respect to a node that a parameter can change."""
        return self.values[self.structure.gradient_name(name)]

    def flows(self, name: str) -> tuple[tuple[Contribution, Values], ...]:
        """The contributions to the gradient of a node with their values; the gradient is their sum."""
        shape = self.structure.nodes[name].shape
        return tuple(
            (part, number_of(part.formula, self.values, shape)) for part in self.structure.back[name]
        )


def build(
    formulas: Mapping[str, Expr],
    leaves: Mapping[str, Any],
    parameters: Collection[str] = (),
    *,
    fine: bool = False,
) -> Graph:
    """The graph of forward formulas in their order, the last one being the output (a number).

    `leaves` gives every leaf as a number, nested lists, a NumPy array or an expression without variables;
    names that no formula uses are left out. `parameters` are the leaves whose gradients are wanted (all used
    ones, if none is named). In the fine view every operation is a node, else every formula is one.
    AuthorError for a graph that makes no sense, UndefinedValueError where a number in it is undefined.
    """
    values = {name: _leaf(value) for name, value in leaves.items()}
    structure = plan(formulas, {name: value.shape for name, value in values.items()}, parameters, fine=fine)
    known = {name: values[name] for name, node in structure.nodes.items() if node.is_leaf}
    for node in structure.inner:
        known[node.name] = _defined(node.name, number_of(node.formula, known, node.shape))
    for (name, source), formula in structure.slopes.items():
        question = structure.slope_name(name, source)
        known[question] = _defined(question, number_of(formula, known, structure.nodes[name].shape))
    _accumulate(structure, known)
    return Graph(structure, known)


def _accumulate(structure: Structure, known: dict[str, Values]) -> None:
    """The upstream gradients from the output back, each the sum of what its consumers pass back."""
    known[structure.gradient_name(structure.output)] = np.ones(())
    for name in reversed(list(structure.nodes)):
        if name in structure.active and name != structure.output:
            shape = structure.nodes[name].shape
            parts = [number_of(part.formula, known, shape) for part in structure.back[name]]
            question = structure.gradient_name(name)
            known[question] = _defined(question, np.sum(parts, axis=0))


def _leaf(value: Any) -> Values:
    if isinstance(value, Expr):
        found = evaluate(value, {})
        return np.asarray(found[..., 0] if found.ndim else found, dtype=np.float64)
    return np.asarray(value, dtype=np.float64)


def number_of(formula: Expr, known: Mapping[str, Values], shape: tuple[int, ...] = ()) -> Values:
    """The value of a formula over names whose values are known, broadcast to `shape`."""
    points = {name: value[..., None] for name, value in known.items()}
    found = evaluate(formula, points)
    return np.array(np.broadcast_to(found[..., 0] if found.ndim else found, shape))


def _defined(name: str, value: Values) -> Values:
    if not np.all(np.isfinite(value)):
        raise UndefinedValueError(f"{name} is undefined for these values")
    return value
