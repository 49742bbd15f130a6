"""A worked solution of a graph: every step with its numbers, then each parameter as a chain of products.

Decides the lines of prose with TeX; the numbers come from the graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.calculus.graph.graph import Graph, number_of
from trainer.calculus.graph.questions import Pass, Step, derivative_tex, steps
from trainer.calculus.graph.structure import Contribution
from trainer.calculus.graph.wording import (
    DIGITS,
    arithmetic_tex,
    equals,
    fraction_tex,
    numeral,
    tex,
    tex_in_numbers,
)
from trainer.calculus.tidy import neaten
from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.expr import ONE, Add, Expr, Mul, Number, Symbol, substitute, symbols

MOST_PATHS = 3
"""More ways from a parameter to the output than this are not written out one by one."""
_HEADINGS = {
    Pass.FORWARD: "Forward, from the leaves to the output:",
    Pass.LOCAL: "Local derivatives, each of one node by one of its inputs:",
    Pass.BACKWARD: "Backward, from the output to the leaves:",
}
_MATRIX_DIGITS = 3


def solution(graph: Graph) -> tuple[str, ...]:
    """The lines of the solution: every step with its numbers, then each parameter as a chain of products."""
    lines: list[str] = []
    before: Pass | None = None
    asked = steps(graph)
    displayed = any(_has_arrays(graph, step) for step in asked)
    for step in asked:
        if step.part is not before:
            lines.append(_HEADINGS[step.part])
            before = step.part
        lines.append(_line(graph, step, displayed))
    products = [line for name in graph.structure.parameters if (line := chain(graph, name))]
    return (*lines, "The chain of products for each parameter:", *products) if products else tuple(lines)


def chain(graph: Graph, name: str) -> str:
    """The gradient of a parameter as a sum of products of local derivatives over all ways to the output.

    Empty where an array is on the way, whose factors do not commute, or where there are more than MOST_PATHS
    ways.
    """
    structure = graph.structure
    if any(structure.nodes[node].shape for node in structure.active):
        return ""
    paths = list(_paths(graph, name))
    if len(paths) > MOST_PATHS or max(len(path) for path in paths) < 2:
        return ""
    letters = " + ".join(r" \cdot ".join(_factor_tex(graph, edge) for edge in path) for path in paths)
    products = [Mul(tuple(_factor(graph, edge) for edge in path)) for path in paths]
    numbers = arithmetic_tex(products[0] if len(products) == 1 else Add(tuple(products)))
    value = graph.gradient(name)
    result = f"{equals(value)} {to_tex(numeral(value))}"
    return f"$${fraction_tex(structure.output, name)} = {letters} = {numbers} {result}$$"


def _has_arrays(graph: Graph, step: Step) -> bool:
    return bool(step.value.ndim) or any(graph.value(name).ndim for name in symbols(step.formula))


def _line(graph: Graph, step: Step, displayed: bool) -> str:
    """One step: its name, formula, numbers put in and result, as a display or else as a row of a list."""
    structure = graph.structure
    used = {name: graph.value(name) for name in sorted(symbols(step.formula))}
    written = tex(structure, step.formula)
    if _has_arrays(graph, step):
        result = to_tex(numeral(step.value, _MATRIX_DIGITS if step.value.ndim else DIGITS))
        left = fraction_tex(step.of, step.to) if step.to else name_to_tex(step.of)
        return f"$${left} = {written} {equals(step.value)} {result}$$"
    result = to_tex(numeral(step.value))
    numbers = tex_in_numbers(step.formula, used)
    in_a_row = derivative_tex if not displayed else fraction_tex
    left = in_a_row(step.of, step.to) if step.to else name_to_tex(step.of)
    kept = [side for side in dict.fromkeys([left, written, numbers]) if side != result]
    shown = f"{' = '.join(kept)} {equals(step.value)} {result}"
    return f"$${shown}$$" if displayed else f"- ${shown}$"


def _paths(graph: Graph, name: str) -> Iterator[tuple[Contribution, ...]]:
    """The ways back from the output to a node, edge by edge, output first."""
    if name == graph.structure.output:
        yield ()
        return
    for edge in graph.structure.back[name]:
        for before in _paths(graph, edge.consumer):
            yield (*before, edge)


def _local(graph: Graph, edge: Contribution) -> Expr:
    """The local derivative along an edge, over node names."""
    structure = graph.structure
    named = {structure.slope_name(*pair): formula for pair, formula in structure.slopes.items()}
    upstream = structure.gradient_name(edge.consumer)
    return neaten(substitute(substitute(edge.formula, named), {upstream: ONE}))


def _factor(graph: Graph, edge: Contribution) -> Expr:
    return numeral(number_of(_local(graph, edge), graph.values))


def _factor_tex(graph: Graph, edge: Contribution) -> str:
    """The local derivative as a fraction; written out where the fraction would mean the whole gradient."""
    once = graph.structure.nodes[edge.consumer].inputs.count(edge.target) == 1
    whole = edge.consumer == graph.structure.output and len(graph.structure.back[edge.target]) > 1
    if once and not whole:
        return fraction_tex(edge.consumer, edge.target)
    local = _local(graph, edge)
    written = tex(graph.structure, local)
    return written if isinstance(local, Symbol | Number) else rf"\left({written}\right)"
