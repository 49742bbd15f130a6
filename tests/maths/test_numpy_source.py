"""Formulas written as NumPy source have, when run, the values that the language gives them."""

import numpy as np
import pytest

from trainer.maths.expr import Collection
from trainer.maths.names import Names
from trainer.maths.numpy_source import NoSourceError, Writer
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

NAMES = Names.read({"x": "real", "y": "positive", "v": "3", "w": "3", "A": "3x2", "B": "2x3", "S": "3x3"})
RANDOM = np.random.default_rng(4)
POINT = {
    name: RANDOM.uniform(0.2, 1.5, domain.shape)
    * (1 if name == "y" else RANDOM.choice([-1, 1], domain.shape))
    for name, domain in NAMES.variables.items()
}

FORMULAS = """
1e-3 x + 0.50 - 2/3
-x^2 - (x - (y - 3))
x/(y x)/2*3
(-x)^2 + 2^-x
x^(1/3) + x^(2/3) + y^(1/2)
e^(-x) + exp(y) + pi
v*w - v/w
A @ B @ v
v @ S @ w
v @ w.T
outer(v, w) - v @ w.T
(A @ B).T - B.T @ A.T
sum(A, 0) + mean(B, 1) @ ones(2)
sum(A) + mean(v) + norm(v) + trace(S) + det(S)
inv(S) @ eye(3) + diag(v) + ones(3, 3)
diag(S) @ v
max(v, w, 0.1) + min(v, 1)
max(A) - min(v)
where(x > 0, x, -y)
where(v <= w, v, w)
sigmoid(v) + softmax(S) + relu(v) + step(w)
silu(v) + gelu(v) + softplus(v) + erf(v) + Phi(v) + phi(v)
leaky_relu(v, 0.1) + elu(v, 2)
ln(y) + log2(y) + log10(y) + log(y, 3) + sqrt(y) + cbrt(x) + root(x, 3) + root(y, 4)
sin(x) + tan(y) + sec(x) + cot(y) + csch(x) + atan(x) + asinh(x) + abs(x) + sign(x)
[x, y, x y]
[[x, y], [1, 2]]
floor(4 x) + ceil(4 y) + log1p(y) + expm1(x)
""".strip().splitlines()


def _run(text):
    writer = Writer(NAMES)
    source = writer.write(parse(text, NAMES))
    space = {"np": np, **POINT}
    exec("\n".join(writer.definitions()), space)
    return eval(source, space)


@pytest.mark.parametrize("text", FORMULAS)
def test_the_source_has_the_value_of_the_formula(text):
    """Precedence, broadcasting, axes and every function, against the evaluator."""
    expected = evaluate(parse(text, NAMES), {name: value[..., None] for name, value in POINT.items()})

    found = np.asarray(_run(text))

    assert np.isfinite(found).all()
    np.testing.assert_allclose(found, expected[..., 0] if expected.ndim else expected, rtol=1e-10)


def test_a_large_whole_number_is_a_double():
    """An integer of Python would make an array of objects."""
    assert Writer(NAMES).write(parse("10000000000000000000000 x", NAMES)) == "1e+22 * x"


def test_the_slopes_of_a_called_function_are_central_differences():
    """For a vector and for a number."""
    names = Names.read({"x": "3", "f": "real"})
    writer = Writer(names)
    source = writer.write(parse("grad(f, x)", names))
    space = {"np": np, "f": lambda x: float(np.sum(np.sin(x)))}
    exec("\n".join(writer.definitions()), space)

    for x in (np.array([0.3, -1.0, 2.0]), np.array(0.7)):
        found = eval(source, {**space, "x": x})
        np.testing.assert_allclose(found, np.cos(x), rtol=1e-8)


def test_a_helper_gives_way_to_a_name_that_is_taken():
    """The learner's own function may be called like one."""
    writer = Writer(NAMES, {"sigmoid": "sigmoid_"})

    assert writer.write(parse("sigmoid(x)", NAMES)) == "sigmoid_(x)"
    assert writer.definitions()[0] == "def sigmoid_(x):"


@pytest.mark.parametrize("text", ["asec(x)", "integral(x, x)"])
def test_what_numpy_has_not_is_refused(text):
    """In words, not with wrong code."""
    with pytest.raises(NoSourceError, match="cannot be written"):
        Writer(NAMES).write(parse(text, NAMES))


def test_a_set_has_no_source():
    """Nor has anything else without a value."""
    with pytest.raises(NoSourceError):
        Writer(NAMES).write(Collection(()))
