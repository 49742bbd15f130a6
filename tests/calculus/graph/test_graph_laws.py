"""Laws of random scalar graphs, with SymPy as the oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import sympy
from graph_oracles import assert_close, graph_of
from graph_tracer import arrows, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculus.graph.drawn.drawing import draw
from trainer.calculus.graph.drawn.outline import outline
from trainer.calculus.graph.questions import names_to_ask, steps
from trainer.maths.expr import symbols
from trainer.maths.values.evaluate import evaluate

OPERATIONS: list[tuple[str, Callable[[Any, Any], Any]]] = [
    ("{p} + {q}", lambda p, q: p + q),
    ("{p} - 2*{q}", lambda p, q: p - 2 * q),
    ("{p}*{q}", lambda p, q: p * q),
    ("{p}*{p}", lambda p, q: p * p),
    ("{p}*{q}*{p}", lambda p, q: p * q * p),
    ("{p}/(1 + {q}^2)", lambda p, q: p / (1 + q**2)),
    ("tanh({p})", lambda p, q: sympy.tanh(p)),
    ("sigmoid({p} - {q})", lambda p, q: 1 / (1 + sympy.exp(q - p))),
    ("exp(-{p}^2)", lambda p, q: sympy.exp(-(p**2))),
    ("sin({p})*{q} + 0.5*{p}", lambda p, q: sympy.sin(p) * q + p / 2),
    ("({p} - {q})^2", lambda p, q: (p - q) ** 2),
]
LEAVES = ("w", "x", "b")


@st.composite
def graphs(draw_from: st.DrawFn) -> tuple[dict[str, str], dict[str, float], Any]:
    """Formulas, leaves, and the output as a SymPy expression made beside them."""
    made: dict[str, Any] = {name: sympy.Symbol(name, real=True) for name in LEAVES}
    formulas: dict[str, str] = {}
    unused: set[str] = set()
    for i in range(draw_from(st.integers(1, 4))):
        text, mirror = draw_from(st.sampled_from(OPERATIONS))
        p, q = draw_from(st.sampled_from([*made])), draw_from(st.sampled_from([*made]))
        formulas[f"h_{i}"] = text.format(p=p, q=q)
        unused -= {name for name in (p, q) if f"{{{'p' if name == p else 'q'}}}" in text}
        made[f"h_{i}"] = mirror(made[p], made[q])
        unused.add(f"h_{i}")
    formulas["L"] = " + ".join(sorted(unused)) if len(unused) > 1 else f"{min(unused)}^2"
    total = sum(made[name] for name in unused) if len(unused) > 1 else made[min(unused)] ** 2
    values = st.integers(-8, 8).map(lambda n: n / 4)
    return formulas, {name: draw_from(values) for name in LEAVES}, total


@settings(max_examples=60, deadline=None)
@given(graphs(), st.booleans())
def test_gradients_agree_with_sympy(drawn: tuple[dict[str, str], dict[str, float], Any], fine: bool) -> None:
    """Both views give the derivatives of the whole expression."""
    formulas, leaves, total = drawn

    graph = graph_of(formulas, leaves, fine=fine)

    at = {sympy.Symbol(name, real=True): sympy.Rational(value) for name, value in leaves.items()}
    for name in graph.structure.parameters:
        theirs = float(sympy.diff(total, sympy.Symbol(name, real=True)).subs(at).evalf(30))
        assert_close(float(graph.gradient(name)), theirs, 1e-11)


@settings(max_examples=40, deadline=None)
@given(graphs(), st.booleans(), st.data())
def test_each_question_follows_from_the_ones_before(
    drawn: tuple[dict[str, str], dict[str, float], Any], fine: bool, data: st.DataObject
) -> None:
    """Whatever is asked, a formula uses only leaves and earlier questions, and gives the value."""
    formulas, leaves, _ = drawn
    graph = graph_of(formulas, leaves, fine=fine)
    ask = data.draw(st.sets(st.sampled_from(names_to_ask(graph.structure)), min_size=1))

    asked = steps(graph, ask)

    known: dict[str, Any] = dict(leaves)
    assert {step.name for step in asked} == ask
    for step in asked:
        assert symbols(step.formula) <= set(known)
        assert_close(float(evaluate(step.formula, known)), float(step.value), 1e-12)
        known[step.name] = float(step.value)


@settings(max_examples=40, deadline=None)
@given(graphs(), st.booleans())
def test_every_graph_can_be_drawn_and_told(
    drawn: tuple[dict[str, str], dict[str, float], Any], fine: bool
) -> None:
    """On one sheet or several, its arrows are the edges; there is a sentence for every node."""
    formulas, leaves, _ = drawn
    graph = graph_of(formulas, leaves, fine=fine)

    wanted = Counter(
        (shown(name), shown(node.name)) for node in graph.structure.inner for name in node.inputs
    )
    for width in (0, 80):
        lines = draw(graph, width=width)
        assert all(line == line.rstrip() for line in lines)
        assert Counter(arrows(lines)) == wanted
    assert len(outline(graph)) == len(graph.structure.nodes)
