"""Forward values and gradients of whole networks and of every operation, against differences of NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from graph_oracles import NETWORKS, OPERATIONS, assert_close, differences, graph_of

from trainer.calculus.graph.graph import UndefinedValueError, build
from trainer.calculus.graph.reading import read
from trainer.errors import AuthorError
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

CASES = NETWORKS | OPERATIONS


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_what_numpy_computes(name: str) -> None:
    """Every formula is carried out, in one piece or operation by operation."""
    case = CASES[name]
    arrays = {key: np.asarray(value, dtype=float) for key, value in case.leaves.items()}
    wanted = np.asarray(case.output(**arrays))

    coarse, fine = case.graph(), case.graph(fine=True)

    assert_close(coarse.value(coarse.structure.output), wanted, 1e-12)
    assert_close(fine.value(fine.structure.output), wanted, 1e-12)


@pytest.mark.parametrize("name", CASES)
def test_gradients_agree_with_differences(name: str) -> None:
    """The reverse pass gives to every parameter what moving it a little gives."""
    case = CASES[name]

    coarse, fine = case.graph(), case.graph(fine=True)

    assert set(coarse.structure.parameters) == set(fine.structure.parameters)
    for parameter in coarse.structure.parameters:
        slope = differences(case, parameter)
        assert_close(coarse.gradient(parameter), slope)
        assert_close(fine.gradient(parameter), slope)


@pytest.mark.parametrize("name", CASES)
def test_a_gradient_is_the_sum_of_its_contributions(name: str) -> None:
    """Nothing is lost at a fan-out, and each contribution has the shape of what it goes to."""
    for graph in (CASES[name].graph(), CASES[name].graph(fine=True)):
        for node in graph.structure.active - {graph.structure.output}:
            flows = [value for _, value in graph.flows(node)]
            assert_close(sum(flows), graph.gradient(node), 1e-14)
            assert {value.shape for value in flows} == {graph.value(node).shape}


def test_a_value_used_twice_gets_both_contributions() -> None:
    """x·x passes back x on each of its two edges in the fine view, 2x on one edge in the coarse view."""
    leaves = {"x": 3.0}

    fine = graph_of({"y": "x*x"}, leaves, fine=True)
    coarse = graph_of({"y": "x*x"}, leaves)

    assert [float(value) for _, value in fine.flows("x")] == [3.0, 3.0]
    assert [float(value) for _, value in coarse.flows("x")] == [6.0]


def test_a_skip_connection_adds_the_way_past_to_the_way_through() -> None:
    """By hand: L = (relu(w x) + x)², w = 2, x = 3 has dL/ds = 18, of which x gets 18 and 18·2."""
    graph = graph_of({"h": "relu(w*x)", "s": "h + x", "L": "s^2"}, {"w": 2.0, "x": 3.0})

    assert {part.consumer: float(value) for part, value in graph.flows("x")} == {"s": 18.0, "h": 36.0}
    assert graph.gradient("x") == 54.0


@pytest.mark.parametrize(
    ("formula", "gradient"),
    [("relu(x)", 0.0), ("abs(x)", 0.0), ("max(x, 0)", 0.0), ("step(x)", 0.0)],
)
def test_a_kink_follows_the_convention_of_the_table(formula: str, gradient: float) -> None:
    """At 0 the slope of a ReLU is 0, as in the table of derivatives."""
    assert graph_of({"L": formula}, {"x": 0.0}).gradient("x") == gradient


def test_softmax_with_cross_entropy_passes_back_the_difference() -> None:
    """The gradient by the scores is p − y, whether the softmax has a name of its own or not."""
    z, y = np.array([0.2, -1.0, 0.7]), np.array([0.0, 0.0, 1.0])
    apart = graph_of({"p": "softmax(z)", "L": "-sum(y*ln(p))"}, {"z": z, "y": y}, ["z"])
    fused = graph_of({"L": "-sum(y*ln(softmax(z)))"}, {"z": z, "y": y}, ["z"])

    assert_close(apart.gradient("z"), apart.value("p") - y, 1e-14)
    assert_close(fused.gradient("z"), apart.value("p") - y, 1e-14)


@pytest.mark.parametrize(
    ("formulas", "leaves", "said"),
    [
        ({}, {"x": 1.0}, "at least one"),
        ({"L": "a*x", "a": "x^2"}, {"x": 1.0}, "L: "),
        ({"x": "2"}, {"x": 1.0}, "both given and computed"),
        ({"h": "x^2", "L": "2*x"}, {"x": 1.0}, "h never reaches L"),
        ({"L": "2*X"}, {"X": [[1.0, 2.0]]}, "the last formula of a graph is a number"),
        ({"dL_dx": "x^2", "L": "dL_dx + x"}, {"x": 1.0}, "is the name of a derivative"),
        ({"L": "sum(A @ B)"}, {"A": [[1.0, 2.0]], "B": [[1.0, 2.0]]}, "inner sizes 2 and 1 differ"),
        ({"L": "gamma(x)"}, {"x": 1.0}, "gamma"),
        ({"L": "sum(i*x, i, 1, 3)"}, {"x": 1.0}, "i has no value"),
    ],
)
def test_a_graph_that_makes_no_sense_is_the_authors_fault(
    formulas: dict[str, str], leaves: dict[str, object], said: str
) -> None:
    """The message names the formula and what is wrong with it."""
    with pytest.raises(AuthorError) as caught:
        graph_of(formulas, leaves)

    assert said in caught.value.message


@pytest.mark.parametrize("parameter", ["q", "z", "u"])
def test_a_parameter_is_a_used_leaf(parameter: str) -> None:
    """An unknown name, a computed one and an unused one are refused."""
    with pytest.raises(AuthorError, match=parameter):
        graph_of({"z": "x^2", "L": "2*z"}, {"x": 1.0, "u": 2.0}, [parameter])


@pytest.mark.parametrize("formula", ["ln(x)", "1/x", "sqrt(x)"])
def test_an_undefined_value_or_gradient_is_said(formula: str) -> None:
    """At 0 these have no value, or a value without a slope; another draw may do."""
    with pytest.raises(UndefinedValueError, match="undefined"):
        graph_of({"L": formula}, {"x": 0.0})


def test_a_leaf_may_be_an_expression() -> None:
    """Numbers and arrays as the exercise format holds them."""
    leaves = {"w": parse("1/3", Names()), "x": parse("[[1, 2], [3, 4]]", Names())}

    graph = build(read({"L": "w*sum(x)"}, {"w": (), "x": (2, 2)}), leaves)

    assert_close(graph.gradient("w"), np.asarray(10.0), 1e-15)
    assert graph.value("x").shape == (2, 2)
