"""The judge: traps that come out right, evidence for every verdict, forms, numbers, sets and arrays."""

import pytest
from hypothesis import given, settings

from tests.maths.trees import trees
from trainer.grading import compare_texts
from trainer.maths.judging.judge import compare
from trainer.maths.judging.verdict import Evidence, Outcome, Requirement
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

REAL = dict.fromkeys(["x", "y", "a", "b", "c"], "real")
P13 = "x^13 + 1.0000000001 x^7 + 3"

EQUAL = [
    ("2x cos(x^2)", "cos(x^2)*x*2", "real"),
    ("1/2", "0.5", "real"),
    ("1/(1+exp(-2x))", "tanh(x)/2+1/2", "real"),
    ("sin(x)^2 + cos(x)^2", "1", "real"),
    ("(x^2-1)/(x-1)", "x+1", "real"),
    ("sign(x)", "x/|x|", "real"),
    ("sqrt(x^2)", "x", "positive"),
    ("sqrt(x^2)", "|x|", "real"),
    ("log(x^2)", "2 log x", "positive"),
    ("log(x^2)", "2 log x", "real"),
    ("x^(1/3)", "cbrt(x)", "real"),
    ("(-8)^(1/3)", "-2", "real"),
    ("exp(1000x)/exp(999x)", "exp(x)", "real"),
    ("exp(1000x)", "exp(500x)^2", "real"),
    ("(e^x)^2", "e^(2x)", "real"),
    ("(a^b)^c", "a^(b c)", "positive"),
    ("ln(x) + ln(y)", "ln(x y)", "positive"),
    ("max(x, 0)", "relu(x)", "real"),
    ("where(x > 0, x, 0.01 x)", "leaky_relu(x)", "real"),
    ("arctan(x) + arctan(1/x)", "pi/2", "positive"),
    ("sqrt(11+6sqrt(2))", "3+sqrt(2)", "real"),
    ("(-1)^x", "cos(pi x)", "integer"),
    ("e^(i)", "e^i", "real"),
    ("1e-50 sin x", "sin(x)*1e-50", "real"),
    ("(x+1)^13 - x^13 - 1", "(1+x)^13 - 1 - x^13", "real"),
    ("ln(sqrt(x)-x)", "ln(sqrt(x)(1-sqrt(x)))", "(0, 1)"),
]
DIFFERENT = [
    ("0.333", "1/3", "real"),
    ("1e-50 sin x", "1e-50 cos x", "real"),
    (P13, P13.replace("0001", "0002"), "real"),
    ("|x+10|-10", "x", "real"),
    ("|x-1000|+1000", "2000-x", "real"),
    ("sqrt(x^2)", "x", "real"),
    ("2 log x", "log(x^2)", "real"),
    ("(a^b)^c", "a^(b^c)", "positive"),
    ("exp(1000x)", "exp(1001x)", "real"),
    ("sin(x) + 1e-14", "sin(x)", "real"),
    ("x", "x + 1e-30", "real"),
    ("cos(x^2)", "2x cos(x^2)", "real"),
    ("step(x)", "sign(x)", "real"),
    ("sin(x)", "x - x^3/6 + x^5/120", "real"),
    ("(-2)^(x+1)", "(-2)^x", "integer"),
    ("asin(x)", "acos(x)", "[-1, 1]"),
    ("0/0", "0", "real"),
]  # fmt: skip


def _names(domain):
    return Names.read(dict.fromkeys([*REAL, "i"], domain))


@pytest.mark.parametrize(("answer", "reference", "domain"), EQUAL)
def test_equal_answers_are_accepted(answer, reference, domain):
    """Right answers in other forms are equal on the declared domain."""
    verdict = compare_texts(answer, reference, _names(domain))

    assert verdict.outcome is Outcome.EQUAL, verdict
    assert verdict.evidence in (Evidence.STRUCTURAL, Evidence.EXACT, Evidence.SAMPLED)


@pytest.mark.parametrize(("answer", "reference", "domain"), DIFFERENT)
def test_different_answers_are_refused_with_a_witness(answer, reference, domain):
    """Wrong answers are different, and the point shows it with two values that differ."""
    verdict = compare_texts(answer, reference, _names(domain))

    assert verdict.outcome is Outcome.DIFFERENT, verdict
    assert verdict.witness is not None
    assert verdict.witness.answer != verdict.witness.reference


