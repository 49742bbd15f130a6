"""What went wrong with an array: products, axes and shapes are told apart; a right answer is never named."""

from pathlib import Path

import numpy as np
import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.tensor import mistake_between
from trainer.grading.tensor_mistakes import MOST, wrong_arrays
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.dimensions import shape_of
from trainer.maths.reading.parser import parse
from trainer.maths.values.evaluate import evaluate

NAMES = Names.read({"A": "3x3", "B": "3x3", "W": "4x4", "X": "6x3", "D": "6x3", "w": "3", "y": "6", "g": "4"})
BANK = load_bank([Path(__file__).parents[2] / "exercises"])
TENSORS = sorted(exercise for exercise in BANK.exercises if BANK.exercises[exercise].kind == "tensor")


def _named(answer, reference):
    found = mistake_between(parse(answer, NAMES), parse(reference, NAMES), NAMES)
    return found.rule if found else ""


@pytest.mark.parametrize(
    ("answer", "reference", "rule"),
    [
        ("A * B", "A @ B", "hadamard-for-matrix-product"),
        ("A.T * B", "A @ B", "hadamard-for-matrix-product"),
        ("A * B.T", "A @ B", "hadamard-for-matrix-product"),
        ("X.T * (X @ w - y)", "X.T @ (X @ w - y)", "hadamard-for-matrix-product"),
        ("W * g", "W.T @ g", "hadamard-for-matrix-product"),
        ("2 A.T * (A * B - B)", "A.T @ (A @ B - B)", "hadamard-for-matrix-product"),
        ("A @ B", "A * B", "matrix-product-for-hadamard"),
        ("A.T @ B", "A * B", "matrix-product-for-hadamard"),
        ("2 B @ A + w", "2 A * B + w", "matrix-product-for-hadamard"),
        ("D.T @ X", "D * X", "matrix-product-for-hadamard"),
        ("B @ A", "A @ B", "factors-swapped"),
        ("W @ g", "W.T @ g", "factor-transposed"),
        ("sum(A, 1)/3", "sum(A, 0)/3", "wrong-axis"),
        ("mean(D, 1)", "sum(D, 0)/6", "wrong-axis"),
        ("sum(D)/6", "sum(D, 0)/6", "all-axes"),
        ("D/6", "sum(D, 0)/6", "sum-missing"),
        ("mean(A * B, 0)", "mean(A * B, 1)", "wrong-axis"),
        ("A @ B.T @ A", "A @ B", ""),
        ("A + B", "A @ B", ""),
    ],
)
def test_the_mistake_behind_a_wrong_array_is_named(answer, reference, rule):
    """By what it is, even beside a wrong factor; something else is not named at all."""
    assert _named(answer, reference) == rule


def test_the_entrywise_product_predicted_is_the_one_of_numpy():
    """NumPy's own `*`, `@` and sum over an axis say the same at random arrays."""
    rng = np.random.default_rng(5)
    a, b = rng.normal(size=(2, 3, 3))
    values = {"A": a[..., None], "B": b[..., None]}

    found = {
        wrong.mistake.rule: evaluate(wrong.expr, values)[..., 0]
        for wrong in reversed(list(wrong_arrays(parse("sum(A @ B, 0)", NAMES), NAMES)))
        if wrong.mistake.rule != "factor-transposed"
    }

    assert np.allclose(found["wrong-axis"], (a @ b).sum(axis=1))
    assert np.allclose(found["all-axes"], (a @ b).sum())
    assert np.allclose(found["hadamard-for-matrix-product"], (a * b).sum(axis=0))
    assert np.allclose(found["factors-swapped"], (b @ a).sum(axis=0))


@pytest.mark.parametrize("name", TENSORS)
def test_a_right_answer_is_never_named_a_mistake(name):
    """Whatever is predicted, references and accepted forms stay equal, with no rule."""
    for seed in range(3):
        variant = make_variant(BANK.exercises[name], seed)
        for right in (variant.answers, *variant.accept):
            found = grade(variant, right)
            assert (found.outcome, found.parts[0].malrule) == (Outcome.EQUAL, ""), (seed, right)


@pytest.mark.parametrize("name", TENSORS)
def test_what_is_predicted_can_be_evaluated_and_is_bounded(name):
    """Every prediction has a shape; there are never too many."""
    variant = make_variant(BANK.exercises[name], 1)

    found = list(wrong_arrays(variant.parts[0].reference, variant.names))

    assert len(found) <= MOST
    for wrong in found:
        shape_of(wrong.expr, variant.names)


def test_a_long_chain_of_products_is_bounded():
    """Forty products have more edits than are tried."""
    chain = parse(" @ ".join(["A"] * 40), NAMES)

    assert len(list(wrong_arrays(chain, NAMES))) == MOST


def test_a_wrong_shape_is_said_in_words():
    """With the name of the array whose shape the gradient has."""
    variant = make_variant(BANK.exercises["backprop-batch-mean/bias-from-rows"], 1)

    found = grade(variant, {"answer": "X.T @ D"}).parts[0].verdict

    assert found.outcome is Outcome.DIFFERENT
    assert found.message == "Your answer is 4×3. The gradient of b has the shape of b: a vector of 3."
