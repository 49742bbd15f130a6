"""What a derivative may cost."""

from __future__ import annotations

import pytest

from trainer.calculus.derivative import derivative
from trainer.calculus.growth import derivative_size
from trainer.calculus.resolve import resolve
from trainer.errors import TrainerError
from trainer.maths.expr import Expr, walk
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

NAMES = Names.read({"x": "real", "y": "real"})
FORMULAS = [
    "x^2 + 3 x y",
    "sin(x y) exp(x) ln(x)",
    "x^x^x",
    "(x^2 + 1)/(x - y)/(x + 1)",
    "sigmoid(sigmoid(tanh(x)))",
    "sqrt(1 + x^2)^3",
    "*".join(f"cos({k} x)" for k in range(1, 12)),
]
HOSTILE = [
    "diff(x^x^x^x, x, 9)",
    "diff(" + "*".join(f"sin({k}x)" for k in range(1, 110)) + ", x, 3)",
    "diff(" + "/".join(f"(x+{k})" for k in range(1, 60)) + ", x)",
    "diff(" + "sigmoid(" * 20 + "x" + ")" * 20 + ", x, 4)",
    "+".join(f"diff(x^x^x^x/{k}, x, 3)" for k in range(1, 40)),
    "taylor(x^x^x^x, x, 1, 12)",
]


def _nodes(expr: Expr) -> int:
    return sum(1 for _ in walk(expr))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_derivative_is_no_larger_than_foreseen(text: str) -> None:
    """Tidying only ever makes it smaller, so the bound holds for what comes out too."""
    f = parse(text, NAMES)

    assert _nodes(derivative(f, "x")) <= derivative_size(f, "x")


def test_what_does_not_depend_on_the_variable_costs_nothing() -> None:
    """Its derivative is 0 without a rule."""
    assert derivative_size(parse("sin(y)^y", NAMES), "x") == 0


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_derivative_that_would_take_long_is_refused(text: str) -> None:
    """Some of these would take minutes; the time is bounded by counting first."""
    with pytest.raises(TrainerError, match="too long to be worked out"):
        resolve(parse(text, NAMES))


def test_high_derivatives_of_ordinary_formulas_are_worked_out() -> None:
    """The bound is far from what learners and authors write."""
    for text in (
        "diff((x^2 + 1)^5 ln(x), x, 6)",
        "diff(exp(x)/(1 + x^2), x, 5)",
        "taylor(sin(x) exp(x), x, 0, 8)",
    ):
        resolve(parse(text, NAMES))
