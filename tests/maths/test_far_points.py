"""Differences that are none, and agreements that are none: terms that cancel, vanish or lie far out."""

import pytest

from trainer.grading import compare_texts
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names

NAMES = Names.read({"x": "real", "t": "(500, 1000)"})


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("ln(sigmoid(x)/(1 - sigmoid(x)))", "x"),
        ("|x| + (cosh(x) - sinh(x)) e^x", "1 + sqrt(x^2)"),
        ("cosh(x)^2 - sinh(x)^2", "|sin x|^2 + cos(x)^2"),
        ("(cosh(t) - sinh(t)) |e^t|", "sqrt(1)"),
        ("sin(7 pi)", "0"),
        ("x", "x + atanh(tanh(x)) - x"),
    ],
)
def test_terms_that_cancel_do_not_make_an_answer_different(answer, reference):
    """Where sixty digits are noise, more are taken."""
    assert compare_texts(answer, reference, NAMES).outcome is Outcome.EQUAL


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("sin(x) + 1e-60", "sin(x)"),
        ("e^x + where(x > 37, 1, 0)", "e^x"),
        ("cosh(x) + relu(-x - 20)/1000", "cosh(x)"),
        ("sin(x) + e^-200", "sin(x)"),
        ("3.14159265358979323846264338327950288419716939937510582097494", "pi"),
        ("exp(pi sqrt(163))", "640320^3 + 744"),
        ("1 + e^-500", "1"),
        ("inf", "1"),
        ("3", "inf"),
        ("-inf", "inf"),
        ("erf(9999x)", "erf(9998x)"),
        ("tanh(1e5 x)", "sign(x)"),
        ("|x + 1e12| - 1e12", "x"),
    ],
)
def test_a_difference_in_a_late_digit_is_one(answer, reference):
    """Neither long numbers nor tiny terms hide behind the digits that agree."""
    assert compare_texts(answer, reference, NAMES).outcome is Outcome.DIFFERENT


def test_a_value_that_more_digits_take_away_decides_nothing():
    """A root of what cancels to a little below zero is no reason to stop with an error."""
    verdict = compare_texts("sqrt(sin(x)^2 + cos(x)^2 - 1) + x", "x + sqrt(0)", NAMES)

    assert verdict.outcome is not Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("{" + ", ".join(f"x + {k}" for k in range(40)) + "}", Outcome.UNDECIDED),
        ("{x, x + 1, x + 0, 1 + x}", Outcome.EQUAL),
        ("{x, ln(x - 10)}", Outcome.DIFFERENT),
        ("{x, 2 {1, 2}}", Outcome.UNDECIDED),
    ],
)
def test_a_set_is_judged_member_by_member(answer, outcome):
    """Repetitions do no harm, a member that cannot be judged makes no verdict, and the work is bounded."""
    assert compare_texts(answer, "{x, x + 1}", NAMES).outcome is outcome