def test_relations_between_variables_narrow_the_domain():
    """Where a < b is assumed, |b - a| is b - a, and a logarithm of b - a has a value."""
    names = Names.read({"a": "real", "b": "real"})
    assumed = names.assuming(parse("a < b", names))

    assert compare_texts("|b - a|", "b - a", names).outcome is Outcome.DIFFERENT
    assert compare_texts("|b - a|", "b - a", assumed).outcome is Outcome.EQUAL
    assert compare_texts("|b - a|", "a - b", assumed).outcome is Outcome.DIFFERENT


def test_nothing_undefined_equals_itself_by_sampling():
    """Two formulas without any value are undecided, not equal."""
    verdict = compare_texts("ln(-1-x^2) + 0*x", "asin(2+x^2)", _names("real"))

    assert verdict.outcome is Outcome.UNDECIDED
    assert verdict.message


@settings(max_examples=60, deadline=None)
@given(trees(6))
def test_an_answer_is_never_refused_against_itself_plus_zero(expr):
    """Adding 0 and multiplying by 1 never makes an answer different."""
    from trainer.maths.expr import ONE, ZERO, Add, Mul

    names = Names.read(dict.fromkeys("xyz", "real"))
    dressed = Add((Mul((ONE, expr)), ZERO))

    assert compare(dressed, expr, names).outcome is not Outcome.DIFFERENT


@settings(max_examples=60, deadline=None)
@given(trees(6))
def test_an_answer_plus_one_is_never_accepted(expr):
    """An answer that is off by one is never equal."""
    from trainer.maths.expr import ONE, Add

    names = Names.read(dict.fromkeys("xyz", "real"))

    assert compare(Add((expr, ONE)), expr, names).outcome is not Outcome.EQUAL


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("x^2 + C", "x^2", Outcome.EQUAL),
        ("x^2 + 7", "x^2", Outcome.EQUAL),
        ("ln|3x|", "ln|x|", Outcome.EQUAL),
        ("ln(x)", "ln|x|", Outcome.DIFFERENT),
        ("x^2 + x", "x^2", Outcome.DIFFERENT),
        ("sin(x)^2", "-cos(x)^2", Outcome.EQUAL),
    ],
)
def test_an_antiderivative_is_right_up_to_a_constant(answer, reference, outcome):
    """The constant may hide in a logarithm or an identity, but not in the domain."""
    verdict = compare_texts(answer, reference, Names.read({"x": "real"}), Requirement(up_to="constant"))

    assert verdict.outcome is outcome, verdict


@pytest.mark.parametrize(
    ("answer", "up_to", "outcome"),
    [
        ("-x^2", "sign", Outcome.EQUAL),
        ("3x^2", "sign", Outcome.DIFFERENT),
        ("3x^2", "factor", Outcome.EQUAL),
        ("0", "factor", Outcome.DIFFERENT),
        ("x^3", "factor", Outcome.DIFFERENT),
    ],
)
def test_up_to_a_sign_or_a_factor(answer, up_to, outcome):
    """Eigenvectors and roots are known only up to a factor or a sign."""
    assert (
        compare_texts(answer, "x^2", Names.read({"x": "real"}), Requirement(up_to=up_to)).outcome is outcome
    )


@pytest.mark.parametrize(
    ("answer", "requirement", "outcome", "detail"),
    [
        ("0.1*8/(1-0.9)", Requirement(decimals=2), Outcome.EQUAL, ""),
        ("8", Requirement(decimals=2), Outcome.EQUAL, ""),
        ("8.01", Requirement(decimals=2), Outcome.EQUAL, ""),
        ("8.02", Requirement(decimals=2), Outcome.DIFFERENT, ""),
        ("w = 8", Requirement(decimals=2), Outcome.EQUAL, ""),
        ("x", Requirement(decimals=2), Outcome.DIFFERENT, "shape"),
        ("8.3", Requirement(tolerance=0.5), Outcome.EQUAL, ""),
    ],
)
def test_numbers_are_judged_at_the_asked_precision(answer, requirement, outcome, detail):
    """Expressions count as numbers, and one unit in the last place is granted."""
    verdict = compare_texts(answer, "8", Names.read({"x": "real", "w": "real"}), requirement)

    assert (verdict.outcome, verdict.detail) == (outcome, detail)


def test_too_few_digits_are_said_as_such():
    """A rounded answer that would be right with more digits is told so."""
    verdict = compare_texts("0.33", "1/3", Names(), Requirement(decimals=4))

    assert verdict.detail == "too-few-digits"
    assert "more digits" in verdict.message


