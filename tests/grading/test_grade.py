"""Grading a variant: parts on their own, errors carried forward, mistakes named, slips not counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.maths.judging.verdict import Outcome

EXERCISES = """
skill: tests
exercises:
  - id: derive
    kind: derive
    variables: {x: real}
    given: {f: sin(3 x^2)}
    ask: Differentiate ${f}$.
    answer: diff(f, x)
    accept: ["6x cos(3x^2)", "cos(3x^2)*6*x"]
    reject:
      - {answer: cos(3x^2), because: The inner derivative is missing.}
      - {answer: -6x cos(3x^2), because: The sine gives a plus.}
  - id: antiderivative
    kind: derive
    variables: {x: real}
    ask: Integrate $2x$.
    answer: x^2
    up_to: constant
    accept: [x^2 + C, x^2 - 3]
    reject:
      - {answer: x, because: Raise the exponent.}
      - {answer: 2, because: That is the derivative.}
  - id: gradient
    kind: gradient
    variables: {x: real, y: real}
    given: {f: x^2 y}
    ask: The gradient of ${f}$.
    answer: grad(f, [x, y])
    accept: ["[2 x y, x^2]", "[2 y x, x*x]"]
    reject:
      - {answer: "[x^2, 2 x y]", because: The order is x first.}
      - {answer: "[2 x, x^2]", because: The factor y stays.}
  - id: trace
    kind: trace
    given: {w: 5, lr: 0.5}
    ask: Two steps on $w^2$.
    steps: {g_1: 2 w, w_1: w - lr*g_1 + 1, g_2: 2 w_1, w_2: w_1 - lr*g_2 + 3}
    decimals: 3
    accept:
      - {g_1: 10, w_1: 1, g_2: 2, w_2: 3}
      - {g_1: 2*5, w_1: 5 - 0.5*10 + 1, g_2: 2, w_2: 3}
    reject:
      - {g_1: 5, because: The factor 2 is missing.}
      - {w_1: 11, because: The step is subtracted.}
"""


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    text = EXERCISES.replace("- {g_1: 5, because", "- {answer: {g_1: 5}, because")
    (folder / "tests.yaml").write_text(text.replace("- {w_1: 11, because", "- {answer: {w_1: 11}, because"))
    bank = load_bank([Path(folder)])
    assert not bank.faults
    return {name.partition("/")[2]: make_variant(exercise, 1) for name, exercise in bank.exercises.items()}


@pytest.mark.parametrize(
    "typed", ["6x cos(3x^2)", "f'(x) = 6 x cos(3x²)", "= cos(3 x^2) 6 x".replace(") 6", ")*6")]
)
def test_a_right_answer_is_right_in_any_dress(variants, typed):
    """A heading or an equals sign before the answer does not matter."""
    found = grade(variants["derive"], {"answer": typed})

    assert (found.outcome, found.score) == (Outcome.EQUAL, 1.0)


def test_the_authors_feedback_comes_first(variants):
    """A listed wrong answer is told what the author says, however it is written."""
    found = grade(variants["derive"], {"answer": "cos(3 x x)"}).parts[0]

    assert (found.verdict.message, found.malrule) == ("The inner derivative is missing.", "listed")


def test_a_wrong_rule_of_calculus_is_named(variants):
    """A wrong answer that nobody listed is recognised by the rule that yields it."""
    found = grade(variants["derive"], {"answer": "6x cos(x)"}).parts[0]

    assert found.verdict.outcome is Outcome.DIFFERENT
    assert found.malrule not in ("", "listed")
    assert found.verdict.message.endswith(".")


def test_an_unrecognised_wrong_answer_still_has_its_witness(variants):
    """Where no rule explains it, the point with both values stands."""
    found = grade(variants["derive"], {"answer": "17 x^5 + 3"}).parts[0]

    assert found.malrule == ""
    assert found.verdict.witness is not None


def test_what_cannot_be_read_is_not_wrong(variants):
    """Nothing is judged until everything can be read."""
    found = grade(variants["gradient"], {"1": "2 x y", "2": "x^"})

    assert (found.outcome, found.score) == (Outcome.UNREADABLE, 0.0)
    assert [part.verdict.outcome for part in found.parts] == [Outcome.UNDECIDED, Outcome.UNREADABLE]


def test_an_operator_left_in_the_answer_is_sent_back(variants):
    """The question itself is no answer."""
    found = grade(variants["derive"], {"answer": "d/dx sin(3x^2)"})

    assert found.outcome is Outcome.UNREADABLE
    assert "carried out" in found.parts[0].verdict.message


@pytest.mark.parametrize(
    ("typed", "outcome"), [("x^2 + C", "equal"), ("x^2 - 8", "equal"), ("x^2 + C x", "different")]
)
def test_an_antiderivative_may_carry_its_constant(variants, typed, outcome):
    """C needs no declaration, but it is a constant only where it is added."""
    assert grade(variants["antiderivative"], {"answer": typed}).outcome == outcome


def test_a_gradient_may_be_typed_as_one_array(variants):
    """One array in the first box stands for all components."""
    found = grade(variants["gradient"], {"1": "[2 x y, x^2]"})

    assert (found.outcome, len(found.parts)) == (Outcome.EQUAL, 2)


def test_each_component_has_its_own_points(variants):
    """One right component of two is half."""
    found = grade(variants["gradient"], {"1": "2 x y", "2": "y^2"})

    assert (found.outcome, found.score) == (Outcome.DIFFERENT, 0.5)


def test_components_in_another_order_are_named(variants):
    """Everything is right but the places."""
    exercise = variants["gradient"]
    swapped = {"1": "y*x*2", "2": "x^2"}
    moved = {"1": swapped["2"], "2": swapped["1"]}

    found = grade(replace(exercise, reject=()), moved)

    assert [part.malrule for part in found.parts] == ["variable-order", "variable-order"]


def _trace(variants, *numbers):
    return grade(variants["trace"], dict(zip(["g_1", "w_1", "g_2", "w_2"], numbers, strict=True)))


def test_an_error_is_carried_forward(variants):
    """Later steps that follow from the wrong number earn their points and say so."""
    found = _trace(variants, "10", "6", "12", "3")

    assert [part.score for part in found.parts] == [1.0, 0.0, 1.0, 1.0]
    assert [part.carried for part in found.parts] == [False, False, True, False]
    assert "earlier number" in found.parts[2].verdict.message
    assert found.outcome is Outcome.DIFFERENT


def test_a_wrong_number_that_makes_things_trivial_earns_nothing(variants):
    """With 0 everything follows by itself."""
    found = _trace(variants, "10", "0", "0", "3")

    assert [part.score for part in found.parts] == [1.0, 0.0, 0.0, 1.0]


def test_a_listed_mistake_in_one_step_is_named_there(variants):
    """The author's words stand at the step they are about."""
    found = _trace(variants, "10", "11", "22", "3")

    assert found.parts[1].verdict.message == "The step is subtracted."
    assert found.parts[2].carried
