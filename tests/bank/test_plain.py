"""Values without NumPy are right where there are any, and let no draw through that NumPy would refuse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shipped import BANK
from trainer.bank import plain, usable
from trainer.bank.attempt import first_usable
from trainer.bank.variant import make_variant
from trainer.errors import AuthorError
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

NAMES = Names.read({"x": "real", "y": "positive"})
FORMULAS = [
    "2 x - 3/7",
    "-x^2/(1 + y)",
    "x^-3",
    "x^(1/3)",
    "x^(2/3)",
    "y^x",
    "(x - 1)^(x)",
    "e^(-x)",
    "pi x + e",
    "1/x - 1/(x - 1)",
    "0^x",
    "0^0 + x",
    "sqrt(x)",
    "ln(x) log2(x) log10(x)",
    "sin(x) cos(x) tan(x)",
    "sec(x) + csc(x)",
    "cot(x)",
    "sinh(x) tanh(x) + cosh(x)",
    "asin(x) + acos(x) + atan(x)",
    "exp(x) sigmoid(x) - abs(x)",
    "relu(x) + leaky_relu(x, 0.1) + elu(x, 2)",
    "step(x) + step(x - 1)",
    "max(x, y, 1) + min(x, 0)",
    "gelu(x) + erf(x)",
    "floor(x)",
    "1e400 x",
    "[x, y]",
]


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=50)
@given(x=st.floats(-30, 30) | st.integers(-3, 3).map(float), y=st.floats(1e-3, 30))
def test_a_value_is_numpys_value_or_none_at_all(text: str, x: float, y: float) -> None:
    """Undefined and unknown are the same here; no formula subtracts what is nearly equal."""
    expr = parse(text, NAMES)
    (found,) = plain.values(expr, [{"x": x, "y": y}])

    expected = evaluate(expr, {"x": np.array([x]), "y": np.array([y])})

    assert math.isnan(found) or found == pytest.approx(float(expected.ravel()[0]), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "domain", ["real", "positive", "negative", "nonzero", "unit", "(-1.5, 1.5)", "[2, inf)"]
)
def test_points_lie_in_the_domain_and_differ(domain: str) -> None:
    """Also from one variable to the next, else x - y would look like 0."""
    names = Names.read({"a": domain, "b": domain})

    found = plain.points(names, {"a", "b"})

    assert len(found) == plain.POINTS
    assert all(names.domain(name).contains(value) for point in found for name, value in point.items())
    assert len({value for point in found for value in point.values()}) == 2 * plain.POINTS


def test_signs_are_mixed() -> None:
    """|x| and x must not look the same, nor x y and |x y|."""
    names = Names.read(dict.fromkeys("abcd", "real"))

    found = plain.points(names, "abcd")

    assert len({tuple(value > 0 for value in point.values()) for point in found}) > 3
    assert all(0 < sum(point[name] > 0 for point in found) < plain.POINTS for name in "abcd")


@pytest.mark.parametrize("domain", ["3", "2x2", "integer", "natural"])
def test_arrays_and_whole_numbers_are_left_to_numpy(domain: str) -> None:
    """No points, so nothing is known."""
    assert plain.points(Names.read({"a": domain, "x": "real"}), {"a", "x"}) == ()


@pytest.mark.parametrize("skill", BANK.skills)
def test_a_draw_that_is_plainly_fair_is_fair(skill: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first usable draw is the one that NumPy alone would have taken."""
    exercises = [BANK.exercises[name] for name in BANK.skills[skill].exercises]
    drawn = [(exercise, seed) for exercise in exercises for seed in range(3)]
    quick = [first_usable(exercise, exercise.template, seed) for exercise, seed in drawn]
    monkeypatch.setattr(usable, "_is_plainly_fair", lambda *_: False)
    slow = [first_usable(exercise, exercise.template, seed) for exercise, seed in drawn]

    for (exercise, seed), one, other in zip(drawn, quick, slow, strict=True):
        assert one.params == other.params, (exercise.id, seed)
        assert one.given == other.given, (exercise.id, seed)


NEARLY = """
    kind: number
    ask: What is $2$?
    answer: "2"
    digits: 3
    accept: ["2", "1 + 1"]
    reject: [{answer: "%s", because: no}, {answer: "3", because: no}]
"""


@pytest.mark.parametrize("rejected", ["2", "2.009", "sqrt(4)"])
def test_a_rejected_number_within_the_precision_is_refused(read: Read, rejected: str) -> None:
    """One unit in the last place asked for is granted, so a learner who gives it would be right."""
    with pytest.raises(AuthorError, match="rejected answer 1 equals the right one"):
        make_variant(read(NEARLY % rejected), 0)


@pytest.mark.parametrize("rejected", ["2.02", "1.9", "-2", "ln(2)"])
def test_a_rejected_number_beyond_the_precision_is_fine(read: Read, rejected: str) -> None:
    """It is plainly another number, or NumPy says so."""
    assert make_variant(read(NEARLY % rejected), 0).reject[0].texts == {"answer": rejected}
