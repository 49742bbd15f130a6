"""Choices, orders, derivations and tensors: points, feedback, and what cannot be read."""

from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.parts import BUILDERS
from trainer.bank.variant import make_variant
from trainer.grading import grade
from trainer.grading.kinds import GRADERS
from trainer.grading.tensor import mistake_between
from trainer.maths.judging.verdict import Outcome
from trainer.maths.names import Names
from trainer.maths.reading.parser import parse

BANK = load_bank([Path(__file__).parents[1] / "bank" / "good"])


def _graded(name, text, seed=1):
    return grade(make_variant(BANK.exercises[f"picked-and-written/{name}"], seed), {"answer": text})


def test_every_kind_that_can_be_asked_can_be_graded():
    """No builder without a grader."""
    assert set(GRADERS) == set(BUILDERS)


@pytest.mark.parametrize("name", ["pick", "several", "loop", "chain", "mse"])
def test_each_kind_grades_its_own_answers(name):
    """Reference and accepted forms are right, rejected ones wrong."""
    for seed in range(20):
        variant = make_variant(BANK.exercises[f"picked-and-written/{name}"], seed)
        for right in (variant.answers, *variant.accept):
            assert grade(variant, right).score == 1.0, (seed, right)
        for form in variant.reject:
            assert grade(variant, form.texts).outcome is Outcome.DIFFERENT, (seed, form)


@pytest.mark.parametrize("text", ["", "z", "a b", "1"])
def test_a_pick_that_is_none_is_not_wrong(text):
    """No letter, a letter too many, a letter that is no option."""
    assert _graded("pick", text).outcome is Outcome.UNREADABLE


def test_a_choice_of_several_has_points_for_what_was_found():
    """One of two right options is half of it."""
    found = _graded("several", "a")

    assert (found.outcome, found.score) == (Outcome.DIFFERENT, 0.5)
    assert "1 more is right" in found.parts[0].verdict.message


def test_picking_every_option_is_not_mostly_right():
    """A wrong pick takes back what a right one gives."""
    assert _graded("several", "a b c").score == 0.5


@pytest.mark.parametrize("text", ["1 2 3", "1 2 3 4 4", "1 2 3 4 9", "first"])
def test_an_order_with_missing_or_strange_lines_is_not_wrong(text):
    """Each line stands once."""
    assert _graded("loop", text).outcome is Outcome.UNREADABLE


def test_an_order_speaks_about_the_line_that_is_too_early():
    """In the author's words where there are any, and with points for what stands right."""
    variant = make_variant(BANK.exercises["picked-and-written/loop"], 1)
    *rest, last = variant.detail.right

    found = grade(variant, {"answer": " ".join(map(str, [last, *rest]))})

    assert found.parts[0].verdict.message == "The update needs gradients first."
    assert 0 < found.score < 1


def test_the_first_bad_line_of_a_derivation_is_named_with_its_mistake():
    """The lines after it are still judged from it."""
    found = _graded("chain", "cos(x^2) * diff(x, x)\ncos(x^2)\n2x cos(x^2)").parts[0]

    assert "Line 1 does not follow from the question" in found.verdict.message
    assert [verdict.outcome for verdict in found.lines] == [
        Outcome.DIFFERENT,
        Outcome.EQUAL,
        Outcome.DIFFERENT,
    ]


def test_a_result_without_its_way_is_right_but_unshown():
    """Where steps are asked for."""
    found = _graded("chain", "2x cos(x^2)").parts[0]

    assert (found.verdict.detail, found.score) == ("not-shown", 0.5)


def test_a_listed_wrong_derivation_gets_the_authors_words():
    """Line for line the same, however it is written."""
    found = _graded("chain", "cos(x x)\ncos(x^2) x 2".replace(" x 2", "*2x")).parts[0]

    assert (found.verdict.message, found.malrule) == ("x", "listed")


def test_a_derivation_must_end_without_operators():
    """A line that only restates is allowed, but not as the last."""
    found = _graded("chain", "cos(x^2) * diff(x^2, x)").parts[0]

    assert found.verdict.detail == "not-finished"


def test_an_unreadable_line_gives_its_place_in_the_whole_text():
    """The offset counts from the first line."""
    found = _graded("chain", "cos(x^2)*2x\n= 2x +").parts[0]

    assert (found.verdict.outcome, found.verdict.offset) == (Outcome.UNREADABLE, 18)


def test_a_shape_that_does_not_fit_is_said_in_words():
    """And a wrong value has a witness entry."""
    found = _graded("mse", "X @ (X @ w - y)").parts[0]

    assert found.verdict.outcome is Outcome.UNREADABLE
    assert "inner sizes" in found.verdict.message


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("X.T @ (X @ w - y)/4", "factor-two-missing"),
        ("2 X.T @ (X @ w - y)", "mean-missing"),
        ("(X @ w - y) @ X / 8", "divided-too-often"),
        ("-(X.T @ (X @ w - y))/2", "listed"),
        ("7 X.T @ (X @ w - y)", "factor"),
        ("X.T @ y", ""),
    ],
)
def test_the_usual_slips_with_arrays_are_named(text, rule):
    """A constant factor, a sign, a missing mean."""
    found = _graded("mse", text).parts[0]

    assert (found.verdict.outcome, found.malrule) == (Outcome.DIFFERENT, rule)


def test_a_transposed_matrix_is_named():
    """The gradient has the shape of its parameter."""
    names = Names.read({"g": "2", "x": "3"})

    found = mistake_between(parse("x g.T", names), parse("g x.T", names), names)

    assert found.rule == "transposed"


def test_a_gradient_is_held_against_differences_of_the_loss(tmp_path):
    """A wrong reference is caught before a learner sees it."""
    from trainer.grading.differences import disagreement

    good = Path(__file__).parents[1] / "bank" / "good" / "picked-and-written.yaml"
    text = good.read_text(encoding="utf-8").replace("answer: 2/4 X.T @ (X @ w", "answer: 3/4 X.T @ (X @ w", 1)
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    wrong = load_bank([tmp_path]).exercises["picked-and-written/mse"]

    assert disagreement(make_variant(BANK.exercises["picked-and-written/mse"], 1)) == ""
    assert "central differences give" in disagreement(make_variant(wrong, 1))
