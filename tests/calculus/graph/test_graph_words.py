"""Questions and worked solutions: their order, their labels, and lines that a teacher would write."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from graph_oracles import NETWORKS, OPERATIONS, assert_close, graph_of

from trainer.calculus.graph.graph import Graph
from trainer.calculus.graph.questions import Pass, names_to_ask, steps
from trainer.calculus.graph.solution import solution
from trainer.calculus.graph.wording import plain
from trainer.errors import AuthorError
from trainer.maths.drawing.boxes import cell_width
from trainer.maths.drawing.prose import render
from trainer.maths.text import to_text
from trainer.maths.values.evaluate import evaluate

CASES = NETWORKS | OPERATIONS


@pytest.fixture
def neuron() -> Graph:
    """z = 2·3 − 5 = 1 and L = (1 − 2)² = 1: every number is whole."""
    leaves = {"w": 2.0, "x": 3.0, "b": -5.0, "t": 2.0}
    return graph_of({"z": "w*x + b", "L": "(z - t)^2"}, leaves, ["w", "b"])


def test_questions_go_forward_then_local_then_back(neuron: Graph) -> None:
    """The order in which backpropagation is done by hand."""
    asked = steps(neuron)

    assert [step.name for step in asked] == ["z", "L", "dz_dw", "dz_db", "dL_dz", "dL_dw", "dL_db"]
    assert [step.part for step in asked] == [Pass.FORWARD] * 2 + [Pass.LOCAL] * 2 + [Pass.BACKWARD] * 3
    assert [float(step.value) for step in asked] == [1.0, 1.0, 3.0, 1.0, -2.0, -6.0, -2.0]


def test_a_gradient_is_asked_as_the_upstream_one_times_the_local_one(neuron: Graph) -> None:
    """The formulas are over earlier names, so that an error can be carried forward."""
    formulas = {step.name: to_text(step.formula) for step in steps(neuron)}

    assert formulas["dL_dz"] == "2*(z - t)"
    assert formulas["dL_dw"] == "dL_dz*dz_dw"


def test_what_is_not_asked_is_put_into_later_formulas(neuron: Graph) -> None:
    """Asked only for the value and one gradient, the chain is written out."""
    asked = {step.name: to_text(step.formula) for step in steps(neuron, ["dL_dw", "z"])}

    assert asked == {"z": "w*x + b", "dL_dw": "2*(z - t)*x"}


def test_the_slope_of_an_activation_uses_its_value() -> None:
    """σ' = a (1 − a), tanh' = 1 − h², exp' = e: what the forward pass already knows."""
    graph = graph_of(
        {"a": "sigmoid(w*x)", "h": "tanh(x*a)", "e": "exp(-h)", "L": "e^2"}, {"w": 0.5, "x": 2.0}
    )
    formulas = {step.name: to_text(step.formula) for step in steps(graph)}

    assert formulas["da_dw"] == "x*a*(1 - a)"
    assert formulas["dh_da"] == "x*(1 - h^2)"
    assert formulas["de_dh"] == "-e"


def test_labels_are_partial_derivatives() -> None:
    """A local derivative of an array says that it is meant entry by entry."""
    graph = graph_of({"A_1": "tanh(Z)", "L": "sum(A_1)"}, {"Z": [[1.0, 2.0]]})
    labels = {step.name: step.label for step in steps(graph)}

    assert labels == {
        "A_1": "$A_{1}$",
        "L": "$L$",
        "dA_1_dZ": r"$\partial A_{1}/\partial Z$, entry by entry",
        "dL_dA_1": r"$\partial L/\partial A_{1}$",
        "dL_dZ": r"$\partial L/\partial Z$",
    }


def test_a_parameter_is_asked_as_soon_as_its_last_consumer_is_known() -> None:
    """A shared weight waits for the layer nearest to the input."""
    names = names_to_ask(NETWORKS["shared weight"].graph().structure)

    assert names[-3:] == ("dL_dh_2", "dL_dh_1", "dL_dw")


@pytest.mark.parametrize(("name", "nearest"), [("dL_w", "dL_dw"), ("dL_dx", ""), ("w", "")])
def test_what_cannot_be_asked_is_the_authors_fault(neuron: Graph, name: str, nearest: str) -> None:
    """A wrong spelling, a leaf that is no parameter, and a given value."""
    with pytest.raises(AuthorError, match=name) as caught:
        steps(neuron, ["z", name])

    assert nearest in caught.value.nearest


