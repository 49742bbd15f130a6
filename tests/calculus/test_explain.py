"""Hints and worked solutions say what a tired learner can follow."""

from __future__ import annotations

import re

import pytest
from calculus_oracles import FORMULAS, read
from hypothesis import HealthCheck, given, settings

from trainer.calculus.derivative import derivative
from trainer.calculus.explain import hints, worked
from trainer.maths.drawing.tex import to_tex

TYPICAL = [
    "sin(3x^2)",
    "x^2 e^(2x)",
    "1/(1+e^(-x))",
    "3x^4 + 2x^2 - 7x + 5",
    "(3x+1)/(2x+5)",
    "e^(sin(x^2))",
    "3x^2 y + 2x y^3",
    "5 cos(x)",
    "x^x",
    "2^(3x)",
    "max(x, 1 - x)",
    "x^2 + x^3 + x^4 + x^5 + x^6 + x^7",
    "integral(t^2, t, 0, x^2)",
]


@pytest.mark.parametrize("text", TYPICAL)
def test_a_worked_solution_has_two_to_six_numbered_lines_and_ends_in_the_result(text: str) -> None:
    """The last line holds the derivative as it is graded."""
    f = read(text)

    lines = worked(f, "x")

    assert 2 <= len(lines) <= 6
    assert [line.split(".")[0] for line in lines] == [str(i) for i in range(1, len(lines) + 1)]
    assert lines[-1].endswith(f"{to_tex(derivative(f, 'x'))}$.")


@pytest.mark.parametrize("text", [text for text in TYPICAL if text != "integral(t^2, t, 0, x^2)"])
def test_no_hint_gives_the_result_away(text: str) -> None:
    """Three hints, and what is asked for is in none of them."""
    f = read(text)

    given_hints = hints(f, "x")

    assert len(given_hints) == 3
    said = [hint for hint in given_hints if "To check" not in hint]
    result = f"{to_tex(derivative(f, 'x'))}$"
    assert not any(f"= {result}" in hint or f"${result}" in hint for hint in said)


def test_the_hints_for_a_composition_name_the_pieces_first() -> None:
    """Outer and inner function; their derivatives; then what to do, but not its result."""
    first, second, third = hints(read("sin(3x^2)"), "x")

    assert "Chain rule" in first
    assert r"\sin u" in first
    assert "u = 3 x^{2}" in first
    assert r"\cos u" in second
    assert "6 x" in second
    assert "multiply" in third
    assert "$" not in third


def test_a_partial_derivative_says_what_is_held_constant() -> None:
    """And is written with a round d."""
    lines = worked(read("w x + b"), "w")

    assert "Hold $b$ and $x$ constant" in lines[0]
    assert r"\partial" in " ".join(lines)


def test_both_minus_signs_are_seen_before_they_cancel() -> None:
    """In 1/(1 + e^(-x)) the outer and the inner derivative are negative."""
    last = worked(read("1/(1+e^(-x))"), "x")[-1]

    assert last.count("-\\frac") == 1
    assert "(-e^{-x})" in last


def test_a_bound_variable_is_not_held_constant() -> None:
    """The letter under an integral or a sum is no variable of the formula."""
    assert "Hold" not in worked(read("integral(t^2, t, 0, x)"), "x")[0]


@given(FORMULAS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_formula_can_be_explained(f) -> None:
    """Never more than six lines, every dollar sign closed."""
    lines = worked(f, "x")

    assert 2 <= len(lines) <= 6
    assert all(line.count("$") % 2 == 0 for line in (*lines, *hints(f, "x")))
    assert not any(re.search(r"\bNone\b|Fraction|Symbol", line) for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5x^2 + y^2 - 3x*y", "$y^{2}$ does not depend on $x$."),
        ("x^3 + y + 4", "$y$ and $4$ do not depend on $x$."),
        ("x^2 + x", ""),
    ],
)
def test_terms_that_vanish_are_named_with_the_sum_rule(text: str, said: str) -> None:
    """Nobody has to ask where they went; without such terms nothing is said."""
    first = worked(read(text), "x")[0]

    assert first.endswith(f"Sum rule: differentiate term by term. {said}".rstrip())
