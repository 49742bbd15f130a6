"""Wrong answers are wrong, distinct, and include those that learners give."""

from __future__ import annotations

import re

import numpy as np
import pytest
from calculus_oracles import FORMULAS, read, values
from hypothesis import HealthCheck, given, settings

from trainer.calculus.derivative import derivative
from trainer.calculus.malrules import WrongAnswer, wrong_derivatives

X = [0.37, 0.81, 1.9, -0.43, -1.21]
Y = [1.4, 0.7, 0.3, 1.1, 2.2]
W = [0.9, 1.3, -0.8, 0.5, 1.7]


def found(text: str, x: str, rule: str, answer: str) -> bool:
    """Whether the mal-rule gives this answer for the derivative of `text`."""
    points = {"x": X, "y": Y, "w": W, "b": Y}
    wanted = values(read(answer), **points)
    for wrong in wrong_derivatives(read(text), x):
        if wrong.rule == rule:
            got = values(wrong.expr, **points)
            if all(abs(a - b) < 1e-9 or (a != a and b != b) for a, b in zip(got, wanted, strict=True)):
                return True
    return False


@pytest.mark.parametrize(
    ("f", "x", "rule", "answer"),
    [
        ("sin(x^2)", "x", "inner-derivative-forgotten", "cos(x^2)"),
        ("sin(x^2)", "x", "outer-derivative-at-x", "2x cos(x)"),
        ("sin(x^2)", "x", "outer-derivative-at-inner-derivative", "cos(2x)"),
        ("sin(x^2)", "x", "rates-added", "cos(x^2) + 2x"),
        ("(3x+1)^5", "x", "inner-derivative-forgotten", "5(3x+1)^4"),
        ("e^(sin(x^2))", "x", "chain-stopped-early", "e^(sin(x^2)) cos(x^2)"),
        ("e^(3x)", "x", "inner-derivative-forgotten", "e^(3x)"),
        ("ln(3x)", "x", "outer-derivative-at-x", "3/x"),
        ("x^5", "x", "exponent-not-lowered", "5x^5"),
        ("x^5", "x", "exponent-not-brought-down", "x^4"),
        ("x^5", "x", "antiderivative", "x^6/6"),
        ("4x^3", "x", "coefficient-lost", "3x^2"),
        ("1/x^2", "x", "exponent-raised", "-2/x"),
        ("1/x^2", "x", "denominator-differentiated", "1/(2x)"),
        ("1/x^2", "x", "minus-sign-lost", "2/x^3"),
        ("1/x", "x", "antiderivative", "ln(abs(x))"),
        ("x^2 + 5", "x", "constant-kept", "2x + 5"),
        ("x^3 + x^2 - x", "x", "term-dropped", "2x - 1"),
        ("2^x", "x", "exponential-by-power-rule", "x*2^(x-1)"),
        ("2^x", "x", "log-factor-lost", "2^x"),
        ("log2(x)", "x", "log-base-forgotten", "1/x"),
        ("x^2 sin(x)", "x", "product-of-derivatives", "2x cos(x)"),
        ("x^2 sin(x)", "x", "product-minus", "2x sin(x) - x^2 cos(x)"),
        ("x^2 sin(x)", "x", "product-term-missing", "2x sin(x)"),
        ("sin(x)/x", "x", "quotient-sign-swapped", "(sin(x) - x cos(x))/x^2"),
        ("sin(x)/x", "x", "quotient-denominator-not-squared", "(x cos(x) - sin(x))/x"),
        ("sin(x)/x", "x", "quotient-of-derivatives", "cos(x)"),
        ("cos(x)", "x", "cosine-sign", "sin(x)"),
        ("sigmoid(x)", "x", "sigmoid-one-minus-x", "sigmoid(x)(1 - x)"),
        ("sigmoid(x)", "x", "sigmoid-at-one-minus-x", "sigmoid(1 - x)"),
        ("sigmoid(x)", "x", "sigmoid-sign", "-sigmoid(x)(1 - sigmoid(x))"),
        ("tanh(x)", "x", "tanh-not-squared", "1 - tanh(x)"),
        ("tanh(x)", "x", "tanh-like-sigmoid", "tanh(x)(1 - tanh(x))"),
        ("tanh(x)", "x", "tanh-secant-not-squared", "sech(x)"),
        ("relu(x)", "x", "relu-slope-is-input", "x"),
        ("leaky_relu(x, 0.1)", "x", "leak-lost", "where(x > 0, 1, 0)"),
        ("elu(x, 2)", "x", "elu-constant-kept", "where(x > 0, 1, 2(e^x - 1))"),
        ("gelu(x)", "x", "gelu-second-term-lost", "Phi(x)"),
        ("abs(x)", "x", "abs-slope-one", "1"),
        ("abs(x - y)", "x", "abs-kept", "abs(x - y)"),
        ("(x - y)^2", "x", "exponent-not-brought-down", "x - y"),
        ("(x - y)^2", "x", "sign-flipped", "2(y - x)"),
        ("sigmoid(w x + b)", "w", "inner-derivative-forgotten", "sigmoid(w x + b)(1 - sigmoid(w x + b))"),
        ("3x^2 y + 2x y^3 - 5", "x", "constant-kept", "6x y + 2y^3 - 5"),
        ("x^2 y", "x", "frozen-factor-lost", "2x"),
        ("x^2 y", "x", "frozen-variable-differentiated", "2x y + x^2"),
        ("x^2 y", "x", "frozen-factor-as-term", "0"),
        ("x^2 + y^2", "x", "frozen-variable-differentiated", "2x + 2y"),
    ],
)
def test_the_typical_wrong_answer_is_predicted(f: str, x: str, rule: str, answer: str) -> None:
    """The mistakes that teachers list, each under its own name."""
    assert found(f, x, rule, answer)


@given(FORMULAS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_wrong_answer_is_right(f) -> None:
    """At points that the rules themselves do not use, each differs from the derivative somewhere."""
    points = {"x": X + W, "y": Y + Y[::-1]}
    right = values(derivative(f, "x"), **points)

    for wrong in wrong_derivatives(f, "x"):
        got = values(wrong.expr, **points)
        known = np.isfinite(got) & np.isfinite(right)
        got, truth = got[known], right[known]
        scale = np.maximum(np.abs(got), np.abs(truth))
        assert not known.any() or np.any(np.abs(got - truth) > 1e-9 * scale)


TEACHING = ["sin(3x^2)", "x^2 e^(2x)", "3x^4 + 2x^2 - 7x + 5", "(w x + b - y)^2", "x^x"]


@pytest.mark.parametrize("text", TEACHING)
def test_wrong_answers_are_few_distinct_and_teach(text: str) -> None:
    """A stable id in kebab case and a whole sentence with each; a bounded number."""
    answers = wrong_derivatives(read(text), "x")

    assert 3 <= len(answers) <= 48
    assert len({answer.expr for answer in answers}) == len(answers)
    for answer in answers:
        assert isinstance(answer, WrongAnswer)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", answer.rule)
        assert answer.feedback.endswith((".", "$."))
        assert answer.feedback.count("$") % 2 == 0


def test_a_mistake_made_everywhere_is_predicted_too() -> None:
    """Someone who never lowers exponents does so in every term."""
    assert found("x^3 + x^2", "x", "exponent-not-lowered", "3x^3 + 2x^2")


def test_a_constant_has_few_wrong_derivatives() -> None:
    """The function itself and its antiderivative."""
    assert {wrong.rule for wrong in wrong_derivatives(read("7"), "x")} == {
        "not-differentiated",
        "antiderivative",
    }