@pytest.mark.parametrize("name", CASES)
def test_each_question_follows_from_the_ones_before(name: str) -> None:
    """For arrays too, every formula is one of the language and gives the value and its shape."""
    for graph in (CASES[name].graph(fine=fine) for fine in (False, True)):
        leaves = (leaf for leaf, node in graph.structure.nodes.items() if node.is_leaf)
        known = {leaf: graph.value(leaf)[..., None] for leaf in leaves}

        for step in steps(graph):
            found = evaluate(step.formula, known)
            assert_close(found[..., 0] if found.ndim else found, step.value, 1e-12)
            known[step.name] = step.value[..., None]


@pytest.mark.parametrize("name", CASES)
def test_every_solution_can_be_set(name: str) -> None:
    """All lines are prose with maths that fits the page."""
    for fine in (False, True):
        for line in solution(CASES[name].graph(fine=fine)):
            assert all(cell_width(row) <= 80 for row in render(line, 80)), line


def test_the_solution_shows_each_step_with_its_numbers(neuron: Graph) -> None:
    """The arithmetic of the neuron, as on paper."""
    shown = [row for line in solution(neuron) for row in render(line, 80)]

    assert "- z = wx + b = 2 · 3 − 5 = 1" in shown
    assert "- ∂L/∂z = 2(z − t) = 2(1 − 2) = −2" in shown
    assert "- ∂L/∂w = ∂L/∂z · ∂z/∂w = −2 · 3 = −6" in shown
    assert "    ── = ── · ── = −2 · 3 = −6" in shown


def test_with_arrays_every_step_is_a_display() -> None:
    """Rows of a list between displays would look like another kind of step."""
    graph = graph_of({"z": "W @ x", "m": "sum(z)", "L": "m^2"}, {"W": [[1.0, 2.0]], "x": [3.0, 4.0]}, ["W"])

    lines = solution(graph)

    assert all(line.startswith("$$") or line.endswith(":") for line in lines)
    assert any(line.startswith("$$L = m^{2}") for line in lines)


def test_the_chain_of_a_shared_weight_is_a_sum_of_products() -> None:
    """By hand: y = w (w x), w = 2, x = 3 has dL/dw = h·1 + w·x = 6 + 6, the loss being y itself times 1."""
    graph = graph_of({"h": "w*x", "y": "w*h", "L": "2*y"}, {"w": 2.0, "x": 3.0}, ["w"])

    shown = [row for line in solution(graph) for row in render(line, 80)]

    assert "    ── = ── · ── + ── · ── · ── = 2 · 6 + 2 · 2 · 3 = 24" in shown


def test_a_negative_factor_stands_in_brackets_behind_a_dot() -> None:
    """2 · (−1), which nobody takes for a function of −1; a leading minus needs no brackets."""
    graph = graph_of({"y": "w*x", "L": "(y - t)^2"}, {"w": -1.0, "x": -3.0, "t": 4.0}, ["w"])

    shown = [row for line in solution(graph) for row in render(line, 80)]

    assert "- y = wx = −1 · (−3) = 3" in shown
    assert "- ∂L/∂w = ∂L/∂y · ∂y/∂w = −2 · (−3) = 6" in shown


def test_a_product_entry_by_entry_inside_a_matrix_product_has_brackets() -> None:
    """Xᵀ(A ⊙ B) is not (XᵀA) ⊙ B."""
    leaves = {"X": np.ones((2, 2)), "W": np.eye(2), "Y": np.eye(2)}
    graph = graph_of({"L": "sum(Y*tanh(X @ W))"}, leaves, ["W"])

    text = "\n".join(row for line in solution(graph) for row in render(line, 80))

    assert "Xᵀ(Y ⊙ (1 − tanh²(XW)))" in text


def test_products_entry_by_entry_and_of_matrices_are_told_apart() -> None:
    """A ⊙ for the one, nothing for the other, bᵀ for an outer product."""
    leaves = {"X": np.ones((2, 2)), "W": np.eye(2), "v": [1.0, 2.0]}
    graph = graph_of({"A": "tanh(X @ W)", "L": "sum(A*X) + sum(W @ v)"}, leaves, ["W"])

    text = "\n".join(row for line in solution(graph) for row in render(line, 80))

    assert "sum(A ⊙ X)" in text
    assert "1₂ vᵀ" in text or "1₂vᵀ" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (-2.5, "-2.5"),
        (0.123456, "0.1235"),
        (1e-6, "1e-6"),
        (-0.00012345, "-0.0001234"),
        (123456.0, "123500"),
        (1.5e7, "1.5e7"),
        (0.99999, "1"),
    ],
)
def test_numbers_are_shown_to_four_digits(value: float, text: str) -> None:
    """Plain decimals unless very large or small; no zeros at the end."""
    assert plain(value) == text


def test_the_symbolic_part_needs_no_numpy() -> None:
    """A bank can be checked and a graph planned before NumPy is loaded."""
    program = (
        "import trainer.calculus.graph.plan, trainer.calculus.graph.questions, sys;"
        "print('numpy' in sys.modules, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]
