"""Answers up to a constant or a factor: what may change and what may not."""

import pytest

from trainer.grading import compare_texts
from trainer.maths.judging.verdict import Outcome, Requirement
from trainer.maths.names import Names

NAMES = Names.read({"x": "real", "y": "real"})
CONSTANT, FACTOR = Requirement(up_to="constant"), Requirement(up_to="factor")


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("x^2", "x^2 + C", Outcome.EQUAL),
        ("x^2 + C_1", "x^2", Outcome.EQUAL),
        ("x + k", "x + C", Outcome.EQUAL),
        ("arctan((x - 1)/(x + 1))", "arctan x", Outcome.EQUAL),
        ("2 arctan(tan(x/2))", "x", Outcome.EQUAL),
        ("ln(cosh x)", "x + ln(1 + e^(-2x))", Outcome.EQUAL),
        ("x y + x/y", "x y", Outcome.DIFFERENT),
        ("x y + arctan(y/x)", "x y", Outcome.DIFFERENT),
        ("1e-50 cos x", "1e-50 sin x", Outcome.DIFFERENT),
        ("x|x|/2", "x^2/2", Outcome.DIFFERENT),
        ("x + C x", "x", Outcome.DIFFERENT),
        ("x + 1e-20 x^2", "x", Outcome.DIFFERENT),
        ("where(x > 50, 2x, x)", "x", Outcome.DIFFERENT),
        ("where(x < -1000, 2x, x)", "x", Outcome.DIFFERENT),
    ],
)
def test_a_constant_is_all_that_may_be_added(answer, reference, outcome):
    """It may change at a jump and be named anything usual, but it hangs on no variable."""
    assert compare_texts(answer, reference, NAMES, CONSTANT).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("3", "5", Outcome.EQUAL),
        ("[2, 4]", "[1, 2]", Outcome.EQUAL),
        ("[2, 5]", "[1, 2]", Outcome.DIFFERENT),
        ("[x^2, 2x]", "[x, 2]", Outcome.DIFFERENT),
        ("|x|", "x", Outcome.DIFFERENT),
        ("2x - 2", "x - 1", Outcome.EQUAL),
        ("[0, 0]", "[1, 2]", Outcome.DIFFERENT),
        ("[1, 2]", "[0, 0]", Outcome.DIFFERENT),
        ("[0, 0]", "[x - x, 0]", Outcome.EQUAL),
        ("0", "1e-50 x", Outcome.DIFFERENT),
        ("x + 1e-20", "x", Outcome.DIFFERENT),
    ],
)
def test_a_factor_is_one_number(answer, reference, outcome):
    """The same everywhere, and for every entry of an array."""
    assert compare_texts(answer, reference, NAMES, FACTOR).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("2x > 6", "x > 3", Outcome.EQUAL),
        ("-x < -3", "x > 3", Outcome.EQUAL),
        ("-x > -3", "x > 3", Outcome.DIFFERENT),
        ("x >= 3", "x > 3", Outcome.DIFFERENT),
        ("x > 3", "(3, inf)", Outcome.EQUAL),
        ("3 <= x", "[3, inf)", Outcome.EQUAL),
        ("0 < x <= 1", "(0, 1]", Outcome.EQUAL),
        ("0 < x <= 1", "0 < x <= 1", Outcome.EQUAL),
        ("0 < y <= 1", "0 < x <= 1", Outcome.DIFFERENT),
        ("y in (0, 1]", "0 < x <= 1", Outcome.DIFFERENT),
        ("{1/0, 2}", "{2, 3}", Outcome.DIFFERENT),
        ("{1/inf - 1/inf, 2}", "{0, 2}", Outcome.EQUAL),
        ("[0, 1]", "(0, 1]", Outcome.DIFFERENT),
        ("(2, 3] ∪ (0, 1)", "(0, 1) ∪ (2, 3]", Outcome.EQUAL),
        ("[0, 1) ∪ (2, 3]", "(0, 1) ∪ (2, 3]", Outcome.DIFFERENT),
        ("x = ±2", "{-2, 2}", Outcome.EQUAL),
        ("{}", "∅", Outcome.EQUAL),
        ("[[x], [y]]", "[x, y]", Outcome.EQUAL),
        ("[[x, y]]", "[[x], [y]]", Outcome.DIFFERENT),
        ("[x + 1]", "x + 1", Outcome.EQUAL),
    ],
)
def test_the_same_set_in_another_notation_is_equal(answer, reference, outcome):
    """Inequalities, intervals, sets and layouts of vectors are compared by what they mean."""
    assert compare_texts(answer, reference, NAMES).outcome is outcome


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("factored", "(x - 1)(x + 1)(x + 2)", "(x^2 - 1)(x + 2)"),
        ("factored", "3(x^2 + 1)", "3x^2 + 3"),
        ("factored", "2(x + 1)^2", "(2x + 2)(x + 1)"),
        ("simplified", "x", "x^2/x"),
        ("simplified", "2x", "4/2 x"),
        ("simplified", "x + 2", "(2x + 4)/2"),
        ("simplified", "2", "sqrt(4)"),
        ("simplified", "8", "2^3"),
        ("simplified", "x/2 + 1/3", "x/2 + 2/6"),
    ],
)
def test_a_form_is_met_only_when_no_work_is_left(form, right, wrong):
    """Common numbers, factors that split and quotients that cancel are seen."""
    requirement = Requirement(form=form)

    assert compare_texts(right, right, NAMES, requirement).outcome is Outcome.EQUAL
    assert compare_texts(wrong, right, NAMES, requirement).detail == f"not-{form}"
