"""What a graph is made of, before any number: nodes, edges, and what flows back along the edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trainer.calculus.graph.shaped import Shape
from trainer.maths.expr import Expr

LEAF = "leaf"


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the forward pass.

    `formula` is over the names in `inputs` (a leaf is its own symbol). In the coarse view an input is listed
    once, in the fine view once for each time it is used.
    """

    name: str
    formula: Expr
    operation: str
    inputs: tuple[str, ...]
    shape: Shape

    @property
    def is_leaf(self) -> bool:
        """Whether the value is given rather than computed."""
        return self.operation == LEAF


@dataclass(frozen=True, slots=True)
class Contribution:
    """What flows back along one edge, from `consumer` to its input number `slot`, which is `target`.

    `formula` is over node names, local derivatives and upstream gradients by their question names; its value
    has the shape of the target.
    """

    consumer: str
    target: str
    slot: int
    formula: Expr


@dataclass(frozen=True)
class Structure:
    """A graph without numbers.

    `nodes` are in an order in which inputs come first; `active` names those that a parameter can change and
    that therefore have a gradient; `slopes` are the local derivatives that have a name of their own, as
    (node, input) with a formula over node names; `back` lists the contributions to every active node, those
    of later consumers first.
    """

    nodes: Mapping[str, Node]
    output: str
    parameters: tuple[str, ...]
    active: frozenset[str]
    slopes: Mapping[tuple[str, str], Expr]
    back: Mapping[str, tuple[Contribution, ...]]
    fine: bool

    @cached_property
    def consumers(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes that use each node, once for each use."""
        found: dict[str, list[str]] = {name: [] for name in self.nodes}
        for node in self.nodes.values():
            for name in node.inputs:
                found[name].append(node.name)
        return {name: tuple(users) for name, users in found.items()}

    @cached_property
    def inner(self) -> tuple[Node, ...]:
        """The computed nodes, in forward order."""
        return tuple(node for node in self.nodes.values() if not node.is_leaf)

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """The shape of every node, local derivative and upstream gradient, by name."""
        found = {name: node.shape for name, node in self.nodes.items()}
        found |= {self.slope_name(node, name): found[node] for node, name in self.slopes}
        return found | {self.gradient_name(name): self.nodes[name].shape for name in self.active}

    def gradient_name(self, name: str) -> str:
        """The question name of the upstream gradient at a node: `dL_dz`."""
        return f"d{self.output}_d{name}"

    def slope_name(self, node: str, name: str) -> str:
        """The question name of the local derivative of a node with respect to one input: `da_dz`."""
        return f"d{node}_d{name}"
