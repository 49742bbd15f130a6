"""A graph as a list of sentences, for screen readers and plain terminals: the same facts as the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from trainer.calculus.graph.drawn.faces import UNKNOWN, gradient_text, value_text
from trainer.calculus.graph.drawn.given import given_text
from trainer.calculus.graph.graph import Graph
from trainer.calculus.graph.structure import Node
from trainer.calculus.graph.wording import in_a_row, title
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.drawing.typeset import inline


def outline(graph: Graph, known: Collection[str] | None = None, given: Collection[str] = ()) -> list[str]:
    """One line for every node, inputs first; `known` are the questions whose answers may be said.

    Of the leaves in `given` every number is said.
    """
    return [_sentence(graph, node, known, given) for node in graph.structure.nodes.values()]


def _sentence(graph: Graph, node: Node, known: Collection[str] | None, given: Collection[str]) -> str:
    structure = graph.structure
    value = value_text(graph, node.name, known)
    if node.name in given:
        value = given_text(graph, node.name)
    said = [f"{title(structure, node)}: {_said(value)}"]
    if node.is_leaf:
        said[0] += ", a parameter" if node.name in structure.parameters else ", given"
    else:
        operation = f" ({node.operation})" if structure.fine else ""
        said.append(f"Computed from {_listed(node.inputs)}{operation}")
    users = structure.consumers[node.name]
    said.append(f"Used by {_listed(users)}" if users else "The output")
    gradient = gradient_text(graph, node.name, known)
    if gradient:
        said.append(f"Gradient {_said(gradient)}")
        if len(structure.back[node.name]) > 1:
            said[-1] += f", the sum of {_and(_contributions(graph, node, gradient))}"
    return ". ".join(said) + "."


def _said(text: str) -> str:
    return "not known yet" if text.startswith(UNKNOWN) else text


def _contributions(graph: Graph, node: Node, gradient: str) -> list[str]:
    """What consumers pass back, in numbers only where the sum of these may be seen."""
    flows = graph.flows(node.name)
    if gradient.startswith(UNKNOWN):
        return [f"what comes from {_listed([part.consumer for part, _ in flows])}"]
    return [f"{in_a_row(value)} from {_name(part.consumer)}" for part, value in flows]


def _listed(names: Sequence[str]) -> str:
    times = Counter(names)
    return _and([f"{_name(name)}{' (twice)' if times[name] == 2 else ''}" for name in times])


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _name(name: str) -> str:
    return inline(name_to_tex(name))
