"""Numbers that are nearly right are named for what they are, and what is no number is no answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.grading import Grade, grade
from trainer.maths.judging.verdict import Outcome

EXERCISES = """
skill: numbers
exercises:
  - id: tiny
    kind: number
    ask: How large is it?
    answer: 3.8125 * 10^(-6)
    digits: 3
    accept: [3.81e-6, 0.00000381]
    reject: [{answer: 1, because: No.}, {answer: 7, because: No.}]
  - id: exact
    kind: number
    ask: How much?
    answer: 25/2
    accept: [12.5, 25/2]
    reject: [{answer: 1, because: No.}, {answer: 7, because: No.}]
  - id: ten
    kind: number
    ask: How much?
    answer: 10
    accept: [10, 5*2]
    reject: [{answer: 1, because: No.}, {answer: 7, because: No.}]
  - id: table
    kind: trace
    given: {w: 5, lr: 0.5}
    ask: One step on $w^2$.
    steps: {g: 2 w, v: w - lr*g - 2.75}
    decimals: 3
    accept: [{g: 10, v: -2.75}, {g: 2*5, v: -11/4}]
    reject: [{answer: {g: 5}, because: No.}, {answer: {g: 7}, because: No.}]
  - id: formula
    kind: derive
    variables: {x: real}
    ask: Differentiate $x^2$.
    answer: 2 x
    accept: [2 x, x + x]
    reject: [{answer: x, because: No.}, {answer: 7, because: No.}]
  - id: gradient
    kind: gradient
    variables: {x: real, y: real}
    given: {f: x^2 + y^2}
    ask: The gradient of ${f}$.
    answer: grad(f, [x, y])
    accept: ["[2 x, 2 y]", "[x + x, y + y]"]
    reject: [{answer: "[x, y]", because: No.}, {answer: "[2 y, 2]", because: No.}]
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Grade]:
    file: Path = tmp_path_factory.mktemp("exercises") / "numbers.yaml"
    file.write_text(EXERCISES, encoding="utf-8")
    bank = load_bank([file])
    assert not bank.faults

    def give(exercise: str, answer: str = "", **parts: str) -> Grade:
        variant = make_variant(next(e for e in bank.exercises.values() if e.id.endswith(f"/{exercise}")), 0)
        return grade(variant, parts or {variant.parts[0].name: answer})

    return give


@pytest.mark.parametrize("typed", ["3e400", "-3e399", "3e-400", "9*10^60"])
def test_a_number_beyond_doubles_is_wrong_like_any_other(graded: Callable[..., Grade], typed: str) -> None:
    """It is compared with many digits, so its power of ten may be as large as the language reads."""
    grade = graded("tiny", typed)

    assert grade.outcome is Outcome.DIFFERENT
    assert not grade.parts[0].verdict.detail


@pytest.mark.parametrize("typed", ["3.8e-6", "4e-6", "3.8*10^-6", "3.8·10⁻⁶", "3.8/10^6", "0.0000038"])
def test_too_few_digits_are_right_as_far_as_they_go(graded: Callable[..., Grade], typed: str) -> None:
    """However the power of ten is written."""
    (part,) = graded("tiny", typed).parts

    assert part.verdict.outcome is Outcome.DIFFERENT
    assert part.verdict.detail == "too-few-digits"
    assert "3 significant digits" in part.verdict.message


@pytest.mark.parametrize(
    ("exercise", "typed", "rule"),
    [
        ("exact", "-12.5", "sign"),
        ("exact", "-25/2", "sign"),
        ("tiny", "-3.81e-6", "sign"),
        ("tiny", "3.81e6", "power-of-ten"),
        ("tiny", "3.81e-5", "power-of-ten"),
        ("tiny", "3.81*10^(-7)", "power-of-ten"),
        ("exact", "1.25", "power-of-ten"),
        ("exact", "1250", "power-of-ten"),
        ("exact", "13.5", ""),
        ("exact", "1.2", ""),
        ("tiny", "3.9e-6", ""),
        ("ten", "100", ""),
        ("ten", "1", "listed"),
    ],
)
def test_the_sign_and_the_decimal_point_are_named(
    graded: Callable[..., Grade], exercise: str, typed: str, rule: str
) -> None:
    """Nothing is named that would fit by chance; what the author lists goes first."""
    (part,) = graded(exercise, typed).parts

    assert part.verdict.outcome is Outcome.DIFFERENT
    assert part.malrule == rule


def test_the_slip_is_named_in_its_cell_of_a_table(graded: Callable[..., Grade]) -> None:
    """The other cell is right."""
    first, second = graded("table", g="10", v="2.75").parts

    assert (first.verdict.outcome, first.malrule) == (Outcome.EQUAL, "")
    assert second.malrule == "sign"


@pytest.mark.parametrize(
    ("typed", "offset", "said"),
    [
        ("1/0", 0, "divided by 0"),
        ("3 + 2/(1-1)", 4, "divided by 0"),
        ("ln(-1)", 0, "no real value"),
        ("2 sqrt(-4)", 2, "no real value"),
        ("w = 1/0", 4, "divided by 0"),
    ],
)
def test_what_has_no_value_is_no_answer_to_a_question_for_a_number(
    graded: Callable[..., Grade], typed: str, offset: int, said: str
) -> None:
    """It is set aside like an unreadable one, with the place where it begins."""
    found = graded("exact", typed)

    assert found.outcome is Outcome.UNREADABLE
    assert found.parts[0].verdict.offset == offset
    assert said in found.parts[0].verdict.message


def test_a_formula_without_a_value_is_wrong(graded: Callable[..., Grade]) -> None:
    """It was read as the formula that it is."""
    assert graded("formula", "ln(-x^2)").outcome is Outcome.DIFFERENT


def test_an_array_in_a_later_box_is_set_aside(graded: Callable[..., Grade]) -> None:
    """One array goes into the first box alone; beside other components it is no answer."""
    assert graded("gradient", **{"1": "[2x, 2y]", "2": ""}).outcome is Outcome.EQUAL

    for texts in ({"1": "2x", "2": "[2x, 2y]"}, {"1": "", "2": "[2x, 2y]"}, {"1": "[2x, 2y]", "2": "2y"}):
        found = graded("gradient", **texts)
        array = next(part for part in found.parts if texts[part.name].startswith("["))
        assert found.outcome is Outcome.UNREADABLE
        assert "first box" in array.verdict.message
