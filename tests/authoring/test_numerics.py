"""Values by numbers alone agree with what textbooks say, and where they cannot, nothing is said."""

import math

import pytest

from trainer.authoring.lint.numerics import Numerics, UnknownValueError
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

NAMES = Names.read({"x": "real", "y": "real", "f": "real", "c": "real"})


def formula(text):
    return parse(text, NAMES)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("diff(x^3, x)", 3 * 0.7**2),
        ("diff(sin(x) y, x, 2)", -math.sin(0.7) * 1.3),
        ("diff(f, x)", 2 * 0.7 * 5),
        ("sum(c^2, c, 1, 4) x", 30 * 0.7),
        ("integral(exp(-x), x, 0, 1)", 1 - math.exp(-1)),
        ("limit(sin(x)/x, x, 0)", 1),
        ("limit((1 + x)/(2 x), x, inf)", 0.5),
        ("taylor(exp(x), x, 0, 2)", 1 + 0.7 + 0.7**2 / 2),
    ],
)
def test_operators_are_carried_out_with_numbers(text, right):
    """Differences, quadratures and plain sums; a given is followed through."""
    numbers = Numerics({"c": formula("5"), "f": formula("c x^2")})

    value = numbers.value(formula(text), {"x": 0.7, "y": 1.3})

    assert float(value) == pytest.approx(right, rel=1e-12)


def test_arrays_of_derivatives_come_entry_by_entry():
    """Row by row, as the components of an answer."""
    numbers = Numerics({"f": formula("x^2 y")})

    hessian = numbers.entries(formula("hessian(f, [x, y])"), {"x": 2.0, "y": 3.0})

    assert [float(entry) for entry in hessian] == pytest.approx([6, 4, 4, 0], abs=1e-12)


@pytest.mark.parametrize(
    "text", ["diff(abs(x), x)", "ln(x - 1)", "limit(abs(x)/x, x, 0)", "integral(1/x, x, 0, 1)"]
)
def test_nothing_is_said_where_nothing_is_sure(text):
    """Kinks, gaps and jumps have no value that a reference could be held against."""
    with pytest.raises(UnknownValueError):
        Numerics({}).value(formula(text), {"x": 0.0})
