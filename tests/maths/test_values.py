"""Values: doubles, many digits and SymPy agree; samples stay in their domain; residues never mislead."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.maths.trees import trees
from trainer.maths.domains import NAMED, Domain, read_domain
from trainer.maths.expr import Call, Number, Symbol
from trainer.maths.functions import ELEMENTARY
from trainer.maths.judging.residue import same_residues
from trainer.maths.judging.sampling import sample
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse
from trainer.maths.symbolic.bridge import from_sympy, to_sympy
from trainer.maths.values.bounded import bounded
from trainer.maths.values.evaluate import evaluate
from trainer.maths.values.precise import TooLargeError, UndefinedError, precise, principal

X = Symbol("x")
POINTS = (-2.3, -0.7, 0.4, 0.9, 1.6, 3.2)
TWO_ARGUMENTS = {"log": 3, "root": 3, "leaky_relu": Fraction(1, 10), "elu": 2, "max": 1, "min": 1}


def _call(name):
    extra = TWO_ARGUMENTS.get(name)
    return Call(name, (X,) if extra is None else (X, Number(Fraction(extra), str(extra))))


def _real(value):
    value = complex(sympy.N(value, 30))
    return value.real if abs(value.imag) < 1e-20 else math.nan


@pytest.mark.parametrize("name", sorted({*ELEMENTARY, *TWO_ARGUMENTS}))
def test_a_function_agrees_with_mpmath_and_sympy(name):
    """In doubles, at fifty digits and in SymPy every function has the same real values."""
    call = _call(name)
    doubles = evaluate(call, {"x": np.array(POINTS)})
    for double, point in zip(doubles, POINTS, strict=True):
        try:
            wanted = float(precise(call, {"x": point}))
        except UndefinedError:
            wanted = math.nan
        oracle = _real(to_sympy(call).subs(sympy.Symbol("x", real=True), sympy.Float(point, 40)))

        assert double == pytest.approx(wanted, rel=1e-12, nan_ok=True)
        assert wanted == pytest.approx(oracle, rel=1e-12, nan_ok=True)


@settings(max_examples=150, deadline=None)
@given(trees(), st.floats(-4, 4), st.floats(-4, 4), st.floats(-4, 4))
def test_doubles_are_near_the_precise_value(expr, x, y, z):
    """Where doubles are well-conditioned they agree with fifty digits."""
    point = {"x": x, "y": y, "z": z}
    try:
        wanted = precise(expr, point)
    except (UndefinedError, TooLargeError):
        assume(False)
    nearby = (
        precise(expr, {name: value * (1 + 1e-13) for name, value in point.items()}, 50) if wanted else wanted
    )
    assume(abs(wanted) < 1e100 and abs(nearby - wanted) <= abs(wanted) * 1e-9)

    found = float(evaluate(expr, point))

    assert found == pytest.approx(float(wanted), rel=1e-6, abs=1e-9)


@settings(max_examples=300, deadline=None)
@given(trees(), st.floats(-6, 6), st.floats(0.01, 50), st.floats(-1e3, 1e3))
def test_a_bounded_value_is_as_near_as_it_says(expr, x, y, z):
    """The error bound of the quick value covers its distance from the precise one."""
    point = {"x": x, "y": y, "z": z}
    found = bounded(expr, point)
    assume(found is not None)
    value, error = found

    assert abs(precise(expr, point, 60) - value) <= error


@settings(max_examples=100, deadline=None)
@given(trees(6))
def test_residues_that_agree_mean_equal_values(expr):
    """What algebra calls equal has equal values at a point (here: a sum written twice, halved)."""
    from trainer.maths.expr import Add, Div, number

    twice = Div(Add((expr, expr)), number(2))

    assert same_residues(twice, expr) in (True, None)
    assert same_residues(Add((expr, number(1))), expr) is not True


@pytest.mark.parametrize("text", [*NAMED, "(0, 1]", "[-2, 5)", "(-inf, 3]", "(0, inf)"])
def test_samples_lie_in_the_declared_domain(text):
    """Every sampled number belongs to its domain."""
    domain = read_domain(text)
    values = sample(Names({"x": domain}), frozenset("x"), (7.0, 50.0))["x"]

    assert all(domain.contains(float(value)) for value in values)


def test_samples_of_a_real_cover_signs_and_magnitudes():
    """Tiny, ordinary and large numbers of both signs occur."""
    values = sample(Names({"x": Domain()}), frozenset("x"))["x"]

    assert (values < 0).any()
    assert (values > 0).any()
    assert np.abs(values).min() < 0.02
    assert np.abs(values).max() > 50


def test_arrays_are_sampled_in_their_shape():
    """The points axis is the last one."""
    values = sample(Names.read({"A": "4x3"}), frozenset("A"))["A"]

    assert values.shape[:2] == (4, 3)


@pytest.mark.parametrize("text", ["nope", "(1, 0)", "(a, b)", "99x3", "0x3", "(nan, 1)"])
def test_a_wrong_domain_is_refused_in_words(text):
    """Domains are read strictly."""
    from trainer.errors import AuthorError

    with pytest.raises(AuthorError):
        read_domain(text)


@pytest.mark.parametrize(
    ("text", "numpy_value"),
    [
        ("X.T @ (X @ w - b)", lambda X, w, b: X.T @ (X @ w - b)),
        ("w b.T", lambda X, w, b: np.outer(w, b)),
        ("sum(X, 0)", lambda X, w, b: X.sum(axis=0)),
        ("mean(X)", lambda X, w, b: X.mean()),
        ("‖w‖^2", lambda X, w, b: w @ w),
        ("softmax(w)", lambda X, w, b: np.exp(w) / np.exp(w).sum()),
        ("diag(w)", lambda X, w, b: np.diag(w)),
        ("trace(X.T X)", lambda X, w, b: np.trace(X.T @ X)),
        ("inv(X.T X + eye(3))", lambda X, w, b: np.linalg.inv(X.T @ X + np.eye(3))),
        ("X + w", lambda X, w, b: X + w),
        ("2 X * X / 3", lambda X, w, b: 2 * X * X / 3),
        ("[w_1, 2]", lambda X, w, b: np.array([0.5, 2])),
    ],
)
def test_array_expressions_agree_with_numpy(text, numpy_value):
    """Each point of a batch gives what NumPy gives for that point alone."""
    names = Names.read({"X": "4x3", "w": "3", "b": "4", "w_1": "real"})
    generator = np.random.default_rng(1)
    arrays = {
        "X": generator.normal(size=(4, 3, 5)),
        "w": generator.normal(size=(3, 5)),
        "b": generator.normal(size=(4, 5)),
    }

    found = evaluate(parse(text, names), {**arrays, "w_1": 0.5})

    for point in range(found.shape[-1]):
        wanted = numpy_value(*(array[..., point] for array in arrays.values()))
        np.testing.assert_allclose(found[..., point], wanted, rtol=1e-12)


@pytest.mark.parametrize(
    "text",
    ["2*x*cos(x^2)", "1/(x + 1)^2", "-3/x", "e^(-x)", "sqrt(x)/2", "ln(x) - pi/3", "abs(x)", "atan(x)"],
)
def test_sympy_and_back_keeps_the_value(text):
    """A tree sent to SymPy and read back is equal."""
    names = Names.read({"x": "positive"})
    expr = parse(text, names)

    back = from_sympy(to_sympy(expr, names))

    assert float(evaluate(back, {"x": 1.7})) == pytest.approx(float(evaluate(expr, {"x": 1.7})), rel=1e-14)


def test_towers_of_powers_are_never_computed_out():
    """A value beyond the bounds is refused at once, in doubles and at high precision."""
    expr = parse("((((9^9)^9)^9)^900)^900 x", Names.read({"x": "real"}))

    assert math.isinf(float(evaluate(expr, {"x": 1.0})))
    with pytest.raises(TooLargeError):
        precise(expr, {"x": 1.0})


@pytest.mark.parametrize("x", [Fraction(1, 3), Fraction(-7, 3), Fraction(5), Fraction(301, 2)])
def test_gamma_to_many_digits_obeys_its_reflection(x):
    """Γ(x) Γ(1 − x) sin(πx) = π, and n! is the whole number, however many digits are asked for."""
    text = "gamma(x) gamma(1 - x) sin(pi x)/pi" if x.denominator > 1 else "x!/(x (x-1)!)"

    value = precise(parse(text, Names.read({"x": "real"})), {"x": x}, 400)

    assert abs(value - 1) < 1e-300


def test_a_tower_of_powers_is_bounded_beyond_the_reals_too():
    """Complex values are looked at where no real one is there; a number too large is not begun."""
    tower = parse("2^" * 30 + "x + sqrt(-1)", Names.read({"x": "real"}))

    with pytest.raises(TooLargeError):
        principal(tower, {"x": 3.0}, 50)


@pytest.mark.parametrize("name", ["max", "min"])
def test_the_largest_of_one_number_is_that_number(name):
    """One argument is enough."""
    assert precise(parse(f"{name}(x)", Names.read({"x": "real"})), {"x": 0.75}) == 0.75
