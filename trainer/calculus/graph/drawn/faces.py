"""What is written on the items of a drawing: a box with formula, value and gradient, a leaf in one row.

A figure that is not to be seen yet is a question mark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from trainer.calculus.graph.drawn.layers import Item, Kind
from trainer.calculus.graph.graph import Graph, Values
from trainer.calculus.graph.structure import Node
from trainer.calculus.graph.wording import in_a_row, is_short, title
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.drawing.typeset import inline

GRADIENT = "∂"
UNKNOWN = "?"
WIDEST_TITLE = 28
_SIGNS = frozenset("+−")


@dataclass(frozen=True, slots=True)
class Face:
    """The rows of an item, whether they stand in a box, and whether an edge leaves it at the right."""

    rows: tuple[str, ...]
    boxed: bool = False
    leads_on: bool = True

    @property
    def width(self) -> int:
        """Cells of the item with its border."""
        return max(map(cell_width, self.rows), default=0) + (4 if self.boxed else 0)


def faces(graph: Graph, column: Sequence[Item], known: Collection[str] | None) -> dict[str, Face]:
    """The face of every item of one column; leaves have their values and gradients aligned."""
    nodes = graph.structure.nodes
    leaves = {item.key: _leaf(graph, nodes[item.node], known) for item in column if item.kind is Kind.LEAF}
    found = {key: Face((f"{row} ",)) for key, row in zip(leaves, _aligned([*leaves.values()]), strict=True)}
    for item in column:
        if item.kind is Kind.BOX:
            found[item.key] = Face(
                _box(graph, nodes[item.node], known), True, item.node != graph.structure.output
            )
        elif item.kind in (Kind.ENTRY, Kind.EXIT):
            found[item.key] = Face((f"{inline(name_to_tex(item.node))} ",))
        elif item.kind is Kind.LINE:
            found[item.key] = Face(())
    return found


def value_text(graph: Graph, name: str, known: Collection[str] | None) -> str:
    """The value of a node in one row; a question mark where it is not known yet."""
    node = graph.structure.nodes[name]
    return _seen(graph.value(name), node.is_leaf or known is None or name in known)


def gradient_text(graph: Graph, name: str, known: Collection[str] | None) -> str:
    """The upstream gradient at a node in one row; empty where there is none or only a shape to be shown."""
    structure = graph.structure
    if name not in structure.active or not is_short(graph.value(name)):
        return ""
    question = structure.gradient_name(name)
    return _seen(graph.value(question), known is None or question in known or name == structure.output)


def _seen(value: Values, known: bool) -> str:
    """A question mark is as wide as what it stands for: a drawing keeps its shape as it is filled in."""
    text = in_a_row(value)
    return text if known or not is_short(value) else UNKNOWN + " " * (cell_width(text) - 1)


def _box(graph: Graph, node: Node, known: Collection[str] | None) -> tuple[str, ...]:
    gradient = gradient_text(graph, node.name, known)
    rows = [*_wrapped(title(graph.structure, node)), value_text(graph, node.name, known)]
    return (*rows, f"{GRADIENT} {gradient}") if gradient else tuple(rows)


def _leaf(graph: Graph, node: Node, known: Collection[str] | None) -> tuple[str, str]:
    gradient = gradient_text(graph, node.name, known)
    between = " = " if is_short(graph.value(node.name)) else ": "
    value = f"{title(graph.structure, node)}{between}{value_text(graph, node.name, known)}"
    return value, f"{GRADIENT} {gradient}" if gradient else ""


def _aligned(leaves: Sequence[tuple[str, str]]) -> list[str]:
    """Rows with the gradients under one another."""
    left = max((cell_width(value) for value, gradient in leaves if gradient), default=0)
    return [
        f"{value}{' ' * (left - cell_width(value))}  {gradient}" if gradient else value
        for value, gradient in leaves
    ]


def _wrapped(text: str) -> list[str]:
    """A long definition in several rows, broken before the outermost of its signs."""
    if cell_width(text) <= WIDEST_TITLE:
        return [text]
    at = max(_breaks(text), default=(0, 0))[1]
    if not at:
        return [text]
    indent = " " * (cell_width(text) - cell_width(text.lstrip()) or cell_width(text.split(" = ")[0]) + 3)
    return [text[:at].rstrip(), *_wrapped(indent + text[at:])]


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where a row may end: how far out (0 is outermost, deeper is less) and the position of the sign."""
    depth, start = 0, len(text) - len(text.lstrip()) + 1
    for at, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        signed = char in _SIGNS and text[at - 1 : at] == text[at + 1 : at + 2] == " "
        if signed and at > start and cell_width(text[:at]) <= WIDEST_TITLE + 1:
            yield -depth, at