@pytest.mark.parametrize(
    ("answer", "reference"), [("0.1", "0.05"), ("0.2", "0.3"), ("1", "0.6"), ("0", "0.04")]
)
def test_a_figure_that_shares_no_digit_is_not_called_short(answer, reference):
    """0.05 rounds to 0.1, but whoever wrote 0.1 has made another mistake than rounding."""
    verdict = compare_texts(answer, reference, Names(), Requirement(decimals=4))

    assert verdict.outcome is Outcome.DIFFERENT
    assert verdict.detail != "too-few-digits"


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("expanded", "x^2 + 2x + 1", "(x+1)^2"),
        ("factored", "(x+1)^2", "x^2 + 2x + 1"),
        ("single-fraction", "(x^2+1)/x", "x + 1/x"),
        ("simplified", "6x^2", "2x*3x"),
        ("decimal", "0.5", "1/2"),
    ],
)
def test_a_right_value_in_a_wrong_form_is_said_as_such(form, right, wrong):
    """Form is judged apart from value."""
    names = Names.read({"x": "real"})

    assert compare_texts(right, right, names, Requirement(form=form)).outcome is Outcome.EQUAL
    verdict = compare_texts(wrong, right, names, Requirement(form=form))
    assert (verdict.outcome, verdict.detail) == (Outcome.DIFFERENT, f"not-{form}")


@pytest.mark.parametrize(
    ("answer", "reference", "outcome"),
    [
        ("{2, -1}", "{-1, 2}", Outcome.EQUAL),
        ("{2}", "{-1, 2}", Outcome.DIFFERENT),
        ("{1, 2, 3}", "{1, 2}", Outcome.DIFFERENT),
        ("(0, 1]", "(0, 1]", Outcome.EQUAL),
        ("(0, 1)", "(0, 1]", Outcome.DIFFERENT),
        ("3", "w = 3", Outcome.DIFFERENT),
        ("w = 3", "3", Outcome.EQUAL),
        ("2w = 6", "w = 3", Outcome.EQUAL),
        ("x > 2", "2 < x", Outcome.EQUAL),
    ],
)
def test_sets_intervals_and_relations(answer, reference, outcome):
    """Order in a set does not matter; ends of an interval do."""
    assert compare_texts(answer, reference, Names.read({"x": "real", "w": "real"})).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("2/4 X.T @ (X @ w - y)", Outcome.EQUAL),
        ("(X^T X w - X^T y)/2", Outcome.EQUAL),
        ("X.T @ (X @ w - y)", Outcome.DIFFERENT),
        ("w", Outcome.DIFFERENT),
        ("y", Outcome.DIFFERENT),
    ],
)
def test_tensor_answers_are_judged_on_random_matrices(answer, outcome):
    """A missing factor, a wrong value and a wrong shape are all different."""
    names = Names.read({"X": "4x3", "w": "3", "y": "4"})

    assert compare_texts(answer, "2/4 X.T @ (X @ w - y)", names).outcome is outcome


@pytest.mark.parametrize("answer", ["[x, y]½", "[x, x^2]²", "[x, y]", "2[1, 2]"])
def test_an_array_is_no_number(answer):
    """Wherever the brackets stand in it."""
    verdict = compare_texts(answer, "2x", Names.read({"x": "real", "y": "real"}))

    assert (verdict.outcome, verdict.detail) == (Outcome.DIFFERENT, "shape")


def test_matrices_do_not_commute():
    """A product in the wrong order is different."""
    names = Names.read({"A": "3x3", "B": "3x3"})

    assert compare_texts("B @ A", "A @ B", names).outcome is Outcome.DIFFERENT
    assert compare_texts("(A @ B).T", "B.T @ A.T", names).outcome is Outcome.EQUAL


def test_an_unreadable_answer_is_no_wrong_answer():
    """It carries its offset instead."""
    verdict = compare_texts("2x +", "2x", Names.read({"x": "real"}))

    assert (verdict.outcome, verdict.evidence, verdict.offset) == (Outcome.UNREADABLE, Evidence.OFFSET, 4)


def test_verdicts_do_not_depend_on_what_was_judged_before():
    """The same pair gives the same witness every time."""
    names = Names.read({"x": "real"})
    pair = parse("x^2", names), parse("x^3", names)

    assert compare(*pair, names) == compare(*pair, names)
