"""From forward formulas to the structure of their graph, with every formula of the backward pass.

Symbolic only, so that it is made once for all draws of an exercise's numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache

from trainer.calculus.graph.backward import backward, by_own_name
from trainer.calculus.graph.pullback import is_entrywise, slope
from trainer.calculus.graph.reading import named
from trainer.calculus.graph.shaped import Shape, Shaped, filled, joined
from trainer.calculus.graph.split import operation_of, split
from trainer.calculus.graph.structure import LEAF, Node, Structure
from trainer.errors import AnswerError, AuthorError
from trainer.maths.domains import Domain
from trainer.maths.expr import Expr, Symbol, symbols, walk
from trainer.maths.reading.dimensions import say, shape_of

_REMEMBERED = 256


def plan(
    formulas: Mapping[str, Expr],
    shapes: Mapping[str, Shape],
    parameters: Collection[str] = (),
    *,
    fine: bool = False,
) -> Structure:
    """The structure of the graph whose last formula is the output, a number.

    `shapes` gives the shape of every leaf; `parameters` are the leaves whose gradients are wanted (all that
    are used, if none is named). With `fine` every operation is a node, else every formula is one.
    AuthorError where a formula uses an unknown or later name, is never used, or the output is no number.
    """
    key = tuple(formulas.items()), tuple(shapes.items()), tuple(parameters), fine
    return _planned(*key)


@lru_cache(maxsize=_REMEMBERED)
def _planned(
    formulas: tuple[tuple[str, Expr], ...],
    shapes: tuple[tuple[str, Shape], ...],
    parameters: tuple[str, ...],
    fine: bool,
) -> Structure:
    given, trees = dict(shapes), dict(formulas)
    _check(trees, given, parameters)
    nodes = _nodes(trees, given, fine)
    output = formulas[-1][0]
    _check_use(nodes, output)
    wanted = parameters or tuple(name for name, node in nodes.items() if node.is_leaf)
    active = _active(nodes, wanted)
    structure = Structure(nodes, output, wanted, active, _slopes(nodes, output, active), {}, fine)
    _check_names(structure)
    return replace(structure, back=backward(structure))


def _check(trees: Mapping[str, Expr], shapes: Mapping[str, Shape], parameters: Collection[str]) -> None:
    if not trees:
        raise AuthorError("a graph needs at least one forward formula")
    known = set(shapes)
    used: set[str] = set()
    for name, formula in trees.items():
        if name in known:
            raise AuthorError(f"{name} is both given and computed", field=name)
        for missing in sorted(symbols(formula) - known):
            why = "is computed only later" if missing in trees else "has no value"
            raise AuthorError(f"{name}: {missing} {why}", field=name)
        used |= symbols(formula)
        known.add(name)
    for name in parameters:
        if name not in shapes:
            raise AuthorError(f"{name} is no leaf: a parameter is a name with a given value", field=name)
        if name not in used:
            raise AuthorError(f"{name} is a parameter that no formula uses", field=name)


def _nodes(trees: Mapping[str, Expr], shapes: Mapping[str, Shape], fine: bool) -> dict[str, Node]:
    formulas = split(trees, shapes) if fine else trees
    used = dict.fromkeys(name for formula in formulas.values() for name in _occurrences(formula))
    leaves = [name for name in used if name in shapes]
    nodes = {name: Node(name, Symbol(name), LEAF, (), shapes[name]) for name in leaves}
    names = named(shapes)
    for name, formula in formulas.items():
        try:
            shape = shape_of(formula, names)
        except AnswerError as error:
            raise AuthorError(f"{name}: {error.message}", field=name) from error
        inputs = _occurrences(formula)
        once = inputs if fine else tuple(dict.fromkeys(inputs))
        nodes[name] = Node(name, formula, operation_of(formula), once, shape)
        names = names.extended({name: Domain(shape=shape)})
    return nodes


def _occurrences(formula: Expr) -> tuple[str, ...]:
    return tuple(node.name for node in walk(formula) if isinstance(node, Symbol))


def _check_use(nodes: Mapping[str, Node], output: str) -> None:
    if nodes[output].shape:
        raise AuthorError(
            f"{output} is {say(nodes[output].shape)}: the last formula of a graph is a number, the loss",
            field=output,
        )
    used = {output}
    for node in reversed(list(nodes.values())):
        if node.name in used:
            used.update(node.inputs)
        else:
            raise AuthorError(f"{node.name} never reaches {output}", field=node.name)


def _active(nodes: Mapping[str, Node], wanted: Collection[str]) -> frozenset[str]:
    found = set(wanted)
    for node in nodes.values():
        if not found.isdisjoint(node.inputs):
            found.add(node.name)
    return frozenset(found)


def _slopes(nodes: Mapping[str, Node], output: str, active: frozenset[str]) -> dict[tuple[str, str], Expr]:
    """The local derivatives that can be asked for: entry by entry, of the node's own shape, used once.

    Those of the output are left out: they are the first upstream gradients. So are arrays of equal numbers.
    """
    found: dict[tuple[str, str], Expr] = {}
    for node in nodes.values():
        if node.is_leaf or node.name == output or not is_entrywise(node.formula):
            continue
        for name in node.inputs:
            if name not in active or node.inputs.count(name) > 1 or nodes[name].shape != node.shape:
                continue
            local = slope(node.formula, name, node.shape)
            if not node.shape or symbols(local):
                sides = joined(*(nodes[used].shape for used in symbols(local)))
                found[node.name, name] = by_own_name(filled(Shaped(local, sides), node.shape), node)
    return found


def _check_names(structure: Structure) -> None:
    questions = [structure.gradient_name(name) for name in structure.nodes if name in structure.active]
    questions += [structure.slope_name(*pair) for pair in structure.slopes]
    for name in {*structure.nodes} & {*questions}:
        raise AuthorError(f"{name} is the name of a derivative here: choose another one", field=name)
