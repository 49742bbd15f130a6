"""The text of a function shows how its result comes about, and gives it when it is run."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.bank.function_source import FunctionText
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

POINT = np.array([-1.5, 0.25, 2.0])


@pytest.mark.parametrize(
    ("function", "parameter", "formula", "functions"),
    [
        ("softmax", "Z", "softmax(Z)", 1),
        ("activation", "z", "silu(z)", 2),
        ("sigmoid", "z", "silu(z)", 2),
        ("f", "small", "sigmoid(small)", 2),
        ("f", "z", "1 + sigmoid(z)", 2),
        ("f", "z", "leaky_relu(z, 0.1)", 2),
    ],
)
def test_a_function_that_is_asked_for_is_written_out(function, parameter, formula, functions):
    """It is no call of another that does all the work, unless names would meet."""
    names = Names.read({parameter: "3"})
    expr = parse(formula, names)

    source = FunctionText(function, (parameter,), {}, names).source({"result": expr})
    scope: dict[str, object] = {}
    exec(source, scope)

    assert source.count("def ") == functions
    wanted = evaluate(expr, {parameter: POINT[:, None]})[:, 0]
    np.testing.assert_allclose(scope[function](POINT), wanted, rtol=1e-12)


def test_slopes_by_differences_are_written_out_under_the_names_that_are_given():
    """The step has its value in the first line."""
    names = Names.read({"w": "3", "loss": "real"})
    text = FunctionText("numerical_gradient", ("loss", "w"), {}, names)

    source = text.source({"slopes": parse("grad(loss, w)", names)})
    scope: dict[str, object] = {}
    exec(source, scope)

    assert source.count("def ") == 1
    found = scope["numerical_gradient"](lambda w: float(w @ w), POINT)
    np.testing.assert_allclose(found, 2 * POINT, rtol=1e-6)
