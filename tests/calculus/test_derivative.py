"""Derivatives against textbooks, SymPy and finite differences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sympy
from calculus_oracles import FORMULAS, assert_agree, by_sympy, read, slopes, values
from hypothesis import HealthCheck, given, settings

from trainer.calculus.derivative import derivative, differentiate
from trainer.calculus.table import FUNCTIONS
from trainer.errors import TrainerError
from trainer.maths.expr import Call, Number, Pow, Symbol
from trainer.maths.text import to_text

CORPUS = [
    tuple(field.strip() for field in line.split("|"))
    for line in (Path(__file__).parent / "derivatives.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
X = [0.31, 0.74, 1.3, 2.2, -0.42, -1.7]
Y = [1.1, 0.6, 2.3, 0.9, 1.8, 0.4]
SECOND_ARGUMENTS = {"log": "3", "root": "3", "leaky_relu": "0.2", "elu": "1.5"}
WITHOUT_SYMPY = {"floor", "ceil", "sign", "abs", "step", "leaky_relu", "elu", "cbrt", "relu"}


@pytest.mark.parametrize(("f", "x", "expected"), CORPUS)
def test_the_derivative_reads_as_a_textbook_prints_it(f: str, x: str, expected: str) -> None:
    """The corpus on disk is written in the order and form of a printed table."""
    assert to_text(derivative(read(f), x)) == to_text(read(expected))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_of_the_table_agrees_with_finite_differences(name: str) -> None:
    """Each row of the table, at points of either sign and either size, away from jumps and kinks."""
    second = SECOND_ARGUMENTS.get(name)
    f = read(f"{name}(x, {second})" if second else f"{name}(x)")
    points = [0.21, 0.43, 0.83, 1.31, 2.61, -0.33, -0.77, -1.43, -2.37]

    slope = values(derivative(f, "x"), x=points)

    differences = slopes(f, x=points)
    assert_agree(slope, differences, tolerance=1e-6)
    assert any(abs(slope - differences) < 1e-6)


@pytest.mark.parametrize("name", sorted(FUNCTIONS - WITHOUT_SYMPY))
def test_every_smooth_function_of_the_table_agrees_with_sympy(name: str) -> None:
    """SymPy differentiates the same function by its own table."""
    second = SECOND_ARGUMENTS.get(name)
    f = read(f"{name}(x, {second})" if second else f"{name}(x)")
    x = sympy.Symbol("x", real=True)

    ours = by_sympy(derivative(f, "x"))

    theirs = sympy.diff(by_sympy(f), x)
    checked = [complex((ours - theirs).subs(x, sympy.Rational(*p)).evalf(30)) for p in ((3, 10), (13, 7))]
    assert all(abs(gap) < 1e-20 for gap in checked)


@given(FORMULAS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_formulas_agree_with_sympy(f) -> None:
    """The value of the derivative is that of SymPy's, wherever both are real numbers."""
    ours = np.where(np.isfinite(values(f, x=X, y=Y)), values(derivative(f, "x"), x=X, y=Y), np.inf)

    theirs = sympy.diff(by_sympy(f), sympy.Symbol("x", real=True))

    for i, value in enumerate(ours):
        point = {"x": sympy.Rational(str(X[i])), "y": sympy.Rational(str(Y[i]))}
        exact = theirs.subs({sympy.Symbol(k, real=True): v for k, v in point.items()})
        number = exact.evalf(30) if exact.is_number else sympy.nan
        if number.is_real and abs(number) < 1e9 and abs(value) < 1e9:
            assert abs(float(number) - value) <= 1e-7 * max(1.0, abs(value))


@given(FORMULAS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_step_of_a_derivation_is_right_by_itself(f) -> None:
    """Not only the root: each step's result is the slope of what it differentiates."""

    steps = [differentiate(f, "x")]
    while steps:
        step = steps.pop()
        steps += step.parts
        if step.variable == "x":
            slope = values(step.after, x=X, y=Y)
            slope = np.where(np.abs(slope) < 1e3, slope, np.nan)
            assert_agree(slope, slopes(step.before, x=X, y=Y), tolerance=1e-2)


def test_a_chain_keeps_outer_and_inner_function_apart() -> None:
    """The outer function is differentiated with respect to a letter that the formula does not use."""
    step = differentiate(read("sin(u x^2)"), "x")

    outer, inner = step.parts

    assert step.rule == "chain rule"
    assert outer.variable not in ("u", "x")
    assert outer.before == Call("sin", (Symbol(outer.variable),))
    assert inner.before == read("u x^2")


@pytest.mark.parametrize(
    ("f", "rule"),
    [
        ("x^3", "power rule"),
        ("1/x^2", "power rule"),
        ("3 x^2", "constant multiple rule"),
        ("x^2 + x", "sum rule"),
        ("x sin(x)", "product rule"),
        ("sin(x)/x", "quotient rule"),
        ("sin(2x)", "chain rule"),
        ("2^x", "exponential rule"),
        ("x^x", "logarithmic differentiation"),
        ("y^2", "constant rule"),
        ("tanh(x)", "derivative of tanh"),
        ("where(x > 0, x, 0)", "piece by piece"),
        ("integral(t, t, 0, x)", "fundamental theorem of calculus"),
    ],
)
def test_a_step_is_named_by_its_textbook_rule(f: str, rule: str) -> None:
    """The outermost rule of a formula names the derivation."""
    assert differentiate(read(f), "x").rule == rule


@pytest.mark.parametrize("text", ["relu(x)", "max(0, x)", "max(x, 0)", "-min(0, -x)"])
def test_the_slope_of_relu_at_its_kink_is_zero(text: str) -> None:
    """The stated convention step(0) = 0, whichever way ReLU is written."""
    slope = derivative(read(text), "x")

    assert values(slope, x=[-1.0, 0.0, 1.0]).tolist() == [0, 0, 1]


def test_a_vector_is_differentiated_component_by_component() -> None:
    """Softmax of a written-out vector gives the column p (delta - p)."""
    slope = derivative(read("softmax([x, y])"), "x")

    p = values(read("e^x/(e^x + e^y)"), x=X, y=Y)
    assert_agree(values(slope.items[0], x=X, y=Y), p * (1 - p))
    assert_agree(values(slope.items[1], x=X, y=Y), -p * (1 - p))


@pytest.mark.parametrize("text", ["gamma(x)", "factorial(x)", "sum(1, i, 1, x)"])
def test_what_has_no_rule_is_refused_by_name(text: str) -> None:
    """A function without a derivative here is an error for a human, not a wrong result."""
    with pytest.raises(TrainerError, match="derivative"):
        derivative(read(text), "x")


def test_a_power_with_a_constant_base_of_e_has_no_logarithm() -> None:
    """e^(2x) gives 2 e^(2x), not 2 ln(e) e^(2x)."""
    assert derivative(read("e^(2x)"), "x") == read("2 e^(2x)")
    assert derivative(Pow(Number(1), Symbol("x")), "x") == read("0")
