"""The backward pass as formulas: what every node passes back to each of its inputs.

Symbolic only; numbers are put in by `graph`.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.calculus.graph.pullback import contributions
from trainer.calculus.graph.reading import named
from trainer.calculus.graph.shaped import UNIT, Shape, Shaped, added, filled, product
from trainer.calculus.graph.structure import Contribution, Node, Structure
from trainer.calculus.tidy import tidy
from trainer.maths.expr import (
    ZERO,
    Call,
    Constant,
    E,
    Expr,
    Number,
    Pow,
    Symbol,
    children,
    rebuild,
    substitute,
)
from trainer.maths.names import Names


def backward(structure: Structure) -> dict[str, tuple[Contribution, ...]]:
    """The contributions to the gradient of every active node, those of later consumers first."""
    names = named({name: node.shape for name, node in structure.nodes.items()})
    found: dict[str, list[Contribution]] = {name: [] for name in structure.nodes if name in structure.active}
    for node in reversed(structure.inner):
        if node.name in structure.active:
            for contribution in _of_node(structure, node, names):
                found[contribution.target].append(contribution)
    return {name: tuple(parts) for name, parts in found.items()}


def _of_node(structure: Structure, node: Node, names: Names) -> Iterator[Contribution]:
    """What a node passes back to each of its active inputs."""
    upstream = UNIT
    if node.name != structure.output:
        upstream = Shaped(Symbol(structure.gradient_name(node.name)), node.shape)
    formula, stands_for = _told_apart(node) if structure.fine else (node.formula, {})
    names = names.extended({alias: names.domain(name) for alias, name in stands_for.items()})
    labels = list(stands_for) if stands_for else list(node.inputs)
    wanted = {label for label in labels if stands_for.get(label, label) in structure.active}
    pulled: dict[str, list[Shaped]] = {}
    for label, part in contributions(formula, upstream, names, wanted):
        pulled.setdefault(label, []).append(part)
    back: dict[str, Expr] = {alias: Symbol(name) for alias, name in stands_for.items()}
    for slot, label in enumerate(labels):
        target = stands_for.get(label, label)
        local = (node.name, target)
        if local in structure.slopes:
            factor = Shaped(Symbol(structure.slope_name(*local)), node.shape)
            yield Contribution(node.name, target, slot, product(upstream, factor).expr)
        elif label in wanted:
            written = _together(pulled.get(label, []), structure.nodes[target].shape)
            yield Contribution(node.name, target, slot, by_own_name(substitute(written, back), node))


def _told_apart(node: Node) -> tuple[Expr, dict[str, str]]:
    """The formula with another name for each occurrence of an input, and what these names stand for."""
    stands_for: dict[str, str] = {}

    def renamed(expr: Expr) -> Expr:
        if isinstance(expr, Symbol):
            alias = f"{expr.name}⟨{len(stands_for)}⟩"
            stands_for[alias] = expr.name
            return Symbol(alias)
        parts = children(expr)
        return rebuild(expr, tuple(map(renamed, parts))) if parts else expr

    return renamed(node.formula), stands_for


def _together(parts: list[Shaped], shape: Shape) -> Expr:
    return filled(added(parts) if parts else Shaped(ZERO, ()), shape)


def by_own_name(expr: Expr, node: Node) -> Expr:
    """`expr` with the node's name where its formula occurs: `a (1 - a)` for the slope of `a = σ(z)`."""
    forms = [node.formula, tidy(node.formula)]
    if isinstance(node.formula, Call) and node.formula.name == "exp":
        forms.append(Pow(E, node.formula.args[0]))
    if isinstance(node.formula, Symbol | Number | Constant):
        return expr
    return _replaced(expr, tuple(forms), Symbol(node.name))


def _replaced(expr: Expr, forms: tuple[Expr, ...], name: Symbol) -> Expr:
    if expr in forms:
        return name
    parts = children(expr)
    return rebuild(expr, tuple(_replaced(part, forms, name) for part in parts)) if parts else expr
